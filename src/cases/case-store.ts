import { placeKey } from '../port/incoming.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { everLinked } from './accounts.ts'
import type { Brief } from './brief.ts'
import { parseCase, type Case } from './case.ts'
import { answerDueOf } from './due.ts'
import type { Queue } from './queue.ts'
import type { Askers, Covers } from './roles.ts'

/** A case by its number; `undefined` if there is none. */
export async function loadCase(tx: Pick<Tx, 'selectFrom'>, number: number): Promise<Case | undefined> {
  const row = await tx.selectFrom('cases').select('body').where('number', '=', number).executeTakeFirst()
  return row === undefined ? undefined : parseCase(row.body)
}

/** Stores a case in its present state. If `queue` is not given, the stored due time stays as it is. */
export async function saveCase(tx: Tx, one: Case, queue: Queue | undefined, now: number): Promise<void> {
  await tx
    .updateTable('cases')
    .set({ ...columnsOf(one, now), ...(queue === undefined ? {} : { due: answerDueOf(one, queue, now) }) })
    .where('number', '=', one.number)
    .execute()
}

/** The columns of a case in the table `cases`, except its number and `due`. */
export const columnsOf = (one: Case, now: number) => ({
  state: one.state,
  queue: one.queue,
  topic: one.topic,
  asker: one.asker.id,
  claimed_by: one.claimedBy?.id ?? null,
  asker_place: placeKey(one.askerPlace),
  updated_at: now,
  body: JSON.stringify(one),
  answered_at: one.state === 'answered' ? (one.answer?.at ?? now) : null,
})

/** The deputies at a moment: for each person who is covered, the id of their deputy. */
export async function coversAt(tx: Pick<Tx, 'selectFrom'>, now: number): Promise<Covers> {
  const rows = await tx.selectFrom('covers').select(['person', 'deputy']).where('until', '>', now).execute()
  return new Map(rows.map(({ person, deputy }) => [person, deputy]))
}

/**
 * All accounts of the person who asked a case's question: the account that opened the case, the one that
 * asked the question, and every account linked with either at any time since the question (or since the case
 * was opened, if that was earlier).
 */
export function askersOf(db: Store['db'], one: Case, { recorded }: Brief): Promise<Askers> {
  const author = recorded.words?.person.id
  const known = author === undefined ? [one.asker.id] : [one.asker.id, author]
  return everLinked(db, known, Math.min(one.openedAt, recorded.at))
}
