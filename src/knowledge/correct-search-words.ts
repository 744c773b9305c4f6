import { editDistance } from './nearest.ts'

/**
 * Words shorter than `shortest` letters are never corrected. A word of `long` letters or more is corrected if
 * at most two letters are wrong, a shorter one if only one is.
 */
const [shortest, long] = [5, 8]

/**
 * Returns a function that corrects misspelled words in a text. A word that is in none of `texts` and that
 * `isWord` does not know becomes the nearest word of `texts` with the same first letter (of several, the
 * most used). If no word is near, it is left unchanged.
 */
export function createSearchCorrection(texts: readonly string[], isWord: (word: string) => boolean): (text: string) => string {
  const used = new Map<string, number>()
  for (const text of texts) for (const [word] of text.toLowerCase().matchAll(letters)) used.set(word, (used.get(word) ?? 0) + 1)
  const byShape = Map.groupBy(
    [...used.keys()].filter((word) => word.length >= shortest - 1 && (used.get(word) ?? 0) >= fewest),
    (word) => `${word[0]}${word.length}`,
  )
  const nearest = (word: string): string => {
    const limit = word.length >= long ? 2 : 1
    let [best, distance] = [word, limit + 1]
    for (let length = word.length - limit; length <= word.length + limit; length++)
      for (const known of byShape.get(`${word[0]}${length}`) ?? []) {
        const far = editDistance(word, known, limit)
        if (far < distance || (far === distance && far <= limit && (used.get(known) ?? 0) > (used.get(best) ?? 0)))
          [best, distance] = [known, far]
      }
    return best
  }
  const mend = (typed: string): string => {
    const word = typed.toLowerCase()
    return word.length < shortest || used.has(word) || isWord(word) ? typed : nearest(word)
  }
  return (text) => text.replace(letters, mend)
}

/**
 * A word that occurs in `texts` fewer times than this is not used as a correction, because it is perhaps
 * misspelled itself.
 */
const fewest = 2
const letters = /(?<![\p{L}\p{N}'.-])[a-z]+(?![\p{L}\p{N}'-])/giu
