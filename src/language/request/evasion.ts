import type { Base } from '../../knowledge/base.ts'
import type { Offence } from '../../knowledge/language-schema.ts'
import { cachedByObject, lazily } from '../memo.ts'
import type { Message } from '../message.ts'
import { beginsSentence } from '../patterns/match.ts'
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
import { meantRanges, namedOnce, nowhere, rangesOf } from './ranges-meant.ts'
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
 * Learned scores (in points) from which a few sentences are refused.
 * - `refusedPoints`: if an offence is stated outright.
 * - `pointsWithSigns`: if there are only signs of deceit.
 * - `plainPoints`: if there is no sign, or the message is short.
 * - `pointsInDeal`: if an item and a place are named, since nearly all such messages ask about a deal. If an offence is stated outright
 *   there, `plainPoints` is enough.
 */
const refusedPoints = -6
const pointsWithSigns = 0
const plainPoints = 3
const pointsInDeal = 5
/**
 * How much lower the needed score is for a message that reads like an order: it has no question mark at its
 * end, no sign of an honest question, and either a sign of deceit or more than `mostInShort` words. Most honest
 * messages with words of deceit ask something. Where an offence is stated outright, this does not apply.
 */
const lessInOrder = 4
/** The score that a message which continues a deal must exceed. It is high, because the score of so few words is uncertain. */
const pointsInTalk = 12
/** The score needed in a deal that is described in more than `longDeal` words. It is high, because much is mentioned in passing there. */
const pointsInLongDeal = 20
const longDeal = 40
/**
 * In a message of at most `mostInShort` words, signs do not lower the score that is needed. A message of at most `mostBareWords` words that
 * states no offence outright needs a sign and the score `pointsInBareWords`.
 */
const [mostInShort, mostBareWords] = [10, 3]
const pointsInBareWords = 12
/**
 * If the hand-set weights of the signs add up to this or more, a message that is not refused is suspected: an answer milder than
 * `case-by-case` becomes a question until the asker says that no deceit was meant. Knowledge versions whose deceit.txt has no learned
 * weights for signs refuse such a message instead.
 */
const heldWeight = 38
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
  const isDeal = message.tokens.length > mostInShort && namesDeal(message) && !message.marks.any('adopts')
  let doubted: Evasion | undefined
  for (const stretch of fewSentences(message)) {
    const { found, offence, opinion } = stretch.to - stretch.from === whole.to ? onWhole() : look(stretch)
    const weight = found.reduce((sum, { weighs }) => sum + weighs, 0) - perTenWords * tensBeyondTwenty(stretch)
    const signs = found.filter(({ weighs }) => weighs > 0).sort((one, other) => other.weighs - one.weighs)
    const points = (opinion + onWhole().opinion) / 2
    const hasSigns = signs.length > 0 && message.tokens.length > mostInShort
    const isBare = message.tokens.length <= mostBareWords
    const neededIfAsked = hasSigns ? pointsWithSigns : isBare ? pointsInBareWords : plainPoints
    const isOrder =
      (signs.length > 0 || message.tokens.length > mostInShort) &&
      !message.text.trimEnd().endsWith('?') &&
      found.every(({ weighs }) => weighs > 0)
    const needed = offence !== undefined ? refusedPoints : isOrder ? neededIfAsked - lessInOrder : neededIfAsked
    const isTaken = points >= needed && (signs.length > 0 || !isBare)
    const neededInDeal = offence !== undefined ? plainPoints : message.tokens.length > longDeal ? pointsInLongDeal : pointsInDeal
    // Knowledge versions that have no learned weights for signs are decided by the hand-set weights alone.
    const isSure = weighsSigns(base) ? isTaken && (!isDeal || points >= neededInDeal) : weight >= heldWeight
    if (!isSure && !(weighsSigns(base) && isTaken) && weight < heldWeight) continue
    const words =
      offence?.words ?? (signs.length > 0 ? signs.slice(0, mostQuoted).flatMap((one) => one.words) : [gravest(base, message, stretch)])
    const evasion = { offence: offence?.offence, typed: quoted(message, words), isSure, points }
    if (isSure) return evasion
    doubted ??= evasion
  }
  return doubted
}

/** The sentence with the highest score in a range of words. It is quoted if no sign shows which words to quote. */
const gravest = (base: Base, message: Message, { from, to }: WordRange): WordRange =>
  sentenceStarts(message.tokens, { from, to })
    .map((start, index, all) => ({ from: start, to: all[index + 1] ?? to }))
    .reduce((one, other) => (deceitScore(base, message, other, []) > deceitScore(base, message, one, []) ? other : one))

/** Whether a message plainly asks for help to deceive: it states an offence outright, or its score reaches {@link plainPoints}. */
export const asksOpenlyForDeceit = ({ offence, points }: Evasion): boolean => offence !== undefined || points >= plainPoints

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

/** Prepares a message, and returns the function that finds, in some of its words, the signs of deceit and the offence stated outright. */
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
  const known = isHonest ? [] : offences.flatMap((offence) => toldIn(message, offence) ?? [])
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

const sentenceStarts = (tokens: Message['tokens'], { from, to }: WordRange): readonly number[] =>
  tokens.slice(from, to).flatMap((token, at) => (at === 0 || beginsSentence(token) ? [from + at] : []))

/** An offence, and where its words are in the message: one list for each column of the offence (`done`, `to`, `so-that`). */
type Told = { readonly offence: Offence; readonly columns: ReadonlyArray<readonly WordRange[]> }

/**
 * Finds the words of an offence in a message; `undefined` if it lacks words for any of the offence's columns.
 * The first column (`done`) lists marks.
 */
function toldIn(message: Message, offence: Offence): Told | undefined {
  if (!offence.done.some((mark) => message.marks.any(mark))) return undefined
  const columns = [offence.done, offence.to, offence['so-that']].filter((column) => column !== undefined)
  const told: Array<readonly WordRange[]> = []
  for (const names of columns) {
    const all = meantRanges(message, names)
    const places = offence['named-once'] === true && names === offence.done ? namedOnce(message, all) : all
    if (places.length === 0) return undefined
    told.push(places)
  }
  return { offence, columns: told }
}

/** The first offence that a range of words states outright, with its words; `undefined` if there is none. */
function offenceIn(
  all: readonly Told[],
  message: Message,
  within: WordRange,
): { readonly offence: string; readonly words: readonly WordRange[] } | undefined {
  for (const { offence, columns } of all)
    for (const stretch of stretchesFor(offence, message, within)) {
      const words = columns.flatMap((places) => firstIn(places, stretch) ?? [])
      if (words.length === columns.length) return { offence: offence.offence, words }
    }
  return undefined
}

/**
 * The parts of a range of words in which an offence must be complete: each sentence or, for an offence with `within: message`, every two
 * consecutive sentences.
 */
function stretchesFor(offence: Offence, { tokens }: Message, within: WordRange): readonly WordRange[] {
  const starts = sentenceStarts(tokens, within)
  const count = offence.within === 'message' ? 2 : 1
  return starts.map((from, index) => ({ from, to: starts[index + count] ?? within.to }))
}

/** The first of some ranges (`places`) that begins inside a given range, cut at the end of the given range; `undefined` if none does. */
function firstIn(places: readonly WordRange[], { from, to }: WordRange): WordRange | undefined {
  const first = places.find((place) => place.from >= from && place.from < to)
  return first && { from: first.from, to: Math.min(first.to, to) }
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
