/** After this many failed tries a message or event is given up, and a human has to check it. */
export const mostTries = 10

/**
 * A message is given up after this many tries to which the platform replied that it must be sent later,
 * with a time. The number is large, because such a platform is only busy: nothing is wrong with the
 * message.
 */
export const mostTriesTold = 200

/** The longest wait for the next try, in milliseconds. */
export const longestBackoff = 600_000

/**
 * How long to wait after `attempts` tries, in milliseconds: doubling from one second to ten minutes; half
 * of it is random (`chance` is 0 to 1).
 */
export function backoff(attempts: number, chance: number): number {
  const full = Math.min(1000 * 2 ** Math.max(0, attempts - 1), longestBackoff)
  return Math.round(full / 2 + (full / 2) * chance)
}
