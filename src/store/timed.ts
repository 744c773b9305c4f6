import type { Meter } from '../port/meter.ts'
import type { Store } from './store.ts'

/** A store whose writes are timed, the wait for the one writer included. */
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
