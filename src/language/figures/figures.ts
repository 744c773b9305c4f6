import { isToldOfOther } from './told-of-other.ts'
import type { FactWords } from '../../knowledge/fact-names.ts'
import type { Base } from '../../knowledge/base.ts'
import type { QuantitiesData } from '../../knowledge/quantities-schema.ts'
import { cachedByObject } from '../cached.ts'
import type { Message } from '../message.ts'
import { compilePattern, createPhrases, holds, type FigurePattern, type Phrases } from './figure-pattern.ts'
import { piecesOf, worded, type Piece } from '../text/pieces.ts'
import { figuresOfPart } from './part-figures.ts'
import { readFigures, type Quantity } from './quantities.ts'
import { bandsOf } from './bands.ts'
import type { ItemReading, LooseFigure } from '../reading.ts'
import { type FigureFacts, createFigureFacts } from './figure-facts.ts'

/**
 * The items that figures are about. `known` and `measured` are facts and quantities from earlier messages.
 */
type Things = {
  readonly item: ItemReading | undefined
  readonly vehicle: ItemReading | undefined
  readonly article?: ItemReading | undefined
  readonly known?: Readonly<FactWords> | undefined
  readonly measured?: readonly LooseFigure[] | undefined
}

/**
 * Turns figures into answers of facts. Two figures of one quantity on both sides of a threshold leave both answers possible. `said`: what
 * words say without a figure (tags of words.yaml).
 */
export function factsOfFigures(
  base: Base,
  message: Pick<Message, 'text' | 'tokens'> & Partial<Pick<Message, 'things' | 'marks'>>,
  things: Things,
  said: ReadonlySet<string>,
): FigureFacts {
  const data = base.language.quantities
  const { pieces: eachPiece, things: eachThing, farther } = readers(base)
  const { quantities: found, unknown } = readFigures(base, message)
  const own = figuresOfPart(base, message, things.article ?? things.item)
  const quantities = found.filter((one) => !own.some(({ start, end }) => start < one.end && one.start < end))
  const told = createFigureFacts(base)
  const parts = new Set(data.products.flatMap(({ of }) => of))
  const measured = quantities.filter(({ measure }) => parts.has(measure)).map(({ measure, low, high }) => ({ measure, low, high }))
  for (const one of own) told.figure(one.fact, one)
  if (quantities.length > 0) {
    const pieces = piecesOf(message)
    const all = ofLauncher(base, quantities, things)
    const isOfSeveral = [things.article, things.item, ...(message.things ?? []).map(({ reading }) => reading)].some(
      (one) => one?.typed.endsWith('s') === true,
    )
    const ofPieces = (isOfSeveral ? [eachPiece] : [eachPiece, eachThing]).flatMap((each) =>
      pieces.flatMap((piece, at) => {
        const of = each.longest(pieces, at)?.value
        return of === undefined ? [] : [{ piece, of }]
      }),
    )
    const ofOthers = all.filter((one) => isToldOfOther(message, one))
    for (const one of all) {
      if (ofOthers.includes(one)) {
        const isToldOfThis = all.some((other) => other.measure === one.measure && !ofOthers.includes(other) && other.low >= one.low)
        if (!isToldOfThis) told.quantity({ ...one, low: 0, high: Number.POSITIVE_INFINITY })
        continue
      }
      const isOfPiece = ofPieces.some(({ piece, of }) => of.has(one.measure) && isNear(pieces, one, piece))
      told.quantity(isOfPiece ? { ...one, high: Number.POSITIVE_INFINITY } : one)
    }
    const before = things.measured ?? []
    for (const product of data.products)
      if (all.some(({ measure }) => isOfProduct(data, product, measure))) told.product(product, [...all, ...before])
    if (isFarther(farther, pieces)) told.least(data.farther.feeds)
    for (const [load, over] of carriedPairs(data, all, pieces)) told.proven(load, over)
  }
  for (const fact of [...unknown, ...outlived(base, message, quantities)]) told.unknown(fact)
  for (const { says, feeds, from } of data.words) if (said.has(says) && !told.has(feeds)) told.put(feeds, from, Number.POSITIVE_INFINITY)
  return { ...told.facts(), measured }
}

/** A word that denies a load and its distance, or says that they are another's, is at most this many pieces before them. */
const farthestDenial = 8

/** The loads that stand beside the distance over which they are carried, each with it: "650 kg to 350 km". */
function carriedPairs(
  { carried, quantities }: QuantitiesData,
  all: readonly Quantity[],
  pieces: readonly Piece[],
): ReadonlyArray<readonly [Quantity, Quantity]> {
  const feeding = (fact: string): readonly Quantity[] =>
    all.filter(({ measure }) => measure === fact && quantities.some(({ is, feeds }) => is === measure && feeds === fact))
  return feeding(carried.load).flatMap((load) =>
    feeding(carried.over).flatMap((over) => {
      const [first, second] = load.start < over.start ? [load, over] : [over, load]
      const between = pieces.filter(({ start, end }) => start >= first.end && end <= second.start)
      const before = pieces.filter(({ end }) => end <= first.start).slice(-farthestDenial)
      const isTold =
        between.every(({ word }) => carried.between.includes(word)) && !before.some(({ word }) => carried.unless.includes(word))
      return isTold ? [[load, over] as const] : []
    }),
  )
}

/** The facts whose figure the message itself takes back behind it: "range 220 km, but that number is out of date". */
function outlived(
  base: Base,
  { tokens, marks }: Pick<Message, 'tokens'> & Partial<Pick<Message, 'marks'>>,
  quantities: readonly Quantity[],
): readonly string[] {
  const from = tokens[marks?.words('figure-outlived').at(-1) ?? -1]?.start
  if (from === undefined) return []
  const feeds = (measure: string): readonly string[] =>
    base.language.quantities.quantities.flatMap((one) => (one.is === measure && one.feeds !== undefined ? [one.feeds] : []))
  const behind = new Set(quantities.filter(({ start }) => start > from).flatMap(({ measure }) => feeds(measure)))
  return quantities.filter(({ end }) => end <= from).flatMap(({ measure }) => feeds(measure).filter((fact) => !behind.has(fact)))
}

/** Whether a quantity is a factor in a multiplication (thrust times burn time), or states its result directly (impulse). */
const isOfProduct = ({ quantities }: QuantitiesData, { of, feeds }: QuantitiesData['products'][number], measure: string): boolean =>
  of.includes(measure) || quantities.some((one) => one.is === measure && one.feeds === feeds)

/**
 * A word such as "each" makes a figure that of one part ("each of the four segments has 500 kN.s") only if
 * there are at most this many pieces between the word and the figure.
 */
const nearPieces = 7

function isNear(pieces: readonly Piece[], { start, end }: Quantity, { start: other }: Piece): boolean {
  const between = pieces.filter((piece) =>
    other < start ? piece.start >= other && piece.end <= start : piece.start >= end && piece.start < other,
  )
  return between.length <= nearPieces
}

/**
 * `pieces`: words by which a figure is that of a piece of the thing, each with the quantities for which it
 * says so. `things`: words that do so only if the thing is named in the singular.
 */
type Reader = { readonly pieces: EachWords; readonly things: EachWords; readonly farther: Farther }
type EachWords = Phrases<ReadonlySet<string>>
type Farther = { readonly at: ReadonlySet<string>; readonly when: readonly FigurePattern[]; readonly abbreviated: ReadonlySet<string> }

const readers = cachedByObject((base: Base): Reader => {
  const { quantities, farther, classes, abbreviated } = base.language.quantities
  const wordsFor = (named: 'each' | 'of-several'): EachWords => {
    const words = quantities.flatMap(({ is, [named]: some = [] }) => some.map((phrase) => ({ phrase, is })))
    return createPhrases(
      [...Map.groupBy(words, ({ phrase }) => phrase)].map(([phrase, of]) => [phrase, new Set(of.map(({ is }) => is))] as const),
    )
  }
  return {
    pieces: wordsFor('each'),
    things: wordsFor('of-several'),
    farther: {
      at: worded(farther.at),
      when: farther.when.map((pattern) => compilePattern(pattern, classes)),
      abbreviated: worded(abbreviated),
    },
  }
})

/** Whether the message says that the range gets longer with less load or in another version. */
const isFarther = ({ at, when, abbreviated }: Farther, pieces: readonly Piece[]): boolean =>
  pieces.some(
    ({ word }, index) =>
      at.has(word) &&
      when.some((pattern) => holds({ pieces, abbreviated, slot: () => undefined, bars: () => false }, pattern, index, index + 1)),
  )

/**
 * Reads the payload of a launcher as its payload to orbit, which does not settle the MTCR category. The
 * payload stays a plain one if the message names a range, or if the known range is too short for an orbit.
 */
function ofLauncher(base: Base, quantities: readonly Quantity[], { item, vehicle, known = {} }: Things): readonly Quantity[] {
  const { orbit } = base.language.quantities
  const isLauncher =
    [item, vehicle].some(
      (one) => one !== undefined && [one.source.id, one.system?.kind].some((id) => id !== undefined && orbit.of.includes(id)),
    ) ||
    (item !== undefined && orbit.ofAlone.includes(item.source.id) && vehicle === undefined)
  const reaches = Object.keys(orbit.reaches)
  const isShort = Object.entries(orbit.reaches).some(
    ([fact, from]) => known[fact] !== undefined && !bandsOf(base, fact, from, Number.POSITIVE_INFINITY, false).includes(known[fact]),
  )
  if (!isLauncher || isShort || quantities.some(({ measure }) => reaches.includes(measure))) return quantities
  return quantities.map((one) => (one.measure === orbit.feeds ? { ...one, measure: orbit.quantity } : one))
}
