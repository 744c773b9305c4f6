import { severity } from '../engine/explore.ts'
import { rungAt } from '../engine/rule.ts'
import type { DecidedLeg } from './leg.ts'

type Decided = Pick<DecidedLeg, 'said' | 'verdict' | 'leg'> & { readonly isHeld?: boolean }

/** The leg whose verdict is the deal's: the strictest governs; of several, the first. */
export const governingOf = <Leg extends Decided>(legs: readonly Leg[]): Leg =>
  legs.reduce((worst, leg) => (strictnessOf(leg) > strictnessOf(worst) ? leg : worst))

/**
 * How strict a leg is, in steps of {@link severity}. What is only asked about counts less than a verdict that no answer to it could
 * exceed: bolts that need a license, beside a satellite that may or may not need one, need a license. What was not understood can
 * come to anything, and so can a leg of which a listed country was read as playing no part.
 */
export function strictnessOf({ said, verdict, leg, isHeld = false }: Decided): number {
  const isBounded = said === 'need-facts' && !isHeld && leg.reading.setAside.length === 0
  const most = isBounded ? rungAt(verdict.high) : null
  return most === null ? severity.indexOf(said) : Math.min(severity.indexOf(said), severity.indexOf(most) - 0.5)
}
