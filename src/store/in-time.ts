import { setTimeout as sleep } from 'node:timers/promises'

/** Returned instead of a result that did not come in time. */
export const tooLate: unique symbol = Symbol('too late')

/**
 * Waits for `work`, at most `span` milliseconds; then it returns {@link tooLate}, and the work itself
 * continues.
 */
export async function inTime<T>(work: Promise<T>, span: number): Promise<T | typeof tooLate> {
  const over = new AbortController()
  try {
    return await Promise.race([work, sleep(span, tooLate, { signal: over.signal })])
  } finally {
    over.abort()
  }
}

/**
 * The timeout of a look-up, in milliseconds. It is short because the platform waits for its event to be
 * acknowledged, and shows the user an error after three seconds.
 */
export const longestLook = 1500

/**
 * The wait consists of sleeps of this many milliseconds. Between two sleeps, responses that have arrived
 * are read.
 */
const slice = 50

/**
 * The result of a look-up; or `otherwise`, a safe assumption, if the look-up fails or takes too long. While
 * this process itself is busy, little of the time is used up: even a long stall counts as one sleep.
 */
export const inTimeOr = <T>(look: Promise<T>, otherwise: T): Promise<T> => Promise.race([look.catch(() => otherwise), timeOut(otherwise)])

async function timeOut<T>(otherwise: T): Promise<T> {
  for (let left = longestLook; left > 0; left -= slice) await sleep(slice, undefined, { ref: false })
  return otherwise
}
