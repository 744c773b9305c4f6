import { rungAt } from '../engine/rule.ts'
import type { Base } from '../knowledge/base.ts'
import { emptyReading, type ItemReading, type PlaceReading } from '../language/reading.ts'
import { strictnessOf } from './governing.ts'
import { decideLeg, type DecidedLeg } from './leg.ts'
import { isMilder, severityOf } from '../engine/shown-verdict.ts'

/** What to try in place of the item, the place or some facts of a deal, to see whether the verdict becomes stricter. */
type Turned = { readonly item?: ItemReading; readonly place?: PlaceReading; readonly facts?: Readonly<Record<string, string>> }

/**
 * Whether a leg would get a stricter verdict if its item, place or facts were replaced by the given ones. With another item, only the
 * stated facts are kept.
 */
export function isStricter(base: Base, decided: DecidedLeg, turned: Turned, today: string): boolean {
  return strictnessOf(turnedLeg(base, decided, turned, today)) > severityOf(decided.shown)
}

/** The same, whatever the missing facts turn out to be. */
export function isSurelyStricter(base: Base, decided: DecidedLeg, turned: Turned, today: string): boolean {
  const least = rungAt(turnedLeg(base, decided, turned, today).verdict.low)
  return least !== null && isMilder(decided.shown, least)
}

function turnedLeg(base: Base, { leg }: DecidedLeg, { item, place, facts }: Turned, today: string): DecidedLeg {
  const about = item === undefined ? leg.reading : { ...emptyReading, facts: leg.reading.facts, possible: leg.reading.possible, item }
  const reading = { ...about, facts: { ...about.facts, ...facts } }
  return decideLeg(base, { ...leg, reading, place: place ?? leg.place }, today)
}
