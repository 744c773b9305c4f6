import type { Store } from '../store/store.ts'

/** How much was received and not handled, and since when (epoch milliseconds). */
export async function unhandled({ db }: Store): Promise<{ readonly count: number; readonly oldest: number | null }> {
  return await db
    .selectFrom('inbox')
    .select((row) => [row.fn.countAll<number>().as('count'), row.fn.min<number | null>('at').as('oldest')])
    .where('state', '=', 'received')
    .executeTakeFirstOrThrow()
}

/** How many events were given up, and when the last of them came in. */
export async function givenUpEvents({ db }: Store): Promise<{ readonly count: number; readonly newest: number | null }> {
  return await db
    .selectFrom('inbox')
    .select((row) => [row.fn.countAll<number>().as('count'), row.fn.max<number | null>('at').as('newest')])
    .where('state', '=', 'failed')
    .executeTakeFirstOrThrow()
}

/** What should have been said by now, by platform: how much, and since when. */
export async function unsaid({ db }: Store, now: number) {
  return await db
    .selectFrom('outbox')
    .select((row) => ['platform', row.fn.countAll<number>().as('count'), row.fn.min<number>('due').as('oldest')])
    .where('state', '=', 'due')
    .where('due', '<=', now)
    .groupBy('platform')
    .orderBy('platform')
    .execute()
}

/** What was given up and made since a moment, by what went wrong: the most recent kinds first. */
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

/** When a platform's last event came in; `undefined` where none is kept. The ids of its events begin with its name. */
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
