import { inTime, tooLate } from './in-time.ts'

/** How long an answer is waited for, and how long nothing is asked after one that did not come or failed, in milliseconds. */
export type Patience = { readonly patience: number; readonly rest: number }

/** Nothing was asked: the last answer did not come, or failed, only a moment ago. */
class AtRest extends Error {
  constructor() {
    super('it is left alone for a moment')
    this.name = 'AtRest'
  }
}

/**
 * Asks somebody who may hang or be away, so that nobody who needs the answer hangs too: an answer is waited for so long, and
 * after one that did not come nothing is asked for a while. Throws where there is none: an {@link AtRest} where nothing was asked.
 */
export function createResting({ patience, rest }: Patience): <T>(ask: () => Promise<T>) => Promise<T> {
  let isAtRest = false
  const lie = (): void => {
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
      if (!isAtRest) lie()
      throw error
    }
  }
}
