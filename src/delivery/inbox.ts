import { prepared } from '../store/prepared.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { shortRest, batchCalls } from '../store/batch.ts'
import { backoff, longestBackoff, mostTries } from './backoff.ts'
import { farthestWait, hasCome } from './clock-skew.ts'

/** How long a process has to handle an event before another process takes it up, in milliseconds. */
export const eventLease = 10_000

/** An event to be handled: a new one, or one that was left unhandled by a crash or a failure. */
export type Waiting = { readonly id: string; readonly payload: string; readonly attempts: number }

/** Stores an event before it is acknowledged to the platform. Returns `false` if it is known already. */
export type Receive = (event: { readonly id: string; readonly payload: string; readonly now: number }) => Promise<boolean>

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1)

/** Stores events in the inbox; those that come at the same time share one commit. */
export const createReceiver = ({ db }: Store): Receive =>
  batchCalls(
    async (events) => {
      // All processes insert in the same order. Otherwise two processes that receive the same events could wait for each other forever.
      const first = [...new Map(events.toReversed().map((event) => [event.id, event])).values()].toSorted(byId)
      const rows = await db
        .insertInto('inbox')
        .values(
          first.map(({ id, payload, now }) => ({
            id,
            at: now,
            payload,
            state: 'received',
            attempts: 1,
            due: now + eventLease,
            problem: null,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .execute()
      const fresh = new Set(rows.map((row) => row.id))
      return events.map(({ id }) => fresh.delete(id))
    },
    { rest: shortRest },
  )

/**
 * Takes up to `limit` events that were received and not handled: because their process died or was slower
 * than `eventLease`, or because they failed and the wait after that is over.
 */
export async function takeUp({ db }: Store, now: number, limit: number): Promise<readonly Waiting[]> {
  if (limit <= 0) return []
  const isDue = hasCome<'inbox'>('due', now, farthestWait(now, longestBackoff))
  const rows = await db
    .updateTable('inbox')
    .set((row) => ({ due: now + eventLease, attempts: row('attempts', '+', 1) }))
    .where('id', 'in', (query) =>
      query.selectFrom('inbox').select('id').where('state', '=', 'received').where(isDue).orderBy('at').limit(limit),
    )
    .where(isDue)
    .where('state', '=', 'received')
    .returning(['id', 'payload', 'attempts'])
    .execute()
  return rows.map(({ id, payload, attempts }) => ({ id, payload: payload ?? '', attempts }))
}

const stateOf = prepared((db, { id }: { readonly id: string }) => db.selectFrom('inbox').select('state').where('id', '=', id))

/** Whether an event is stored, and is neither handled nor given up yet. */
export const isWaiting = async ({ db }: Store, id: string): Promise<boolean> => (await stateOf(db, { id }))[0]?.state === 'received'

const markHandled = prepared((db, { id }: { readonly id: string }) =>
  db
    .updateTable('inbox')
    .set({ state: 'handled', payload: null, problem: null })
    .where('id', '=', id)
    .where('state', '=', 'received')
    .returning('id'),
)

/**
 * Marks an event as handled, in the same transaction that writes its effects. Returns `false` if it was
 * handled or given up before.
 */
export const finishEvent = async (tx: Tx, id: string): Promise<boolean> => (await markHandled(tx, { id })).length > 0

/**
 * Puts an event back after a failure, to be tried again later, or gives it up after `mostTries`. Returns
 * whether it was given up.
 */
export async function putBack({ db }: Store, event: Waiting, problem: string, now: number, chance: number): Promise<boolean> {
  const over = event.attempts >= mostTries
  await db
    .updateTable('inbox')
    .set({ state: over ? 'failed' : 'received', due: now + backoff(event.attempts, chance), problem })
    .where('id', '=', event.id)
    .where('state', '=', 'received')
    .execute()
  return over
}

/**
 * Lets other processes immediately handle the events that this one received and has not begun. Events that
 * another process has begun are not changed.
 */
export async function freeEvents({ db }: Store, ids: readonly string[], now: number): Promise<void> {
  const atOnce = 1000
  for (let from = 0; from < ids.length; from += atOnce)
    await db
      .updateTable('inbox')
      .set({ due: now })
      .where('id', 'in', ids.slice(from, from + atOnce))
      .where('state', '=', 'received')
      .where('attempts', '=', 1)
      .execute()
}

/** Events that were given up, newest first, for a human to check. What people said in them is left out. */
export async function failedEvents({ db }: Store, limit: number) {
  return await db
    .selectFrom('inbox')
    .select(['id', 'at', 'attempts', 'problem'])
    .where('state', '=', 'failed')
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
