import type { Base } from '../../knowledge/base.ts'
import type { Offence } from '../../knowledge/language-schema.ts'
import { keptFor, once } from '../memo.ts'
import type { Message } from '../message.ts'
import { beginsSentence } from '../patterns/match.ts'
import { featuresOf, kindsOf, namesDeal, opinionOnDeceit, threesOf, weighedMarks, weighsSigns, type Stretch } from './opinions.ts'

/**
 * A request for help to deceive, or a plan to: the offence, where one is told outright, and the words that were taken so, as typed. It
 * is not `isSure` where the signs weigh enough, by hand, and examples say otherwise, or where these say it of a deal and not plainly: then
 * it is not refused, and nothing clears by it.
 */
export type Evasion = {
  readonly offence: string | undefined
  readonly typed: string
  readonly isSure: boolean
  /** What examples give it. */
  readonly points: number
}

/**
 * So many points must examples give a few sentences, signs and words together, that they are refused: about as likely as not; so many
 * where no sign stands in them, or little is said; and so many where a thing and a place are named, since nearly all who name both ask
 * about a deal: unless an offence is told outright, or words for a paper are sought.
 */
const surely = -2
const plainly = 4
const inDeal = 10
/** Where a message goes on with a deal, and only tells what others would do. */
const inTelling = 14
/** In a long story of a deal much is said by the way: it must be so plain. */
const inLongDeal = 20
const long = 40
/** So few words say little; two or three without a sign say nothing, and with one they must say so much. */
const [fewest, bare] = [10, 3]
const inBareWords = 12
/** So much the signs alone must weigh, by hand, that nothing clears before somebody said that it was not meant so. */
const enough = 38
/** A long stretch has signs by chance: each ten words beyond twenty take so much, and no more than so many of them. */
const perTenWords = 11
const mostTens = 3
/** Signs add up over so many sentences: what stands further apart is not about the same. */
const together = 3
/** So many of the heaviest signs are quoted. */
const mostQuoted = 3
/** Marks of messages that tell no offence outright: it is asked about or reported, guarded against, done or told by others, or about what stands on the screen. */
const honest = ['asks-as-rule', 'protects', 'about-the-chat', 'they-withhold', 'reports']
/** The sign that any offence told outright is. */
export const outright = 'offence'

/**
 * Whether a message asks for help to deceive. An offence of knowledge/language/evasion.yaml that is told outright, what else is a
 * sign of deceit, what speaks for an honest question (evasion-signs.yaml), and the words themselves are weighed together, as
 * knowledge/deceit.txt says.
 */
export const evasionIn = keptFor((base: Base) => keptFor((message: Message) => findEvasion(base, message)))

/** Marks of messages that are nothing but an answer to what Licet asked. */
const replies = ['only-yes', 'only-no', 'only-asks']

function findEvasion(base: Base, message: Message): Evasion | undefined {
  if (replies.some((mark) => message.marks.any(mark))) return undefined
  const signsIn = signsOf(base, message)
  const look = (stretch: Stretch) => {
    const { found, offence } = signsIn(stretch)
    const others = othersIn(message, stretch, found, weighedMarks(base))
    return { found, offence, opinion: opinionOnDeceit(base, message, stretch, others) }
  }
  // What stands around a few sentences says, too, how they are meant.
  const whole = { from: 0, to: message.tokens.length }
  const onWhole = once(() => look(whole))
  const isDeal = message.tokens.length > fewest && namesDeal(message) && !message.marks.any('adopts')
  let doubted: Evasion | undefined
  for (const stretch of fewSentences(message)) {
    const { found, offence, opinion } = stretch.to - stretch.from === whole.to ? onWhole() : look(stretch)
    const weight = found.reduce((sum, { weighs }) => sum + weighs, 0) - perTenWords * tensBeyondTwenty(stretch)
    const signs = found.filter(({ weighs }) => weighs > 0).sort((one, other) => other.weighs - one.weighs)
    const points = (opinion + onWhole().opinion) / 2
    const isTold = offence !== undefined || (signs.length > 0 && message.tokens.length > fewest)
    const isBare = message.tokens.length <= bare
    const needed = isTold ? surely : isBare ? inBareWords : plainly
    const isTaken = points >= needed && (signs.length > 0 || !isBare)
    const inThisDeal = offence !== undefined ? plainly : message.tokens.length > long ? inLongDeal : inDeal
    // Of versions that were kept before examples weighed signs, what these weigh by hand decides.
    const isSure = weighsSigns(base) ? isTaken && (!isDeal || points >= inThisDeal) : weight >= enough
    if (!isSure && !(weighsSigns(base) && isTaken) && weight < enough) continue
    const words =
      offence?.words ?? (signs.length > 0 ? signs.slice(0, mostQuoted).flatMap((one) => one.words) : [gravest(base, message, stretch)])
    const evasion = { offence: offence?.offence, typed: quoted(message, words), isSure, points }
    if (isSure) return evasion
    doubted ??= evasion
  }
  return doubted
}

/** Where no sign tells which words it was: the sentence of a stretch that speaks most for deceit. */
const gravest = (base: Base, message: Message, { from, to }: Stretch): Stretch =>
  sentenceStarts(message.tokens, { from, to })
    .map((start, index, all) => ({ from: start, to: all[index + 1] ?? to }))
    .reduce((one, other) => (opinionOnDeceit(base, message, other, []) > opinionOnDeceit(base, message, one, []) ? other : one))

/** That a message asks for help is plain: an offence is told outright, or examples give it more than a few points. */
export const isPlain = ({ offence, points }: Evasion): boolean => offence !== undefined || points >= plainly

/** So few words about something else than exports say little: that they ask for help must be plain. */
export const isLikely = ({ tokens }: Message, evasion: Evasion): boolean => isPlain(evasion) || tokens.length > fewWords
const fewWords = 12

/**
 * What goes on with a deal mostly tells more of it: that it asks for help must be told outright, or as plain as in a deal told at once;
 * plainer still where it only tells what others would do: "the buyer would hand it over to a firm in Lyon".
 */
export const isLikelyOfDeal = ({ marks, text }: Message, { offence, points }: Evasion): boolean =>
  offence !== undefined || points > (marks.any('tells-of-others') && !text.includes('?') ? inTelling : inDeal)

/** A sign that stands in a stretch, what it weighs by hand, and its words. */
type Sign = { readonly sign: string; readonly weighs: number; readonly words: readonly Stretch[] }

/** Prepares a message to be looked through for signs, stretch by stretch. */
export function signsOf(
  base: Base,
  message: Message,
): (stretch: Stretch) => { readonly found: readonly Sign[]; readonly offence: ReturnType<typeof offenceIn> } {
  const { signs, offences } = base.language
  const placed = signs.flatMap(({ sign, weighs }) => {
    const places = sign === outright ? nowhere : placesOf(message, sign, weighs > 0)
    return sign === outright || places.length > 0 ? [{ sign, weighs, places }] : []
  })
  const isHonest = honest.some((mark) => message.marks.any(mark))
  const known = isHonest ? [] : offences.flatMap((offence) => toldIn(message, offence) ?? [])
  return (stretch) => {
    const offence = offenceIn(known, message, stretch)
    const found = placed.flatMap(({ sign, weighs, places }): Sign[] => {
      const words = sign === outright ? offence?.words : places.find(({ from }) => from >= stretch.from && from < stretch.to)
      return words === undefined ? [] : [{ sign, weighs, words: [words].flat() }]
    })
    return { found, offence }
  }
}

/** What speaks for deceit or against it: the words of a stretch, each two and each three of them, and what else it has. */
export const deceitFeatures = (message: Message, stretch: Stretch, signs: readonly Sign[], marks: readonly string[]): readonly string[] => [
  ...featuresOf(message, stretch.from, stretch.to),
  ...othersIn(message, stretch, signs, marks),
]

/** Beside words and each two of them: the signs of a stretch, each two of these, its classes, some marks, and each three words. */
const othersIn = (message: Message, stretch: Stretch, signs: readonly Sign[], marks: readonly string[]): readonly string[] => [
  ...signFeatures(signs),
  ...kindsOf(message, stretch, marks),
  ...threesOf(message, stretch),
]

const signFeatures = (signs: readonly Sign[]): readonly string[] =>
  signs.flatMap(({ sign }, at) => [`!${sign}`, ...signs.slice(0, at).map((before) => `!${before.sign} !${sign}`)])

const tensBeyondTwenty = ({ from, to }: Stretch): number => Math.min(mostTens, Math.max(0, Math.floor((to - from - 20) / 10)))

/** Every few sentences of a message that follow each other; all of a short one. */
export function fewSentences({ tokens }: Message): readonly Stretch[] {
  const starts = sentenceStarts(tokens, { from: 0, to: tokens.length })
  const count = starts.length <= together + 1 ? 1 : starts.length - together + 1
  return starts
    .slice(0, count)
    .map((from, index) => ({ from, to: count === 1 ? tokens.length : (starts[index + together] ?? tokens.length) }))
}

const sentenceStarts = (tokens: Message['tokens'], { from, to }: Stretch): readonly number[] =>
  tokens.slice(from, to).flatMap((token, at) => (at === 0 || beginsSentence(token) ? [from + at] : []))

/** Where a message has a mark or words of a class; where `onlyMeant`, those that are declined or told of others do not count. */
const placesOf = (message: Message, sign: string, onlyMeant: boolean): readonly Stretch[] =>
  placesNamed(message, [sign]).filter(({ from }) => !onlyMeant || isMeant(message, from))

/** The words at which each class has one. */
const classPlaces = keptFor(({ classes }: Message): ReadonlyMap<string, readonly number[]> => {
  const places = new Map<string, number[]>()
  for (const [at, spans] of classes.entries())
    for (const { name } of spans) {
      const known = places.get(name)
      if (known === undefined) places.set(name, [at])
      else known.push(at)
    }
  return places
})

const nowhere: readonly Stretch[] = []

/** Where words have one of some marks, or are of one of some classes, each word once. */
function placesNamed(message: Message, names: readonly string[]): readonly Stretch[] {
  const { marks } = message
  const classes = classPlaces(message)
  if (!names.some((name) => classes.has(name) || marks.any(name))) return nowhere
  const begins = new Set(names.flatMap((name) => [...(classes.get(name) ?? []), ...marks.words(name)]))
  return [...begins].sort((a, b) => a - b).map((from) => ({ from, to: endOf(message, from, names) }))
}

/** An offence, and where a message has the words of each of its columns, in order. */
type Told = { readonly offence: Offence; readonly columns: ReadonlyArray<readonly Stretch[]> }

/** Nothing where a message has no words of one of the columns; what is done is told by a mark. */
function toldIn(message: Message, offence: Offence): Told | undefined {
  if (!offence.done.some((mark) => message.marks.any(mark))) return undefined
  const columns = [offence.done, offence.to, offence['so-that']].filter((column) => column !== undefined)
  const told: Array<readonly Stretch[]> = []
  for (const names of columns) {
    const places = meantPlaces(message, names)
    if (places.length === 0) return undefined
    told.push(places)
  }
  return { offence, columns: told }
}

/** The first offence that is told outright in a stretch, and its words. */
function offenceIn(
  all: readonly Told[],
  message: Message,
  within: Stretch,
): { readonly offence: string; readonly words: readonly Stretch[] } | undefined {
  for (const { offence, columns } of all)
    for (const stretch of stretchesFor(offence, message, within)) {
      const words = columns.flatMap((places) => firstIn(places, stretch) ?? [])
      if (words.length === columns.length) return { offence: offence.offence, words }
    }
  return undefined
}

/** Each sentence of a stretch, or every two that follow each other where an offence may be told over more than one. */
function stretchesFor(offence: Offence, { tokens }: Message, within: Stretch): readonly Stretch[] {
  const starts = sentenceStarts(tokens, within)
  const count = offence.within === 'message' ? 2 : 1
  return starts.map((from, index) => ({ from, to: starts[index + count] ?? within.to }))
}

/** Where words have one of the marks, or are of one of the classes, and are meant. */
const meantPlaces = (message: Message, names: readonly string[]): readonly Stretch[] =>
  placesNamed(message, names).filter(({ from, to }) => isMeant(message, from) && !cutsName(message, from, to))

/** The first of some words that begin in a stretch, as far as they are in it. */
function firstIn(places: readonly Stretch[], { from, to }: Stretch): Stretch | undefined {
  const first = places.find((place) => place.from >= from && place.from < to)
  return first && { from: first.from, to: Math.min(first.to, to) }
}

/** Where what begins at a word ends: words of a class, else as far as a mark goes. */
function endOf({ marks, classes, tokens }: Message, at: number, names: readonly string[]): number {
  const word = classes[at]?.find(({ name }) => names.includes(name))
  if (word !== undefined) return word.to
  const mark = names.find((name) => marks.has(at, name)) ?? ''
  let end = at + 1
  while (end < tokens.length && marks.has(end, mark)) end++
  return end
}

/** Not what is declined or prevented; and what others are told of only where the asker wants it, too. */
const isMeant = ({ marks }: Message, at: number): boolean => !marks.has(at, 'averted') && (!marks.has(at, 'told') || marks.any('wanted'))

/** "The decoy drone", "Cook Islands": words that end inside the name of a thing or place, or begin there, are part of it. */
const cutsName = ({ mentions }: Message, from: number, to: number): boolean =>
  mentions.some(
    (name) =>
      ((name.from < to && to < name.to) || (name.from < from && from < name.to)) && name.meanings.some(({ kind }) => kind !== 'words'),
  )

/** Words that stand so near each other are quoted as one. */
const near = 6

function quoted({ text, tokens }: Message, found: readonly Stretch[]): string {
  const parts: Stretch[] = []
  for (const one of found.toSorted((a, b) => a.from - b.from)) {
    const last = parts.at(-1)
    if (last !== undefined && one.from - last.to <= near) parts[parts.length - 1] = { from: last.from, to: Math.max(last.to, one.to) }
    else parts.push(one)
  }
  return parts.map(({ from, to }) => text.slice(tokens[from]?.start, tokens[to - 1]?.end)).join(' … ')
}
