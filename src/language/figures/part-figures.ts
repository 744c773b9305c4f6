import type { Base } from '../../knowledge/base.ts'
import { partOf } from '../../knowledge/missile-lists.ts'
import type { PartFigure } from '../../knowledge/missile-lists-schema.ts'
import { cachedByObject } from '../cached.ts'
import type { Message } from '../message.ts'
import type { ItemReading } from '../reading.ts'
import { isStop, piecesOf, valueOf, type Piece } from '../text/pieces.ts'
import type { Token } from '../text/tokens.ts'
import { createPhrases, type Phrases } from './figure-pattern.ts'
import { readFigures, type FigureWithUnit } from './quantities.ts'

/** A figure of a part that decides which list entry the part falls under. Its bounds are in the unit of the `fact`. */
export type PartRead = Pick<FigureWithUnit, 'low' | 'high' | 'open' | 'start' | 'end' | 'typed'> & { readonly fact: string }

type Text = { readonly text: string; readonly tokens: readonly Token[] }

/**
 * How a figure of a part is recognized: by the kind of its unit (`kind`; empty if it has no unit) and, if
 * several figures have that kind, by the words near it.
 */
type Sought = {
  readonly id: string
  readonly kind: string
  readonly words: Phrases<true>
  /** Smaller values are stricter: "better than 0.5" means below 0.5. */
  readonly smaller: boolean
}

/**
 * The figures of a message that describe a part or material. Each states the fact whose words are nearest to
 * it or, without such words, the only fact that is measured in its unit.
 */
export function figuresOfPart(base: Base, message: Text, item: ItemReading | undefined): readonly PartRead[] {
  const part = item === undefined ? undefined : partOf(base.missileLists, item.source)
  if (part === undefined || part.figures.length === 0) return []
  const sought = soughtIn(base)(part)
  const pieces = piecesOf(message)
  const { told } = readFigures(base, message)
  const barred = new Set(told.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)))
  const measured = told.flatMap((one): PartRead[] => {
    const inUnit = sought.flatMap((each) => {
      const figure = each.kind === one.kind ? one : each.kind === 'size' && one.kind === 'length' ? asSize(one) : undefined
      return figure === undefined ? [] : [{ ...each, figure }]
    })
    const chosen = nearest(base, pieces, barred, one, inUnit) ?? (inUnit.length === 1 ? inUnit[0] : undefined)
    return chosen === undefined ? [] : [{ ...boundsOf(pieces, chosen.figure, chosen.smaller), fact: chosen.id }]
  })
  return [...measured, ...sought.filter(({ kind }) => kind === '').flatMap((each) => bareOf(pieces, barred, each, message.text))]
}

/**
 * Whether all numbers of a short text are figures that classify the one part it names. Nobody can ask for a classification without them, so
 * they are not technical data.
 */
export function onlyClassifies(base: Base, message: Pick<Message, 'text' | 'tokens' | 'things'>): boolean {
  const [only, other] = new Map(message.things.map(({ reading }) => [reading.source.id, reading])).values()
  if (only === undefined || other !== undefined || message.text.length > longestClassifying || message.text.includes('\n')) return false
  const own = figuresOfPart(base, message, only)
  const numbers = piecesOf(message).filter(({ kind }) => kind === 'number')
  return own.length > 0 && numbers.every(({ start, end }) => own.some((one) => one.start <= start && end <= one.end))
}

/** A text of more characters than this is not taken for a mere question of classification. */
const longestClassifying = 240

const soughtIn = cachedByObject((base: Base) => {
  const kept = new Map<unknown, readonly Sought[]>()
  return (part: { readonly figures: readonly PartFigure[] }): readonly Sought[] => {
    const known = kept.get(part) ?? part.figures.map((figure) => soughtOf(base, figure))
    kept.set(part, known)
    return known
  }
})

function soughtOf(base: Base, { id, unit, words = [] }: PartFigure): Sought {
  const { units } = base.language.quantities
  const has = (names: readonly string[]): boolean => names.includes(unit) || names.includes(unit.toLowerCase())
  const kind = units.find((one) => one.base === unit || one.names.some(({ names }) => has(names)))?.kind ?? ''
  const bounds = base.missileLists.rows.flatMap((row) => (row.figures ?? []).filter((one) => 'of' in one && one.of === id))
  const smaller = bounds.some(({ max, below }) => max !== undefined || below !== undefined) && bounds.every(({ min }) => min === undefined)
  return { id, kind: unit === '' ? '' : kind, words: createPhrases(words.map((word) => [word, true] as const)), smaller }
}

/** Converts a length (kilometers, the base unit) to a size (millimeters); `undefined` for a length beyond {@link longestSize}. */
function asSize(one: FigureWithUnit): FigureWithUnit | undefined {
  const [low, high] = [one.low * 1e6, one.high * 1e6]
  return low > longestSize ? undefined : { ...one, low, high }
}

/** No part is longer than this, in millimeters. */
const longestSize = 50_000

/**
 * The bounds of a figure. "Better than 0.5" and "20 arcsec or better" extend them to the strictest value. If
 * the size of the unit is not fixed, the number itself is compared: "Mach 3" is 3.
 */
function boundsOf(pieces: readonly Piece[], one: FigureWithUnit, smaller: boolean): Omit<PartRead, 'fact'> {
  const { start, end, typed, open } = one
  const isVague = one.unit.low !== one.unit.high
  const [low, high] = isVague ? [one.low / one.unit.low, one.high / one.unit.high] : [one.low, one.high]
  const isBetter = pieces.slice(Math.max(0, one.from - 2), one.from).some(isBest) || pieces.slice(one.to, one.to + 2).some(isBest)
  if (!isBetter) return { start, end, typed, low, high, open }
  return smaller
    ? { start, end, typed, low: 0, high: Number.isFinite(high) ? high : low, open: false }
    : { start, end, typed, low, high: Number.POSITIVE_INFINITY, open: false }
}

const isBest = ({ word }: Piece): boolean => word === 'better' || word === 'best'

/** At most this many words may be between a figure and the words that name it. */
const reach = 5

/**
 * Of the figures that are looked for (`among`), the one whose words are nearest to a number; `undefined` if none are near. The search stops
 * at another figure or the end of a sentence; a comma counts as two words.
 */
function nearest<T extends Sought>(
  base: Base,
  pieces: readonly Piece[],
  barred: ReadonlySet<number>,
  { from, to }: FigureWithUnit,
  among: readonly T[],
): T | undefined {
  const abbreviated = new Set(base.language.quantities.abbreviated)
  let best: { readonly one: T; readonly distance: number } | undefined
  const look = (at: number, distance: number): void => {
    for (const one of among) {
      const phrase = one.words.longest(pieces, at)
      if (phrase !== undefined && (best === undefined || distance < best.distance)) best = { one, distance }
    }
  }
  for (const [step, first] of [
    [-1, from - 1],
    [1, to],
  ] as const) {
    let distance = 0
    for (
      let at = first;
      at >= 0 && at < pieces.length && distance <= reach && !barred.has(at) && !isStop(pieces, at, abbreviated);
      at += step
    ) {
      look(at, distance)
      distance += pieces[at]?.typed === ',' ? 2 : 1
    }
  }
  return best?.one
}

/** Figures without a unit that follow the words for them: "Dielectric constant of 3.2". */
function bareOf(pieces: readonly Piece[], barred: ReadonlySet<number>, { id, words }: Sought, text: string): readonly PartRead[] {
  return pieces.flatMap((_, index): readonly PartRead[] => {
    const phrase = words.longest(pieces, index)
    if (phrase === undefined) return []
    const at = [0, 1, 2].map((more) => phrase.to + more).find((next) => pieces[next]?.kind === 'number')
    const number = at === undefined || barred.has(at) ? undefined : pieces[at]
    if (number === undefined) return []
    const value = valueOf(number.typed, true)
    const { start, end } = number
    return [{ fact: id, low: value, high: value, open: false, start, end, typed: text.slice(start, end) }]
  })
}
