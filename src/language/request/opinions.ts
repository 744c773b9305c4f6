import { stemmer } from 'stemmer'
import type { Base } from '../../knowledge/base.ts'
import { keptFor, manyWords, remembered } from '../memo.ts'
import type { Message } from '../message.ts'

/**
 * What a text looks like to somebody who only knows examples, by the file of the knowledge that tells it. `deceit`: whether help to
 * deceive is wanted; a request is refused by it, and nothing clears. `topic`: whether something else than exports is talked of; it
 * turns a look-up or a deal that lacks something into small talk, and clears nothing. `rule`: whether a rule is asked for.
 */
const files = { deceit: 'deceit.txt', topic: 'off-topic.txt', rule: 'rule.txt' } as const

/** How much something speaks for each, more than nothing, or against it, in tenths of points. */
type Weights = Record<keyof typeof files, number>

/**
 * The weights of those files, learned by `bin/learn-opinions.mjs` from reviewed sentences: whole numbers, so that they give the same sum
 * everywhere. A version that was kept before there were any has no opinion.
 */
const learned = keptFor((base: Base): ReadonlyMap<string, Weights> => {
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

/** What features say together. */
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

/** What all words of a message say. */
const weighWhole = keptFor((base: Base) => keptFor((message: Message) => weigh(base, featuresOf(message, 0, message.tokens.length))))

const inPoints = (weight: number): number => Math.round(weight / scale)

/** How much a whole message speaks for something else than exports, in points. */
export const opinionOnTopic = (base: Base, message: Message): number => inPoints(weighWhole(base)(message).topic)

/** Words of a message; `to` is exclusive. */
export type Stretch = { readonly from: number; readonly to: number }

/** How much a stretch of a message speaks for deceit, in points, with what else it has: the features of its signs and kinds. */
export function opinionOnDeceit(base: Base, message: Message, { from, to }: Stretch, others: readonly string[]): number {
  const isWhole = from === 0 && to === message.tokens.length
  const words = isWhole ? weighWhole(base)(message) : weigh(base, featuresOf(message, from, to))
  return inPoints(words.deceit + weigh(base, others).deceit)
}

/** The marks that weigh in the opinion on deceit. */
export const weighedMarks = keptFor((base: Base): readonly string[] =>
  [...learned(base).keys()].filter((feature) => feature.startsWith(ofMark)).map((feature) => feature.slice(ofMark.length)),
)

/** What the classes and the marks of words are called as features. */
const [ofClass, ofMark] = ['~', '=']

/** The classes that words of a stretch are of, and which of some marks they have: words that no example had borrow from those that one had. */
export function kindsOf({ classes, marks }: Message, { from, to }: Stretch, among: readonly string[]): readonly string[] {
  const kinds = new Set<string>()
  for (let at = from; at < to; at++) for (const { name } of classes[at] ?? []) kinds.add(ofClass + name)
  for (const mark of among) {
    if (!marks.any(mark)) continue
    for (let at = from; at < to && !kinds.has(ofMark + mark); at++) if (marks.has(at, mark)) kinds.add(ofMark + mark)
  }
  return [...kinds]
}

/** Whether a version has learned what signs are worth. */
export const weighsSigns = keptFor((base: Base): boolean => /^-?\d+ !/m.test(base.files[files.deceit] ?? ''))

/** The weights are kept so many times as large as they count. */
export const scale = 10

/** What every text has. */
const always = '*'

/** The words of a stretch and each two that follow each other, once each. Names stand for what they name; a figure is a figure. */
export function featuresOf(message: Message, from: number, to: number): readonly string[] {
  const words = wordsOf(message, { from, to })
  const pairs = [...words, '$'].map((word, at) => `${words[at - 1] ?? '^'} ${word}`)
  return [...new Set([...words, ...pairs, always])]
}

/** Each three words of a stretch that follow each other, once each: what two of them say may turn with the third. */
export function threesOf(message: Message, { from, to }: Stretch): readonly string[] {
  const words = ['^', ...wordsOf(message, { from, to }), '$']
  return [...new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`))]
}

/** Whether a message names a thing, or where it is classified, and a place. */
export function namesDeal({ mentions, entries }: Message): boolean {
  const kinds = mentions.map(({ meanings }) => kindOf(meanings))
  return kinds.includes('@place') && (entries.length > 0 || kinds.includes('@thing'))
}

/** What names stand for, by the word that each begins at; of several the first. */
const namesIn = keptFor(({ mentions, entries }: Message): ReadonlyMap<number, { readonly as: string; readonly to: number }> => {
  const names = [
    ...mentions.map(({ from, to, meanings }) => ({ from, to, as: kindOf(meanings) })),
    ...entries.map(({ from, to }) => ({ from, to, as: '@entry' })),
  ]
  return new Map(names.flatMap(({ from, to, as }) => (as === undefined ? [] : [[from, { as, to }] as const])).toReversed())
})

const stem = remembered(manyWords, stemmer)

/** The words of a stretch, names as what they name, and what `signOf` makes of the signs between them. */
export function wordsOf(
  message: Message,
  { from, to }: Stretch,
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
  if (kinds.has('country') || kinds.has('ambiguous') || kinds.has('party')) return '@place'
  return kinds.has('family') || kinds.has('system') ? '@thing' : undefined
}

/**
 * How much a message's words speak for a question on a rule rather than a deal, in points; nothing where they speak for something else
 * than exports. A rule is then shown beside what is decided, and takes nothing from it.
 */
export const rulelikeIn = (base: Base, message: Message): number =>
  opinionOnTopic(base, message) > 0 ? 0 : inPoints(weighWhole(base)(message).rule)
