import { stemmer } from 'stemmer'
import type { Base } from '../../knowledge/base.ts'
import { cachedByObject, manyWords, cachedByText } from '../cached.ts'
import { isPlace } from '../names/meanings.ts'
import type { Message } from '../message.ts'

/**
 * The three questions that learned weights help to answer, and the files of knowledge/ that hold the weights.
 * No weight can make an answer milder.
 * - `deceit`: does the message ask for help to deceive? Then it can be refused, or an answer
 *   milder than `case-by-case` becomes a question.
 * - `topic`: is it about something other than exports? Then look-ups and incomplete deals become small talk.
 * - `rule`: does it ask for a rule?
 */
const files = { deceit: 'deceit.txt', topic: 'off-topic.txt', rule: 'rule.txt' } as const

/** How much a feature speaks for (positive) or against (negative) a yes to each of the three questions, in tenths of points. */
type Weights = Record<keyof typeof files, number>

/**
 * The weights by feature, learned by `bin/learn-opinions.mjs` from reviewed sentences. The weights are
 * integers, which makes sums the same on every machine. A knowledge version without the files has no weights.
 */
const learned = cachedByObject((base: Base): ReadonlyMap<string, Weights> => {
  const all = new Map<string, Weights>()
  for (const subject of ['deceit', 'topic', 'rule'] as const)
    for (const line of (base.files[files[subject]] ?? '').split('\n')) {
      const weight = line.startsWith('#') ? Number.NaN : Number.parseInt(line, 10)
      if (Number.isNaN(weight)) continue
      const feature = line.slice(line.indexOf(' ') + 1)
      const known = all.get(feature)
      if (known === undefined) all.set(feature, { deceit: 0, topic: 0, rule: 0, [subject]: weight })
      else known[subject] = weight
    }
  return all
})

/** The sum of the weights of features. */
function weigh(base: Base, features: readonly string[]): Weights {
  const weights = learned(base)
  const sum = { deceit: 0, topic: 0, rule: 0 }
  for (const feature of features) {
    const one = weights.get(feature)
    if (one === undefined) continue
    sum.deceit += one.deceit
    sum.topic += one.topic
    sum.rule += one.rule
  }
  return sum
}

/** The summed weights of all words and word pairs of a message. */
const weighWhole = cachedByObject((base: Base) =>
  cachedByObject((message: Message) => weigh(base, featuresOf(message, 0, message.tokens.length))),
)

const inPoints = (weight: number): number => Math.round(weight / scale)

/** How strongly the words of a message suggest another topic than exports, in points; negative if they suggest exports. */
export const offTopicScore = (base: Base, message: Message): number => inPoints(weighWhole(base)(message).topic)

/** A range of words of a message; `to` is exclusive. */
export type WordRange = { readonly from: number; readonly to: number }

/** How strongly some words of a message suggest a wish to deceive, in points. `others`: further features of these words, such as signs. */
export function deceitScore(base: Base, message: Message, { from, to }: WordRange, others: readonly string[]): number {
  const isWhole = from === 0 && to === message.tokens.length
  const words = isWhole ? weighWhole(base)(message) : weigh(base, featuresOf(message, from, to))
  return inPoints(words.deceit + weigh(base, others).deceit)
}

/** The marks that have a weight for deceit. */
export const weighedMarks = cachedByObject((base: Base): readonly string[] =>
  [...learned(base).keys()].filter((feature) => feature.startsWith(ofMark)).map((feature) => feature.slice(ofMark.length)),
)

/** The prefixes of classes and marks as features. */
const [ofClass, ofMark] = ['~', '=']

/**
 * The features of a range of words for its classes, and for those of its marks that are in `among`. Through them, a word that occurred in
 * no example gets the weight of similar words.
 */
export function kindsOf({ classes, marks }: Message, { from, to }: WordRange, among: readonly string[]): readonly string[] {
  const kinds = new Set<string>()
  for (let at = from; at < to; at++) for (const { name } of classes[at] ?? []) kinds.add(ofClass + name)
  for (const mark of among) if (marks.words(mark).some((at) => at >= from && at < to)) kinds.add(ofMark + mark)
  return [...kinds]
}

/** Whether this knowledge version has learned weights for signs of deceit (lines such as "5 !sign"). */
export const weighsSigns = cachedByObject((base: Base): boolean => /^-?\d+ !/m.test(base.files[files.deceit] ?? ''))

/** The stored weights are points multiplied by this. */
export const scale = 10

/** The feature that every text has. */
const always = '*'

/**
 * The features by which a range of words is weighed, each once: its words, each pair of neighbors (`^` before
 * the first word and `$` after the last), and `*`, which every text has. Names are replaced by their kind
 * (`@place`), numbers by `#`.
 */
export function featuresOf(message: Message, from: number, to: number): readonly string[] {
  const words = wordsOf(message, { from, to })
  const pairs = [...words, '$'].map((word, at) => `${words[at - 1] ?? '^'} ${word}`)
  return [...new Set([...words, ...pairs, always])]
}

/**
 * Every three neighboring words of a range, each once. The beginning (`^`) and the end (`$`) count as words, and names and numbers are
 * replaced as in {@link wordsOf}. A third word can reverse what two words say.
 */
export function threesOf(message: Message, { from, to }: WordRange): readonly string[] {
  const words = ['^', ...wordsOf(message, { from, to }), '$']
  return [...new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`))]
}

/** Whether a message names an item or list entry, and a place or a company with a known country. */
export function namesDeal({ mentions, entries }: Message): boolean {
  const kinds = mentions.map(({ meanings }) => kindOf(meanings))
  return kinds.includes('@place') && (entries.length > 0 || kinds.includes('@thing'))
}

/**
 * For the index of each name's first word: what replaces the name ("@place"), and the index after the name.
 * If several names begin at a word, the first counts.
 */
const namesIn = cachedByObject(({ mentions, entries }: Message): ReadonlyMap<number, { readonly as: string; readonly to: number }> => {
  const names = [
    ...mentions.map(({ from, to, meanings }) => ({ from, to, as: kindOf(meanings) })),
    ...entries.map(({ from, to }) => ({ from, to, as: '@entry' })),
  ]
  return new Map(names.flatMap(({ from, to, as }) => (as === undefined ? [] : [[from, { as, to }] as const])).toReversed())
})

const stem = cachedByText(manyWords, stemmer)

/** The words of a range. Names are replaced by their kind (`@place`), numbers by `#`, and punctuation by what `signOf` gives for it. */
export function wordsOf(
  message: Message,
  { from, to }: WordRange,
  signOf: (parted: string) => string | undefined = onlyAsks,
): readonly string[] {
  const { text, tokens } = message
  const names = namesIn(message)
  const words: string[] = []
  for (let at = from; at < to; at++) {
    const token = tokens[at]
    if (token === undefined) break
    const sign = at > from ? signOf(token.parted) : undefined
    if (sign !== undefined) words.push(sign)
    const name = names.get(at)
    if (name !== undefined) {
      words.push(name.as)
      at = name.to - 1
    } else words.push(/\d/.test(token.word) ? '#' : stem(token.word))
  }
  if ((tokens[to]?.parted ?? text.slice(tokens[to - 1]?.end)).includes('?')) words.push('?')
  return words
}

const onlyAsks = (parted: string): string | undefined => (parted.includes('?') ? '?' : undefined)

function kindOf(meanings: Message['mentions'][number]['meanings']): string | undefined {
  const kinds = new Set(meanings.map(({ kind }) => kind))
  if (meanings.some(isPlace) || kinds.has('party')) return '@place'
  return kinds.has('family') || kinds.has('system') ? '@thing' : undefined
}

/**
 * How strongly a message suggests a question about a rule rather than a deal, in points; 0 if it seems to be about another topic. The rule
 * is then shown beside the answer, which stays the same.
 */
export const ruleScore = (base: Base, message: Message): number =>
  offTopicScore(base, message) > 0 ? 0 : inPoints(weighWhole(base)(message).rule)
