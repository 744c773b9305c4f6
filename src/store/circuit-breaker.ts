import { inTime, tooLate } from './in-time.ts'

/**
 * How long to wait for an answer (`timeout`), and how long to ask nothing after an answer that failed or did not come (`rest`), in
 * milliseconds.
 */
export type BreakerTimes = { readonly timeout: number; readonly rest: number }

/** Thrown when nothing was asked, because an answer failed or did not come a moment ago. */
class AtRest extends Error {
  constructor() {
    super('it is left alone for a moment')
    this.name = 'AtRest'
  }
}

/**
 * Returns a function that asks a service which may hang or be away, so that no caller hangs with it: an answer is waited for at
 * most `timeout`, and after a failure nothing is asked for `rest`. The function throws if there is no answer; if nothing was asked, it
 * throws an {@link AtRest}.
 */
export function createResting({ timeout, rest }: BreakerTimes): <T>(ask: () => Promise<T>) => Promise<T> {
  let isAtRest = false
  const startRest = (): void => {
    isAtRest = true
    setTimeout(() => (isAtRest = false), rest).unref()
  }
  return async (ask) => {
    if (isAtRest) throw new AtRest()
    const answer = ask()
    answer.catch(() => undefined)
    try {
      const found = await inTime(answer, timeout)
      if (found !== tooLate) return found
      throw new Error(`no answer within ${timeout / 1000} s`)
    } catch (error) {
      if (!isAtRest) startRest()
      throw error
    }
  }
}
