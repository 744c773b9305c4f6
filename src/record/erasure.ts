import { sql } from 'kysely'
import type { Store, Tx } from '../store/store.ts'
import { append } from './chain.ts'

/** How long words are kept, in days, by kind of entry. The chain itself is kept for good. */
export type Retention = { readonly answer: number; readonly case: number; readonly event: number }

const day = 86_400_000
/** So many words are erased by one entry of the chain at most. */
const batch = 1000

/** Erases the words whose time is over, and says so in the chain. Returns how many. */
export async function eraseOld(store: Store, retention: Retention, now: number): Promise<number> {
  let count = 0
  for (const [kinds, days] of [
    [['answer', 'feedback', 'shared'], retention.answer],
    [['act', 'refused', 'correction', 'reminder', 'linked', 'unlinked'], retention.case],
  ] as const) {
    const old = (tx: Tx) =>
      tx
        .selectFrom('record_text')
        .select('id')
        .where('kind', 'in', kinds)
        .where('at', '<', now - days * day)
        .where('words', 'is not', null)
    for (let erased = batch; erased === batch; count += erased) erased = await store.write((tx) => erase(tx, old(tx), 'retention', now))
  }
  await store.db
    .deleteFrom('inbox')
    .where('state', '!=', 'received')
    .where('at', '<', now - retention.event * day)
    .execute()
  await store.db
    .updateTable('outbox')
    .set({ delivery: null })
    .where('state', '=', 'dead')
    .where('made_at', '<', now - retention.event * day)
    .execute()
  await store.db.deleteFrom('kv').where('expires', '<', now).execute()
  await store.wipe()
  return count
}

/** Erases every entry that holds a person's words or names them. Returns how many. */
export async function eraseWords(store: Store, person: string, reason: string, now: number): Promise<number> {
  const theirs = (tx: Tx) =>
    tx
      .selectFrom('record_text')
      .select('id')
      .where('words', 'is not', null)
      .where((row) => row.or([row('person', '=', person), mentions(row.ref('words'), person)]))
  let count = 0
  for (let erased = batch; erased === batch; count += erased)
    erased = await store.write((tx) => erase(tx, theirs(tx), `on request: ${reason}`, now))
  return count
}

/** Whether a JSON text holds an id, as JSON writes it. No wildcards: an id may hold any character. */
export const mentions = (text: unknown, id: string) => sql<boolean>`replace(${text}, ${JSON.stringify(id).slice(1, -1)}, '') <> ${text}`

async function erase(tx: Tx, which: ReturnType<typeof oldest>, why: string, now: number): Promise<number> {
  const ids = (await which.limit(batch).execute()).map((row) => row.id)
  if (ids.length === 0) return 0
  await tx.updateTable('record_text').set({ words: null, salt: null, person: null }).where('id', 'in', ids).execute()
  await append(tx, { kind: 'erasure', at: now, body: { why, erased: ids } })
  return ids.length
}

const oldest = (tx: Tx) => tx.selectFrom('record_text').select('id')
