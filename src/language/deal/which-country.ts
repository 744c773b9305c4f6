import type { Message } from '../message.ts'
import type { PlaceReading } from '../reading.ts'

/**
 * The words of a message that are not denied: "country", but not "state", in "the country, not the state". Words that can mean the United
 * States count only if they do: not "state" in "a company owned by the state".
 */
export const affirmed = ({ tokens, marks }: Message): ReadonlySet<string> =>
  new Set(
    tokens
      .filter(({ word }, at) => !marks.has(at, 'unsaid') && (marks.has(at, 'state-meant') || !hints['US']?.includes(word)))
      .map((token) => token.word),
  )

/** For each country, the words that pick it among the countries of an ambiguous name. */
const hints: Readonly<Record<string, readonly string[]>> = {
  KR: ['south', 'southern', 'sur', 'sud', 'rok'],
  KP: ['north', 'northern', 'norte', 'nord', 'dprk'],
  GE: ['tbilisi', 'country', 'republic', 'caucasus'],
  US: ['state', 'atlanta', 'savannah', 'usa', 'american'],
  CD: ['democratic', 'kinshasa', 'drc'],
  CG: ['brazzaville'],
}

/** The country among `codes` that the words pick: "south" picks South Korea. `undefined` unless they pick exactly one. */
export function chosenCountry(codes: readonly string[], words: ReadonlySet<string>): string | undefined {
  const picked = codes.filter((code) => hints[code]?.some((hint) => words.has(hint)))
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
