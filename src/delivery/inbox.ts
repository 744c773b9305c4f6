import { prepared } from '../store/prepared.ts'
import type { Store, Tx } from '../store/store.ts'
import { shortRest, together } from '../store/batch.ts'
import { backoff, longestBackoff, mostTries } from './backoff.ts'
import { farthest, isReached } from './clock-skew.ts'

/** How long one process has for an event before another may take it up, in milliseconds. */
export const lease = 10_000

/** An event that waits to be handled: as it was received, or again after a crash or a failure. */
export type Waiting = { readonly id: string; readonly payload: string; readonly attempts: number }

/** Keeps an event before anybody acknowledges it. `false` where it is known already, however often it comes. */
export type Receive = (event: { readonly id: string; readonly payload: string; readonly now: number }) => Promise<boolean>

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1)

/** The receiving end of a process: events that come at the same time are kept in one commit. */
export const createReceiver = ({ db }: Store): Receive =>
  together(
    async (events) => {
      // Every process keeps them in one order: else two, to which the same events come, would each wait for the other.
      const first = [...new Map(events.toReversed().map((event) => [event.id, event])).values()].toSorted(byId)
      const rows = await db
        .insertInto('inbox')
        .values(
          first.map(({ id, payload, now }) => ({ id, at: now, payload, state: 'received', attempts: 1, due: now + lease, problem: null })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .execute()
      const fresh = new Set(rows.map((row) => row.id))
      return events.map(({ id }) => fresh.delete(id))
    },
    { rest: shortRest },
  )

/** Takes up what was received and not handled: its process died, or it failed and its wait is over. Nothing where `limit` leaves no room. */
export async function takeUp({ db }: Store, now: number, limit: number): Promise<readonly Waiting[]> {
  if (limit <= 0) return []
  const isDue = isReached<'inbox'>('due', now, farthest(now, longestBackoff))
  const rows = await db
    .updateTable('inbox')
    .set((row) => ({ due: now + lease, attempts: row('attempts', '+', 1) }))
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

/** Whether an event is still to be handled. */
export const isWaiting = async ({ db }: Store, id: string): Promise<boolean> => (await stateOf(db, { id }))[0]?.state === 'received'

const markHandled = prepared((db, { id }: { readonly id: string }) =>
  db
    .updateTable('inbox')
    .set({ state: 'handled', payload: null, problem: null })
    .where('id', '=', id)
    .where('state', '=', 'received')
    .returning('id'),
)

/** Marks an event handled, within the transaction of all that it caused. `false` where another process was first. */
export const finish = async (tx: Tx, id: string): Promise<boolean> => (await markHandled(tx, { id })).length > 0

/** Puts an event back after a failure, or gives it up after many. Returns whether it was given up. */
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

/** Frees events that a process received and never began, before their lease ends. What another one has taken up meanwhile stays its own. */
export async function free({ db }: Store, ids: readonly string[], now: number): Promise<void> {
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

/** Events that were given up, newest first, for a human to look at. What was said in them is not shown. */
export async function failedEvents({ db }: Store, limit: number) {
  return await db
    .selectFrom('inbox')
    .select(['id', 'at', 'attempts', 'problem'])
    .where('state', '=', 'failed')
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
