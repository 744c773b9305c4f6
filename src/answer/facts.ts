import { wordsRead } from '../engine/condition.ts'
import type { Facts } from '../knowledge/fact-names.ts'
import type { Base } from '../knowledge/base.ts'
import { toCondition } from '../knowledge/schema.ts'
import { keptFor } from '../language/memo.ts'

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

/** Where a country stands on a day, as far as the rules and the law table can tell countries apart: the same words, the same answers. */
export function countryStandingOf(base: Base, country: string, day: string): string {
  const { groups, countries } = toldApart(base)
  const lists = base.groupsOf(country, day).filter((group) => groups.has(group))
  return [...lists.toSorted(), ...(countries.has(country) ? [country] : [])].join()
}

/** The lists that a rule or the law table reads, and the countries that one of them names. */
const toldApart = keptFor((base: Base): { readonly groups: ReadonlySet<string>; readonly countries: ReadonlySet<string> } => {
  const table = [...base.lawTable.destinations, ...base.lawTable.differences].flatMap(({ when }) =>
    when === undefined ? [] : toCondition(when),
  )
  const words = [...base.rulebook.rules.map(({ when }) => when), ...table].flatMap((when) => wordsRead(when))
  const read = (fact: string): ReadonlySet<string> => new Set(words.flatMap(([name, word]) => (name === fact ? [word] : [])))
  return { groups: read('destination.groups'), countries: read('destination') }
})

/** What is taken where nobody states it. Every reply that relies on one of these discloses it. */
export const assumedFacts = keptFor((base: Base): Facts =>
  Object.fromEntries([...base.facts.values()].flatMap((fact) => (fact.assumed === undefined ? [] : [[fact.id, fact.assumed]]))),
)
