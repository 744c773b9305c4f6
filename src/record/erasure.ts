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
    [['answer', 'feedback'], retention.answer],
    [['act', 'refused', 'correction', 'reminder'], retention.case],
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
  await store.db.deleteFrom('kv').where('expires', '<', now).execute()
  return count
}

/** Erases every word of a person, in the record, the cases and what waits to be said. Returns how many entries. */
export async function erasePerson(store: Store, person: string, reason: string, now: number): Promise<number> {
  const theirs = (tx: Tx) => tx.selectFrom('record_text').select('id').where('person', '=', person).where('words', 'is not', null)
  let count = 0
  for (let erased = batch; erased === batch; count += erased)
    erased = await store.write((tx) => erase(tx, theirs(tx), `on request: ${reason}`, now))
  await store.write((tx) => forget(tx, person))
  return count
}

async function erase(tx: Tx, which: ReturnType<typeof oldest>, why: string, now: number): Promise<number> {
  const ids = (await which.limit(batch).execute()).map((row) => row.id)
  if (ids.length === 0) return 0
  await tx.updateTable('record_text').set({ words: null, salt: null, person: null }).where('id', 'in', ids).execute()
  await append(tx, { kind: 'erasure', at: now, body: { why, erased: ids } })
  return ids.length
}

const oldest = (tx: Tx) => tx.selectFrom('record_text').select('id')

/** Cases keep their course without the name; a conversation and a deputyship end. */
async function forget(tx: Tx, person: string): Promise<void> {
  const rows = await tx
    .selectFrom('cases')
    .select(['number', 'body'])
    .where('body', 'like', `%${JSON.stringify(person).slice(1, -1)}%`)
    .execute()
  const nobody = { id: 'erased', name: 'an erased person' }
  for (const { number, body } of rows) {
    const without = JSON.stringify(
      JSON.parse(body, (_, value: unknown) => ((value as { id?: unknown } | null)?.id === person ? nobody : value)),
    )
    const known = JSON.parse(without) as { readonly asker: { readonly id: string }; readonly claimedBy?: { readonly id: string } }
    await tx
      .updateTable('cases')
      .set({ body: without, asker: known.asker.id, claimed_by: known.claimedBy?.id ?? null })
      .where('number', '=', number)
      .execute()
  }
  await tx
    .deleteFrom('covers')
    .where((row) => row.or([row('person', '=', person), row('deputy', '=', person)]))
    .execute()
  await tx.deleteFrom('kv').where('key', 'like', `%|${person}`).execute()
}
