import { put, type Outgoing } from '../delivery/outbox.ts'
import { canonicalJson } from '../answer/canonical.ts'
import { ownChatOf, type Place } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Tx } from '../store/tables.ts'
import type { Brief } from './brief.ts'
import type { Case } from './case.ts'
import { composeStatus } from './asker-card.ts'
import { composePacket } from './desk-card.ts'
import { isGroup } from './members.ts'
import { statusKey } from './message-keys.ts'
import type { Queue } from './queue.ts'

/**
 * Whom to mention on a new card at the desk: the groups among the queue's counsel; if there are none, each
 * person who is counsel.
 */
export function callsOf({ counsel }: Queue): readonly string[] {
  const groups = counsel.filter(isGroup)
  return groups.length > 0 ? groups : counsel
}

/**
 * A link from the card at the desk to the asker's conversation; empty for the asker's own chat, which
 * counsel cannot see.
 */
export const linkTo = ({ asker, askerPlace }: Case): Pick<Outgoing, 'link'> =>
  askerPlace.id === ownChatOf(asker.id).id ? {} : { link: { label: 'The conversation', to: askerPlace } }

type Placed = { readonly one: Case; readonly queue: Queue }

/**
 * Updates both cards of a case, the asker's and the one at the desk, if they changed. A case that moved to
 * another queue gets a new card at the new desk.
 */
export async function showBothSides(
  tx: Tx,
  now: Placed,
  was: Placed,
  { brief, remark }: { readonly brief: Brief; readonly remark: string | undefined },
  id: string,
  at: number,
): Promise<void> {
  const renew = async (of: string, place: Place, compose: (placed: Placed) => ChatReply): Promise<void> => {
    const reply = compose(now)
    const more = of === now.one.packet ? linkTo(now.one) : {}
    if (canonicalJson(compose(was)) !== canonicalJson(reply))
      await put(tx, { kind: 'update', key: `${of}:${id}`, place, of, reply, ...more }, at)
  }
  const packet = ({ one, queue }: Placed): ChatReply => composePacket(one, queue, brief, remark, at)
  if (now.one.packet === was.one.packet) await renew(now.one.packet, now.queue.desk, packet)
  else {
    const reply = { ...packet(now), calls: callsOf(now.queue) }
    await put(tx, { kind: 'post', key: now.one.packet, place: now.queue.desk, reply, ...linkTo(now.one) }, at)
  }
  await renew(statusKey(now.one.number), now.one.askerPlace, ({ one, queue }) => composeStatus(one, queue, at))
}
