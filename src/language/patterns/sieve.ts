import type { Needs } from './match.ts'
import type { Lengths, Numbering } from './sought.ts'

/** Tells which of many patterns can lie in a text, by their numbers: all of whose needs it has something. */
export type Sieve = (lengths: Lengths, tell: (pattern: number) => void) => void

/**
 * Prepares patterns, by what each needs. A pattern is looked at only where a text has one of the rarest of its needs; one that needs
 * nothing always. All needs stand in one row of numbers, so that a text that runs through a few hundred of them touches little memory:
 * how many lists, then of each list how many numbers, and these.
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
  /** The last text in which each pattern was looked at. */
  const seen = new Int32Array(all.length)
  let text = 0
  return (lengths, tell) => {
    text++
    for (const number of lengths.found)
      for (const pattern of behind[number] ?? [])
        if (seen[pattern] !== text) {
          seen[pattern] = text
          if (hasAll(needed, starts[pattern] ?? 0, lengths)) tell(pattern)
        }
    always.forEach(tell)
  }
}

/** Whether a text has one of each list of a row, from a place on. */
function hasAll(row: Int32Array, start: number, lengths: Lengths): boolean {
  let at = start + 1
  for (let lists = row[start] ?? 0; lists > 0; lists--) {
    const end = at + 1 + (row[at] ?? 0)
    let has = false
    for (at++; at < end && !has; at++) has = lengths.has(row[at] ?? 0)
    if (!has) return false
    at = end
  }
  return true
}
