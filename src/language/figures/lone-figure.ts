import { factsRead } from '../../engine/condition.ts'
import type { Base } from '../../knowledge/base.ts'
import { toCondition } from '../../knowledge/schema.ts'
import { keptFor } from '../kept.ts'
import type { Message } from '../message.ts'
import { piecesOf, worded } from '../text/pieces.ts'
import { readLone } from './quantities.ts'
import { bandsOf, type Reading } from '../reading.ts'

/**
 * What a message says that is nothing but a figure: "400", "about 400", "oops, 7.2e5 I mean". It answers the one figure that is
 * open of the thing talked about, or corrects the one that was given. Where several could be meant it says nothing.
 */
export function withLoneFigure(base: Base, message: Pick<Message, 'text' | 'tokens'>, before: Reading, now: Reading): Reading {
  if (now.item !== undefined || now.places.length > 0 || Object.keys({ ...now.facts, ...now.possible }).length > 0) return now
  const pieces = piecesOf(message)
  if (pieces.length > mostPieces) return now
  const figure = readLone(base, pieces, aroundWords(base))
  if (figure === undefined) return now
  const bands = (of: string): readonly string[] => bandsOf(base, of, figure.low, figure.high, figure.open)
  const isStrictest = (of: string): boolean => bands(of)[0] === base.facts.get(of)?.answers?.at(-1)?.value
  const fact = factMeant(base, before, figure.kind, isStrictest)
  const [band, ...others] = fact === undefined ? [] : bands(fact)
  if (fact === undefined || band === undefined) return now
  const taken = pieces.flatMap(({ kind, typed }) => (kind === 'number' ? [typed] : []))
  return others.length === 0
    ? { ...now, taken, facts: { ...now.facts, [fact]: band } }
    : { ...now, taken, possible: { ...now.possible, [fact]: [band, ...others] } }
}

/** A longer message is more than a figure. */
const mostPieces = 14

const aroundWords = keptFor((base: Base) => worded(base.language.quantities.alone))

/**
 * The fact that a figure answers: the only open one of its kind of unit, else the only one that was given. Of several open ones
 * the first to be asked about, where its strictest answer is told.
 */
function factMeant(
  base: Base,
  { item, article, facts }: Reading,
  kind: string | undefined,
  isStrictest: (fact: string) => boolean,
): string | undefined {
  const of = base.language.quantities.quantities
  const ofKind = new Set(of.filter((one) => kind === undefined || one.of === kind).flatMap(({ feeds }) => feeds ?? []))
  const lands = (article ?? item)?.lands ?? []
  const read = new Set(lands.flatMap(({ when }) => factsRead(toCondition(when ?? {}))))
  const figures = [...base.facts.values()].flatMap(({ id, unit }) => (unit !== undefined && read.has(id) && ofKind.has(id) ? [id] : []))
  const open = figures.filter((fact) => facts[fact] === undefined)
  const [first] = open
  if (first === undefined) return only(figures)
  return only(open) ?? (isStrictest(first) ? first : undefined)
}

const only = ([first, other]: readonly string[]): string | undefined => (other === undefined ? first : undefined)
