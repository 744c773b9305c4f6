import fc from 'fast-check'
import { severity, type Said } from '../../src/engine/explore.ts'

/**
 * What a probe's answer must not be milder than: a rung, or the answer to other messages. `enough`: so strict an answer passes,
 * whatever that one is.
 */
export type Floor = { readonly said: Said } | { readonly answerTo: readonly string[]; readonly enough?: Said | undefined }

/** Messages of one conversation, the template they were made from, and what the answer to the last must not be milder than. */
export type Probe = { readonly frame: string; readonly messages: readonly string[]; readonly floor: Floor }

/** What may vary in a question without changing it: how it is asked, and a number in [0, 1) for whoever picks a spot in it. */
export type Wording = { readonly ask: string; readonly spot: number }

/** A probe that waits for its wording. */
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

/** So many of the cells, in random order, each in a random wording; the same seed gives the same probes. */
export function probesOf(cells: readonly Cell[], seed: number, count = cells.length): readonly Probe[] {
  const [shuffled = []] = fc.sample(fc.shuffledSubarray([...cells], { minLength: count, maxLength: count }), { seed, numRuns: 1 })
  const wordings = fc.sample(wording, { seed, numRuns: count })
  return wordings.flatMap((words, at) => shuffled[at]?.(words) ?? [])
}

/** A template with its `{slots}` filled, and then the slots of what was filled in. */
export function fill(template: string, words: Readonly<Record<string, string>>): string {
  const filled = template.replace(/\{([^{}]+)\}/g, (slot, name: string) => words[name] ?? slot)
  return filled === template ? filled.replace(/ +/g, ' ').trim() : fill(filled, words)
}

/** Every way to take one word for each slot that the templates have. */
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

/** "an igniter" or "a nozzle"; what has its article, or needs none, stays. */
export const withArticle = (thing: string): string => `${/^[aeiou]/i.test(thing) ? 'an' : 'a'} ${thing}`

export const outcomes = ['same or stricter', 'a question instead', 'milder'] as const
export type Outcome = (typeof outcomes)[number]

/** A probe with what was said to it, what would be mildest, and how the two compare. */
export type Finding = Probe & { readonly said: Said | null; readonly least: Said | null; readonly outcome: Outcome }

/** What is said in answer to messages of one conversation; of a question, the strictest that an answer to it can come to. */
export type Heard = { readonly said: Said | null; readonly most?: Said | undefined }
export type Speaker = (messages: readonly string[]) => Heard

/** Compares each probe's answer with its floor. Where nothing is decided, nothing is cleared: that counts as a question. */
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

const milderOf = (heard: Heard, enough: Said | undefined): Heard =>
  heard.said === null || enough === undefined || severity.indexOf(heard.said) < severity.indexOf(enough) ? heard : { said: enough }

const isQuestion = (said: Said | null): boolean => said === null || said === 'need-facts' || said === 'ask-counsel'

/** A verdict that no answer to the question of the floor could exceed is as strict as that question. */
function compare(said: Said | null, { said: least, most }: Heard): Outcome {
  if (said === least) return 'same or stricter'
  if (said !== null && !isQuestion(said) && most !== undefined && severity.indexOf(said) >= severity.indexOf(most))
    return 'same or stricter'
  if (said === null || (isQuestion(said) && !isQuestion(least))) return 'a question instead'
  return least === null || severity.indexOf(said) >= severity.indexOf(least) ? 'same or stricter' : 'milder'
}

export const milder = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ outcome }) => outcome === 'milder')

/** A finding in one line: what should be said at the least, what is said, and to which messages. */
export const show = ({ said, least, messages }: Finding): string =>
  `${least} -> ${said}: ${messages.map((text) => JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text)).join(' then ')}`
