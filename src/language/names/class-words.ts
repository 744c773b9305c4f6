import type { Base } from '../../knowledge/base.ts'
import { keptFor } from '../memo.ts'
import { canonical, type Token } from '../text/text.ts'
import { isEnglish } from './ordinary.ts'
import { leadingWord, toward } from './position.ts'

/** The single words of each class of knowledge/language, as words are compared; for those who read before classes are found. */
const words = keptFor(
  (base: Base): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map(base.language.classes.map((one) => [one.class, new Set((one.words ?? []).map(canonical))])),
)

/** Whether a word stands in a class by itself; in a class that a knowledge version does not have none does. */
export const isInClass = (base: Base, name: string, word: string): boolean => words(base).get(name)?.has(word) === true

/** "Aus Klagenfurt": a small word of another language that is a country's code, before a word that is no English; not "to aus". */
export function isWordAbroad(base: Base, tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (token === undefined || next?.parted !== '' || token.typed !== token.word || !isInClass(base, 'word-abroad', token.word)) return false
  return !isEnglish(next.word) && !toward.has(leadingWord(tokens, at))
}
