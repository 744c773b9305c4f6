import type { Base } from '../../knowledge/base.ts'
import type { Family, System } from '../../knowledge/schema.ts'
import { companies } from './ordinary.ts'
import { isListedCountry } from './listed-countries.ts'
import { tokenize, type Token } from '../text/tokens.ts'
import { addName, emptyNames, longestName, type Names } from './trie.ts'

/**
 * What a name means.
 * - `country`: a country, a region of it, its government, or an agency or site in it. `region`: the region, as a value of the fact
 * `region`.
 * `others`: countries that have only a much smaller town of that name. `isProper`: an agency or site, whose name counts only if it is
 * capitalized.
 * - `ambiguous`: a name that several countries can be meant by.
 * - `bloc`: a group of countries ("the EU").
 * - `family`: a kind of item; `slang`: an everyday name, which counts only near another technical word (see `slang` in schema.ts).
 * - `system`: a named product.
 * - `words`: no name but a phrase that states something (`says`: a tag of words.yaml). `cue`: it only hints at that, so a denial of it
 * denies no fact (see words-schema.ts).
 * - `company`: a company of which no more than the name is known.
 */
export type Meaning =
  | {
      readonly kind: 'country'
      readonly code: string
      readonly region?: string
      readonly others?: readonly string[]
      readonly isProper?: true
    }
  | { readonly kind: 'ambiguous'; readonly name: string; readonly codes: readonly string[]; readonly isProper?: true }
  /** A company or institute, with its home countries. `isCivil`: it is in an everyday trade and in no listed country. */
  | { readonly kind: 'party'; readonly name: string; readonly codes: readonly string[]; readonly isCivil?: true }
  | { readonly kind: 'bloc'; readonly name: string; readonly group?: string | undefined; readonly codes?: readonly string[] | undefined }
  | { readonly kind: 'family'; readonly family: Family; readonly slang?: true }
  | { readonly kind: 'system'; readonly system: System }
  | { readonly kind: 'words'; readonly says: string; readonly cue?: true | undefined }
  | { readonly kind: 'company' }

/** Whether a name with this meaning counts only if it is capitalized. */
export const isProperName = (meaning: Meaning): boolean => meaning.kind === 'company' || meaning.kind === 'party' || 'isProper' in meaning

/**
 * The countries of one meaning of a name: the country, or those that an ambiguous name can mean. Only if `also` asks for it, also the home
 * countries of a company (`party`), or those that the knowledge counts up for a group (`bloc`).
 */
export function codesOf(meaning: Meaning, also?: 'party' | 'bloc'): readonly string[] {
  if (meaning.kind === 'country') return [meaning.code]
  const hasCodes = meaning.kind === 'ambiguous' || ((meaning.kind === 'party' || meaning.kind === 'bloc') && meaning.kind === also)
  return hasCodes ? (meaning.codes ?? []) : []
}

/** The countries that a name can mean; for a company, its home countries; none for a bloc. */
export const countriesOf = (meanings: readonly Meaning[]): readonly string[] => meanings.flatMap((one) => codesOf(one, 'party'))

/** All names of the knowledge, in a tree. */
export function namesIn(base: Base): Names<Meaning> {
  const names = emptyNames<Meaning>()
  fill(base, (name, meaning) => addName(names, name, meaning, same))
  for (const { names: all } of [...base.parties.bodies, ...base.parties.sites])
    for (const name of all) for (const meaning of statedIn(names, tokenize(name))) addName(names, name, meaning, same)
  return names
}

/**
 * The meanings of kind `words` of phrases inside a longer name: "Defence Force" in a
 * name states a military end use.
 */
const statedIn = (names: Names<Meaning>, tokens: readonly Token[]): readonly Meaning[] =>
  tokens.flatMap((_, from) => {
    const hit = longestName(names, tokens, from, ({ kind }) => kind === 'words')
    return hit === undefined || hit.to - from === tokens.length ? [] : hit.meanings.filter(({ kind }) => kind === 'words')
  })

function same(a: Meaning, b: Meaning): boolean {
  if (a.kind === 'company') return b.kind === 'company'
  if (a.kind === 'party' && b.kind === 'party') return a.codes.join() === b.codes.join()
  if (a.kind === 'words' && b.kind === 'words') return a.says === b.says
  if (a.kind === 'country' && b.kind === 'country') return a.code === b.code
  if (a.kind === 'system' && b.kind === 'system') return a.system.id === b.system.id
  return a.kind === 'family' && b.kind === 'family' && a.family.id === b.family.id
}

function fill(base: Base, add: (name: string, meaning: Meaning) => void): void {
  for (const { code, names } of base.countries.values()) for (const name of names) add(name, { kind: 'country', code })
  for (const { country, region, names } of base.names.regions)
    for (const name of names) add(name, { kind: 'country', code: country, region })
  for (const { country, names = [], surnames = [] } of base.names.governments.of)
    for (const name of [...names, ...surnames.flatMap((surname) => base.names.governments.forms.map((form) => form.replace('#', surname)))])
      add(name, { kind: 'country', code: country })
  for (const { name, also, means } of base.names.ambiguous)
    for (const word of [name, ...(also ?? [])]) add(word, { kind: 'ambiguous', name, codes: means })
  for (const { name, also, group, members } of base.names.blocs)
    for (const word of [name, ...(also ?? [])]) add(word, { kind: 'bloc', name, group, codes: members })
  for (const family of base.families) {
    for (const name of family.names) add(name, { kind: 'family', family })
    for (const name of family.slang ?? []) add(name, { kind: 'family', family, slang: true })
  }
  for (const system of base.systems) for (const name of system.names) add(name, { kind: 'system', system })
  for (const { says, cue, names } of base.words) for (const name of names) add(name, { kind: 'words', says, cue })
  for (const { in: codes, names } of [...base.parties.bodies, ...base.parties.sites]) {
    const [code = '', second] = codes
    for (const name of names)
      add(name, second === undefined ? { kind: 'country', code, isProper: true } : { kind: 'ambiguous', name, codes, isProper: true })
  }
  const { companies: firms, airlines, trades } = base.parties
  for (const { in: codes, names } of firms) for (const name of names) add(name, { kind: 'party', name, codes })
  for (const { in: codes, names } of [...airlines, ...trades]) {
    const isCivil = codes.every((code) => !isListedCountry(base, code))
    for (const name of names) add(name, { kind: 'party', name, codes, ...(isCivil ? { isCivil } : {}) })
  }
  for (const name of companies()) if (/[ -]/.test(name)) add(name, { kind: 'company' })
}

/** Whether a meaning is a place: a country, or one of several countries. */
export const isPlace = ({ kind }: Meaning): boolean => kind === 'country' || kind === 'ambiguous'

/** Whether a meaning is a place or a group of places. */
export const isPlaceOrBloc = (meaning: Meaning): meaning is PlaceOrBloc => isPlace(meaning) || meaning.kind === 'bloc'
export type PlaceOrBloc = Extract<Meaning, { kind: 'country' | 'ambiguous' | 'bloc' }>
