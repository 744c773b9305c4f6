/**
 * The number of edits between two words (letters inserted, deleted, replaced, or swapped with a neighbor), or `limit + 1` if there are more
 * than `limit`.
 */
export function editDistance(a: string, b: string, limit = 3): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((row[j - 1] ?? 0) + (same ? 0 : 1), (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      next.push(cost)
    }
    if (Math.min(...next) > limit) return limit + 1
    before = row
    row = next
  }
  return row[b.length] ?? limit + 1
}

/**
 * The known word nearest to a misspelled one (of several, the first); `undefined` if none is within three
 * edits.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: { readonly word: string; readonly distance: number } | undefined
  for (const candidate of known) {
    const distance = editDistance(word, candidate)
    if (distance <= 3 && (best === undefined || distance < best.distance)) best = { word: candidate, distance }
  }
  return best?.word
}

/** A word of this many letters or more is near another within two edits, a shorter one within one. */
const long = 8

/**
 * Returns a function that finds the nearest of some words for a misspelled one: one with the same first letter
 * and at most one edit away, or two from {@link long} letters on. Of several equally near, the one with the
 * highest `rank` counts, then the first. `undefined` if none is near.
 */
export function createNearest(words: Iterable<string>, rank: (word: string) => number = () => 0): (word: string) => string | undefined {
  const byShape = Map.groupBy(words, (word) => `${word[0]}${word.length}`)
  return (word) => {
    const limit = word.length >= long ? 2 : 1
    let best: { readonly word: string; readonly distance: number } | undefined
    for (let length = word.length - limit; length <= word.length + limit; length++)
      for (const known of byShape.get(`${word[0]}${length}`) ?? []) {
        const distance = editDistance(word, known, limit)
        const isNearer = best === undefined || distance < best.distance
        if (distance <= limit && (isNearer || (distance === best?.distance && rank(known) > rank(best.word))))
          best = { word: known, distance }
      }
    return best?.word
  }
}
