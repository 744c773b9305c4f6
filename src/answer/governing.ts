import { rungAt } from '../engine/rule.ts'
import type { DecidedLeg } from './leg.ts'
import { severityOf } from '../engine/shown-verdict.ts'

type Decided = Pick<DecidedLeg, 'shown' | 'verdict' | 'leg'> & { readonly isHeld?: boolean; readonly wouldClear?: boolean }

/**
 * The leg whose verdict is that of the whole deal: the strictest leg; of several equally strict ones, the
 * first. A leg that is held back only because it would clear is ignored if another leg is decided case by
 * case or more strictly: that license is needed in any case, and the reply shows the other leg as open.
 */
export function governingOf<Leg extends Decided>(legs: readonly Leg[]): Leg {
  const strictest = (among: readonly Leg[]): Leg | undefined =>
    among.reduce<Leg | undefined>((worst, leg) => (worst === undefined || strictnessOf(leg) > strictnessOf(worst) ? leg : worst), undefined)
  const other = strictest(legs.filter(({ wouldClear = false }) => !wouldClear))
  const isCaseByCaseOrStricter = other !== undefined && other.shown !== 'need-facts' && strictnessOf(other) >= severityOf('case-by-case')
  const governing = isCaseByCaseOrStricter ? other : strictest(legs)
  if (governing === undefined) throw new RangeError('a deal has at least one leg')
  return governing
}

/**
 * How strict a leg is, as an index of {@link severity}. A leg with missing facts counts half a step less than
 * the strictest verdict that it can reach, but never more than `need-facts`. Example: bolts that need a
 * license outrank a satellite for which a license is still open. A question that doubts made
 * of an answer, or for which a listed country was set aside, counts as `need-facts`: any verdict is possible.
 */
export function strictnessOf({ shown, verdict, leg, isHeld = false }: Decided): number {
  const isBounded = shown === 'need-facts' && !isHeld && leg.reading.listedWithoutPart.length === 0
  const most = isBounded ? rungAt(verdict.high) : null
  return most === null ? severityOf(shown) : Math.min(severityOf(shown), severityOf(most) - 0.5)
}
