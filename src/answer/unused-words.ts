import { isUsOn } from '../language/names/listed-countries.ts'
import type { Base } from '../knowledge/base.ts'
import type { Evidence } from '../language/evidence/evidence.ts'
import type { DecidedLeg } from './leg.ts'

/** Words of a message that could matter and that the answer does not use, as typed, with what they seem to be. */
export type Unused = { readonly kind: 'number' | 'day' | 'place' | 'word' | 'condition'; readonly typed: string }

/** The words of a message (whose names and statements are in `evidence`) that its answer does not use. */
export function unusedIn(base: Base, evidence: Evidence | undefined, legs: readonly DecidedLeg[]): readonly Unused[] {
  if (evidence === undefined) return []
  const used = new Set(legs.flatMap(({ leg: { reading } }) => [...reading.places, ...reading.nationalities].flatMap(({ codes }) => codes)))
  // The U.S. place where a foreign national is shown something ("in Denver") counts as used.
  const isReleasedHere = legs.some(({ leg: { place } }) => place?.role === 'nationality')
  const isUsed = (codes: readonly string[], day: string): boolean =>
    codes.some((code) => used.has(code) || (isReleasedHere && isUsOn(base, code, day)))
  const of = (kind: Unused['kind'], words: readonly string[]): readonly Unused[] => [...new Set(words)].map((typed) => ({ kind, typed }))
  return [
    ...of(
      'number',
      evidence.figures.filter((typed) => !legs.some(({ leg: { reading } }) => reading.taken.includes(typed))),
    ),
    ...of('day', evidence.days),
    ...of('place', [
      ...evidence.places.filter(({ codes, typed }) => typed !== 'us' && !isUsed(codes, legs[0]?.day ?? '')).map(({ typed }) => typed),
      ...evidence.unknownPlaces,
    ]),
    ...of(
      'word',
      legs.flatMap(({ leg: { reading } }) => reading.guesses.map(({ typed }) => typed)),
    ),
    ...of('condition', evidence.unusedDenials),
  ]
}
