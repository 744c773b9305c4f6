import { channelOf } from '../delivery/outbox.ts'
import type { Place } from '../port/incoming.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { nextSlot, type Working } from './sending-time.ts'
import { ofRow, toRow, type Subscription } from './subscription.ts'
import { dayLength, dayOf } from '../engine/days.ts'

type Readable = Pick<Store['db'] | Tx, 'selectFrom'>

/** A subscription by its id; `undefined` if there is none. */
export async function findSubscription(db: Readable, id: string): Promise<Subscription | undefined> {
  const row = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : ofRow(row)
}

/** The subscription of a person or a channel (`subscriber` is its id); `undefined` if it has none. */
export async function subscriptionOf(db: Readable, subscriber: string): Promise<Subscription | undefined> {
  const row = await db.selectFrom('subscriptions').selectAll().where('subscriber', '=', subscriber).executeTakeFirst()
  return row === undefined ? undefined : ofRow(row)
}

/**
 * Stores a subscription, with the time of its next tip, and returns what is stored. If the subscriber already
 * has a subscription, it is overwritten but keeps its id, because two processes can make one at the same
 * time.
 */
export async function keepSubscription(tx: Tx, one: Subscription, working: Working, now: number): Promise<Subscription> {
  const next = scheduled(one, working, now)
  const { id, subscriber, ...row } = toRow(next)
  const kept = await tx
    .insertInto('subscriptions')
    .values({ id, subscriber, ...row })
    .onConflict((conflict) => conflict.column('subscriber').doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...next, id: kept.id }
}

/** The subscription, with the time of its next tip after `now`. */
function scheduled({ due: _due, ...one }: Subscription, working: Working, now: number): Subscription {
  const due = nextSlot(one, working, now)?.at
  return due === undefined ? one : { ...one, due }
}

/**
 * The ISO day of the last tip that was sent to a channel or chat, under any subscription. It prevents a
 * second tip on the same day for people who subscribe again.
 */
export async function lastTipDay(tx: Tx, place: Place): Promise<string | undefined> {
  const row = await tx
    .selectFrom('outbox')
    .select('key')
    .where('channel', '=', channelOf(place))
    .where('key', 'like', 'tip:%')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.key.slice(-'2026-11-24'.length)
}

/** Ends a subscription. Also deletes which tips were seen, and quiz answers. */
export async function endSubscription(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('subscriptions').where('id', '=', id).execute()
  await tx.deleteFrom('tips_seen').where('subscription', '=', id).execute()
  await tx.deleteFrom('quiz_answers').where('subscription', '=', id).execute()
}

/**
 * Forgets a person: deletes their own subscription and their quiz answers. If they subscribed a channel,
 * that subscription remains without their id.
 */
export async function forgetInTips(tx: Tx, person: string): Promise<void> {
  const own = await subscriptionOf(tx, person)
  if (own !== undefined) await endSubscription(tx, own.id)
  await tx.deleteFrom('quiz_answers').where('person', '=', person).execute()
  await tx.updateTable('subscriptions').set({ by: 'erased' }).where('by', '=', person).execute()
}

const page = 200

/**
 * Computes again when the next tip of each subscription is due, in case settings, time zones or the machine's
 * clock have changed. Tips that are already due are not changed. A last day in the future was stored while a
 * clock was wrong, so it is dropped.
 */
export async function replan({ db }: Store, working: Working, now: number): Promise<void> {
  const dayAfterTomorrow = dayOf(now + 2 * dayLength)
  for (let after = ''; ;) {
    const rows = await db.selectFrom('subscriptions').selectAll().where('id', '>', after).orderBy('id').limit(page).execute()
    for (const row of rows.filter(({ due }) => due === null || due > now)) {
      const last_day = row.last_day !== null && row.last_day > dayAfterTomorrow ? null : row.last_day
      const due = nextSlot(ofRow({ ...row, last_day }), working, now)?.at ?? null
      if (due === row.due && last_day === row.last_day) continue
      await db
        .updateTable('subscriptions')
        .set({ due, last_day })
        .where('id', '=', row.id)
        .where((of) => (row.due === null ? of('due', 'is', null) : of('due', '=', row.due)))
        .execute()
    }
    if (rows.length < page) return
    after = rows.at(-1)?.id ?? after
  }
}
