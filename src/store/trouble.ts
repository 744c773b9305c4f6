import { storeProblem } from './problem.ts'
import { faultOf, type Tell } from '../port/log.ts'

/** What goes wrong again and again, as it is told to the log. */
export type Trouble = {
  /** What is wrong with the database is told once, until it is over or something else is wrong; anything else each time. */
  readonly met: (error: unknown) => void
  readonly over: () => void
  /** What is wrong, as long as it is not over. */
  readonly now: () => string | undefined
}

/** `what` stands before each line. */
export function createTrouble(what: string, tell: Tell): Trouble {
  let known: string | undefined
  let isOver = true
  return {
    met: (error) => {
      const words = storeProblem(error)
      if (words === undefined || words !== known) tell(`${what}: ${words ?? faultOf(error)}`, { level: 'error', event: `${what}.failed` })
      known = words
      isOver = false
    },
    over: () => {
      known = undefined
      isOver = true
    },
    now: () => (isOver ? undefined : (known ?? 'it fails in a way that nobody foresaw; the log has the details')),
  }
}
