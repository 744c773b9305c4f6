import { inTime, tooLate } from './in-time.ts'

/**
 * How long to wait for an answer (`patience`), and how long to ask nothing after one that failed or did not come (`rest`), in
 * milliseconds.
 */
export type Patience = { readonly patience: number; readonly rest: number }

/** Thrown where nothing was asked, because an answer failed or did not come a moment ago. */
class AtRest extends Error {
  constructor() {
    super('it is left alone for a moment')
    this.name = 'AtRest'
  }
}

/**
 * Returns a function that asks a service which may hang or be away, so that no caller hangs with it: an answer is waited for at
 * most `patience`, and after a failure nothing is asked for `rest`. Throws where there is no answer: an {@link AtRest} where
 * nothing was asked.
 */
export function createResting({ patience, rest }: Patience): <T>(ask: () => Promise<T>) => Promise<T> {
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
      const found = await inTime(answer, patience)
      if (found !== tooLate) return found
      throw new Error(`no answer within ${patience / 1000} s`)
    } catch (error) {
      if (!isAtRest) startRest()
      throw error
    }
  }
}
