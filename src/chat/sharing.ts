import { whoOf } from '../cases/case.ts'
import { forgetGivenUp, put, stateOf } from '../delivery/outbox.ts'
import { append } from '../record/chain.ts'
import { messagesNeeded } from '../record/needed-messages.ts'
import type { RecordedAnswer } from '../record/answers.ts'
import { placeKey, ownChatOf, type Audience, type Place } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'
import { say, saying, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import { answerBehind, withAnswerEntry } from './plan-question.ts'
import { alreadyShared, nobodyHere, noAnswerFor } from './replies.ts'

/**
 * The place where an answer would be shared, and who reads there. `isElsewhere`: it is not the place of the
 * event.
 */
type ShareTarget = { readonly place: Place; readonly audience: Audience; readonly isElsewhere: boolean }

/**
 * The place where an answer would be shared: this one or, if the person is alone with Licet here, the place
 * where they asked. It is unknown who is in that place now, so outsiders are assumed. `undefined` if there
 * is nobody to share it with.
 */
function targetOf({ words }: RecordedAnswer, { place, person, audience }: TimedEvent): ShareTarget | undefined {
  if (audience !== undefined && audience !== 'alone') return { place, audience, isElsewhere: false }
  const asked = words?.person.id === person.id ? words.place : undefined
  if (asked === undefined || [place.id, ownChatOf(person.id).id].includes(asked.id)) return undefined
  return { place: asked, audience: 'outsiders', isElsewhere: true }
}

const warningAt = ({ audience, isElsewhere }: ShareTarget): string => {
  if (isElsewhere) return 'It goes to where you asked. People from outside your company may be there and would read this. '
  return audience === 'outsiders' ? 'People from outside your company are here and would read this. ' : ''
}

type Shareable = { readonly recorded: RecordedAnswer; readonly shared: ChatReply; readonly target: ShareTarget }

/** What of an answer would be shared, and where; or a plan that says why it cannot be shared. */
async function shareable(parts: ChatParts, heard: TimedEvent, of: string | undefined): Promise<Shareable | Plan> {
  const recorded = await answerBehind(parts, heard, of)
  const shared = recorded === undefined ? undefined : sharedReply(parts, recorded, heard)
  if (recorded === undefined || shared === undefined) return saying(heard, noAnswerFor(of))
  const target = targetOf(recorded, heard)
  return target === undefined ? saying(heard, nobodyHere) : { recorded, shared, target }
}

/** The outbox key of a shared answer: it is posted once to a channel, chat or thread, whoever shares it. */
const sharedKey = (entry: string, place: Place): string => `shared:${entry}:${placeKey(place)}`

/** Before an answer is shared, shows the person what everyone in the place would see. */
export async function planShare(parts: ChatParts, heard: TimedEvent, of: string | undefined): Promise<Plan> {
  const found = await shareable(parts, heard, of)
  if (!('target' in found)) return found
  const { recorded, shared, target } = found
  if (isPosted(await stateOf(parts.store.db, sharedKey(recorded.id, target.place)))) return saying(heard, alreadyShared(target.isElsewhere))
  return {
    form: {
      id: 'share',
      of: recorded.id,
      title: 'Share this answer',
      intro: `${warningAt(target)}Everyone ${target.isElsewhere ? 'there' : 'here'} would see exactly these words, under your name:`,
      preview: shared,
      submit: target.isElsewhere ? 'Post it there' : 'Post it here',
      fields: [],
    },
  }
}

/** Whether a message with this state in the outbox stands in its place, or still goes there; a message that was given up does not. */
const isPosted = (state: Awaited<ReturnType<typeof stateOf>>): boolean => state === 'due' || state === 'sent'

/** Sends an answer to everyone in the place, and records who shared it; unless it was shared there before. */
export async function planPost(parts: ChatParts, heard: TimedEvent, of: string): Promise<Plan> {
  const found = await shareable(parts, heard, of)
  if (!('target' in found)) return found
  const { recorded, shared, target } = found
  const { person, now } = heard
  const { place, audience, isElsewhere } = target
  const key = sharedKey(of, place)
  return {
    write: async (tx) => {
      if (isPosted(await stateOf(tx, key))) return await say(tx, heard, alreadyShared(isElsewhere))
      await forgetGivenUp(tx, key)
      const words = { person: whoOf(person), place }
      await append(tx, { kind: 'shared', at: now, person: person.id, receipt: recorded.receipt, body: { entry: of, audience }, words })
      const readers = { waiting: person.id, ...(audience === 'colleagues' ? { insiders: true } : {}) }
      await put(tx, { kind: 'post', key, place, reply: shared, ...readers }, now)
    },
  }
}

/**
 * An answer as others see it, with a note that says who shares it, gives its question, and lists the
 * earlier messages that it depends on, but no other messages. `undefined` if its words were erased or
 * withheld.
 */
function sharedReply({ versions }: ChatParts, recorded: RecordedAnswer, { person }: TimedEvent): ChatReply | undefined {
  const { id, words } = recorded
  if (words === undefined || words.question === null) return undefined
  const reply = withAnswerEntry(words.reply, id, false)
  const asked = [...messagesNeeded(versions.current, recorded), words.question].join(' / ')
  return { ...reply, blocks: [{ kind: 'note', text: `${person.name} shares Licet’s answer to: ${asked}` }, ...reply.blocks] }
}
