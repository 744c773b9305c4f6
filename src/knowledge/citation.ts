import type { Cite, Source, SourceStatus } from './schema.ts'

/**
 * How well the text behind a citation is known, and the date and copy of the text that was read, if these
 * are given.
 */
export type Reliability = {
  readonly status: SourceStatus
  /** The ISO date of the text; the oldest one if the citation names several sections. */
  readonly asOf?: string | undefined
  readonly copy?: string | undefined
}

const ranks: readonly SourceStatus[] = ['verified', 'secondary', 'recalled', 'unknown']

/** The weaker of two statuses. */
const weaker = (one: SourceStatus, other: SourceStatus): SourceStatus => (ranks.indexOf(one) < ranks.indexOf(other) ? other : one)

/** Whether a citation claims a better status than its source lists for the sections it names. */
export const claimsTooMuch = (source: Source | undefined, cite: Cite): boolean =>
  source !== undefined && cite.status !== undefined && ranks.indexOf(cite.status) < ranks.indexOf(read(source, cite).status)

/**
 * How well the text behind a citation is known: the weaker of what its source lists for the sections and
 * what the citation itself says.
 */
export function knownOf(source: Source | undefined, cite: Cite): Reliability {
  if (source === undefined) return { status: cite.status ?? 'unknown' }
  const known = read(source, cite)
  return { ...known, status: cite.status === undefined ? known.status : weaker(known.status, cite.status) }
}

/**
 * The dates of the texts of a source that were read, oldest first: those of its sections if they are
 * listed, otherwise its own.
 */
export function textDatesOf(source: Source): readonly string[] {
  const parts = source.sections ?? [source]
  return parts.flatMap(({ status, asOf }) => (status === 'verified' && asOf !== undefined ? [asOf] : [])).toSorted()
}

/**
 * How well the sections of a citation are known according to their source; the weakest counts. If the
 * source lists its sections, a section missing from that list counts as recalled.
 */
function read(source: Source, { section }: Cite): Reliability {
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

/**
 * Whether the section `name` contains `pinpoint`: "746.8" contains "746.8(b)"; "126.1" does not contain
 * "126.16".
 */
const covers = (name: string, pinpoint: string): boolean =>
  pinpoint === name || (pinpoint.startsWith(name) && !/^\w/.test(pinpoint.slice(name.length)))

/**
 * Splits a citation into sections, each written in full: "123.15(a)(2), (b)" gives "123.15(a)(2)" and
 * "123.15(b)". Paragraphs ("paras 1 to 3") become "para 1" and so on. A citation without any such number is
 * returned unchanged.
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

/** The numbers in `words` and between the ends of a range, in no fixed order: "1 to 3 and 5" has 1, 2, 3 and 5. */
function numbersOf(words: string): readonly number[] {
  const range = /(\d+) to (\d+)/.exec(words)
  const between = range === null ? [] : Array.from({ length: Number(range[2]) - Number(range[1]) + 1 }, (_, at) => Number(range[1]) + at)
  return [...new Set([...[...words.matchAll(/\d+/g)].map(([digits]) => Number(digits)), ...between])]
}
