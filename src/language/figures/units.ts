import { createWords, type Bound, type FigureWords } from './figure-words.ts'
import type { QuantitiesData } from '../../knowledge/quantities-schema.ts'
import type { Numeral } from './numbers.ts'
import { keyOf } from './figure-pattern.ts'
import { isClosing, isCountedBefore, isCut, isGluedToName, isRate } from './no-figure.ts'
import type { Piece } from '../text/pieces.ts'
import { unitsIn, type Unit } from './unit-names.ts'

/**
 * A number with its unit. `low` and `high` are bounds in the base unit of its `kind` (km for lengths); `from` to `to` (exclusive) are its
 * pieces.
 */
export type Measured = {
  readonly kind: string
  readonly low: number
  readonly high: number
  readonly from: number
  readonly to: number
  /**
   * The name of the unit also means something else ("m"), or there is no unit. The figure counts only
   * if words say what it measures.
   */
  readonly shy: boolean
  readonly unit: Unit
  /** The figure is an alternative to the figure before it ("300 or 400 km"), and measures the same quantity. */
  readonly follows: boolean
  /** The number has the unit of an earlier figure, from which it goes on by a verb: "it does 340". */
  readonly lacksUnit?: true
  /** The figure is a range, or a vague number with two bounds. */
  readonly span: boolean
  /** A bound written directly after the number: "300ish", "300+". */
  readonly bound: Bound | undefined
}

export type Units = {
  /** The numbers with units of a message, in text order. */
  readonly measured: (pieces: readonly Piece[]) => readonly Measured[]
  /** The only number or range of a message, read without a unit; `undefined` if there are none or several. */
  readonly bare: (pieces: readonly Piece[]) => Measured | undefined
  /** Every exact number of a message with its value, in digits or words, whatever it counts. Vague ones ("a few") are left out. */
  readonly numbers: (pieces: readonly Piece[]) => ReadonlyArray<{ readonly from: number; readonly to: number; readonly value: number }>
  /** The pieces at which a message names units, except by words that also mean something else ("m"). */
  readonly named: (pieces: readonly Piece[]) => ReadonlyArray<{ readonly from: number; readonly to: number }>
}

/** At most this many figures of one message are read. */
const mostFigures = 100

/** Prepares the reading of numbers with units. */
export function createUnits(data: QuantitiesData): Units {
  const words = createWords(data)
  return {
    measured: (pieces) => measuredIn(words, pieces),
    bare: (pieces) => bareIn(words, pieces),
    numbers: (pieces) => numbersAt(words, pieces),
    named: (pieces) => unitsIn(words.behind, pieces),
  }
}

function measuredIn(words: FigureWords, pieces: readonly Piece[]): readonly Measured[] {
  const found: Measured[] = []
  for (let at = 0; at < pieces.length && found.length < mostFigures;) {
    const some = figuresAt(words, pieces, at)
    const next = some.length === 0 ? goingOnAt(words, pieces, at, found.at(-1)) : undefined
    found.push(...some, ...(next === undefined ? [] : [next]))
    let to = deniedUntil(words, pieces, some.at(-1)) ?? some.at(-1)?.to ?? next?.to ?? at + 1
    for (
      let other = alternativeAt(words, pieces, to, found.at(-1), some.length > 0);
      other !== undefined;
      other = alternativeAt(words, pieces, to, other, true)
    ) {
      found.push(other)
      to = other.to
    }
    at = to
  }
  return found
}

/**
 * The index after a number (and unit) that is denied directly after a figure, as "320" in "230 km, not 320"; such a number is no figure.
 * `undefined` if there is none.
 */
function deniedUntil(words: FigureWords, pieces: readonly Piece[], last: Measured | undefined): number | undefined {
  if (last === undefined) return undefined
  const denial = words.denials.longest(pieces, pieces[last.to]?.typed === ',' ? last.to + 1 : last.to)
  const number = denial === undefined ? undefined : words.number.at(pieces, denial.to)
  if (number === undefined) return undefined
  const ending = unitAt(words, pieces, number, undefined)
  return ending === undefined ? number.to : ending.unit.kind === last.kind ? ending.to : undefined
}

/** The only number or range of a message, read without a unit; `undefined` if there are none or several. */
function bareIn(words: FigureWords, pieces: readonly Piece[]): Measured | undefined {
  const numbers: Measured[] = []
  for (let at = 0; at < pieces.length && numbers.length < 2;) {
    const number = isGluedToName(words, pieces, at) ? undefined : words.number.at(pieces, at)
    const join = number === undefined ? undefined : words.span.longest(pieces, number.to)
    const second = join === undefined ? undefined : secondAt(words, pieces, join.to, undefined)
    const mark = number === undefined ? undefined : words.suffixes.get(pieces[number.to]?.typed ?? '')
    const letter = pieces[number?.to ?? pieces.length]?.glued === true ? words.letters.get(pieces[number?.to ?? 0]?.word ?? '') : undefined
    if (number === undefined) at++
    else {
      const to = second?.to ?? (mark === undefined && letter === undefined ? number.to : number.to + 1)
      const ending = { unit: words.bare, to, factor: 1 }
      const bounds = { low: number.low * (letter ?? 1), high: Math.max(number.high, second?.high ?? number.high) * (letter ?? 1) }
      numbers.push({ ...measured(bounds, ending, at, to), ...bounds, bound: mark })
      at = to
    }
  }
  const [only, other] = numbers
  return other === undefined ? only : undefined
}

function numbersAt(words: FigureWords, pieces: readonly Piece[]): ReturnType<Units['numbers']> {
  const found: Array<ReturnType<Units['numbers']>[number]> = []
  for (let at = 0; at < pieces.length;) {
    const number = isGluedToName(words, pieces, at) ? undefined : words.number.at(pieces, at)
    if (number !== undefined && number.low === number.high) found.push({ from: at, to: number.to, value: number.low })
    at = number?.to ?? at + 1
  }
  return found
}

/** The figures that begin at a piece: none, one, or two as in "300 or 400 km". */
function figuresAt(words: FigureWords, pieces: readonly Piece[], at: number): readonly Measured[] {
  const piece = pieces[at]
  if (piece === undefined || !(piece.kind === 'number' || words.starts.has(keyOf(piece)))) return []
  if (isGluedToName(words, pieces, at) || isCut(words, pieces, at)) return []
  const prefix = words.before.longest(pieces, at)
  const begins = prefix?.to ?? at
  const first = words.number.at(pieces, begins, prefix?.value.fraction)
  if (first === undefined) return prefix === undefined ? unitAlone(words, pieces, at) : []
  const join = words.span.longest(pieces, first.to) ?? words.set.longest(pieces, first.to)
  const second = join === undefined ? undefined : secondAt(words, pieces, join.to, prefix?.value)
  const joined = second === undefined ? undefined : unitAt(words, pieces, second, prefix?.value)
  if (join !== undefined && second !== undefined && joined !== undefined && !isCountedBefore(words, pieces, at))
    return twoOf(words, pieces, { at, begins, join: join.value, first, second }, joined)
  const own = unitAt(words, pieces, first, prefix?.value)
  if (own === undefined) return []
  const read = words.number.at(pieces, begins, own.unit.fraction) ?? first
  const figure = measured(read, own, at, own.to)
  const until = ownSpan(words, pieces, figure)
  return isRate(words, pieces, own.to) ? [] : [until ?? figure]
}

type Ending = { readonly unit: Unit; readonly to: number; readonly factor: number; readonly bound?: Bound | undefined }

const measured = ({ low, high }: Pick<Numeral, 'low' | 'high'>, { unit, factor, bound }: Ending, from: number, to: number): Measured => ({
  kind: unit.kind,
  low: low * unit.low * factor,
  high: high * unit.high * factor,
  from,
  to,
  shy: unit.shy,
  unit,
  follows: false,
  span: low !== high,
  bound,
})

/** Two numbers with one unit: "250 to 350 km" is a range, "300 or 400 km" are alternatives. */
function twoOf(
  words: FigureWords,
  pieces: readonly Piece[],
  { at, begins, join, first, second }: { at: number; begins: number; join: 'span' | 'set'; first: Numeral; second: Numeral },
  ending: Ending,
): readonly Measured[] {
  if (isRate(words, pieces, ending.to)) return []
  const { fraction } = ending.unit
  const one = words.number.at(pieces, begins, fraction) ?? first
  if (join === 'set') {
    const other = measured(second, ending, second.to - 1, ending.to)
    return [measured(one, ending, at, first.to), { ...other, follows: true }]
  }
  const [low, high] = [Math.min(one.low, second.low), Math.max(one.high, second.high)]
  return [{ ...measured({ low, high }, ending, at, ending.to), span: true }]
}

/** The second of two numbers. `at` is the piece after the joining word, which may be "about": "300 to about 350". */
function secondAt(words: FigureWords, pieces: readonly Piece[], at: number, prefix: Unit | undefined): Numeral | undefined {
  const about = words.about.longest(pieces, at)?.to ?? at
  const sign = words.before.longest(pieces, about)
  return words.number.at(pieces, sign?.value.kind === prefix?.kind && sign !== undefined ? sign.to : about)
}

/** The span from a figure to a second one with its own unit of the same kind: "250 km to 350 km", but not "250 km and 350 km". */
function ownSpan(words: FigureWords, pieces: readonly Piece[], figure: Measured): Measured | undefined {
  const join = words.span.longest(pieces, figure.to)
  const [word] = join === undefined ? [] : [pieces[figure.to]?.word]
  if (join === undefined || words.and.has(word ?? '')) return undefined
  const second = secondAt(words, pieces, join.to, undefined)
  const ending = second === undefined ? undefined : unitAt(words, pieces, second, undefined)
  if (second === undefined || ending === undefined || ending.unit.kind !== figure.kind || isRate(words, pieces, ending.to)) return undefined
  const other = measured(second, ending, figure.from, ending.to)
  return { ...other, low: Math.min(figure.low, other.low), high: Math.max(figure.high, other.high), span: true }
}

/**
 * The unit after a number, with a letter that multiplies it ("841k N.s", "$30M") and a bound ("300+ km"). `prefix`: a unit before the
 * number.
 */
function unitAt(words: FigureWords, pieces: readonly Piece[], numeral: Numeral, prefix: Unit | undefined): Ending | undefined {
  const bound = words.suffixes.get(pieces[numeral.to]?.typed ?? '')
  const ending = plainUnitAt(words, pieces, bound === undefined ? numeral : { ...numeral, to: numeral.to + 1 }, prefix)
  return ending === undefined ? undefined : { ...ending, bound }
}

function plainUnitAt(words: FigureWords, pieces: readonly Piece[], { to, scaled }: Numeral, prefix: Unit | undefined): Ending | undefined {
  const at = pieces[to]?.typed === '-' ? to + 1 : to
  const letter = pieces[at]?.kind === 'word' ? words.letters.get(pieces[at].word) : undefined
  const unit = words.behind.longest(pieces, at)
  const behind = letter === undefined ? undefined : words.behind.longest(pieces, at + 1)
  const scaledUnit = unit !== undefined && unit.to > at + 1 ? undefined : behind
  if (letter !== undefined && (prefix?.kind === 'money' || (scaledUnit !== undefined && !scaledUnit.value.shy)))
    return { unit: prefix ?? scaledUnit?.value ?? words.bare, to: scaledUnit?.to ?? at + 1, factor: letter }
  if (letter !== undefined && prefix === undefined && isGluedCapital(pieces[at])) return { unit: words.bare, to: at + 1, factor: letter }
  if (prefix !== undefined) return { unit: prefix, to: prefix.kind === 'money' ? (moneyBehind(words, pieces, to) ?? to) : to, factor: 1 }
  if (unit !== undefined) return { unit: unit.value, to: unit.to, factor: 1 }
  return scaled ? { unit: words.bare, to, factor: 1 } : undefined
}

/** Whether a letter is a capital at its number: "4M" is four million, and "4 m" a length. */
const isGluedCapital = (piece: Piece | undefined): boolean => piece?.glued === true && /^\p{Lu}$/u.test(piece.typed)

/** The index after a currency that is named a second time: "$30 USD"; else `undefined`. */
function moneyBehind(words: FigureWords, pieces: readonly Piece[], to: number): number | undefined {
  const behind = words.behind.longest(pieces, to)
  return behind?.value.kind === 'money' ? behind.to : undefined
}

/** Reads an article before a unit as the number one, for units that allow it: "a ton". */
function unitAlone(words: FigureWords, pieces: readonly Piece[], at: number): readonly Measured[] {
  if (!words.articles.has(pieces[at]?.word ?? '')) return []
  const unit = words.behind.longest(pieces, at + 1)
  return unit?.value.alone === true ? [measured({ low: 1, high: 1 }, { unit: unit.value, to: unit.to, factor: 1 }, at, unit.to)] : []
}

/**
 * A number without a unit, given as an alternative to the figure before it or as its correction: "… km, or it may be 700", "0.8 MN.s,
 * sorry, typo, 1.05". `undefined` if there is none.
 */
function alternativeAt(
  words: FigureWords,
  pieces: readonly Piece[],
  to: number,
  last: Measured | undefined,
  isBehind: boolean,
): Measured | undefined {
  if (last === undefined || !isBehind) return undefined
  const at = pieces[to]?.typed === ',' || pieces[to]?.typed === '-' ? to + 1 : to
  const phrase = words.alternatives.longest(pieces, at)
  if (phrase === undefined) return undefined
  const behind = pieces[phrase.to]?.typed === ',' ? phrase.to + 1 : phrase.to
  return withUnitOf(last, words, pieces, words.about.longest(pieces, behind)?.to ?? behind)
}

/**
 * A number without a unit that goes on from an earlier figure by a verb that measures the same: "250 km is the old wing; with the tank it
 * does 340". `undefined` if there is none.
 */
function goingOnAt(words: FigureWords, pieces: readonly Piece[], at: number, last: Measured | undefined): Measured | undefined {
  const [verb, number] = [pieces[at - 1], pieces[at]]
  if (last === undefined || verb === undefined || number?.kind !== 'number' || number.typed.length < 2) return undefined
  if (words.goingOn.get(last.kind)?.has(verb.word) !== true) return undefined
  const figure = withUnitOf(last, words, pieces, at)
  return figure === undefined ? undefined : { ...figure, lacksUnit: true }
}

/** The number that begins at a piece, with the unit of the figure before it; `undefined` if the number has a unit, or more than a sign follows. */
function withUnitOf(last: Measured, words: FigureWords, pieces: readonly Piece[], at: number): Measured | undefined {
  const number = words.number.at(pieces, at)
  if (number === undefined || unitAt(words, pieces, number, undefined) !== undefined) return undefined
  const next = pieces[number.to]
  const isAlone = next === undefined || (next.kind === 'sign' && !next.glued) || isClosing(pieces, number.to) || words.onward.has(next.word)
  if (!isAlone) return undefined
  return { ...measured(number, { unit: last.unit, to: number.to, factor: 1 }, number.to - 1, number.to), follows: true }
}
