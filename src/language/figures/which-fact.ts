import { factsRead } from '../../engine/condition.ts'
import type { Base } from '../../knowledge/base.ts'
import { toCondition } from '../../knowledge/schema.ts'
import type { Reading } from '../reading.ts'
import { worded, type Piece } from '../text/pieces.ts'
import { bandsOf } from './bands.ts'
import type { OnlyFigure } from './quantities.ts'

/**
 * The fact that a figure answers, among the facts with a unit of its kind: the fact that Licet asked for,
 * else the only open fact or, if none is open, the only fact. If several are open and Licet asked for none of
 * them, the first of these counts, but only if the figure gives its strictest answer.
 */
export function factMeant(
  base: Base,
  { item, article, vehicle, facts }: Reading,
  { kind, named, asked }: { readonly kind: string | undefined; readonly named: ReadonlySet<string>; readonly asked: string | undefined },
  isStrictest: (fact: string) => boolean,
): string | undefined {
  const of = base.language.quantities.quantities
  const ofKind = new Set(of.filter((one) => kind === undefined || one.of === kind).flatMap(({ feeds }) => feeds ?? []))
  const figuresOf = (thing: Reading['item']): readonly string[] => {
    const read = new Set((thing?.lands ?? []).flatMap(({ when }) => factsRead(toCondition(when ?? {}))))
    return [...base.facts.values()].flatMap(({ id, unit }) =>
      unit !== undefined && read.has(id) && ofKind.has(id) && (named.size === 0 || named.has(id)) ? [id] : [],
    )
  }
  const own = figuresOf(article ?? item)
  // If the item itself has no such figure, that of the vehicle counts: the range of the drone in "EAR99 pumps for a drone".
  const figures = own.length > 0 || (kind === undefined && named.size === 0) ? own : figuresOf(vehicle)
  const open = figures.filter((fact) => facts[fact] === undefined)
  const [first] = open
  if (first === undefined) return only(figures)
  return open.find((fact) => fact === asked) ?? only(open) ?? (isStrictest(first) ? first : undefined)
}

const only = ([first, other]: readonly string[]): string | undefined => (other === undefined ? first : undefined)

/** The facts whose quantity the message names: that of the range in "range about 400". */
export function quantitiesNamed(base: Base, pieces: readonly Piece[]): ReadonlySet<string> {
  const words = new Set(pieces.map(({ word }) => word))
  return new Set(
    base.language.quantities.quantities.flatMap(({ named = [], feeds = [] }) =>
      named.some((phrase) => [...worded(phrase.split(' '))].every((word) => words.has(word))) ? feeds : [],
    ),
  )
}

/** Whether a figure gives the strictest answer of a fact. */
export const givesStrictest = (base: Base, fact: string, { low, high, open }: OnlyFigure): boolean =>
  bandsOf(base, fact, low, high, open)[0] === base.facts.get(fact)?.answers?.at(-1)?.value

/**
 * A number without a unit is not read as a figure of a fact if it is less than the fact's lowest threshold divided by this, or more than
 * the highest threshold times this: "2" is no impulse of 2 N.s.
 */
const scale = 100

/** Whether a number without a unit can be a figure of a fact. */
export function isInScale(base: Base, fact: string, { low, high }: Pick<OnlyFigure, 'low' | 'high'>): boolean {
  const lines = (base.facts.get(fact)?.answers ?? []).flatMap(({ from = 0 }) => (from > 0 ? [from] : []))
  return high >= Math.min(...lines) / scale && low <= Math.max(...lines) * scale
}

/**
 * Whether a number without a unit gives the same answer in the base unit and in the largest usual unit (200
 * can be kilometers or miles), or is itself a threshold of the fact: "below 300".
 */
export function holdsInAnyUnit(base: Base, fact: string, { low, high, open }: OnlyFigure): boolean {
  const largest = base.language.quantities.answers.largest[fact] ?? 1
  const isLine = base.facts.get(fact)?.answers?.some(({ from }) => from === high) === true
  return isLine || bandsOf(base, fact, low, largest * high, open).length === 1
}
