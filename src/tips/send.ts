import type { Answerer } from '../answer/conversation-types.ts'
import { giveUpLate } from '../delivery/claims.ts'
import { put } from '../delivery/outbox.ts'
import { takeSlot } from '../delivery/rate-limit.ts'
import type { Platform } from '../port/platform.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { nextSlot, slotAt, type Slot, type Working } from './sending-time.ts'
import { choose, type Chosen, type SeenTips } from './choose.ts'
import { composeTip } from './compose-tip.ts'
import { ofRow, type Subscription } from './subscription.ts'
import { tipsOn } from './tip.ts'

/** What sending tips needs. */
export type Sending = {
  readonly store: Store
  readonly platforms: readonly Platform[]
  readonly knowledge: Answerer
  readonly working: Working
}

/**
 * One transaction puts tips for at most this many subscribers into the outbox, and reads only as many
 * subscribers as the pace allows.
 */
const batch = 100
const mostAtOnce = (platform: Pick<Platform, 'pace'>): number => {
  const { gap, burst } = paceOf(platform)
  return gap === 0 ? batch : Math.min(batch, burst)
}

/** The outbox key of a subscriber's tip for a day, so that it is sent once. */
const tipKey = (id: string, day: string): string => `tip:${id}:${day}`

/**
 * Puts the tips that are due into the outbox, at each platform's pace for messages that nobody waits for.
 * Subscribers for whom the pace leaves no room now remain due until the next call, in any process. A tip
 * that cannot be sent in time is skipped.
 */
export async function sendTips(parts: Sending, now: number): Promise<void> {
  await giveUpLate(parts.store, now)
  for (const platform of parts.platforms) {
    if (!(await isAnyDue(parts.store, platform, now))) continue
    while ((await parts.store.write((tx) => sendBatch(parts, tx, platform, now))) === mostAtOnce(platform));
  }
}

const dueAt = (db: Store['db'] | Tx, { name, channel }: Platform, now: number) => {
  const due = db.selectFrom('subscriptions').where('platform', '=', name).where('due', '<=', now)
  return channel === undefined ? due : due.where('channel', '=', channel)
}

const isAnyDue = async ({ db }: Store, platform: Platform, now: number): Promise<boolean> =>
  (await dueAt(db, platform, now).select('id').limit(1).executeTakeFirst()) !== undefined

/**
 * Puts the tips of the first subscribers that are due into the outbox, until the pace allows no more, and
 * stores when each is due next. Returns how many of the subscribers are done for now, including those for
 * whom no tip fits.
 */
async function sendBatch({ knowledge, working }: Sending, tx: Tx, platform: Platform, now: number): Promise<number> {
  const rows = await dueAt(tx, platform, now).selectAll().orderBy('due').orderBy('id').limit(mostAtOnce(platform)).execute()
  const seen = await seenBy(
    tx,
    rows.map(({ id }) => id),
  )
  let count = 0
  for (const one of rows.map(ofRow)) {
    const slot = slotAt(one, working, now)
    const found = slot === undefined ? undefined : chosenFor(knowledge, one, seen.get(one.id) ?? new Map(), slot)
    if (slot !== undefined && found !== undefined) {
      if (!(await takeSlot(tx, `tips ${platform.name}`, paceOf(platform), now))) return count
      await sendOne(tx, knowledge, one, found, slot, now)
    }
    await moveOn(tx, one, found === undefined ? undefined : slot?.day, working, now)
    count++
  }
  return count
}

/**
 * The pace for messages that nobody waits for: `gap` is the milliseconds between two of them. `burst` is
 * how many fit into two seconds, so that one call every two seconds can send as many as the gap allows.
 */
export function paceOf({ pace }: Pick<Platform, 'pace'>): { readonly gap: number; readonly burst: number } {
  const gap = pace.unasked ?? pace.space.gap
  return { gap, burst: gap === 0 ? 1 : Math.max(1, Math.ceil(2000 / gap)) }
}

async function seenBy(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Map<string, string>>> {
  const seen = new Map<string, Map<string, string>>(ids.map((id) => [id, new Map()]))
  if (ids.length === 0) return seen
  const rows = await tx.selectFrom('tips_seen').selectAll().where('subscription', 'in', ids).execute()
  for (const { subscription, tip, day } of rows) seen.get(subscription)?.set(tip, day)
  return seen
}

const chosenFor = (knowledge: Answerer, { id, topics }: Subscription, seen: SeenTips, { day }: Slot): Chosen | undefined =>
  choose(tipsOn(knowledge, day).fit, topics, seen, id, day)

async function sendOne(tx: Tx, knowledge: Answerer, one: Subscription, { tip, isNew }: Chosen, slot: Slot, now: number): Promise<void> {
  const { day, until } = slot
  const reply = composeTip(knowledge.base, tip, { isNew, subscription: one.id, day })
  await put(tx, { kind: 'post', key: tipKey(one.id, day), place: one.subscriber.place, reply, expires: until }, now)
  await tx
    .insertInto('tips_seen')
    .values({ subscription: one.id, tip: tip.id, day })
    .onConflict((conflict) => conflict.columns(['subscription', 'tip']).doUpdateSet({ day }))
    .execute()
}

/**
 * Stores when the next tip is due, and the day of the last one. `sent` is the ISO day of the tip that was just put into the outbox;
 * `undefined` if there was none.
 */
async function moveOn(tx: Tx, one: Subscription, sent: string | undefined, working: Working, now: number): Promise<void> {
  const lastDay = sent ?? one.lastDay
  const due = nextSlot({ ...one, ...(lastDay === undefined ? {} : { lastDay }) }, working, now)?.at ?? null
  await tx
    .updateTable('subscriptions')
    .set({ due, last_day: lastDay ?? null })
    .where('id', '=', one.id)
    .execute()
}
