import { states } from '../cases/case.ts'
import { countEvents, overdueMessages } from '../delivery/backlog.ts'
import type { Base } from '../knowledge/base.ts'
import type { Platform } from '../port/platform.ts'
import type { Store } from '../store/store.ts'
import { dayLength } from '../engine/days.ts'

/** How many things wait, and for how many seconds the oldest of them has waited. */
export type Waits = { readonly count: number; readonly seconds: number }

/** Figures of the whole installation at one moment. Every process reads the same figures. */
export type Gauges = {
  readonly inbox: Waits
  readonly outbox: ReadonlyMap<string, Waits>
  readonly givenUp: { readonly events: number; readonly messages: number }
  readonly cases: ReadonlyMap<string, number>
  readonly overdue: number
  /** The number of entries in the record. */
  readonly entries: number
}

/**
 * The version of the knowledge, and in how many days the first review of a source is due. The number is
 * negative if one is overdue, and `undefined` if no source has a review date.
 */
export type KnowledgeGauge = { readonly version: string; readonly daysToReview: number | undefined }

const waits = (count: number, oldest: number | null, now: number): Waits => ({
  count,
  seconds: oldest === null ? 0 : Math.max(0, (now - oldest) / 1000),
})

/** Reads the figures from the database. Errors of the database are thrown. */
export async function readGauges(store: Store, platforms: readonly Platform[], now: number): Promise<Gauges> {
  const inbox = await countEvents(store, 'received')
  const outbox = await overdueMessages(store, now)
  const events = await countEvents(store, 'failed')
  const messages = await store.db
    .selectFrom('outbox')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('state', '=', 'dead')
    .executeTakeFirstOrThrow()
  const cases = await store.db
    .selectFrom('cases')
    .select((row) => ['state', row.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const late = await store.db
    .selectFrom('cases')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('state', 'in', ['open', 'claimed', 'waiting'])
    .where('due', '<', now)
    .executeTakeFirstOrThrow()
  const head = await store.db.selectFrom('record_head').select('seq').executeTakeFirst()
  const none = platforms.map(({ name }) => [name, waits(0, null, now)] as const)
  return {
    inbox: waits(inbox.count, inbox.oldest, now),
    outbox: new Map([...none, ...outbox.map(({ platform, count, oldest }) => [platform, waits(count, oldest, now)] as const)]),
    givenUp: { events: events.count, messages: messages.count },
    cases: new Map([...states.map((state) => [state, 0] as const), ...cases.map(({ state, count }) => [state, count] as const)]),
    overdue: late.count,
    entries: head?.seq ?? 0,
  }
}

/** Reads the figures of the knowledge at the moment `now` (see {@link KnowledgeGauge}). */
export function gaugeKnowledge(base: Base, now: number): KnowledgeGauge {
  const days = [...base.sources.values()].flatMap(({ reviewBy }) => (reviewBy === undefined ? [] : [Date.parse(reviewBy)]))
  const [next] = days.toSorted((a, b) => a - b)
  return { version: base.version, daysToReview: next === undefined ? undefined : Math.floor((next - now) / dayLength) }
}
