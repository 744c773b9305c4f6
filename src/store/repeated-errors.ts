import { storeProblem } from './problem.ts'
import { faultOf, type Tell } from '../port/log.ts'

/** Logs errors that can occur again and again, without flooding the log. */
export type RepeatedErrorLog = {
  /**
   * Reports an error. A known problem of the database is logged once, until `resolved` is called or another
   * error occurs; any other error is logged each time.
   */
  readonly report: (error: unknown) => void
  readonly resolved: () => void
  /** What is wrong, in words; `undefined` before the first error, and after `resolved` was called. */
  readonly now: () => string | undefined
}

/** Each log line begins with `what`, the name of the part that failed. */
export function createRepeatedErrorLog(what: string, tell: Tell): RepeatedErrorLog {
  let known: string | undefined
  let isOver = true
  return {
    report: (error) => {
      const words = storeProblem(error)
      if (words === undefined || words !== known) tell(`${what}: ${words ?? faultOf(error)}`, { level: 'error', event: `${what}.failed` })
      known = words
      isOver = false
    },
    resolved: () => {
      known = undefined
      isOver = true
    },
    now: () => (isOver ? undefined : (known ?? 'it fails in a way that nobody foresaw; the log has the details')),
  }
}
