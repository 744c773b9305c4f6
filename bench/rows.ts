import { createHash, randomBytes } from 'node:crypto'
import { createLicet } from '../src/index.ts'
import type { Store } from '../src/store/store.ts'
import type { Tx } from '../src/store/tables.ts'

/** Writes the same database rows as Licet does for a question, on behalf of an echo bot. */
export type Rows = {
  readonly received: (id: string, payload: string) => Promise<void>
  readonly answered: (id: string, channel: string, question: string) => Promise<void>
  readonly sent: (id: string, message: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Sample contents as large as Licet's: an answer as stored in the record and the outbox, and a remembered conversation. */
const { reply } = createLicet(new URL('../knowledge', import.meta.url).pathname).ask('drone to Poland', {
  asOf: '2026-11-23',
  today: '2026-11-23',
})
const talk = JSON.stringify({ value: { turns: [{ text: 'drone to Poland' }], last: 'e'.repeat(16) } })
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** How writes are committed: each in its own transaction, as is usual, or several that arrive together in one, as Licet does. */
export type Commits = 'alone' | 'together'

/** Writes the rows directly with Kysely. */
export function createRows(store: Store, platform: string, commits: Commits): Rows {
  const write = (work: (tx: Tx) => Promise<void>): Promise<void> =>
    commits === 'together' ? store.write(work) : store.db.transaction().execute(work)
  return {
    received: (id, payload) =>
      write(async (tx) => {
        await tx
          .insertInto('inbox')
          .values({ id, at: Date.now(), payload, state: 'received', attempts: 1, due: Date.now() + 10_000, problem: null })
          .execute()
      }),
    answered: (id, channel, question) =>
      write(async (tx) => {
        await tx.updateTable('inbox').set({ state: 'handled', payload: null, problem: null }).where('id', '=', id).execute()
        await link(tx, id, platform, question)
        await post(tx, id, platform, channel)
        for (const paced of [platform, `${platform} ${channel}`]) await pace(tx, paced)
        await tx
          .insertInto('kv')
          .values({ key: `talk ${id}`, value: talk, expires: null })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: talk }))
          .execute()
      }),
    sent: (id, message) =>
      write(async (tx) => {
        await tx.updateTable('outbox').set({ state: 'sent', sent_at: Date.now(), message, delivery: null }).where('key', '=', id).execute()
      }),
    close: () => store.close(),
  }
}

async function link(tx: Tx, id: string, platform: string, question: string): Promise<void> {
  const head = await tx.selectFrom('record_head').select(['seq', 'hash']).executeTakeFirstOrThrow()
  const salt = randomBytes(16).toString('hex')
  const words = JSON.stringify({ person: `${platform}:1`, question, reply })
  const body = JSON.stringify({ verdict: null, words: sha256(salt + words) })
  const row = { seq: head.seq + 1, id, at: Date.now(), kind: 'answer', receipt: null, case_number: null, body, previous: head.hash }
  const hash = sha256(JSON.stringify(row))
  await tx
    .insertInto('record')
    .values({ ...row, hash })
    .execute()
  await tx
    .insertInto('record_text')
    .values({ id, at: row.at, kind: row.kind, person: `${platform}:1`, salt, words })
    .execute()
  await tx.updateTable('record_head').set({ seq: row.seq, hash }).execute()
}

async function post(tx: Tx, key: string, platform: string, channel: string): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({
      key,
      platform,
      channel: `${platform} ${channel}`,
      place: JSON.stringify({ platform, id: channel }),
      delivery: JSON.stringify({ kind: 'post', reply }),
      state: 'due',
      due: Date.now(),
      attempts: 1,
      unsure: 1,
      claimed_until: Date.now() + 60_000,
      made_at: Date.now(),
      sent_at: null,
      message: null,
      problem: null,
      entry: null,
    })
    .execute()
}

async function pace(tx: Tx, channel: string): Promise<void> {
  const row = { channel, free_at: Date.now(), held_until: 0 }
  await tx
    .insertInto('pace')
    .values(row)
    .onConflict((conflict) => conflict.column('channel').doUpdateSet({ free_at: row.free_at }))
    .execute()
}
