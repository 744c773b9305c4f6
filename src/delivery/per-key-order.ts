/** How many events are handled at the same time. */
const lanes = 16

/**
 * Returns a function that runs all work with the same `key` one after the other, and at most `lanes` pieces
 * of work at once. What a person writes in one place is therefore handled in the order in which it was
 * written. (Different keys can share a lane; their work then waits for each other's.)
 */
export function createSequence(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last: Array<Promise<unknown>> = Array.from({ length: lanes }, () => Promise.resolve())
  return (key, work) => {
    const lane = [...key].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521, 0) % lanes
    const mine = (last[lane] ?? Promise.resolve()).then(work)
    last[lane] = mine.catch(() => undefined)
    return mine
  }
}
