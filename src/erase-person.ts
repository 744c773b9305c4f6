import { eraseWords, mentions, type Asked } from './record/retention.ts'
import type { Store, Tx } from './store/store.ts'
import { forgetInTips } from './tips/subscriptions.ts'
import { forgetAccount } from './cases/accounts.ts'
import type { Case } from './cases/case.ts'
import { saveCase } from './cases/desk.ts'
import { placeOf } from './port/incoming.ts'

/**
 * Erases a person: their words and name in the record, the cases, what waits to be said or handled, conversations, how they
 * are reached, other accounts, deputyships and tips. Cases keep their course; one that they had is open again. Returns how
 * many entries of the record.
 */
export async function erasePerson(store: Store, person: string, asked: Asked, now: number): Promise<number> {
  const count = await eraseWords(store, person, asked, now)
  await store.write(async (tx) => {
    const asked = await forgetInCases(tx, person, now)
    await forgetInBoxes(tx, person, asked)
    await forgetInTips(tx, person)
    await tx
      .deleteFrom('covers')
      .where((row) => row.or([row('person', '=', person), row('deputy', '=', person)]))
      .execute()
    await forgetAccount(tx, person, now)
    const { platform, id } = placeOf(person)
    await tx
      .deleteFrom('conversations')
      .where('platform', '=', platform)
      .where('id', 'in', [id, `user ${id}`])
      .execute()
    // What a thread remembers names everyone whose words are in it.
    await tx
      .deleteFrom('kv')
      .where((row) => mentions(row.ref('value'), person))
      .execute()
    const keys = await tx.selectFrom('kv').select('key').execute()
    const theirs = keys.map(({ key }) => key).filter((key) => key.endsWith(`|${person}`))
    if (theirs.length > 0) await tx.deleteFrom('kv').where('key', 'in', theirs).execute()
  })
  await store.wipe()
  return count
}

const nobody = { id: 'erased', name: 'an erased person' }

/** Returns the numbers of the cases that were theirs as an asker. */
async function forgetInCases(tx: Tx, person: string, now: number): Promise<readonly number[]> {
  const rows = await tx
    .selectFrom('cases')
    .select('body')
    .where((row) => mentions(row.ref('body'), person))
    .execute()
  const asked: number[] = []
  for (const { body } of rows) {
    const was = JSON.parse(body) as Case
    if (was.asker.id === person) asked.push(was.number)
    const one = JSON.parse(body, (_, value: unknown) => ((value as { id?: unknown } | null)?.id === person ? nobody : value)) as Case
    const kept = was.asker.id === person ? { ...one, askerPlace: { platform: one.askerPlace.platform, id: 'erased' } } : one
    await saveCase(tx, was.claimedBy?.id === person ? handedBack(kept, now) : kept, undefined, now)
  }
  return asked
}

/** Nobody has the case any more: it is open, and its clock runs. */
function handedBack({ claimedBy, ...one }: Case, now: number): Case {
  if (one.state !== 'claimed' && one.state !== 'waiting') return { ...one, ...(claimedBy === undefined ? {} : { claimedBy }) }
  return { ...one, state: 'open', ran: one.state === 'waiting' ? [...one.ran, { from: now }] : one.ran }
}

/** What was said stays said; what was still to be said to them, or to be handled for them, is not. */
async function forgetInBoxes(tx: Tx, person: string, asked: readonly number[]): Promise<void> {
  const { platform, id } = placeOf(person)
  await tx
    .updateTable('inbox')
    .set({ payload: null, state: 'handled' })
    .where((row) => mentions(row.ref('payload'), person))
    .execute()
  await tx
    .updateTable('outbox')
    .set({ delivery: null, state: 'dead', problem: 'the person was erased' })
    .where('state', '!=', 'sent')
    .where((row) =>
      row.or([
        row('channel', '=', `${platform} ${id}`),
        mentions(row.ref('delivery'), person),
        ...asked.map((number) => row('key', 'like', `case:${number}:%`)),
      ]),
    )
    .execute()
  await tx
    .updateTable('outbox')
    .set({ channel: `${platform} erased`, place: JSON.stringify({ platform, id: 'erased' }) })
    .where('channel', '=', `${platform} ${id}`)
    .execute()
}
