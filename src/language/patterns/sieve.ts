import type { Needs } from './match.ts'
import type { FoundInText, Numbering } from './found-in-text.ts'

/**
 * Calls `tell` with the index of each pattern that could match a text, because the text has all that the
 * pattern needs ({@link Needs}).
 */
export type Sieve = (found: FoundInText, tell: (pattern: number) => void) => void

/**
 * Prepares the test of a text against many patterns. For speed, a pattern is tested only if the text has something of its rarest need. A
 * pattern without needs is always reported. All needs lie in one array: for each pattern the number of its lists, then for each list its
 * length and its numbers.
 */
export function createSieve(all: readonly Needs[], numbering: Numbering): Sieve {
  const row: number[] = []
  const starts = new Int32Array(all.length)
  const always: number[] = []
  const behind: number[][] = Array.from({ length: numbering.count }, () => [])
  for (const [pattern, needs] of all.entries()) {
    const rarestFirst = needs.toSorted((a, b) => numbering.commonness(a) - numbering.commonness(b))
    starts[pattern] = row.push(needs.length) - 1
    for (const any of rarestFirst) row.push(any.length, ...any)
    const [key] = rarestFirst
    if (key === undefined) always.push(pattern)
    else for (const number of new Set(key)) behind[number]?.push(pattern)
  }
  const needed = Int32Array.from(row)
  /** For each pattern, the number of the text in which it was last tested, so that it is tested once per text. */
  const seen = new Int32Array(all.length)
  let text = 0
  return (found, tell) => {
    text++
    for (const number of found.numbers)
      for (const pattern of behind[number] ?? [])
        if (seen[pattern] !== text) {
          seen[pattern] = text
          if (hasAll(needed, starts[pattern] ?? 0, found)) tell(pattern)
        }
    always.forEach(tell)
  }
}

/** Whether a text has something of each list of a pattern's needs. `row[start]` is the number of these lists; the lists come after it. */
function hasAll(row: Int32Array, start: number, found: FoundInText): boolean {
  let at = start + 1
  for (let lists = row[start] ?? 0; lists > 0; lists--) {
    const end = at + 1 + (row[at] ?? 0)
    let has = false
    for (at++; at < end && !has; at++) has = found.has(row[at] ?? 0)
    if (!has) return false
    at = end
  }
  return true
}
