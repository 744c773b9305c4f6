import type { Cite, Source, Status } from './schema.ts'

/** What stands behind a citation: how well its sections are known, and of which day and copy the text is that was read. */
export type Known = {
  readonly status: Status
  /** The date of the law in the copy; of several sections, the oldest. */
  readonly asOf?: string | undefined
  readonly copy?: string | undefined
}

const ranks: readonly Status[] = ['verified', 'secondary', 'recalled', 'unknown']

/** The weaker of two. */
const weaker = (one: Status, other: Status): Status => (ranks.indexOf(one) < ranks.indexOf(other) ? other : one)

/** Whether a citation says of itself that it is known better than its sections were read. */
export const claimsTooMuch = (source: Source | undefined, cite: Cite): boolean =>
  source !== undefined && cite.status !== undefined && ranks.indexOf(cite.status) < ranks.indexOf(read(source, cite).status)

/** How a citation is known: as its sections were read, or worse where it says so itself. */
export function knownOf(source: Source | undefined, cite: Cite): Known {
  if (source === undefined) return { status: cite.status ?? 'unknown' }
  const known = read(source, cite)
  return { ...known, status: cite.status === undefined ? known.status : weaker(known.status, cite.status) }
}

/** The days of the texts that were read of a source, oldest first: of its sections where they are listed, else its own. */
export function daysOf(source: Source): readonly string[] {
  const parts = source.sections ?? [source]
  return parts.flatMap(({ status, asOf }) => (status === 'verified' && asOf !== undefined ? [asOf] : [])).toSorted()
}

/** A section that a source does not list as read is recalled, whatever the source's best part is. */
function read(source: Source, { section }: Cite): Known {
  const { sections } = source
  if (sections === undefined) return { status: source.status, asOf: source.asOf, copy: source.copy }
  const parts = pinpoints(section).map((pinpoint) => sections.find(({ names }) => names.some((name) => covers(name, pinpoint))))
  const found = parts.flatMap((part) => part ?? [])
  const oldest = found.toSorted((a, b) => (a.asOf ?? '').localeCompare(b.asOf ?? ''))[0]
  return {
    status: parts.map((part) => part?.status ?? 'recalled').reduce(weaker, 'verified'),
    asOf: oldest?.asOf,
    copy: oldest?.copy,
  }
}

/** "746.8(b)" lies in "746.8", and "126.16" does not lie in "126.1". */
const covers = (name: string, pinpoint: string): boolean =>
  pinpoint === name || (pinpoint.startsWith(name) && !/^\w/.test(pinpoint.slice(name.length)))

/**
 * The sections that a citation names, each whole: "123.15(a)(2), (b)" names 123.15(a)(2) and 123.15(b). Paragraphs of the
 * Guidelines are `para 2`; words that name no number stand for themselves.
 */
export function pinpoints(section: string): readonly string[] {
  const paragraphs = /^para(?:graph)?s? ([\d, and to]+)/.exec(section)?.[1]
  if (paragraphs !== undefined) return numbersOf(paragraphs).map((number) => `para ${number}`)
  const found: string[] = []
  for (const [step] of section.matchAll(/\d{3}\.\d+(?:\(\w+\))*|\b[IVX]+(?:\(\w+\))+|(?<=[\s,-]|^)(?:\(\w+\))+/g)) {
    const base = /^[^(]+/.exec(found.at(-1) ?? '')?.[0]
    if (!step.startsWith('(')) found.push(step)
    else if (base !== undefined) found.push(`${base}${step}`)
  }
  return found.length > 0 ? found : [section]
}

/** "1 to 3 and 5" are 1, 2, 3 and 5. */
function numbersOf(words: string): readonly number[] {
  const range = /(\d+) to (\d+)/.exec(words)
  const between = range === null ? [] : Array.from({ length: Number(range[2]) - Number(range[1]) + 1 }, (_, at) => Number(range[1]) + at)
  return [...new Set([...[...words.matchAll(/\d+/g)].map(([digits]) => Number(digits)), ...between])]
}
