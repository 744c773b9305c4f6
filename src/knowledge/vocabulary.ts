import type { Parsed } from './load.ts'

/**
 * Every fact that a condition can read, with its possible values. Facts with a dot (`item.mt`,
 * `destination.groups`) follow from the item or the destination, so no asker is asked for them.
 */
export function vocabulary({
  facts,
  classes,
  groups,
  countries,
}: Pick<Parsed, 'facts' | 'classes' | 'groups' | 'countries'>): ReadonlyMap<string, ReadonlySet<string>> {
  const words = new Map<string, ReadonlySet<string>>()
  for (const fact of facts) if (fact.answers !== undefined) words.set(fact.id, new Set(fact.answers.map((answer) => answer.value)))
  words.set('destination.groups', new Set(groups.map((group) => group.id)))
  words.set('destination', new Set(countries.countries.map((country) => country.code)))
  words.set('item', new Set(classes.map((one) => one.id)))
  words.set('item.class', new Set(classes.map((one) => one.id)))
  words.set('item.jurisdiction', new Set(classes.map((one) => one.jurisdiction)))
  words.set('item.category', new Set(classes.map((one) => one.category)))
  words.set('item.mt', new Set(classes.map((one) => one.mt)))
  words.set('item.role', new Set(classes.map((one) => one.role)))
  words.set('item.series', new Set(['other', '600-series', '9x515']))
  words.set('item.replaceable', new Set(['yes', 'no']))
  words.set('item.large', new Set(['yes', 'no']))
  return words
}
