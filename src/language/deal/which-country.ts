import type { Message } from '../message.ts'

/**
 * The words of a message that are not denied: in "the country, not the state" only "country" is left of the two. Words that can tell an
 * American state are left out where they tell something else: "a company owned by the state".
 */
export const affirmed = ({ tokens, marks }: Message): ReadonlySet<string> =>
  new Set(
    tokens
      .filter(({ word }, at) => !marks.has(at, 'unsaid') && (marks.has(at, 'state-meant') || !hints['US']?.includes(word)))
      .map((token) => token.word),
  )

/** Words by which one of several countries of a name is meant. */
const hints: Readonly<Record<string, readonly string[]>> = {
  KR: ['south', 'southern', 'sur', 'sud', 'rok'],
  KP: ['north', 'northern', 'norte', 'nord', 'dprk'],
  GE: ['tbilisi', 'country', 'republic', 'caucasus'],
  US: ['state', 'atlanta', 'savannah', 'usa', 'american'],
  CD: ['democratic', 'kinshasa', 'drc'],
  CG: ['brazzaville'],
}

/** Which of several countries words such as "south" pick; `undefined` unless exactly one. */
export function chosenCountry(codes: readonly string[], words: ReadonlySet<string>): string | undefined {
  const picked = codes.filter((code) => hints[code]?.some((hint) => words.has(hint)))
  return picked.length === 1 ? picked[0] : undefined
}
