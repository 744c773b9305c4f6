import type { Base, Country } from '../../knowledge/base.ts'
import { codesOf, type Meaning } from './meanings.ts'
import { isCountrysOwnName } from './spelling.ts'
import type { Hit } from './trie.ts'
import type { KnownName } from './towns.ts'

/**
 * The countries that a found name means, the word index where it ends, and whether the name is a country's
 * own or that of a region; `undefined` if nothing was found or the name is no place.
 */
export function knownOf(base: Base, hit: Hit<Meaning> | undefined): KnownName | undefined {
  if (hit === undefined) return undefined
  const codes = hit.meanings.flatMap((meaning) => codesOf(meaning))
  return codes.length === 0
    ? undefined
    : {
        codes,
        to: hit.to,
        isCountry: hit.meanings.some((meaning) => meaning.kind === 'country') && !isWithinCountry(base, hit),
        isRegion: hit.meanings.some((meaning) => meaning.kind === 'country' && meaning.region !== undefined),
      }
}

/**
 * Whether a word is the plural of a country's name, such as "Frances". Such a word does not mean the country.
 */
export const isPlural = (base: Base, typed: string, hit: Hit<Meaning>): boolean =>
  `${hit.written.toLowerCase()}s` === typed.toLowerCase() && countriesOf(base, hit).some(({ name }) => name === hit.written)

/** Whether a name is that of a town or agency in a country, and not the country's own name. */
export const isWithinCountry = (base: Base, hit: Hit<Meaning>): boolean =>
  countriesOf(base, hit).length > 0 && !countriesOf(base, hit).some((country) => isCountrysOwnName(country, hit.written))

export const countriesOf = (base: Base, { meanings }: Hit<Meaning>): readonly Country[] =>
  meanings.flatMap((meaning) => (meaning.kind === 'country' ? (base.countries.get(meaning.code) ?? []) : []))

/**
 * The countries that a name means if it is a country's main name ("France"), a name that the knowledge has in
 * capital letters ("UK"), or the main name of an ambiguous place ("Korea"). `undefined` for other names, such as "French".
 */
export function countryAt(
  base: Base,
  hit: Hit<Meaning> | undefined,
): { readonly codes: readonly string[]; readonly to: number } | undefined {
  if (hit === undefined) return undefined
  const codes = hit.meanings.flatMap((meaning) => {
    if (meaning.kind === 'ambiguous') return meaning.name === hit.written ? meaning.codes : []
    const isName =
      meaning.kind === 'country' && (hit.written === base.countries.get(meaning.code)?.name || hit.written === hit.written.toUpperCase())
    return isName ? [meaning.code] : []
  })
  return codes.length === 0 ? undefined : { codes, to: hit.to }
}
