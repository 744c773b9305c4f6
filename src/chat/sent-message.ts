import { composeStatus } from '../cases/asker-card.ts'
import { composePacket } from '../cases/desk-card.ts'
import { readMessageKey } from '../cases/message-keys.ts'
import { messageShownAs } from '../delivery/outbox.ts'
import { findAnswers } from '../record/answers.ts'
import type { Place } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'
import { loadCaseWithBrief } from './casework.ts'
import type { ChatParts } from './plan.ts'

/**
 * What one of Licet's messages shows. For an answer: its record entry (`entry`), and its reply unless its
 * words were erased (`said`). For a card of a case: what the card would show now (`now`). Empty for any
 * other message.
 */
export type Shown = { readonly entry?: string; readonly said?: ChatReply; readonly now?: ChatReply }

/** Looks up what a message shows, by the id that the platform gave it. `now` is in epoch milliseconds. */
export async function shownAt(parts: ChatParts, place: Place, message: string, now: number): Promise<Shown> {
  const put = await messageShownAs(parts.store, place, message)
  if (put === undefined) return {}
  if (put.entry !== null) {
    const [recorded] = await findAnswers(parts.store, { id: put.entry })
    return { entry: put.entry, ...(recorded?.words === undefined ? {} : { said: recorded.words.reply }) }
  }
  const about = readMessageKey(put.key)
  if (about?.kind !== 'status' && about?.kind !== 'packet') return {}
  const found = await loadCaseWithBrief(parts, String(about.number))
  if (found === undefined) return {}
  const { one, queue, brief, remark } = found
  if (about.kind === 'status') return { now: composeStatus(one, queue, now) }
  return one.packet === put.key ? { now: composePacket(one, queue, brief, remark, now) } : {}
}
