import type { Settings } from '../config.ts'
import type { Answered } from '../port/meter.ts'
import { put } from '../delivery/outbox.ts'
import type { Versions } from '../record/versions.ts'
import type { Finding } from '../port/finding.ts'
import type { Form } from '../port/form.ts'
import { ownChatOf, type Incoming, type Person, type Place } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Memory } from '../store/memory.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { inOwnChat } from './replies.ts'

/**
 * What every plan works with: the database, the memory of conversations, the knowledge and the settings. `code` is the version of the
 * program, for the record.
 */
export type ChatParts = {
  readonly store: Store
  readonly memory: Memory
  readonly versions: Versions
  readonly settings: Settings
  readonly code: string
  /**
   * Looks up a person of any platform as they are now. `nobody`: their platform knows no such person, or
   * does not respond. `unknown`: no platform that runs here can look them up.
   */
  readonly lookUp: (id: string) => Promise<Person | 'nobody' | 'unknown'>
  /** Runs the doctor. It takes seconds: never call it within a transaction. */
  readonly examine: () => Promise<readonly Finding[]>
}

/**
 * What is to be done about one event (see *Words of the code* in ARCHITECTURE.md).
 * - `write`: runs in the transaction that marks the event as handled, and must use the database only
 * through that transaction.
 * - `form`: shown at once; if that is not possible, a message with a button that opens it is sent instead.
 * - `home`: the person's own page, shown at once.
 * - `window`: shown in its own window or, if the platform has none, sent to the person alone.
 * - `after`: runs after the transaction, and may be lost if the process dies.
 * - `answered`: the answer to count in the metrics.
 */
export type Plan = {
  readonly write?: (tx: Tx) => Promise<void>
  readonly form?: Form
  readonly home?: ChatReply
  readonly window?: ChatReply
  readonly after?: () => Promise<void>
  readonly answered?: Answered
}

/**
 * An event and the time at which it is handled: `now` in epoch milliseconds, `today` as ISO day. `above`:
 * the outbox key of Licet's message that started the thread of the event; `undefined` if there is none.
 */
export type TimedEvent = Incoming & { readonly now: number; readonly today: string; readonly above: string | undefined }

/** The outbox key of the reply to an event. */
export const replyKey = ({ event }: Incoming): string => `reply:${event}`

/**
 * Replies to an event in the place where it happened: only to its person or, if `only` is false, to
 * everyone there.
 */
export const say = (tx: Tx, heard: TimedEvent, reply: ChatReply, only = true): Promise<void> =>
  put(
    tx,
    only
      ? { kind: 'post', key: replyKey(heard), ...privately(heard), reply }
      : {
          kind: 'post',
          key: replyKey(heard),
          place: heard.place,
          reply,
          waiting: heard.person.id,
          ...(heard.audience === 'colleagues' ? { insiders: true } : {}),
        },
    heard.now,
  )

/**
 * Where to send a message that only the person of an event sees. It goes into the event's thread if
 * somebody has replied there, because it would not be visible in a thread without replies; otherwise into
 * the channel or chat that contains the thread.
 */
const privately = ({ place: { thread, ...around }, person, event, startsThread }: TimedEvent) => ({
  place: thread === undefined || startsThread === true ? around : { ...around, thread },
  only: person.id,
  event,
})

/**
 * Where a message that only the person of an event sees will last: here or, if such messages vanish here
 * after a while, in the person's own chat.
 */
export const keepingPlace = (heard: TimedEvent): Place => (heard.fades === true ? ownChatOf(heard.person.id) : privately(heard).place)

/**
 * Replaces an earlier message; `of` is its outbox key. If only the person sees the message (`only`) and
 * such messages vanish here, the message is in their own chat, and a line here tells them so.
 */
export async function replaceMessage(tx: Tx, heard: TimedEvent, of: string, reply: ChatReply, only: boolean): Promise<void> {
  const readers = { waiting: heard.person.id, insiders: true }
  await put(tx, { kind: 'update', key: replyKey(heard), place: heard.place, of, reply, ...readers }, heard.now)
  if (only && heard.fades === true) await point(tx, heard, reply)
}

/**
 * Sends a message that must last to the person alone. If such messages vanish here, it goes to their own
 * chat, and one line here points to it.
 */
export async function sayToKeep(tx: Tx, heard: TimedEvent, reply: ChatReply): Promise<void> {
  if (heard.fades !== true) return await say(tx, heard, reply)
  await put(tx, { kind: 'post', key: replyKey(heard), place: ownChatOf(heard.person.id), reply }, heard.now)
  await point(tx, heard, reply)
}

/** Posts one line here that points to the message in the person's own chat. */
const point = (tx: Tx, heard: TimedEvent, { title }: ChatReply): Promise<void> =>
  put(tx, { kind: 'post', key: `pointer:${heard.event}`, ...privately(heard), reply: inOwnChat(title) }, heard.now)

/** A plan that only sends a message, to the person of the event alone. */
export const saying = (heard: TimedEvent, reply: ChatReply): Plan => ({ write: (tx) => say(tx, heard, reply) })
