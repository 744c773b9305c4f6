import { isToldOfOther } from './told-of-other.ts'
import type { Base } from '../../knowledge/base.ts'
import { codesIn } from '../../knowledge/quoted-codes.ts'
import { isYear } from '../calendar/span.ts'
import { numbersIn } from '../evidence/figures.ts'
import { isCorrection, type Message } from '../message.ts'
import { answersOf, bandsOf } from './bands.ts'
import { isDataAlone, type Reading } from '../reading.ts'
import { piecesOf, valueOf, type Piece } from '../text/pieces.ts'
import { tokenize } from '../text/tokens.ts'
import { cachedByObject } from '../cached.ts'
import { createPhrases } from './figure-pattern.ts'
import { tellsOnlyFigures } from './only-figures.ts'
import { numbersAmong, readFigures, readOnlyFigure } from './quantities.ts'

/**
 * Reads the only number of a message as a new value of a figure given before, in the unit of that figure: "The new one is 1.19". A stricter
 * value counts. A milder value leaves both possible, unless the message only corrects ("sorry, 1.05"). Of several earlier figures, the
 * number replaces the figure whose answer would change; if several answers would, each of these figures stays open.
 */
export function withBareNumber(base: Base, message: Message, before: Reading, now: Reading, asked: string | undefined): Reading {
  const stated = Object.entries(before.figures)
  if (stated.length === 0 || isOfAnother(before, now) || Object.keys({ ...now.figures, ...now.possible }).length > 0) return now
  const pieces = inDigits(base, piecesOf(message))
  const unsaid = stated.flatMap(([, figure]) => unsaidIn(base, message, pieces, figure))
  const isCorrected = unsaid.length > 0 || (!message.marks.any('figure-of-another') && isCorrection(message))
  const endsInNumber = pieces.findLast(({ kind }) => kind !== 'sign')?.kind === 'number'
  const isSupposed =
    endsInNumber && pieces.length <= mostInCorrection && (message.marks.any('turns-away') || message.text.trimEnd().endsWith('?'))
  if (stated.length > 1 && !isCorrected && !isSupposed) return now
  const isAlone = tellsOnlyFigures(base, message)
  const isPlain = isAlone || (message.marks.any('corrects-figure') && !message.marks.any('number-counts'))
  const isShort = unsaid.length > 0 || pieces.length <= mostInCorrection || (pieces.length <= mostWithReason && isPlain)
  const number = onlyNumber(
    message,
    pieces.filter(({ typed }) => !unsaid.includes(typed)),
    isCorrected && isShort,
  )
  const { spans: all, unitless } = readFigures(base, message)
  const spans = all.filter((span) => !isToldOfOther(message, span))
  if (number === undefined || spans.length > unitless.length) return now
  const changes = stated.flatMap(([fact, figure]) => changeOf(base, before, now, { fact, figure, number: unitless[0] ?? number.typed }))
  // If Licet asked for a figure, the number is a value of that figure. If earlier messages gave several figures and this one corrects none
  // of them ("And with 600?"), the number counts only for those that it makes stricter.
  const meant = changes.filter(
    ({ fact, isStricter }) =>
      (asked === undefined || asked === fact || base.facts.get(asked)?.unit === undefined) &&
      (isStricter || stated.length === 1 || isCorrected),
  )
  const [only, other] = meant
  if (only === undefined) return now
  const inWords = numbersIn(base, message, []).filter((typed) => !/\d/.test(typed))
  const taken = [...now.taken, number.typed, ...unsaid, ...inWords]
  // If the old figure was taken back, and Licet asked for a new one, the number in the answer replaces the old figure.
  const isAnew = only.fact === asked && before.possible[only.fact] !== undefined
  // A number never makes a figure milder if the message says more: "sorry, they have 2 million customers", "sorry, 13 pieces". Nor does a
  // number far smaller than the old one ("sorry, 2" after "350 km" can count pieces), unless it has its digits. A word like "million" leaves no such doubt.
  const told = before.figures[only.fact] ?? ''
  const isScaled = spans.length > 0
  const isFarLess = valueOf(number.typed) * farLess < Math.min(...valuesOf(base, told)) && !hasSameDigits(number.typed, told)
  const isMeant = (isCorrected || isAnew) && isShort && (unsaid.length > 0 || (isScaled ? isAlone : isPlain && !isFarLess))
  if (other === undefined && (only.isStricter || isMeant) && !isAlternative(base, pieces))
    return { ...now, taken, figures: { [only.fact]: only.figure }, facts: { ...now.facts, [only.fact]: only.is } }
  const open = Object.fromEntries(meant.map(({ fact, open: values }) => [fact, values]))
  return {
    ...now,
    taken,
    figures: Object.fromEntries(meant.map(({ fact, figure }) => [fact, figure])),
    possible: { ...now.possible, ...open },
  }
}

/**
 * Whether the message names another item than the one talked about. Its number then belongs to that item.
 * Data do not count: "The test report says 1.12".
 */
const isOfAnother = ({ item: before }: Reading, { item, article }: Reading): boolean =>
  item !== undefined && item.source.id !== before?.source.id && !isDataAlone(item, article)

/** Replaces each number of several words by its digits: "Zero point nine", "two hundred ninety". */
function inDigits(base: Base, pieces: readonly Piece[]): readonly Piece[] {
  const spelled = new Map(numbersAmong(base, pieces).flatMap((one) => (one.to - one.from > 1 ? [[one.from, one] as const] : [])))
  if (spelled.size === 0) return pieces
  const read: Piece[] = []
  for (let at = 0; at < pieces.length; at++) {
    const [piece, number] = [pieces[at], spelled.get(at)]
    if (piece === undefined) break
    if (number === undefined || pieces.slice(at, number.to).every(({ kind }) => kind !== 'word')) read.push(piece)
    else {
      read.push({ ...piece, kind: 'number', typed: String(number.value), end: pieces[number.to - 1]?.end ?? piece.end })
      at = number.to - 1
    }
  }
  return read
}

/**
 * The numbers of a message that have the value of `figure` and are denied, as typed: "420" in "42, not 420".
 */
function unsaidIn(base: Base, message: Message, pieces: readonly Piece[], figure: string): readonly string[] {
  const { tokens, marks } = message
  const values = valuesOf(base, figure)
  const isUnsaid = ({ start }: Piece): boolean => tokens.some((token, at) => token.start === start && marks.has(at, 'unsaid'))
  if (marks.any('figure-of-other')) return pieces.flatMap((piece) => (isToldOfOther(message, piece) ? [piece.typed] : []))
  return numbersAmong(base, pieces).flatMap(({ from, value }) => {
    const piece = pieces[from]
    return piece !== undefined && values.has(value) && isUnsaid(piece) ? [piece.typed] : []
  })
}

/**
 * The values that somebody can mean by the number of a figure: two million or 2.0, if the figure is "2.0e6
 * N.s".
 */
function valuesOf(base: Base, figure: string): ReadonlySet<number> {
  const pieces = piecesOf({ text: figure, tokens: tokenize(figure) })
  const [first] = numbersAmong(base, pieces)
  const number = numberOf(figure)
  return new Set([...(first === undefined ? [] : [first.value]), ...(number === undefined ? [] : [valueOf(number.typed)])])
}

/**
 * A message that only corrects a figure has at most `mostInCorrection` pieces (words, numbers, signs) if it gives no reason, and at most
 * `mostWithReason` with a reason ("no, that was both of them together. Each is 3e5").
 */
const [mostInCorrection, mostWithReason] = [8, 20]

/**
 * The only number of a message that could measure something; `undefined` if there are none or several. In a
 * correction, every number could, except a year or a section of law.
 */
function onlyNumber(message: Message, pieces: readonly Piece[], isCorrected: boolean): Piece | undefined {
  const [number, other] = pieces.filter(
    (piece, at) =>
      piece.kind === 'number' &&
      (isCorrected || couldMeasure(piece)) &&
      pieces[at - 1]?.word !== 'not' &&
      !isYearOf(message, piece) &&
      !isSection(message, piece),
  )
  return other === undefined ? number : undefined
}

/**
 * How a fact changes if its figure gets another number in the same unit: `is` is the new answer, and `open` has all answers from the new to
 * the old ones. An empty list if nothing changes.
 */
function changeOf(
  base: Base,
  before: Reading,
  now: Reading,
  { fact, figure, number }: { readonly fact: string; readonly figure: string; readonly number: string },
): ReadonlyArray<{
  readonly fact: string
  readonly figure: string
  readonly is: string
  readonly isStricter: boolean
  readonly open: readonly string[]
}> {
  const stated = before.facts[fact]
  const was = stated === undefined ? (before.possible[fact] ?? []) : [stated]
  const anew = withNumber(base, figure, number)
  const said = was.length === 0 || now.facts[fact] !== undefined ? undefined : inItsUnit(base, anew, fact)
  const is = said === undefined ? undefined : bandsOf(base, fact, said.low, said.high, said.open)[0]
  // "Enrolled, 18 million" after "60 km" cannot be a range.
  const isAbsurd = (said?.kind === 'length' || said?.kind === 'mass') && said.low >= absurd
  if (is === undefined || is === stated || isAbsurd) return []
  const answers = answersOf(base, fact)
  const ranks = [is, ...was].map((value) => answers.indexOf(value))
  const [low, high] = [Math.min(...ranks), Math.max(...ranks)]
  return [{ fact, figure: anew, is, isStricter: answers.indexOf(is) === high, open: answers.slice(low, high + 1) }]
}

/** A number that is smaller than the old one by more than this factor probably counts something else. */
const farLess = 10

/** Whether two numbers differ only in their power of ten, as by a decimal that slipped: 130 and "1.30". */
const hasSameDigits = (number: string, figure: string): boolean => {
  const digits = (text: string): string => text.replaceAll(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '')
  return digits(number) === digits(numberOf(figure)?.typed ?? '')
}

/** A length of this many kilometers or more, or a mass of this many kilograms or more, cannot be meant. */
const absurd = 1_000_000

/** Whether a message offers an alternative: "Or it may be 700". */
const isAlternative = (base: Base, pieces: readonly Piece[]): boolean =>
  pieces.some((_, at) => alternatives(base).longest(pieces, at) !== undefined)

const alternatives = cachedByObject((base: Base) =>
  createPhrases(base.language.quantities.alternatives.map((phrase) => [phrase, true] as const)),
)

/** Whether a number is a year: "Registered since 2011". */
const isYearOf = ({ tokens, marks }: Message, { start, typed }: Piece): boolean =>
  typed.length === 4 && isYear(Number(typed)) && tokens.some((token, at) => token.start === start && marks.has(at, 'in-year'))

/**
 * Whether a number is part of a name, or of a section of law that the message asks about:
 * "could 126.5 have covered it?".
 */
const isSection = ({ text, mentions }: Message, { typed, start, end }: Piece): boolean =>
  mentions.some((mention) => mention.start <= start && end <= mention.end) || (text.includes('?') && codesIn(typed).length > 0)

/** Whether a number is written with at least three characters. Shorter ones are mostly counts and days. */
const couldMeasure = ({ typed }: Piece): boolean => typed.length >= 3

/**
 * A figure with its number replaced: "1.05 MN.s" with 1.19 is "1.19 MN.s". A power of ten or a word such as "million" stays, unless the
 * new number is a large one itself: "8e5 N.s" with 3e4 is "30000 N.s".
 */
function withNumber(base: Base, figure: string, number: string): string {
  const whole = numberWithScale(base, figure)
  if (whole !== undefined && piecesOf({ text: number, tokens: tokenize(number) }).length > 1)
    return figure.slice(0, whole.start) + number + figure.slice(whole.end)
  const was = valueOf(number) < largeNumber ? (numberOf(figure) ?? whole?.unscaled) : (whole ?? numberOf(figure))
  return was === undefined ? number : figure.slice(0, was.start) + number + figure.slice(was.end)
}

/** A new number of at least this size replaces the whole old number, also its power of ten or "million". */
const largeNumber = 1000

type Span = Pick<Piece, 'start' | 'end'>

/**
 * The offsets of the number of a figure, with the power of ten or the word ("million") that multiplies it;
 * `unscaled`: without that word. `undefined` if the figure has no exact number.
 */
function numberWithScale(base: Base, figure: string): (Span & { readonly unscaled: Span }) | undefined {
  const pieces = piecesOf({ text: figure, tokens: tokenize(figure) })
  const [number] = numbersAmong(base, pieces)
  const [first, last] = number === undefined ? [] : [pieces[number.from], pieces[number.to - 1]]
  if (first === undefined || last === undefined) return undefined
  return {
    start: first.start,
    end: last.end,
    unscaled: { start: first.start, end: (first === last ? last : pieces[pieces.indexOf(last) - 1])?.end ?? last.end },
  }
}

const numberOf = (figure: string): Piece | undefined =>
  piecesOf({ text: figure, tokens: tokenize(figure) }).find(({ kind }) => kind === 'number')

/**
 * Reads a figure of a fact, given with nothing around it; `undefined` if it cannot be read. An amount of
 * money can lack its currency: "2 million".
 */
function inItsUnit(base: Base, figure: string, fact: string): ReturnType<typeof readOnlyFigure> {
  const read = (text: string): ReturnType<typeof readOnlyFigure> =>
    readOnlyFigure(base, piecesOf({ text, tokens: tokenize(text) }), new Set())
  const found = read(figure)
  const { quantities, units } = base.language.quantities
  const isMoney = quantities.some(({ feeds, of }) => feeds === fact && of === 'money')
  if (found?.kind !== undefined || !isMoney) return found
  const currency = units.find(({ kind }) => kind === 'money')?.names.find(({ before }) => before === undefined)?.names[0] ?? ''
  return read(`${figure} ${currency}`) ?? found
}
