import { put } from '../delivery/outbox.ts'
import { append } from '../record/chain.ts'
import type { Tx } from '../store/tables.ts'
import { composeStatus } from './asker-card.ts'
import { topicOf, type Brief } from './brief.ts'
import { parseCase, whoOf, type Case } from './case.ts'
import { columnsOf } from './case-store.ts'
import { composePacket } from './desk-card.ts'
import { answerDueOf } from './due.ts'
import { packetKey, statusKey } from './message-keys.ts'
import type { Doer } from './perform.ts'
import type { Queue } from './queue.ts'
import { callsOf, linkTo } from './show-cards.ts'

/**
 * Opens a case about one of Licet's answers: a card (the packet) goes to the queue's desk, the status into
 * the asker's thread. If the asker (with the same account) already has a case about this answer that is not
 * closed, that case is returned instead, with `isNew` false.
 */
export async function openCase(
  tx: Tx,
  brief: Brief,
  queue: Queue,
  filled: { readonly remark: string; readonly neededBy: string; readonly urgency: string },
  { person, place, now }: Doer,
): Promise<{ readonly case: Case; readonly isNew: boolean }> {
  const known = await openCaseOf(tx, brief.recorded.id, person.id)
  if (known !== undefined) return { case: known, isNew: false }
  const last = await tx
    .selectFrom('cases')
    .select((of) => of.fn.max('number').as('number'))
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const { recorded } = brief
  const link = await append(tx, {
    kind: 'act',
    at: now,
    case: number,
    person: person.id,
    receipt: recorded.receipt,
    body: { act: 'open', entry: recorded.id, queue: queue.id, to: 'open' },
    words: { person: whoOf(person), place, text: filled.remark, neededBy: filled.neededBy, urgency: filled.urgency },
  })
  const one: Case = {
    number,
    state: 'open',
    queue: queue.id,
    topic: topicOf(recorded),
    entry: recorded.id,
    opening: link.id,
    receipt: recorded.receipt,
    verdict: recorded.body.verdict ?? recorded.body.intent,
    asker: whoOf(person),
    ...(person.zone === undefined ? {} : { askerZone: person.zone }),
    askerPlace: place,
    packet: packetKey(number, link.id),
    urgency: filled.urgency === 'urgent' ? 'urgent' : 'normal',
    ...(filled.neededBy === '' ? {} : { neededBy: filled.neededBy }),
    openedAt: now,
    ran: [{ from: now }],
    reminded: [],
  }
  await tx
    .insertInto('cases')
    .values({ number, ...columnsOf(one, now), due: answerDueOf(one, queue, now) })
    .execute()
  const packet = composePacket(one, queue, brief, filled.remark, now)
  await put(tx, { kind: 'post', key: one.packet, place: queue.desk, reply: { ...packet, calls: callsOf(queue) }, ...linkTo(one) }, now)
  await put(
    tx,
    { kind: 'post', key: statusKey(number), place, waiting: person.id, insiders: true, reply: composeStatus(one, queue, now) },
    now,
  )
  return { case: one, isNew: true }
}

async function openCaseOf(tx: Tx, entry: string, asker: string): Promise<Case | undefined> {
  const rows = await tx.selectFrom('cases').select('body').where('asker', '=', asker).where('state', '!=', 'closed').execute()
  return rows.map(({ body }) => parseCase(body)).find((one) => one.entry === entry)
}
