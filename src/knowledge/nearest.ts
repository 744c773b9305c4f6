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

/** A word that is near a misspelled one, what belongs to it, and how many edits lie between them. */
export type Near<T> = { readonly word: string; readonly of: T; readonly distance: number }

/**
 * Returns a function that finds, for a misspelled word, all words that are near it: with the same first letter
 * and at most one edit away, or two from {@link long} letters on. Shorter words come first, else the order is kept.
 */
export function createNear<T>(words: Iterable<readonly [word: string, of: T]>): (word: string) => ReadonlyArray<Near<T>> {
  const byShape = Map.groupBy(words, ([word]) => `${word[0]}${word.length}`)
  return (word) => {
    const limit = word.length >= long ? 2 : 1
    const near: Array<Near<T>> = []
    for (let length = word.length - limit; length <= word.length + limit; length++)
      for (const [known, of] of byShape.get(`${word[0]}${length}`) ?? []) {
        const distance = editDistance(word, known, limit)
        if (distance <= limit) near.push({ word: known, of, distance })
      }
    return near
  }
}

/**
 * Returns a function that finds the nearest of some words for a misspelled one ({@link createNear}). Of several
 * equally near, the one with the highest `rank` counts, then the first. `undefined` if none is near.
 */
export function createNearest(words: Iterable<string>, rank: (word: string) => number = () => 0): (word: string) => string | undefined {
  const nearOf = createNear(Array.from(words, (word) => [word, rank(word)] as const))
  return (word) => {
    let best: Near<number> | undefined
    for (const one of nearOf(word))
      if (best === undefined || one.distance < best.distance || (one.distance === best.distance && one.of > best.of)) best = one
    return best?.word
  }
}
