import type { Base } from '../knowledge/base.ts'
import { saidAs, type Evidence } from '../language/evidence/evidence.ts'
import type { Doubt } from './doubt.ts'
import { isHome, type DecidedLeg } from './leg.ts'

/** People whose citizenship is open, and owners who may stand behind the buyer; a known one of a company at home is none. */
export function peopleDoubts(base: Base, leg: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] {
  const isInside = isHome(base, leg)
  // "Owned by a Tokyo parent, all staff U.S. citizens": the parent is a company, and no status is in doubt.
  const isOfOwner = saidAs(evidence, 'owner-told').length > 0
  const unsure = leg.leg.reading.usPerson ? ['somebody-else'] : ['person', ...(isOfOwner ? [] : ['doubtful-status'])]
  const people = isInside ? unsure.flatMap((tag) => saidAs(evidence, tag)) : []
  return [
    ...people.map((words): Doubt => ({ kind: 'people', words })),
    ...[...saidAs(evidence, 'owner'), ...(isInside ? [] : saidAs(evidence, 'owner-told'))].map((words): Doubt => ({
      kind: 'owner',
      words,
    })),
  ]
}

/** Of whoever gets data or a service every citizenship counts, and the strictest decides: one that is said not to be known is asked. */
export const nationalityDoubts = ({ leg: { place, reading } }: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] =>
  place?.role === 'nationality' || reading.article !== undefined || reading.item?.level === 'data' || reading.item?.level === 'service'
    ? saidAs(evidence, 'nationality-unknown').map((words): Doubt => ({ kind: 'people', words }))
    : []
