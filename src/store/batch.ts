import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'

/**
 * `most`: one run of `work` takes at most this many calls. `rest`: the milliseconds to wait between two
 * runs while there are many calls (see `busyFor`).
 */
type Gathering = { readonly most?: number; readonly rest?: number }

/**
 * After a run with several calls, each run is followed by a rest until this many runs in a row had only one
 * call.
 */
const busyFor = 10

/**
 * A `rest` for writes that somebody waits for, in milliseconds. It is too short to be noticed, and it saves
 * commits, each of which blocks the program until the disk has written.
 */
export const shortRest = 5

/**
 * Batches calls, so that many small writes cost one commit: calls that come while `work` runs or rests go
 * together into its next run. `work` gives one result for each call, in their order; if a run fails, all its calls fail.
 */
export function batchCalls<In, Out>(
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
      // Wait for at least one turn of the event loop, so that all calls made in this turn go into one run.
      await Promise.all([rested, nextTurn()])
      const calls = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        const results = await work(calls.map(({ one }) => one))
        for (const [index, result] of results.entries()) calls[index]?.resolve(result)
        for (const { reject } of calls.slice(results.length)) reject(new Error('a call of a batch got no result'))
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
