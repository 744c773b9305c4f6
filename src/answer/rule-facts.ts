import { wordsRead } from '../engine/condition.ts'
import type { Facts } from '../knowledge/fact-names.ts'
import type { Base } from '../knowledge/base.ts'
import { toCondition } from '../knowledge/schema.ts'
import { cachedByObject } from '../language/cached.ts'

/**
 * The facts about an item class that rules can read: jurisdiction (ITAR or EAR), whether it is controlled for
 * missile technology, MTCR category, role and so on. Throws if there is no such class.
 */
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

/** The facts about a destination that rules can read: the country itself, and the lists it is on that day. */
export function destinationFacts(base: Base, country: string, day: string): Facts {
  return { destination: country, 'destination.groups': base.groupsOf(country, day) }
}

/** A key for how the rules and the law table treat a country on a day. Countries with equal keys get equal answers. */
export function countryStandingOf(base: Base, country: string, day: string): string {
  const { groups, countries } = toldApart(base)
  const lists = base.groupsOf(country, day).filter((group) => groups.has(group))
  return [...lists.toSorted(), ...(countries.has(country) ? [country] : [])].join()
}

/** The country lists that a rule or the law table reads, and the countries that they read by code. */
const toldApart = cachedByObject((base: Base): { readonly groups: ReadonlySet<string>; readonly countries: ReadonlySet<string> } => {
  const table = [...base.lawTable.destinations, ...base.lawTable.differences].flatMap(({ when }) =>
    when === undefined ? [] : toCondition(when),
  )
  const words = [...base.rulebook.rules.map(({ when }) => when), ...table].flatMap((when) => wordsRead(when))
  const read = (fact: string): ReadonlySet<string> => new Set(words.flatMap(([name, word]) => (name === fact ? [word] : [])))
  return { groups: read('destination.groups'), countries: read('destination') }
})

/** The values assumed for facts that nobody states. Every reply that relies on such a value says so. */
export const assumedFacts = cachedByObject((base: Base): Facts =>
  Object.fromEntries([...base.facts.values()].flatMap((fact) => (fact.assumed === undefined ? [] : [[fact.id, fact.assumed]]))),
)
