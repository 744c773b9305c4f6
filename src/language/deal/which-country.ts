import type { Message } from '../message.ts'

/** The words of a message that are not denied: in "the country, not the state" only "country" is left of the two. */
export const affirmed = ({ tokens, marks }: Message): ReadonlySet<string> =>
  new Set(tokens.filter((_, at) => !marks.has(at, 'unsaid')).map((token) => token.word))

/** Which of several countries words such as "south" pick; `undefined` unless exactly one. */
export function chosenCountry(codes: readonly string[], words: ReadonlySet<string>): string | undefined {
  const hints: Readonly<Record<string, readonly string[]>> = {
    KR: ['south', 'southern', 'sur', 'sud', 'rok'],
    KP: ['north', 'northern', 'norte', 'nord', 'dprk'],
    GE: ['tbilisi', 'country', 'republic', 'caucasus'],
    US: ['state', 'atlanta', 'savannah', 'usa', 'american'],
    CD: ['democratic', 'kinshasa', 'drc'],
    CG: ['brazzaville'],
  }
  const picked = codes.filter((code) => hints[code]?.some((hint) => words.has(hint)))
  return picked.length === 1 ? picked[0] : undefined
}
