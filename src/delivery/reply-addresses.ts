import type { ReplyAddresses } from '../port/platform.ts'
import { storeProblem } from '../store/problem.ts'
import type { Store } from '../store/store.ts'
import { createVault } from '../store/vault.ts'

type ReplyAddress = { readonly way: string; readonly until: number }

/** Reply addresses that work for a limited time. `sweep` deletes those whose time is over. */
export type KeptReplyAddresses = ReplyAddresses & { readonly sweep: () => Promise<void> }

const mostRemembered = 10_000

/**
 * The reply addresses of this installation, encrypted in the database. Without keys they are only in the
 * memory of this process, so a restart loses them. An address that cannot be decrypted counts as missing,
 * and the reply is sent without it. `now` gives epoch milliseconds.
 */
export function createReplyAddresses(store: Store, keys: readonly Buffer[], now: () => number): KeptReplyAddresses {
  const isOpen = (address: ReplyAddress | undefined): ReplyAddress | undefined =>
    address === undefined || address.until <= now() ? undefined : address
  return keys.length === 0 ? remembered(isOpen, now) : sealed(store, keys, isOpen, now)
}

type IsOpen = (address: ReplyAddress | undefined) => ReplyAddress | undefined

function remembered(isOpen: IsOpen, now: () => number): KeptReplyAddresses {
  const addresses = new Map<string, ReplyAddress>()
  return {
    keep: (event, address) => {
      const [oldest] = addresses.keys()
      if (addresses.size >= mostRemembered && oldest !== undefined) addresses.delete(oldest)
      addresses.set(event, address)
      return Promise.resolve()
    },
    find: (event) => Promise.resolve(isOpen(addresses.get(event))),
    sweep: () => {
      for (const [event, { until }] of addresses) if (until <= now()) addresses.delete(event)
      return Promise.resolve()
    },
  }
}

function sealed({ db }: Store, keys: readonly Buffer[], isOpen: IsOpen, now: () => number): KeptReplyAddresses {
  const vault = createVault(keys)
  // Never change this prefix: stored addresses are encrypted under it.
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

/** Old addresses are deleted no more often than this, in milliseconds. */
const sweepEvery = 60_000
