import type { Facts } from '../engine/condition.ts'
import type { Base } from '../knowledge/base.ts'
import { keptFor } from '../language/kept.ts'

/** What the record supplies about an item class: its list, its MT mark, its category and its role. */
export function itemFacts(base: Base, classId: string): Facts {
  const known = base.classes.get(classId)
  if (known === undefined) throw new Error(`no item class \`${classId}\``)
  return {
    'item.class': known.id,
    'item.jurisdiction': known.jurisdiction,
    'item.mt': known.mt,
    'item.category': known.category,
    'item.role': known.role,
    'item.series': known.id === 'SPACECRAFT_EAR' ? '9x515' : 'other',
    'item.replaceable': 'no',
    'item.large': 'no',
  }
}

/** What the record supplies about a destination on a day: the lists it stands on. */
export function destinationFacts(base: Base, country: string, day: string): Facts {
  return { destination: country, 'destination.groups': base.groupsOf(country, day) }
}

/** What is taken where nobody states it. Every reply that relies on one of these discloses it. */
export const assumedFacts = keptFor((base: Base): Facts =>
  Object.fromEntries([...base.facts.values()].flatMap((fact) => (fact.assumed === undefined ? [] : [[fact.id, fact.assumed]]))),
)
