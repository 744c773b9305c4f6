import type { Store } from '../store/store.ts'

/** How many events there are, and when the oldest and the newest of them came (epoch milliseconds; null if there are none). */
type Counted = { readonly count: number; readonly oldest: number | null; readonly newest: number | null }

/**
 * Counts the events in a state: those received and not handled yet, or those given up (`failed`).
 */
export async function countEvents({ db }: Store, state: 'received' | 'failed'): Promise<Counted> {
  return await db
    .selectFrom('inbox')
    .select((row) => [
      row.fn.countAll<number>().as('count'),
      row.fn.min<number | null>('at').as('oldest'),
      row.fn.max<number | null>('at').as('newest'),
    ])
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
}

/**
 * How many messages should have been sent by now, by platform, and since when the oldest of them has been
 * due. Platforms without such messages are left out.
 */
export async function overdueMessages({ db }: Store, now: number) {
  return await db
    .selectFrom('outbox')
    .select((row) => ['platform', row.fn.countAll<number>().as('count'), row.fn.min<number>('due').as('oldest')])
    .where('state', '=', 'due')
    .where('due', '<=', now)
    .groupBy('platform')
    .orderBy('platform')
    .execute()
}

/**
 * Messages put into the outbox since a moment and given up: counted by platform and problem, the most
 * recent first, at most `limit` rows.
 */
export async function givenUpMessages({ db }: Store, since: number, limit: number) {
  return await db
    .selectFrom('outbox')
    .select((row) => ['platform', 'problem', row.fn.countAll<number>().as('count'), row.fn.max<number>('made_at').as('newest')])
    .where('state', '=', 'dead')
    .where('made_at', '>=', since)
    .groupBy(['platform', 'problem'])
    .orderBy('newest', 'desc')
    .orderBy('problem')
    .limit(limit)
    .execute()
}

/**
 * When the last event of a platform came, in epoch milliseconds; `undefined` if none is stored. The ids of
 * a platform's events begin with its name.
 */
export async function lastHeard({ db }: Store, platform: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('inbox')
    .select('at')
    .where('id', 'like', `${platform}:%`)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}
