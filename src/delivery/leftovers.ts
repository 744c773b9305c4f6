import type { Store } from '../store/store.ts'
import { free } from './inbox.ts'

/** Events that a process which ends has not begun: they are kept, and left to the next one. */
export type Leftovers = {
  /** From the given part of so many milliseconds on, what waits for its turn is left. */
  readonly endWithin: (milliseconds: number) => void
  /** Whether an event that has its turn now is left. */
  readonly leaves: (id: string) => boolean
  /** Whoever comes next need not wait for what was left. */
  readonly free: (now: number) => Promise<void>
}

/** So much of the time to end in is for beginning what waits; the rest is for ending what was begun. */
const forBeginning = 0.6
/** The longest that a timer can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1

/** Makes the leftovers of a process. */
export function createLeftovers(store: Store): Leftovers {
  const left: string[] = []
  let isLate = false
  return {
    endWithin: (milliseconds) =>
      void setTimeout(() => (isLate = true), Math.min(Math.max(0, milliseconds) * forBeginning, longestTimer)).unref(),
    leaves: (id) => {
      if (isLate) left.push(id)
      return isLate
    },
    // Where that cannot be written, their lease ends by itself.
    free: (now) => free(store, left, now).catch(() => undefined),
  }
}
