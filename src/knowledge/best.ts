/**
 * The best elements of `all`, best first, at most `most` of them, found without sorting all. `compare` is
 * negative if `one` is better than `other`.
 */
export function bestOf<T>(all: readonly T[], most: number, compare: (one: T, other: T) => number): readonly T[] {
  const best: T[] = []
  for (const one of all) {
    let at = best.length
    for (let before = best[at - 1]; before !== undefined && compare(one, before) < 0; before = best[at - 1]) at--
    if (at >= most) continue
    best.splice(at, 0, one)
    if (best.length > most) best.pop()
  }
  return best
}
