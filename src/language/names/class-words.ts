import type { Base } from '../../knowledge/base.ts'
import { keptFor } from '../memo.ts'
import { canonical, type Token } from '../text/text.ts'
import { isEnglish } from './ordinary.ts'
import { leadingWord, toward } from './position.ts'

/**
 * The words of each class of knowledge/language, in the form that `canonical` gives, for code that runs before classes are found in a text.
 */
const words = keptFor(
  (base: Base): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map(base.language.classes.map((one) => [one.class, new Set((one.words ?? []).map(canonical))])),
)

/** Whether a word alone is in a class; `false` if this knowledge version has no such class. */
export const isInClass = (base: Base, name: string, word: string): boolean => words(base).get(name)?.has(word) === true

/**
 * Whether a word in lower case is a small word of another language and not short for a country: "aus" in "aus Klagenfurt", but not in "to
 * aus" (Australia). The word after it must not be English.
 */
export function isWordAbroad(base: Base, tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (token === undefined || next?.parted !== '' || token.typed !== token.word || !isInClass(base, 'word-abroad', token.word)) return false
  return !isEnglish(next.word) && !toward.has(leadingWord(tokens, at))
}
