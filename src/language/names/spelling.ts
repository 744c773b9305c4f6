import type { Base, Country } from '../../knowledge/base.ts'
import { createNear, editDistance } from '../../knowledge/nearest.ts'
import { manyWords, lazily, cachedByText } from '../cached.ts'
import { ordinaryWords, type Ordinary } from './ordinary.ts'
import { isCapitalized } from './capital-letters.ts'
import { canonical, tokenize, type Token } from '../text/tokens.ts'

/**
 * A name that a misspelled word could be meant for. Towns, regions and agencies are `rare`: too many words are spelled like one of them, so
 * they are never read, only asked about.
 */
export type Candidate = {
  readonly name: string
  readonly kind: 'country' | 'rare' | 'item'
  /** The country or item that has the name. */
  readonly owner: { readonly name: string }
  /** How many letters must be added, dropped, changed or swapped. */
  readonly distance: number
}

/**
 * What a misspelled word could be meant for, nearest first. `english` and `names`: the English words, and the
 * names, that are at least as similar to the word as the first candidate.
 */
export type Spelled = {
  readonly candidates: readonly Candidate[]
  readonly english: () => readonly string[]
  readonly names: () => readonly string[]
}

export type Speller = (token: Pick<Token, 'word'>) => Spelled

const nothing: Spelled = { candidates: [], english: () => [], names: () => [] }

/** Prepares the spell checker. English words, names of people and companies, and words of the articles always count as spelled right. */
export function createSpeller(base: Base, ordinary: Ordinary = ordinaryWords(base)): Speller {
  const nearOf = lazily(() => createNear(targetsOf(base)))
  const candidatesOf = (word: string): readonly Candidate[] =>
    nearOf()(word)
      .map(({ of, distance }) => ({ ...of, distance }))
      .sort((a, b) => a.distance - b.distance)
  const look = (word: string): Spelled => {
    const candidates = ordinary.isOrdinary(word) ? [] : candidatesOf(word)
    const [nearest] = candidates
    if (nearest === undefined) return nothing
    const asNear = (kind: 'english' | 'names'): (() => readonly string[]) =>
      lazily(() =>
        ordinary
          .beginning(kind, word[0] ?? '')
          .filter((other) => editDistance(word, other, nearest.distance) <= nearest.distance)
          .filter((other) => !candidates.some(({ name }) => canonical(name) === other)),
      )
    return { candidates, english: asNear('english'), names: asNear('names') }
  }
  const spelled = cachedByText(manyWords, (word) => (word.length < 4 || word.length > 20 || !/^[a-z]+$/.test(word) ? nothing : look(word)))
  return ({ word }) => spelled(word)
}

type Target = Omit<Candidate, 'distance'>

/**
 * All names of one word with at least four letters, in the form that `canonical`
 * gives, each with what it names.
 */
function targetsOf(base: Base): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>()
  const offer = (name: string, kind: Candidate['kind'], owner: Candidate['owner'] | undefined): void => {
    const [only, second] = tokenize(name)
    if (
      only !== undefined &&
      second === undefined &&
      only.word.length >= 4 &&
      /^[a-z]+$/.test(only.word) &&
      !targets.has(only.word) &&
      owner !== undefined
    )
      targets.set(only.word, { name, kind, owner })
  }
  for (const country of base.countries.values())
    for (const name of [country.name, ...country.names]) offer(name, isCountrysOwnName(country, name) ? 'country' : 'rare', country)
  for (const one of base.names.ambiguous) offer(one.name, 'country', one)
  for (const region of base.names.regions) for (const name of region.names) offer(name, 'rare', base.countries.get(region.country))
  for (const family of base.families) for (const name of family.names) offer(name, 'item', family)
  return targets
}

/**
 * Whether a name is that of the country or its people, in any language, and not that of a town. A name counts as the country's if it is
 * spelled like the English name of the country.
 */
export function isCountrysOwnName(country: Country, name: string): boolean {
  const [own, other] = [canonical(country.name), canonical(name)]
  return other.slice(0, 3) === own.slice(0, 3) || (other[0] === own[0] && own.length > 4 && editDistance(own, other) <= 3)
}

/** Whether a word is most likely a misspelled item, whatever its position: "a guided roocket". */
export const isPlainSlip = (token: Token, { candidates, english }: Spelled): boolean =>
  token.word.length > 5 && !isCapitalized(token) && candidates[0]?.distance === 1 && english().length === 0

/** What else a corrected word could be. Names of people and companies count only if the word is capitalized. */
export const othersOf = ({ candidates, english, names }: Spelled, { owner }: Candidate, token: Token): readonly string[] => [
  ...namesOf(candidates.filter((other) => other.owner !== owner)),
  ...english(),
  ...(isCapitalized(token) ? names() : []),
]

/** The names that candidates stand for, each once. A country is given by its English name, whichever of its names was matched. */
export const namesOf = (candidates: readonly Candidate[]): readonly string[] => [
  ...new Set(candidates.map(({ kind, name, owner }) => (kind === 'country' ? owner.name : name))),
]

/**
 * The codes of the two or three countries from each of which a misspelled word is one letter away
 * ("austrlia"). Empty if there are fewer or more such countries, or if the word could be anything else.
 */
export function countriesBetween({ countries }: Base, { candidates, english, names }: Spelled): readonly string[] {
  const near = candidates.filter(({ distance }) => distance === 1)
  const owners = new Set(near.map(({ owner }) => owner))
  const codes = [...countries.values()].filter((country) => owners.has(country)).map(({ code }) => code)
  const isSure = near.every(({ kind }) => kind === 'country') && english().length === 0 && names().length === 0
  return isSure && codes.length === owners.size && codes.length > 1 && codes.length <= 3 ? codes : []
}
