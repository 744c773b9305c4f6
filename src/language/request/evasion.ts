import type { Base } from '../../knowledge/base.ts'
import { cachedByObject, lazily } from '../cached.ts'
import type { Message } from '../message.ts'
import {
  featuresOf,
  kindsOf,
  namesDeal,
  deceitScore,
  offTopicScore,
  threesOf,
  weighedMarks,
  weighsSigns,
  type WordRange,
} from './learned-scores.ts'
import { judgedByScore, judgedByWeight, mostInShort, openPoints, pointsInTalk } from './needed-score.ts'
import { offenceIn, offenceTold } from './offences.ts'
import { nowhere, rangesOf, sentenceStarts } from './ranges-meant.ts'
import { shapesOf } from './sentence-shapes.ts'

/**
 * A request for help to deceive, or a plan to deceive. `offence`: the name of the offence that the words
 * state outright, if any; `typed`: the words, quoted. `isSure`: the message can be refused. Otherwise it is
 * only suspected and not refused, but an answer milder than `case-by-case` becomes a question.
 */
export type Evasion = {
  readonly offence: string | undefined
  readonly typed: string
  readonly isSure: boolean
  /** The learned score, in points: the mean of the suspected sentences' own score and that of the whole message. */
  readonly points: number
}

/**
 * This is subtracted from the weight of signs for each ten words beyond twenty, at most `mostTens` times, because a long text has some
 * signs by chance.
 */
const perTenWords = 11
const mostTens = 3
/** How many consecutive sentences are weighed together. Sentences further apart are not about the same thing. */
const sentencesTogether = 3
/** How many of the heaviest signs are quoted. */
const mostQuoted = 3
/**
 * Marks of messages that are honest although they have the words of an offence. The asker asks whether something is allowed, reports an
 * offence, guards against it, says that others commit it, or speaks of the chat itself.
 */
const honest = ['asks-as-rule', 'protects', 'about-the-chat', 'they-withhold', 'reports']
/** The name of the sign that a message has if it states any offence outright. */
export const outrightSign = 'offence'

/**
 * Finds whether a message asks for help to deceive; `undefined` if not. What counts are offences stated
 * outright (knowledge/language/evasion.yaml), signs for and against deceit (evasion-signs.yaml), and all
 * words, by the weights of knowledge/deceit.txt.
 */
export const evasionIn = cachedByObject((base: Base) => cachedByObject((message: Message) => findEvasion(base, message)))

/** Marks of messages that only answer a question asked by Licet, such as "yes". */
const replies = ['only-yes', 'only-no', 'only-asks']

function findEvasion(base: Base, message: Message): Evasion | undefined {
  if (replies.some((mark) => message.marks.any(mark))) return undefined
  const signsIn = signsOf(base, message)
  const look = (stretch: WordRange) => {
    const { found, offence } = signsIn(stretch)
    const others = othersIn(message, stretch, found, weighedMarks(base))
    return { found, offence, opinion: deceitScore(base, message, stretch, others) }
  }
  // The score of the whole message counts half, because the context shows how a few sentences are meant.
  const whole = { from: 0, to: message.tokens.length }
  const onWhole = lazily(() => look(whole))
  const judge = weighsSigns(base) ? judgedByScore : judgedByWeight
  const isDeal = message.tokens.length > mostInShort && namesDeal(message) && !message.marks.any('adopts')
  let doubted: Evasion | undefined
  for (const stretch of fewSentences(message)) {
    const { found, offence, opinion } = stretch.to - stretch.from === whole.to ? onWhole() : look(stretch)
    const signs = found.filter(({ weighs }) => weighs > 0).sort((one, other) => other.weighs - one.weighs)
    const points = (opinion + onWhole().opinion) / 2
    const judgement = judge({
      points,
      weight: found.reduce((sum, { weighs }) => sum + weighs, 0) - perTenWords * tensBeyondTwenty(stretch),
      hasOffence: offence !== undefined,
      hasSigns: signs.length > 0,
      isStatement: !message.text.trimEnd().endsWith('?') && found.every(({ weighs }) => weighs > 0),
      isDeal,
      words: message.tokens.length,
    })
    if (judgement === undefined) continue
    const words =
      offence?.words ?? (signs.length > 0 ? signs.slice(0, mostQuoted).flatMap((one) => one.words) : [gravest(base, message, stretch)])
    const evasion = { offence: offence?.offence, typed: quoted(message, words), isSure: judgement === 'refused', points }
    if (evasion.isSure) return evasion
    doubted ??= evasion
  }
  return doubted
}

/** The sentence with the highest score in a range of words. It is quoted if no sign shows which words to quote. */
const gravest = (base: Base, message: Message, { from, to }: WordRange): WordRange =>
  sentenceStarts(message.tokens, { from, to })
    .map((start, index, all) => ({ from: start, to: all[index + 1] ?? to }))
    .reduce((one, other) => (deceitScore(base, message, other, []) > deceitScore(base, message, one, []) ? other : one))

/** Whether a message plainly asks for help to deceive: it states an offence outright, or its score reaches {@link openPoints}. */
export const asksOpenlyForDeceit = ({ offence, points }: Evasion): boolean => offence !== undefined || points >= openPoints

/**
 * Whether to refuse a message about something other than exports. A short message says little, so it must ask
 * plainly ({@link asksOpenlyForDeceit}). If no offence is stated outright, the score must be the higher, the surer the words belong to
 * another matter ("Slip a thank-you card under her door").
 */
export function isLikely(base: Base, message: Message, evasion: Evasion): boolean {
  const topic = offTopicScore(base, message)
  if (evasion.offence === undefined && topic > maybeElsewhere)
    return evasion.points >= (topic > surelyElsewhere ? pointsElsewhere : pointsMaybeElsewhere)
  return asksOpenlyForDeceit(evasion) || message.tokens.length > fewWords
}
const fewWords = 12
const [maybeElsewhere, surelyElsewhere] = [-6, 10]
const [pointsMaybeElsewhere, pointsElsewhere] = [6, 20]

/**
 * Whether to refuse a message that continues a deal. Such a message mostly adds to the deal, so it must state an offence outright or score
 * very high.
 */
export const isLikelyInTalk = ({ offence, points }: Evasion): boolean => offence !== undefined || points > pointsInTalk

/** Whether a message is so short that it mostly adds to the deal before it, even if it could be read alone. */
export const isShort = ({ tokens }: Message): boolean => tokens.length <= mostInReply
const mostInReply = 15

/** A sign of deceit found in some words: its name, its hand-set weight (negative if it speaks against deceit), and the words. */
type Sign = { readonly sign: string; readonly weighs: number; readonly words: readonly WordRange[] }

/**
 * Returns a function that gives, for a stretch of the message, the signs of deceit in it and the offence that it states outright, if
 * any.
 */
export function signsOf(
  base: Base,
  message: Message,
): (stretch: WordRange) => { readonly found: readonly Sign[]; readonly offence: ReturnType<typeof offenceIn> } {
  const { signs, offences } = base.language
  const placed = signs.flatMap(({ sign, weighs }) => {
    const places = sign === outrightSign ? nowhere : rangesOf(message, sign, weighs > 0)
    return sign === outrightSign || places.length > 0 ? [{ sign, weighs, places }] : []
  })
  const isHonest = honest.some((mark) => message.marks.any(mark))
  const known = isHonest ? [] : offences.flatMap((offence) => offenceTold(message, offence) ?? [])
  return (stretch) => {
    const offence = offenceIn(known, message, stretch)
    const found = placed.flatMap(({ sign, weighs, places }): Sign[] => {
      const words = sign === outrightSign ? offence?.words : places.find(({ from }) => from >= stretch.from && from < stretch.to)
      return words === undefined ? [] : [{ sign, weighs, words: [words].flat() }]
    })
    return { found, offence }
  }
}

/** The features by which a range of words is scored: its words, pairs and triples of words, signs, classes, marks and shape. */
export const deceitFeatures = (
  message: Message,
  stretch: WordRange,
  signs: readonly Sign[],
  marks: readonly string[],
): readonly string[] => [...featuresOf(message, stretch.from, stretch.to), ...othersIn(message, stretch, signs, marks)]

/** The features besides words and pairs: signs, pairs of signs, classes, some marks, triples of words, and the shape. */
const othersIn = (message: Message, stretch: WordRange, signs: readonly Sign[], marks: readonly string[]): readonly string[] => [
  ...signFeatures(signs),
  ...kindsOf(message, stretch, marks),
  ...threesOf(message, stretch),
  ...shapesOf(message, stretch),
]

const signFeatures = (signs: readonly Sign[]): readonly string[] =>
  signs.flatMap(({ sign }, at) => [`!${sign}`, ...signs.slice(0, at).map((before) => `!${before.sign} !${sign}`)])

const tensBeyondTwenty = ({ from, to }: WordRange): number => Math.min(mostTens, Math.max(0, Math.floor((to - from - 20) / 10)))

/** Every group of {@link sentencesTogether} consecutive sentences. A message with at most one sentence more than that is a single group. */
export function fewSentences({ tokens }: Message): readonly WordRange[] {
  const starts = sentenceStarts(tokens, { from: 0, to: tokens.length })
  const count = starts.length <= sentencesTogether + 1 ? 1 : starts.length - sentencesTogether + 1
  return starts
    .slice(0, count)
    .map((from, index) => ({ from, to: count === 1 ? tokens.length : (starts[index + sentencesTogether] ?? tokens.length) }))
}

/** Ranges with at most this many words between them are quoted as one. */
const quoteGap = 6

function quoted({ text, tokens }: Message, found: readonly WordRange[]): string {
  const parts: WordRange[] = []
  for (const one of found.toSorted((a, b) => a.from - b.from)) {
    const last = parts.at(-1)
    if (last !== undefined && one.from - last.to <= quoteGap) parts[parts.length - 1] = { from: last.from, to: Math.max(last.to, one.to) }
    else parts.push(one)
  }
  return parts.map(({ from, to }) => text.slice(tokens[from]?.start, tokens[to - 1]?.end)).join(' … ')
}
