import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import type { Message } from '../message.ts'
import type { PlaceReading } from '../reading.ts'
import { canonical } from '../text/tokens.ts'

/**
 * The words of a message that are not denied: "country", but not "state", in "the country, not the state". Words that can mean the United
 * States count only if they do: not "state" in "a company owned by the state".
 */
export const wordsNotDenied = (base: Base, { tokens, marks }: Message): ReadonlySet<string> =>
  new Set(
    tokens
      .filter(({ word }, at) => !marks.has(at, 'unsaid') && (marks.has(at, 'state-meant') || !hintsOf(base).get('US')?.has(word)))
      .map((token) => token.word),
  )

/** For each country, the words that pick it among the countries of an ambiguous name (`toldBy` in countries.yaml). */
const hintsOf = cachedByObject(
  (base: Base): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map([...base.countries].map(([code, { toldBy = [] }]) => [code, new Set(toldBy.map(canonical))])),
)

/** The country among `codes` that the words pick: "south" picks South Korea. `undefined` unless they pick exactly one. */
export function chosenCountry(base: Base, codes: readonly string[], words: ReadonlySet<string>): string | undefined {
  const picked = codes.filter((code) => [...(hintsOf(base).get(code) ?? [])].some((hint) => words.has(hint)))
  return picked.length === 1 ? picked[0] : undefined
}

/** "The mainland" means China beside a place in `offChina`, and the United States beside a place in `offHome`. */
const [offChina, offHome] = [
  ['TW', 'HK', 'MO'],
  ['PR', 'GU', 'VI', 'AS', 'MP'],
]

/**
 * Resolves "the mainland" among the places of a message to China or the United States. The other places, and
 * those named `before`, show which is meant. If they do not, the place stays ambiguous.
 */
export function withMainland(places: readonly PlaceReading[], before: readonly PlaceReading[]): readonly PlaceReading[] {
  const isBeside = (islands: readonly string[]): boolean =>
    [...places, ...before].some(({ codes: [code = '', other] }) => other === undefined && islands.includes(code))
  const codes = isBeside(offChina) ? ['CN'] : isBeside(offHome) ? ['US'] : undefined
  return codes === undefined ? places : places.map((place) => (place.codes.join() === 'CN,US' ? { ...place, codes } : place))
}
