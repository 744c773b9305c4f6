import type { Alarm, Alarms } from '../delivery/send-results.ts'
import { put } from '../delivery/outbox.ts'
import { placeOf } from '../port/incoming.ts'
import { composeNoPacket, composeShortPacket, composeUnreached } from './notices.ts'
import { loadCase } from './case-store.ts'
import { peopleAmong } from './members.ts'
import { readMessageKey } from './message-keys.ts'
import { queueOf, type Queue } from './queue.ts'

/**
 * What to do if a message about a case was not delivered, or only in a shortened form: tell the desk or the
 * leads. Other lost messages are not handled here; they are the admin's concern.
 */
export const alarmsFor = (queues: readonly Queue[]): Alarms => ({
  givenUp: async (...given) => {
    await tellUnreached(queues, ...given)
    await tellLeads(queues, 'given-up', ...given)
  },
  shortened: (...given) => tellLeads(queues, 'shortened', ...given),
})

/** Tells the desk, in the case's thread, that counsel's words did not reach the asker. */
async function tellUnreached(queues: readonly Queue[], ...[tx, { key, kind }, problem, now]: Parameters<Alarm>): Promise<void> {
  const message = readMessageKey(key)
  const one = message?.kind === 'act' && kind === 'post' ? await loadCase(tx, message.number) : undefined
  const desk = queueOf(queues, one)?.desk
  if (one === undefined || desk === undefined) return
  await put(tx, { kind: 'post', key: `unreached:${key}`, place: desk, thread: one.packet, reply: composeUnreached(one, problem) }, now)
}

/**
 * Tells each lead of a queue, in their own chat, that the card of a case did not reach the desk, or was
 * shortened. If no person is named as lead, each person who is counsel is told.
 */
async function tellLeads(
  queues: readonly Queue[],
  what: 'given-up' | 'shortened',
  ...[tx, { key, kind }, problem, now]: Parameters<Alarm>
): Promise<void> {
  const message = readMessageKey(key)
  const one = message?.kind === 'packet' && kind === 'post' ? await loadCase(tx, message.number) : undefined
  const queue = queueOf(queues, one)
  if (one === undefined || queue === undefined) return
  const leads = peopleAmong(queue.leads)
  const reply = what === 'shortened' ? composeShortPacket(one, queue) : composeNoPacket(one, queue, problem)
  for (const reader of leads.length > 0 ? leads : peopleAmong(queue.counsel))
    await put(tx, { kind: 'post', key: `${what}:${key}:${reader}`, place: placeOf(reader), reply }, now)
}
