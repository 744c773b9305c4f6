import type { Base } from '../knowledge/base.ts'
import { clausesSaying, type Evidence } from '../language/evidence/evidence.ts'
import type { Reading } from '../language/reading.ts'
import type { Doubt } from './doubt.ts'
import type { DecidedLeg } from './leg.ts'

/**
 * Doubts about things that the asker says are under the ITAR ("9E101 specs and ITAR drawings of a stage"),
 * if everything that was decided is under the EAR.
 */
export function itarDoubts(base: Base, leg: DecidedLeg, decided: readonly Reading[], evidence: readonly Evidence[]): readonly Doubt[] {
  const isOf = (law: string, id: string): boolean => base.classes.get(id)?.jurisdiction === law
  const isOfState = ({ item }: Reading): boolean => item !== undefined && item.lands.every((landing) => isOf('ITAR', landing.class))
  return leg.classes.every((id) => isOf('EAR', id)) && !decided.some(isOfState)
    ? clausesSaying(evidence, 'itar-thing').map((words): Doubt => ({ kind: 'mark', words }))
    : []
}
