import type { Store } from '../store/store.ts'
import { freeEvents } from './inbox.ts'

/** Events that a process has received and not begun when it must end. They stay stored, for another process. */
export type Leftovers = {
  /** Begins the end: after a part of `milliseconds`, events that wait for their turn are left. */
  readonly endWithin: (milliseconds: number) => void
  /** Whether an event whose turn has come is left; if so, it is noted. */
  readonly leaves: (id: string) => boolean
  /** Lets other processes take up at once what was left. */
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
    // Where this cannot be written, their leases run out by themselves.
    free: (now) => freeEvents(store, left, now).catch(() => undefined),
  }
}
