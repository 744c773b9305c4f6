/** The best few of many, the best first; to put all in order would cost more than to find them. `compare` is less than nothing where one goes before another. */
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
