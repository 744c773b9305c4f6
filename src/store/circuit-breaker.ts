import { inTime, tooLate } from './in-time.ts'

/**
 * In milliseconds: how long to wait for an answer (`timeout`), and for how long not to ask after an answer
 * failed or did not come (`rest`).
 */
export type BreakerTimes = { readonly timeout: number; readonly rest: number }

/** Thrown instead of asking the service, because an answer recently failed or did not come. */
class BreakerOpen extends Error {
  constructor() {
    super('it is left alone for a moment')
    this.name = 'BreakerOpen'
  }
}

/**
 * Returns a function that asks a service which can hang or be unreachable. No caller hangs with the service:
 * the function waits for an answer at most `timeout`, and asks nothing for `rest` after a failure. It throws
 * if there is no answer; if it did not ask, it throws a {@link BreakerOpen}.
 */
export function createCircuitBreaker({ timeout, rest }: BreakerTimes): <T>(ask: () => Promise<T>) => Promise<T> {
  let isAtRest = false
  const startRest = (): void => {
    isAtRest = true
    setTimeout(() => (isAtRest = false), rest).unref()
  }
  return async (ask) => {
    if (isAtRest) throw new BreakerOpen()
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
