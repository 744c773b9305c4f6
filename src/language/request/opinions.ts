import { stemmer } from 'stemmer'
import type { Base } from '../../knowledge/base.ts'
import { keptFor, manyWords, remembered } from '../kept.ts'
import type { Message } from '../message.ts'

/** What a text looks like to somebody who only knows examples: more than nothing for one thing, less for the other, in points. */
export type Opinion = (features: readonly string[]) => number

/**
 * The weights of a file of the knowledge, learned by `bin/learn-opinions.mjs` from reviewed sentences: whole numbers, so that they give
 * the same sum everywhere. A version that was kept before there were any has no opinion.
 */
const learned =
  (file: string) =>
  (base: Base): Opinion => {
    const weights = new Map<string, number>()
    for (const line of (base.files[file] ?? '').split('\n')) {
      const [, weight, feature] = /^(-?\d+) (.+)$/.exec(line) ?? []
      if (weight !== undefined && feature !== undefined) weights.set(feature, Number(weight))
    }
    return (features) => Math.round(features.reduce((all, one) => all + (weights.get(one) ?? 0), 0) / scale)
  }

/** Whether help to deceive is wanted, by the words and by the signs of evasion-signs.yaml: a request is refused by it, and nothing clears. */
export const opinionOnDeceit = keptFor(learned('deceit.txt'))

/** Whether a version has learned what signs are worth. */
export const weighsSigns = keptFor((base: Base): boolean => /^-?\d+ !/m.test(base.files['deceit.txt'] ?? ''))

/** Whether something else than exports is talked of: it turns a look-up or a deal that lacks something into small talk, and clears nothing. */
export const opinionOnTopic = keptFor(learned('off-topic.txt'))

const opinionOnRule = keptFor(learned('rule.txt'))

/** The weights are kept so many times as large as they count. */
export const scale = 10

/** What every text has. */
const always = '*'

/** The words of a stretch and each two that follow each other, once each. Names stand for what they name; a figure is a figure. */
export const featuresOf = (message: Message, from: number, to: number): readonly string[] =>
  from === 0 && to === message.tokens.length ? ofWhole(message) : findFeatures(message, from, to)

const ofWhole = keptFor((message: Message) => findFeatures(message, 0, message.tokens.length))

function findFeatures(message: Message, from: number, to: number): readonly string[] {
  const words = wordsOf(message, from, to)
  const pairs = [...words, '$'].map((word, at) => `${words[at - 1] ?? '^'} ${word}`)
  return [...new Set([...words, ...pairs, always])]
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

function wordsOf(message: Message, from: number, to: number): readonly string[] {
  const { text, tokens } = message
  const names = namesIn(message)
  const words: string[] = []
  for (let at = from; at < to; at++) {
    const token = tokens[at]
    if (token === undefined) break
    if (at > from && token.parted.includes('?')) words.push('?')
    const name = names.get(at)
    if (name !== undefined) {
      words.push(name.as)
      at = name.to - 1
    } else words.push(/\d/.test(token.word) ? '#' : stem(token.word))
  }
  if ((tokens[to]?.parted ?? text.slice(tokens[to - 1]?.end)).includes('?')) words.push('?')
  return words
}

function kindOf(meanings: Message['mentions'][number]['meanings']): string | undefined {
  const kinds = new Set(meanings.map(({ kind }) => kind))
  if (kinds.has('country') || kinds.has('ambiguous') || kinds.has('party')) return '@place'
  return kinds.has('family') || kinds.has('system') ? '@thing' : undefined
}

/**
 * How much a message's words speak for a question on a rule rather than a deal, in points; nothing where they speak for something else
 * than exports. A rule is then shown beside what is decided, and takes nothing from it.
 */
export function rulelikeIn(base: Base, message: Message): number {
  const features = featuresOf(message, 0, message.tokens.length)
  return opinionOnTopic(base)(features) > 0 ? 0 : opinionOnRule(base)(features)
}
