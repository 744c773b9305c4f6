import type { Alarm, Alarms } from '../delivery/send-results.ts'
import { put } from '../delivery/outbox.ts'
import { ownChatOf } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Case } from './case.ts'
import { composeNoPacket, composeNoWords, composeShortPacket, composeUnreached } from './notices.ts'
import { loadCase } from './case-store.ts'
import { peopleAmong } from './members.ts'
import { readMessageKey, type CaseMessage } from './message-keys.ts'
import { queueOf, type Queue } from './queue.ts'

/**
 * What to do if a message about a case was not delivered, or only in a shortened form: tell the desk or the
 * leads. Other lost messages are not handled here; they are the admin's concern.
 */
export const alarmsFor = (queues: readonly Queue[]): Alarms => ({
  givenUp: async (tx, outgoing, problem, now) => {
    const lost = await postOfCase(queues, tx, outgoing)
    if (lost === undefined) return
    const { one, queue, kind } = lost
    if (kind === 'packet') await tellLeads(lost, 'given-up', composeNoPacket(one, queue, problem), [tx, outgoing, now])
    else if (kind === 'act' && isAtDesk(queue, outgoing))
      await tellLeads(lost, 'given-up', composeNoWords(one, queue, problem), [tx, outgoing, now])
    else if (kind === 'act') await tellDesk(lost, composeUnreached(one, problem), [tx, outgoing, now])
  },
  shortened: async (tx, outgoing, _problem, now) => {
    const lost = await postOfCase(queues, tx, outgoing)
    if (lost?.kind === 'packet') await tellLeads(lost, 'shortened', composeShortPacket(lost.one, lost.queue), [tx, outgoing, now])
  },
})

/** A new message about a case: the case, its queue, and what the message is. */
type Lost = { readonly one: Case; readonly queue: Queue; readonly kind: CaseMessage['kind'] }

/** The transaction in which a loss is told, the lost message, and the time. */
type Loss = readonly [tx: Parameters<Alarm>[0], outgoing: Parameters<Alarm>[1], now: number]

/** What a new message about a case is; `undefined` for any other message, and for a change of a card. */
async function postOfCase(queues: readonly Queue[], tx: Loss[0], { key, kind }: Loss[1]): Promise<Lost | undefined> {
  const message = readMessageKey(key)
  const one = message === undefined || kind !== 'post' ? undefined : await loadCase(tx, message.number)
  const queue = queueOf(queues, one)
  return message === undefined || one === undefined || queue === undefined ? undefined : { one, queue, kind: message.kind }
}

const isAtDesk = ({ desk }: Queue, { place }: Loss[1]): boolean => place.platform === desk.platform && place.id === desk.id

/** Tells the desk, in the case's thread. */
const tellDesk = ({ one, queue: { desk } }: Lost, reply: ChatReply, [tx, { key }, now]: Loss): Promise<void> =>
  put(tx, { kind: 'post', key: `unreached:${key}`, place: desk, thread: one.packet, reply }, now)

/** Tells each lead of a queue in their own chat. If no person is named as lead, each person who is counsel is told. */
async function tellLeads({ queue }: Lost, what: 'given-up' | 'shortened', reply: ChatReply, [tx, { key }, now]: Loss): Promise<void> {
  const leads = peopleAmong(queue.leads)
  for (const reader of leads.length > 0 ? leads : peopleAmong(queue.counsel))
    await put(tx, { kind: 'post', key: `${what}:${key}:${reader}`, place: ownChatOf(reader), reply }, now)
}
