import type { Doors } from '../reply/platform.ts'
import { storeProblem } from '../store/problem.ts'
import type { Store } from '../store/store.ts'
import { createVault } from '../store/vault.ts'

type Door = { readonly way: string; readonly until: number }

/** Doors that are forgotten by themselves: `sweep` takes away those whose time is over. */
export type KeptDoors = Doors & { readonly sweep: () => Promise<void> }

const mostRemembered = 10_000

/**
 * The doors of this installation, sealed with its keys in the database; where it has none, in this process's memory alone, so
 * that a restart forgets them. One that cannot be opened is none: what it was for goes another way. `now` is in epoch milliseconds.
 */
export function createDoors(store: Store, keys: readonly Buffer[], now: () => number): KeptDoors {
  const isOpen = (door: Door | undefined): Door | undefined => (door === undefined || door.until <= now() ? undefined : door)
  return keys.length === 0 ? remembered(isOpen, now) : sealed(store, keys, isOpen, now)
}

type IsOpen = (door: Door | undefined) => Door | undefined

function remembered(isOpen: IsOpen, now: () => number): KeptDoors {
  const doors = new Map<string, Door>()
  return {
    keep: (event, door) => {
      const [oldest] = doors.keys()
      if (doors.size >= mostRemembered && oldest !== undefined) doors.delete(oldest)
      doors.set(event, door)
      return Promise.resolve()
    },
    find: (event) => Promise.resolve(isOpen(doors.get(event))),
    sweep: () => {
      for (const [event, { until }] of doors) if (until <= now()) doors.delete(event)
      return Promise.resolve()
    },
  }
}

function sealed({ db }: Store, keys: readonly Buffer[], isOpen: IsOpen, now: () => number): KeptDoors {
  const vault = createVault(keys)
  const nameOf = (event: string): string => `door ${event}`
  let swept = now()
  return {
    keep: async (event, { way, until }) => {
      await db
        .insertInto('doors')
        .values({ event, way: vault.seal(nameOf(event), way), until })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    find: async (event) => {
      const row = await db.selectFrom('doors').select(['way', 'until']).where('event', '=', event).executeTakeFirst()
      if (isOpen(row) === undefined || row === undefined) return undefined
      try {
        return { way: vault.open(nameOf(event), row.way), until: row.until }
      } catch (error) {
        if (storeProblem(error) === undefined) throw error
        return undefined
      }
    },
    sweep: async () => {
      if (now() - swept < sweepEvery) return
      swept = now()
      await db.deleteFrom('doors').where('until', '<=', now()).execute()
    },
  }
}

/** In milliseconds. */
const sweepEvery = 60_000
