import { sql } from 'kysely'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { keysOf } from '../knowledge/keys.ts'
import { append, type EntryKind } from './chain.ts'
import { dayLength, dayOf } from '../engine/days.ts'

/**
 * For how many days words are kept: those of answers; those of cases, and of all else that somebody did; and
 * those of events that came in ({@link keptAs}). The chain itself is kept forever.
 */
export type Retention = { readonly answer: number; readonly case: number; readonly event: number }

/** How long words are kept, and whose words are kept longer (`hold`): ids of people, or `everybody`. */
export type Keeping = { readonly retention: Retention; readonly hold: readonly string[] }

/** Whether nothing of a person may be erased. `hold` is that of the settings: ids of people, or `everybody`. */
export const isOnHold = (hold: readonly string[], person: string): boolean => hold.includes('everybody') || hold.includes(person)

/** Why a person's words are erased, and who requested it from Licet. */
export type ErasureRequest = { readonly why: string; readonly by: string }

/**
 * For each kind of entry, how long its words are kept. The words of an erasure say who asked for it, and are
 * kept forever.
 */
const keptAs: Readonly<Record<EntryKind, 'answer' | 'case' | 'forever' | 'no words'>> = {
  answer: 'answer',
  feedback: 'answer',
  shared: 'answer',
  act: 'case',
  refused: 'case',
  correction: 'case',
  reminder: 'case',
  linked: 'case',
  unlinked: 'case',
  installed: 'case',
  removed: 'case',
  erasure: 'forever',
  head: 'no words',
  knowledge: 'no words',
}

/** One erasure in the chain covers the words of at most this many entries. */
const batch = 1000

/**
 * Erases the words that are older than `retention` allows, and records that in the chain; also clears inbox
 * and outbox. Returns how many entries lost their words. Words under a `hold` are kept; if everybody is
 * under a hold, nothing at all is done.
 */
export async function eraseOld(store: Store, { retention, hold }: Keeping, now: number): Promise<number> {
  if (hold.includes('everybody')) return 0
  let count = 0
  for (const span of ['answer', 'case'] as const) {
    const kinds = keysOf(keptAs).filter((kind) => keptAs[kind] === span)
    const old = (tx: Tx) =>
      tx
        .selectFrom('record_text')
        .select('id')
        .where('kind', 'in', kinds)
        .where('at', '<', now - retention[span] * dayLength)
        .where('words', 'is not', null)
        .where((row) => row.and(hold.map((person) => row.not(concerns(row.ref('person'), row.ref('words'), person)))))
    for (let erased = batch; erased === batch; count += erased)
      erased = await store.write((tx) => erase(tx, old(tx), { body: { why: 'retention' } }, now))
  }
  await clearBoxes(store, retention, hold, now)
  await store.wipe()
  return count
}

/**
 * Clears inbox and outbox. Events that were handled or given up, and the texts of messages that were given
 * up, are deleted after `event` days. Messages still unsent after `case` days are given up, unless they
 * mention a person in `hold`. Rows about messages are deleted once no stored words can refer to them. Job
 * slots, paces and counts of refusals are kept for a year. Expired memory is deleted.
 */
async function clearBoxes({ db }: Store, retention: Retention, hold: readonly string[], now: number): Promise<void> {
  const longest = now - Math.max(retention.answer, retention.case) * dayLength
  await db
    .deleteFrom('inbox')
    .where('state', '!=', 'received')
    .where('at', '<', now - retention.event * dayLength)
    .execute()
  await db
    .updateTable('outbox')
    .set({ delivery: null })
    .where('state', '=', 'dead')
    .where('made_at', '<', now - retention.event * dayLength)
    .execute()
  await db
    .updateTable('outbox')
    .set({ delivery: null, state: 'dead', problem: 'its time was over before it could be said' })
    .where('state', '=', 'due')
    .where('made_at', '<', now - retention.case * dayLength)
    .where((row) => row.and(hold.map((person) => row.not(mentions(row.ref('delivery'), person)))))
    .execute()
  await db.deleteFrom('outbox').where('state', '!=', 'due').where('made_at', '<', longest).execute()
  await db
    .deleteFrom('runs')
    .where('at', '<', now - year)
    .execute()
  await db
    .deleteFrom('pace')
    .where('free_at', '<', now - year)
    .where('held_until', '<', now - year)
    .execute()
  await db
    .deleteFrom('refusals')
    .where('day', '<', dayOf(now - year))
    .execute()
  await db.deleteFrom('kv').where('expires', '<', now).execute()
}

const year = 366 * dayLength

/**
 * Erases, in all entries, the words that a person wrote and those that name the person. The name of whoever
 * requested the erasure is stored outside the chain; the words of earlier erasures are not erased. Returns
 * how many entries lost their words.
 */
export async function eraseWords(store: Store, person: string, { why, by }: ErasureRequest, now: number): Promise<number> {
  const theirs = (tx: Tx) =>
    tx
      .selectFrom('record_text')
      .select('id')
      .where('words', 'is not', null)
      .where('kind', '!=', 'erasure')
      .where((row) => concerns(row.ref('person'), row.ref('words'), person))
  let count = 0
  for (let erased = batch; erased === batch; count += erased)
    erased = await store.write((tx) => erase(tx, theirs(tx), { body: { why: `on request: ${why}` }, words: { by } }, now))
  return count
}

/** SQL for whether a person (`id`) wrote the words of a row, or is named in them. */
const concerns = (person: unknown, words: unknown, id: string) =>
  sql<boolean>`(coalesce(${person}, '') = ${id} or coalesce(${mentions(words, id)}, false))`

/**
 * SQL for whether a JSON text contains an id, escaped as in JSON. `like` is not used, because an id can
 * contain its wildcards.
 */
export const mentions = (text: unknown, id: string) => contains(text, JSON.stringify(id).slice(1, -1))

/** SQL for whether a text contains another, taken literally. */
export const contains = (text: unknown, part: string) => sql<boolean>`replace(${text}, ${part}, '') <> ${text}`

type Saying = { readonly body: { readonly why: string }; readonly words?: object }

async function erase(tx: Tx, which: ReturnType<typeof oldest>, { body, words }: Saying, now: number): Promise<number> {
  const ids = (await which.limit(batch).execute()).map((row) => row.id)
  if (ids.length === 0) return 0
  await tx.updateTable('record_text').set({ words: null, salt: null, person: null }).where('id', 'in', ids).execute()
  await append(tx, { kind: 'erasure', at: now, body: { ...body, erased: ids }, ...(words === undefined ? {} : { words }) })
  return ids.length
}

const oldest = (tx: Tx) => tx.selectFrom('record_text').select('id')
