import { faultOf, type Tell } from '../port/log.ts'

/** The work that a process has begun, so that it can wait for all of it before it ends. */
export type UnfinishedWork = {
  /** Remembers `work` until it ends, and returns it unchanged. A failure is also logged. */
  readonly keep: <T>(work: Promise<T>) => Promise<T>
  /** Resolves when no work is left, including work that begins during the wait. */
  readonly ended: () => Promise<void>
}

/** Creates an {@link UnfinishedWork}. Failures of the work are told to the log by `tell`. */
export function createUnfinishedWork(tell: Tell): UnfinishedWork {
  const works = new Set<Promise<unknown>>()
  return {
    keep: (work) => {
      const kept = work.catch((error: unknown) => tell(`unexpected: ${faultOf(error)}`, { level: 'error', event: 'unexpected' }))
      works.add(kept)
      void kept.finally(() => works.delete(kept))
      return work
    },
    ended: async () => {
      while (works.size > 0) await Promise.all(works)
    },
  }
}
