import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'

/** How calls are gathered: `most` go together, and while several do, the next work begins `rest` milliseconds later at the soonest. */
type Gathering = { readonly most?: number; readonly rest?: number }

/** It counts as busy from a work that took several on, until so many works in a row took one alone. */
const busyFor = 10

/** In milliseconds, for writes that somebody waits for: too short to be noticed, and it saves commits, for each of which the whole program waits for the disk. */
export const shortRest = 5

/**
 * Lets calls that come while one is under way, or while it rests, go together in the next: many small writes cost one
 * commit. Each call gets its own result; where the work fails, all that went together fail.
 */
export function together<In, Out>(
  work: (all: readonly In[]) => Promise<readonly Out[]>,
  { most = 100, rest = 0 }: Gathering = {},
): (one: In) => Promise<Out> {
  type Call = { readonly one: In; readonly resolve: (result: Out) => void; readonly reject: (error: unknown) => void }
  let waiting: Call[] = []
  let running = false
  let rested: Promise<unknown> = Promise.resolve()
  let busy = 0
  const run = async (): Promise<void> => {
    running = true
    while (waiting.length > 0) {
      // A turn of the event loop at least: what comes in now goes together.
      await Promise.all([rested, nextTurn()])
      const calls = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        const results = await work(calls.map(({ one }) => one))
        for (const [index, { resolve }] of calls.entries()) resolve(results[index] as Out)
      } catch (error) {
        for (const { reject } of calls) reject(error)
      }
      busy = calls.length > 1 ? busyFor : busy - 1
      if (rest > 0 && busy > 0) rested = sleep(rest)
    }
    running = false
  }
  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject })
      if (!running) void run()
    })
}
