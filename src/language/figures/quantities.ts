import { createQuantityWords, type Compiled, type QuantityWords } from './quantity-words.ts'
import type { Base } from '../../knowledge/base.ts'
import { distanceOf, holds, type Field, type FigurePattern } from './figure-pattern.ts'
import { cachedByObject } from '../cached.ts'
import { piecesOf, type Piece } from '../text/pieces.ts'
import type { Token } from '../text/tokens.ts'
import type { Measured, Units } from './units.ts'

/**
 * A figure whose quantity is known: its bounds in the base unit (`high` is exclusive if `open` is set). `start` and `end` are character
 * offsets.
 */
export type Quantity = {
  /** The quantity that the figure measures: the `is` of an entry of quantities.yaml. */
  readonly measure: string
  readonly low: number
  readonly high: number
  readonly open: boolean
  readonly start: number
  readonly end: number
  readonly typed: string
}

/** The figures of a message. */
export type Figures = {
  readonly quantities: readonly Quantity[]
  /**
   * Every number with a unit, in the base unit of its kind, whatever it measures. A figure and its conversion
   * ("300 km (186 miles)") count as one.
   */
  readonly told: readonly FigureWithUnit[]
  /** Numbers with a word such as "million" but no unit, if nothing says what they measure. */
  readonly unitless: readonly string[]
  /** The character offsets of all numbers with a unit. */
  readonly spans: readonly { readonly start: number; readonly end: number }[]
  /** The facts whose figures are said to be unknown. */
  readonly unknown: readonly string[]
}

/** A number with its unit and the bounds that the words around it give; `from` to `to` (exclusive) are the pieces it covers. */
export type FigureWithUnit = Pick<Measured, 'kind' | 'unit' | 'from' | 'to'> & Omit<Quantity, 'measure'>

type Text = { readonly text: string; readonly tokens: readonly Token[] }

/**
 * Reads the figures of a message, the quantity that each measures if that is known, and the facts whose
 * figures are said to be unknown.
 */
export const readFigures = (base: Base, message: Text): Figures => readers(base).figures(message)

function figuresIn(reader: QuantityWords, message: Text): Figures {
  const pieces = piecesOf(message)
  const found = reader.units.measured(pieces)
  const unknown = unknownIn(reader, pieces, ownersOf(found))
  if (found.length === 0) return { quantities: [], told: [], unitless: [], spans: [], unknown }
  const whole = onlyOnce(pieces, found)
  const owners = ownersOf(whole)
  const quantities: Quantity[] = []
  const told: FigureWithUnit[] = []
  const unitless: string[] = []
  let before: Compiled | undefined
  const stray = new Set<Measured>()
  for (const [index, figure] of whole.entries()) {
    const field = fieldOf(reader, pieces, owners, figure)
    const one = toldOf(reader, field, figure, message.text)
    const meant = meantBy(reader, field, whole[index - 1], figure, before)
    // A number without a unit counts only if it measures the same as the figure that it takes the unit of.
    if (figure.lacksUnit === true && (before === undefined || meant !== before)) {
      stray.add(figure)
      continue
    }
    told.push(one)
    before = meant
    if (before !== undefined) quantities.push(quantityOf(one, before))
    else if (figure.shy && reader.scales.has(pieces[figure.to - 1]?.word ?? '')) unitless.push(one.typed)
  }
  return {
    quantities,
    told,
    unitless,
    spans: found
      .filter((one) => !stray.has(one))
      .map(({ from, to }) => ({ start: pieces[from]?.start ?? 0, end: pieces[to - 1]?.end ?? 0 })),
    unknown,
  }
}

/**
 * The bounds of the only figure in a message that says nothing else ("about 400 km"). `kind`: the kind of its
 * unit, `undefined` without a unit. `open`: `high` itself is excluded.
 */
export type OnlyFigure = { readonly kind: string | undefined; readonly low: number; readonly high: number; readonly open: boolean }

/** The figure of a message that says nothing else; `undefined` if there are other figures, or words that `around` does not have. */
export function readOnlyFigure(base: Base, pieces: readonly Piece[], around: ReadonlySet<string>): OnlyFigure | undefined {
  const reader = readers(base)
  const [first, other] = reader.units.measured(pieces)
  const measured = first?.shy === true ? undefined : first
  const figure = other === undefined ? (measured ?? reader.units.bare(pieces)) : undefined
  if (figure === undefined) return undefined
  const isAlone = pieces.every(({ kind, word }, index) => {
    const isOwn = figure.from <= index && index < figure.to
    const isDenied = kind === 'number' && index >= figure.to && reader.denials.has(pieces[index - 1]?.word ?? '')
    return isOwn || isDenied || (kind === 'word' && around.has(word)) || kind === 'sign'
  })
  if (!isAlone) return undefined
  const bounds = figure.span ? { ...figure, open: false } : boundsOf(reader, fieldOf(reader, pieces, ownersOf([figure]), figure), figure)
  return { low: bounds.low, high: bounds.high, open: bounds.open, kind: measured?.kind }
}

/** The units that a message names, as typed, in text order. */
export function unitsNamed(base: Base, { text, tokens }: Text): readonly string[] {
  const pieces = piecesOf({ text, tokens })
  return readers(base)
    .units.named(pieces)
    .map(({ from, to }) => text.slice(pieces[from]?.start, pieces[to - 1]?.end))
}

/** The only unit that a message names, as typed: "km" in "km, of course". `undefined` if there are none or several. */
export function unitNamed(base: Base, message: Text): string | undefined {
  const [unit, other] = unitsNamed(base, message)
  return other === undefined ? unit : undefined
}

/** The value of the only number of a message, in digits or words (the lower bound of a range); `undefined` if there are none or several. */
export const numberNamed = (base: Base, message: Text): number | undefined => readers(base).units.bare(piecesOf(message))?.low

/** Every exact number among the pieces with its value, in digits or words; vague ones ("a few") are left out. */
export const numbersAmong = (base: Base, pieces: readonly Piece[]): ReturnType<Units['numbers']> => readers(base).units.numbers(pieces)

const readers = cachedByObject((base: Base): QuantityWords & { readonly figures: (message: Text) => Figures } => {
  const reader = createQuantityWords(base.language.quantities)
  return { ...reader, figures: cachedByObject((message: Text) => figuresIn(reader, message)) }
})

/** For the index of each piece in a figure, that figure. */
type Owners = ReadonlyMap<number, Measured>

function ownersOf(figures: readonly Measured[]): Owners {
  const owners = new Map<number, Measured>()
  for (const figure of figures) for (let at = figure.from; at < figure.to; at++) owners.set(at, figure)
  return owners
}

/**
 * The field in which the patterns around one figure (or, without `own`, around words) are matched. No gap of
 * a pattern crosses another figure. A slot such as `<mass>` takes one figure of that kind.
 */
function fieldOf({ abbreviated }: QuantityWords, pieces: readonly Piece[], owners: Owners, own?: Measured): Field {
  return {
    pieces,
    abbreviated,
    slot: (name, index, forward) => {
      const figure = owners.get(index)
      if (figure?.kind !== name || index !== (forward ? figure.from : figure.to - 1)) return undefined
      return forward ? figure.to : figure.from - 1
    },
    bars: (index) => owners.has(index) && owners.get(index) !== own,
  }
}

/**
 * The quantity that a figure measures: what the words around it say, else the quantity of the figure it continues, else the usual one for a
 * figure of this unit and size. `undefined` if none of these is known.
 */
function meantBy(
  reader: QuantityWords,
  field: Field,
  last: Measured | undefined,
  figure: Measured,
  before: Compiled | undefined,
): Compiled | undefined {
  const of = reader.quantities.get(figure.kind) ?? []
  const usual = figure.shy ? undefined : of.find(({ otherwise }) => otherwise !== undefined && figure.high >= otherwise)
  return measureOf(field, of, figure) ?? (goesOn(reader, field.pieces, last, figure) ? before : undefined) ?? usual
}

function toldOf(reader: QuantityWords, field: Field, figure: Measured, text: string): FigureWithUnit {
  const start = field.pieces[figure.from]?.start ?? 0
  const end = field.pieces[figure.to - 1]?.end ?? start
  const { low, high, open } = figure.span ? { ...figure, open: false } : boundsOf(reader, field, figure)
  const { kind, unit, from, to } = figure
  return { kind, unit, from, to, low, high, open, start, end, typed: text.slice(start, end) }
}

const quantityOf = ({ low, high, open, start, end, typed }: FigureWithUnit, { is, times }: Compiled): Quantity => ({
  measure: is,
  low: low * (times ?? 1),
  high: times === undefined ? high : Number.POSITIVE_INFINITY,
  open,
  start,
  end,
  typed,
})

/**
 * The quantity that the words around a figure name: a quantity with `first` in quantities.yaml, else the
 * quantity with the nearest match of a pattern in `when` or, if none matches, in `may`.
 */
function measureOf(field: Field, of: readonly Compiled[], figure: Measured): Compiled | undefined {
  const fitting = of.filter(({ below }) => below === undefined || figure.high < below)
  for (const quantity of fitting.filter(({ first }) => first === true))
    if (quantity.strong.some((pattern) => holds(field, pattern, figure.from, figure.to))) return quantity
  return (
    nearest(field, fitting, figure, ({ strong }) => strong) ??
    (figure.shy ? undefined : nearest(field, fitting, figure, ({ weak }) => weak))
  )
}

function nearest(
  field: Field,
  of: readonly Compiled[],
  { from, to }: Measured,
  patterns: (quantity: Compiled) => readonly FigurePattern[],
): Compiled | undefined {
  let best: { readonly quantity: Compiled; readonly distance: number } | undefined
  for (const quantity of of) {
    if (quantity.first === true) continue
    for (const pattern of patterns(quantity)) {
      const distance = distanceOf(field, pattern, from, to)
      if (distance !== undefined && (best === undefined || distance < best.distance)) best = { quantity, distance }
    }
  }
  return best?.quantity
}

/** Whether a figure continues the figure before it, which has the same kind of unit: "range 180 km or 700 km". */
function goesOn(reader: QuantityWords, pieces: readonly Piece[], last: Measured | undefined, figure: Measured): boolean {
  if (last === undefined || last.kind !== figure.kind) return false
  return (
    figure.follows ||
    pieces.slice(last.to, figure.from).every(({ kind, word, typed }) => (kind === 'sign' ? typed !== '.' : reader.joining.has(word)))
  )
}

/**
 * Merges a figure with its conversion after "(", "/" or "=". Words after the conversion then count for the
 * figure, too: "300 km (186 miles) or more".
 */
function onlyOnce(pieces: readonly Piece[], figures: readonly Measured[]): readonly Measured[] {
  const kept: Measured[] = []
  for (const figure of figures) {
    const last = kept.at(-1)
    const isConverted =
      last !== undefined &&
      last.kind === figure.kind &&
      last.unit !== figure.unit &&
      last.to + 1 === figure.from &&
      ['(', '/', '='].includes(pieces[last.to]?.typed ?? '') &&
      Math.abs(figure.high - last.high) <= 0.02 * Math.max(figure.high, last.high)
    if (!isConverted) {
      kept.push(figure)
      continue
    }
    // One of the two is rounded, so the larger one counts.
    const { low, high } = figure.high > last.high ? figure : last
    kept[kept.length - 1] = { ...last, low, high, to: pieces[figure.to]?.typed === ')' ? figure.to + 1 : figure.to }
  }
  return kept
}

/** The bounds of a figure by the words around it: "at least", "up to", "below", "about" (10 % either way). */
function boundsOf(
  reader: QuantityWords,
  field: Field,
  figure: Measured,
): { readonly low: number; readonly high: number; readonly open: boolean } {
  const { low, high } = figure
  const bound = figure.bound ?? reader.bounds.find(({ when }) => when.some((pattern) => holds(field, pattern, figure.from, figure.to)))?.is
  switch (bound) {
    case 'at-least':
      return { low, high: Number.POSITIVE_INFINITY, open: false }
    case 'at-most':
    case 'below':
      return { low: 0, high, open: bound === 'below' }
    case 'rough':
      return { low: 0.9 * low, high: 1.1 * high, open: false }
    case undefined:
      return { low, high, open: false }
  }
}

/**
 * The facts of quantities that are said to be unknown ("range not stated"), or are taken back without a new figure ("scratch the range").
 */
function unknownIn(reader: QuantityWords, pieces: readonly Piece[], owners: Owners): readonly string[] {
  const facts = new Set<string>()
  const patterns = reader.units.numbers(pieces).length > 0 ? reader.unknown : [...reader.unknown, ...reader.withdrawn]
  for (let at = 0; at < pieces.length; at++) {
    const named = reader.named.longest(pieces, at)
    if (named === undefined) continue
    if (patterns.some((pattern) => holds(fieldOf(reader, pieces, owners), pattern, at, named.to)))
      for (const fact of named.value) facts.add(fact)
    at = named.to - 1
  }
  return [...facts]
}
