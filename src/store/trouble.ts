import { storeProblem } from './problem.ts'

/** What goes wrong again and again, as it is told to the log. */
export type Trouble = {
  /** What is wrong with the database is told once, until it is over or something else is wrong; anything else each time. */
  readonly met: (error: unknown) => void
  readonly over: () => void
}

/** `what` stands before each line. */
export function createTrouble(what: string, tell: (line: string) => void): Trouble {
  let known: string | undefined
  return {
    met: (error) => {
      const words = storeProblem(error)
      if (words === undefined || words !== known)
        tell(`${what}: ${words ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}`)
      known = words
    },
    over: () => {
      known = undefined
    },
  }
}
