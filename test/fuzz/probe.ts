import fc from 'fast-check'
import { severity, type ShownVerdict } from '../../src/engine/shown-verdict.ts'

/**
 * The mildest verdict allowed: a fixed one, or that of another conversation (`answerTo`). With `enough`, that verdict is strict
 * enough in any case.
 */
export type Floor = { readonly said: ShownVerdict } | { readonly answerTo: readonly string[]; readonly enough?: ShownVerdict | undefined }

/** A conversation, the template it was made from, and the mildest verdict allowed for its last answer. */
export type Probe = { readonly frame: string; readonly messages: readonly string[]; readonly floor: Floor }

/** Random variation of a probe: how the question begins, and a number in [0, 1) to pick a position with. */
export type Wording = { readonly ask: string; readonly spot: number }

/** Makes a probe from a wording. */
export type Cell = (wording: Wording) => Probe

const asks = [
  'Can we sell',
  'can we export',
  'May we ship',
  'Are we allowed to send',
  'Could we supply',
  'Is it OK to deliver',
  'We would like to sell',
  'We plan to export',
  'I want to ship',
  'A customer wants us to send',
  'Please check: can we sell',
  'Do we need a license to export',
  '',
]
const wording: fc.Arbitrary<Wording> = fc.record({
  ask: fc.constantFrom(...asks),
  spot: fc.integer({ min: 0, max: 999 }).map((n) => n / 1000),
})

/** Picks `count` cells in random order, each in a random wording. Equal seeds give equal probes. */
export function probesOf(cells: readonly Cell[], seed: number, count = cells.length): readonly Probe[] {
  const [shuffled = []] = fc.sample(fc.shuffledSubarray([...cells], { minLength: count, maxLength: count }), { seed, numRuns: 1 })
  const wordings = fc.sample(wording, { seed, numRuns: count })
  return wordings.flatMap((words, at) => shuffled[at]?.(words) ?? [])
}

/** Fills the `{slots}` of a template, also those in the words filled in. */
export function fill(template: string, words: Readonly<Record<string, string>>): string {
  const filled = template.replace(/\{([^{}]+)\}/g, (slot, name: string) => words[name] ?? slot)
  return filled === template ? filled.replace(/ +/g, ' ').trim() : fill(filled, words)
}

/** All combinations of one word for each slot in the templates. */
export function combinations(
  templates: readonly string[],
  words: Readonly<Record<string, readonly string[]>>,
): ReadonlyArray<Readonly<Record<string, string>>> {
  const slots = Object.keys(words).filter((slot) => templates.some((template) => template.includes(`{${slot}}`)))
  return slots.reduce<ReadonlyArray<Readonly<Record<string, string>>>>(
    (rows, slot) => rows.flatMap((row) => (words[slot] ?? []).map((word) => ({ ...row, [slot]: word }))),
    [{}],
  )
}

/** Puts "a" or "an" before a noun. */
export const withArticle = (thing: string): string => `${/^[aeiou]/i.test(thing) ? 'an' : 'a'} ${thing}`

export const outcomes = ['same or stricter', 'a question instead', 'milder'] as const
export type Outcome = (typeof outcomes)[number]

/** A probe with the verdict given, the mildest allowed, and their comparison. */
export type Finding = Probe & { readonly said: ShownVerdict | null; readonly least: ShownVerdict | null; readonly outcome: Outcome }

/** The verdict of an answer; for a question back, `most` is the strictest verdict it can lead to. */
export type Heard = { readonly said: ShownVerdict | null; readonly most?: ShownVerdict | undefined }
export type Speaker = (messages: readonly string[]) => Heard

/** Compares each probe's answer with the mildest allowed. No verdict clears nothing, so it counts as a question. */
export function weigh(probes: readonly Probe[], say: Speaker): readonly Finding[] {
  const known = new Map<string, Heard>()
  const once: Speaker = (messages) => {
    const key = messages.join('\n\n')
    const heard = known.get(key) ?? say(messages)
    known.set(key, heard)
    return heard
  }
  return probes.map((probe) => {
    const { said } = say(probe.messages)
    const floor = 'said' in probe.floor ? probe.floor : milderOf(once(probe.floor.answerTo), probe.floor.enough)
    return { ...probe, said, least: floor.said, outcome: compare(said, floor) }
  })
}

const milderOf = (heard: Heard, enough: ShownVerdict | undefined): Heard =>
  heard.said === null || enough === undefined || severity.indexOf(heard.said) < severity.indexOf(enough) ? heard : { said: enough }

const isQuestion = (said: ShownVerdict | null): boolean => said === null || said === 'need-facts' || said === 'ask-counsel'

/** If the allowed answer is a question, a verdict as strict as the strictest that the question can lead to is fine. */
function compare(said: ShownVerdict | null, { said: least, most }: Heard): Outcome {
  if (said === least) return 'same or stricter'
  if (said !== null && !isQuestion(said) && most !== undefined && severity.indexOf(said) >= severity.indexOf(most))
    return 'same or stricter'
  if (said === null || (isQuestion(said) && !isQuestion(least))) return 'a question instead'
  return least === null || severity.indexOf(said) >= severity.indexOf(least) ? 'same or stricter' : 'milder'
}

export const milder = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ outcome }) => outcome === 'milder')

/** A finding in one line: mildest allowed, given, messages. */
export const show = ({ said, least, messages }: Finding): string =>
  `${least} -> ${said}: ${messages.map((text) => JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text)).join(' then ')}`
