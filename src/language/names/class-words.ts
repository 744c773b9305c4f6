import type { Base } from '../../knowledge/base.ts'
import { keptFor } from '../kept.ts'
import { canonical } from '../text/text.ts'

/** The single words of each class of knowledge/language, as words are compared; for those who read before classes are found. */
const words = keptFor(
  (base: Base): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map(base.language.classes.map((one) => [one.class, new Set((one.words ?? []).map(canonical))])),
)

/** Whether a word stands in a class by itself; in a class that a knowledge version does not have none does. */
export const isInClass = (base: Base, name: string, word: string): boolean => words(base).get(name)?.has(word) === true
