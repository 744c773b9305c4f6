import { contains, eraseWords, isOnHold, mentions, type ErasureRequest } from './record/retention.ts'
import type { Store } from './store/store.ts'
import type { Tx } from './store/tables.ts'
import { forgetInTips } from './tips/subscriptions.ts'
import { forgetAccount } from './cases/accounts.ts'
import { handedBack, parseCase, type Case } from './cases/case.ts'
import { saveCase } from './cases/case-store.ts'
import { allOfCase } from './cases/message-keys.ts'
import { queueOf } from './cases/queue.ts'
import type { Settings } from './config.ts'
import { ownChatOf } from './port/incoming.ts'
import { fieldOf } from './port/field.ts'

/**
 * Erases a person: their words and name in the record; their name in cases; waiting messages and events;
 * conversations; the addresses to reach them; linked accounts, deputyships and tips. The cases continue
 * without the name; an unfinished case that the person had claimed is open again. Returns how many entries of
 * the record lost their words. Throws, and erases nothing, if the person is under a legal hold.
 */
export async function erasePerson(
  store: Store,
  { hold, queues }: Pick<Settings, 'hold' | 'queues'>,
  person: string,
  asked: ErasureRequest,
  now: number,
): Promise<number> {
  if (isOnHold(hold, person)) throw new Error(`\`${person}\` is under a legal hold, so nothing of theirs is erased`)
  const count = await eraseWords(store, person, asked, now)
  await store.write(async (tx) => {
    const asked = await forgetInCases(tx, queues, person, now)
    await forgetInBoxes(tx, person, asked)
    await forgetInTips(tx, person)
    await tx
      .deleteFrom('covers')
      .where((row) => row.or([row('person', '=', person), row('deputy', '=', person)]))
      .execute()
    await forgetAccount(tx, person, now)
    const { platform, id } = ownChatOf(person)
    await tx
      .deleteFrom('conversations')
      .where('platform', '=', platform)
      .where('id', 'in', [id, `user ${id}`])
      .execute()
    // The memory of a thread names everyone whose words are in it, so it is deleted, too.
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

/** Removes a person's name from all cases. Returns the numbers of the cases in which they were the asker. */
async function forgetInCases(tx: Tx, queues: Settings['queues'], person: string, now: number): Promise<readonly number[]> {
  const rows = await tx
    .selectFrom('cases')
    .select('body')
    .where((row) => mentions(row.ref('body'), person))
    .execute()
  const asked: number[] = []
  for (const { body } of rows) {
    const was = parseCase(body)
    if (was.asker.id === person) asked.push(was.number)
    const one: Case = JSON.parse(body, (_, value: unknown) => (fieldOf(value, 'id') === person ? nobody : value))
    const kept = was.asker.id === person ? { ...one, askerPlace: { platform: one.askerPlace.platform, id: 'erased' } } : one
    await saveCase(tx, was.claimedBy?.id === person ? handedBack(kept, now) : kept, queueOf(queues, kept), now)
  }
  return asked
}

/**
 * Forgets a person in inbox, outbox and pace. Messages already sent remain, but without the person's id, also
 * in the key of a message to this one reader. Messages not yet sent are dropped if they go to the person,
 * mention the person, or belong to a case in `asked`. Events that mention the person lose their content and are
 * not handled any more. `asked` has the numbers of the cases in which the person was the asker.
 */
async function forgetInBoxes(tx: Tx, person: string, asked: readonly number[]): Promise<void> {
  const { platform, id } = ownChatOf(person)
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
        ...asked.map((number) => row('key', 'like', allOfCase(number))),
      ]),
    )
    .execute()
  await tx
    .updateTable('outbox')
    .set({ channel: `${platform} erased`, place: JSON.stringify({ platform, id: 'erased' }) })
    .where('channel', '=', `${platform} ${id}`)
    .execute()
  await tx.deleteFrom('pace').where('channel', '=', `${platform} ${id}`).execute()
  const rows = await tx
    .selectFrom('outbox')
    .select(['seq', 'key'])
    .where((row) => row.or([contains(row.ref('key'), person), contains(row.ref('key'), JSON.stringify([platform, id]).slice(1, -1))]))
    .execute()
  for (const { seq, key } of rows.filter((row) => namesPerson(row.key, person)))
    await tx
      .updateTable('outbox')
      .set({ key: `erased:${seq}` })
      .where('key', '=', key)
      .execute()
}

/** Whether the key of a message names a person: as its reader ("reminder:7:slack:U1"), or by their own place (`placeKey`). */
function namesPerson(key: string, person: string): boolean {
  const { platform, id } = ownChatOf(person)
  return key.endsWith(`:${person}`) || key.includes(`:${person}:`) || key.includes(JSON.stringify([platform, id]).slice(0, -1))
}
