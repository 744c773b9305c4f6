import { setTimeout as sleep } from 'node:timers/promises'

/** What stands for a result that did not come in time. */
export const tooLate: unique symbol = Symbol('too late')

/** Waits for a work, and not longer than so many milliseconds. */
export async function inTime<T>(work: Promise<T>, span: number): Promise<T | typeof tooLate> {
  const over = new AbortController()
  try {
    return await Promise.race([work, sleep(span, tooLate, { signal: over.signal })])
  } finally {
    over.abort()
  }
}
