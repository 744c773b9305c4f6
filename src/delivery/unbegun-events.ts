import type { Store } from '../store/store.ts'
import { freeEvents } from './inbox.ts'

/** The events that a process has received but not begun when it ends. They stay stored, for another process. */
export type UnbegunEvents = {
  /**
   * Tells that this process will end in `milliseconds`. After the share `forBeginning` of that time, events
   * that have not begun are left to another process.
   */
  readonly endWithin: (milliseconds: number) => void
  /**
   * Called when it is an event's turn: returns whether the event is left to another process. If so, its id
   * is remembered for `free`.
   */
  readonly leaveIfLate: (id: string) => boolean
  /** Lets other processes immediately handle the events that were left. */
  readonly free: (now: number) => Promise<void>
}

/** The share of the time in which waiting events are still begun; the rest is for finishing them. */
const forBeginning = 0.6
/** The longest that a timer can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1

export function createUnbegunEvents(store: Store): UnbegunEvents {
  const left: string[] = []
  let isLate = false
  return {
    endWithin: (milliseconds) =>
      void setTimeout(() => (isLate = true), Math.min(Math.max(0, milliseconds) * forBeginning, longestTimer)).unref(),
    leaveIfLate: (id) => {
      if (isLate) left.push(id)
      return isLate
    },
    // If this fails, other processes take the events a little later, when the leases of this process end.
    free: (now) => freeEvents(store, left, now).catch(() => undefined),
  }
}
