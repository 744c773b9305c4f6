import { put } from '../delivery/outbox.ts'
import { append } from '../record/chain.ts'
import { ownChatOf } from '../port/incoming.ts'
import type { Tx } from '../store/tables.ts'
import { parseCase, type Case } from './case.ts'
import { composeReminders } from './case-lists.ts'
import { coversAt, saveCase } from './case-store.ts'
import { composeLate } from './notices.ts'
import { peopleAmong } from './members.ts'
import { lateKey } from './message-keys.ts'
import { queueOf, type Queue } from './queue.ts'
import type { Covers } from './roles.ts'
import { remindersDue, type Reminder } from './due.ts'
import { toAsker } from './tell.ts'

type Due = { readonly one: Case; readonly queue: Queue; readonly reminders: readonly Reminder[] }

/**
 * Sends the reminders that are due, one message for each reader. The readers of a case's reminder are
 * whoever has it (or their deputy), or the desk if nobody has it; once a time limit is over, also the
 * people who are leads (the desk, if there are none). An asker is told if counsel's answer is late. Returns
 * the number of cases.
 */
export async function remind(tx: Tx, queues: readonly Queue[], now: number): Promise<number> {
  const rows = await tx
    .selectFrom('cases')
    .select('body')
    .where('state', 'in', ['open', 'claimed'])
    .orderBy('due')
    .orderBy('number')
    .execute()
  const due = rows.flatMap(({ body }): readonly Due[] => {
    const one = parseCase(body)
    const queue = queueOf(queues, one)
    const reminders = queue === undefined ? [] : remindersDue(one, queue, now)
    return queue === undefined || reminders.length === 0 ? [] : [{ one, queue, reminders }]
  })
  if (due.length === 0) return 0
  for (const { one, queue, reminders } of due) await saveCase(tx, { ...one, reminded: [...one.reminded, ...reminders] }, queue, now)
  const link = await append(tx, {
    kind: 'reminder',
    at: now,
    body: { cases: due.map(({ one, reminders }) => ({ case: one.number, reminders })) },
  })
  for (const { one, queue, reminders } of due)
    if (reminders.includes('answer-breach')) await put(tx, toAsker(one, lateKey(one.number, link.id), composeLate(one, queue)), now)
  const covers = await coversAt(tx, now)
  for (const [reader, theirs] of byReader(due, covers))
    await put(
      tx,
      { kind: 'post', key: `reminder:${link.id}:${reader}`, place: ownChatOf(reader), reply: composeReminders(theirs, now) },
      now,
    )
  return due.length
}

function byReader(due: readonly Due[], covers: Covers): ReadonlyMap<string, readonly Due[]> {
  const readers = new Map<string, Due[]>()
  const add = (reader: string, one: Due): unknown => readers.set(reader, [...(readers.get(reader) ?? []), one])
  for (const one of due) {
    const claimant = one.one.claimedBy?.id
    const desk = `${one.queue.desk.platform}:${one.queue.desk.id}`
    const leads = peopleAmong(one.queue.leads)
    const first = claimant === undefined ? desk : readerFor(one.one, claimant, covers)
    const isBreach = one.reminders.some((reminder) => reminder.endsWith('breach'))
    for (const reader of new Set([first, ...(isBreach ? (leads.length > 0 ? leads : [desk]) : [])])) add(reader, one)
  }
  return readers
}

/**
 * Who gets the reminder of a claimed case: the claimant's deputy, or the claimant if there is no deputy or the deputy asked the
 * question.
 */
function readerFor({ asker }: Case, claimant: string, covers: Covers): string {
  const deputy = covers.get(claimant)
  return deputy === undefined || deputy === asker.id ? claimant : deputy
}
