/** How many times a thing is tried before a human has to look at it. */
export const mostTries = 10

/** How many times, where a platform says when to come again: it is busy, and nothing is wrong with what is tried. */
export const mostTriesTold = 200

/** Nothing waits longer for its next try, in milliseconds. */
export const longestBackoff = 600_000

/** How long to wait before try `attempts + 1`, in milliseconds: doubling from one second to ten minutes, half of it by chance. */
export function backoff(attempts: number, chance: number): number {
  const full = Math.min(1000 * 2 ** Math.max(0, attempts - 1), longestBackoff)
  return Math.round(full / 2 + (full / 2) * chance)
}
