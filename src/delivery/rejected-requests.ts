import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'

/**
 * Counts requests that were refused before they became events. Counts stay in memory until `flush`, so that outsiders cannot make Licet
 * write to the database.
 */
export type RejectedRequests = {
  readonly count: (platform: string, why: string) => void
  readonly flush: (now: number) => Promise<void>
}

/**
 * Creates the counter of this process. `why` must be one of a few fixed texts, never something that came
 * from outside.
 */
export function createRejectedRequests(store: Store): RejectedRequests {
  let counts = new Map<string, { readonly platform: string; readonly why: string; count: number }>()
  return {
    count: (platform, why) => {
      const known = counts.get(`${platform} ${why}`)
      if (known === undefined) counts.set(`${platform} ${why}`, { platform, why, count: 1 })
      else known.count++
    },
    flush: async (now) => {
      if (counts.size === 0) return
      const [taken, day] = [counts, new Date(now).toISOString().slice(0, 10)]
      counts = new Map()
      await store.write(async (tx) => {
        for (const { platform, why, count } of taken.values()) await add(tx, { platform, why, day, count })
      })
    },
  }
}

async function add(
  tx: Tx,
  row: { readonly platform: string; readonly why: string; readonly day: string; readonly count: number },
): Promise<void> {
  await tx
    .insertInto('refusals')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['platform', 'why', 'day']).doUpdateSet((known) => ({ count: known('refusals.count', '+', row.count) })),
    )
    .execute()
}

/** How many requests were refused since a day, by platform and reason. */
export async function rejectedSince({ db }: Store, day: string) {
  return await db
    .selectFrom('refusals')
    .select((row) => ['platform', 'why', row.fn.sum<number>('count').as('count')])
    .where('day', '>=', day)
    .groupBy(['platform', 'why'])
    .orderBy('platform')
    .orderBy('why')
    .execute()
}
