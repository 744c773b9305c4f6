import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import { canonical } from '../text/tokens.ts'
import { isEnglish } from './ordinary.ts'
import { isIn, type Classed } from '../patterns/classes.ts'
import { isLed } from './place-position.ts'

/** The words and phrases of each class of knowledge/language, in the form that `canonical` gives. */
const membersOf = cachedByObject(
  (base: Base): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map(base.language.classes.map((one) => [one.class, new Set((one.words ?? []).map(canonical))])),
)

/** Whether words, joined by spaces, are all of a member of a class; for words in a text see `isIn`. */
export const isInClass = (base: Base, name: string, words: string): boolean => membersOf(base).get(name)?.has(words) === true

/**
 * Whether a word in lower case is a small word of another language and not short for a country: "aus" in "aus Klagenfurt", but not in "to
 * aus" (Australia). The word after it must not be English.
 */
export function isWordAbroad(words: Classed, at: number): boolean {
  const { tokens } = words
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (token === undefined || next?.parted !== '' || token.typed !== token.word || !isIn(words, at, 'word-abroad')) return false
  return !isEnglish(next.word) && !isLed(words, at)
}
