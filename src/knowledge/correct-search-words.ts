import { createNearest } from './nearest.ts'

/** Words of fewer letters are never corrected. */
const shortest = 5

/**
 * Returns a function that corrects misspelled words in a text. A word that is in none of `texts` and that
 * `isWord` does not know becomes the nearest word of `texts` with the same first letter (of several, the
 * most used). If no word is near, it is left unchanged.
 */
export function createSearchCorrection(texts: readonly string[], isWord: (word: string) => boolean): (text: string) => string {
  const used = new Map<string, number>()
  for (const text of texts) for (const [word] of text.toLowerCase().matchAll(letters)) used.set(word, (used.get(word) ?? 0) + 1)
  const nearest = createNearest(
    [...used.keys()].filter((word) => word.length >= shortest - 1 && (used.get(word) ?? 0) >= fewest),
    (word) => used.get(word) ?? 0,
  )
  const mend = (typed: string): string => {
    const word = typed.toLowerCase()
    return word.length < shortest || used.has(word) || isWord(word) ? typed : (nearest(word) ?? word)
  }
  return (text) => text.replace(letters, mend)
}

/**
 * A word that occurs in `texts` fewer times than this is not used as a correction, because it is perhaps
 * misspelled itself.
 */
const fewest = 2
const letters = /(?<![\p{L}\p{N}'.-])[a-z]+(?![\p{L}\p{N}'-])/giu
