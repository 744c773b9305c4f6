import type { Store } from '../store/store.ts'
import { freeEvents } from './inbox.ts'

/** The events that a process has received but not begun when it ends. They stay stored, for another process. */
export type Leftovers = {
  /**
   * Says that this process ends in `milliseconds`. Once `forBeginning` of that time is over, an event whose turn comes is left to
   * another process.
   */
  readonly endWithin: (milliseconds: number) => void
  /** Called when an event's turn comes: returns whether the event is left to another process. If it is, its id is noted for `free`. */
  readonly leaves: (id: string) => boolean
  /** Lets other processes handle at once the events that were left. */
  readonly free: (now: number) => Promise<void>
}

/** The part of the time in which waiting events are still begun; the rest is for finishing them. */
const forBeginning = 0.6
/** The longest that a timer can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1

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
    // If this fails, other processes get the events a little later, when this process's leases of them end.
    free: (now) => freeEvents(store, left, now).catch(() => undefined),
  }
}
