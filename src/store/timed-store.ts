import type { Meter } from '../port/meter.ts'
import type { Store } from './store.ts'

/** A store that reports how long each write takes, including the wait for the writer. */
export const timed = (store: Store, meter: Meter, now: () => number): Store => ({
  ...store,
  write: async (work) => {
    const begun = now()
    try {
      return await store.write(work)
    } finally {
      meter.wrote(now() - begun)
    }
  },
})
