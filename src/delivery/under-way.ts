import { faultOf, type Tell } from '../port/log.ts'

/** The works that a process is at, so that its end can wait for them. */
export type UnderWay = {
  /** Counts a work until it ends; where it fails, the log is told. Gives the work itself back. */
  readonly keep: <T>(work: Promise<T>) => Promise<T>
  /** Kept once no work is left, nor any that began meanwhile. */
  readonly ended: () => Promise<void>
}

/** Makes the count of a process. */
export function createUnderWay(tell: Tell): UnderWay {
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
