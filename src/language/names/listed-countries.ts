import type { Base } from '../../knowledge/base.ts'
import { memberCode } from '../../knowledge/schema.ts'
import { editDistance } from '../../knowledge/nearest.ts'
import { cachedByObject, manyWords, cachedByText } from '../cached.ts'
import { canonical, type Token } from '../text/tokens.ts'
import type { TownRead } from './towns.ts'

/**
 * Lists of countries to which exports are denied because of the destination alone. Former and future members
 * count, too, because names are read before the day of the question is known.
 */
const denying = ['itar-126-1-d1', 'itar-126-1-d2', 'embargo']

const codesOn = (base: Base, groups: readonly string[]): ReadonlySet<string> =>
  new Set(groups.flatMap((group) => (base.groups.get(group)?.members ?? []).map(memberCode)))

const listed = cachedByObject((base: Base) => codesOn(base, denying))
const embargoed = cachedByObject((base: Base) => codesOn(base, ['embargo']))
const home = cachedByObject((base: Base) => codesOn(base, ['us']))

/** Whether a country is on a list by which exports are denied because of the destination alone. */
export const isListedCountry = (base: Base, code: string): boolean => listed(base).has(code)

/** Whether a country is on such a list on a day. */
export const isListedOn = (base: Base, code: string, day: string): boolean =>
  base.groupsOf(code, day).some((group) => denying.includes(group))

/** Whether a country is under a full embargo, not only an arms embargo. */
export const isEmbargoed = (base: Base, code: string): boolean => embargoed(base).has(code)

/** Whether a country is the United States or one of its territories. */
export const isUsCode = (base: Base, code: string): boolean => home(base).has(code)

/** Whether a country is the United States or one of its territories on a day. */
export const isUsOn = (base: Base, code: string | undefined, day: string): boolean =>
  code !== undefined && base.groupsOf(code, day).includes('us')

/**
 * For a word, the listed countries whose name has one letter more or less: "Russi" is a town in Italy, but
 * could be meant for Russia.
 */
const listedNear = cachedByObject((base: Base) => {
  const names = [...base.countries].flatMap(([code, country]) => {
    const name = canonical(country.name)
    return isListedCountry(base, code) && !name.includes(' ') ? [{ code, name }] : []
  })
  return cachedByText(manyWords, (word): readonly string[] =>
    names.filter(({ name }) => name.length !== word.length && editDistance(word, name, 1) <= 1).map(({ code }) => code),
  )
})

/** Adds to a town with a name of one word the listed countries whose name has one letter more or less. */
export const orListed = (base: Base, first: Token | undefined, from: number, town: TownRead): TownRead =>
  town.to - from > 1 ? town : { ...town, codes: [...new Set([...town.codes, ...listedNear(base)(first?.word ?? '')])] }
