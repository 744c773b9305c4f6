import type { Base } from '../../knowledge/base.ts'
import type { Reading } from '../reading.ts'

/** The stated facts whose answers stop a deal, e.g. `classified: yes`. */
export const stoppingFacts = (base: Base, { facts }: Pick<Reading, 'facts'>): Reading['facts'] =>
  Object.fromEntries(
    Object.entries(facts).filter(([id, value]) => {
      const fact = base.facts.get(id)
      return fact?.stops === true && fact.mild?.includes(value) !== true
    }),
  )
