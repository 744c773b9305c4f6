import { setTimeout as sleep } from 'node:timers/promises'

/** Returned in place of a result that did not come in time. */
export const tooLate: unique symbol = Symbol('too late')

/** Waits for `work`, at most `span` milliseconds. The work itself goes on. */
export async function inTime<T>(work: Promise<T>, span: number): Promise<T | typeof tooLate> {
  const over = new AbortController()
  try {
    return await Promise.race([work, sleep(span, tooLate, { signal: over.signal })])
  } finally {
    over.abort()
  }
}
