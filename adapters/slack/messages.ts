import type { App } from '@slack/bolt'
import { z } from 'zod'
import { submitEvent, type ListenerParts } from './submit-event.ts'
import { placeOf, readCommand, readWords, startsThread } from './read.ts'

/** Listens to messages, mentions, edits, deletions and the `/licet` command. */
export function listenToWords(app: App, parts: ListenerParts): void {
  const hear = async (message: Spoken, { home, event, channel }: Telling, kind: 'message' | 'overheard'): Promise<void> => {
    if (message.user === undefined || message.bot_id !== undefined) return
    const words = readWords(message)
    // Slack sometimes reports one mention as two events of different kinds, if the message has a file or was
    // edited. Both events then get the same id here, so that the second is dropped.
    const isTwofold = (words.files !== undefined || message.edited !== undefined) && kind === 'message'
    await submitEvent(parts, {
      event: isTwofold ? [channel, message.ts, ...(message.edited === undefined ? [] : [message.edited.ts])].join(':') : event,
      home,
      user: message.user,
      from: message.user_team,
      place: placeOf(home, channel, message.thread_ts ?? message.ts),
      startsThread: startsThread(message),
      ...(message.edited === undefined ? { message: message.ts } : { edits: message.ts }),
      said: { kind, ...words },
    })
  }
  const forget = async ({ user, user_team, ts, thread_ts }: Spoken, { home, event, channel }: Telling): Promise<void> => {
    if (user === undefined) return
    const place = placeOf(home, channel, thread_ts ?? ts)
    await submitEvent(parts, { event, home, user, from: user_team, place, startsThread: false, edits: ts, said: { kind: 'deleted' } })
  }
  app.event('app_mention', async ({ event, body, context }) => {
    const told = { home: context.teamId ?? body.team_id, bot: context.botUserId ?? '', event: body.event_id, channel: event.channel }
    const message = readEvent(event)
    if (message !== undefined) await hear(message, told, 'message')
  })
  app.event('message', async ({ event, body, context }) => {
    const told = { home: context.teamId ?? body.team_id, bot: context.botUserId ?? '', event: body.event_id, channel: event.channel }
    const spoken = readEvent(event)
    if (spoken === undefined) return
    const gone = deletedIn(spoken)
    if (gone !== undefined) return await forget(gone, told)
    const message = newsIn(spoken)
    if (message === undefined) return
    const isDirect = event.channel_type === 'im'
    const isMention = (message.text ?? '').includes(`<@${told.bot}>`)
    // A mention arrives as `app_mention`, so its plain message is skipped. Only a mention with a file or an
    // edit may arrive just as a plain message.
    if (isMention && !isDirect && message.edited === undefined && message.files === undefined) return
    if (message.edited !== undefined && !isMention && !isDirect) return
    await hear(message, told, isDirect || isMention ? 'message' : 'overheard')
  })
  app.command('/licet', async ({ command, context, ack }) => {
    const home = context.teamId ?? command.team_id
    await submitEvent(parts, {
      event: command.trigger_id,
      home,
      user: command.user_id,
      from: command.team_id,
      trigger: command.trigger_id,
      responseUrl: command.response_url,
      place: placeOf(home, command.channel_id),
      said: { kind: 'message', text: readCommand(command.text) },
      isPrivate: true,
    })
    await ack()
  })
}

/** The workspace and channel of a message, and the id of the event that reported it. `bot` is Licet's own user id. */
type Telling = { readonly home: string; readonly bot: string; readonly event: string; readonly channel: string }

/**
 * A message in Slack's format. `user_team` is the speaker's workspace; in a shared channel it may be
 * another one than that of the channel.
 */
type Spoken = z.infer<typeof spokenSchema>

const text = z.string().optional().catch(undefined)
const spokenSchema = z.looseObject({
  subtype: text,
  user: text,
  user_team: text,
  bot_id: z.unknown().optional(),
  text,
  ts: z.string(),
  thread_ts: text,
  edited: z.looseObject({ ts: z.string() }).optional().catch(undefined),
  files: z.array(z.unknown()).optional().catch(undefined),
})

const spoken = spokenSchema.optional().catch(undefined)
/** A message event; after an edit or a deletion, it has the message as it is now, and as it was. */
const eventSchema = spokenSchema.extend({ message: spoken, previous_message: spoken })
type Changed = z.infer<typeof eventSchema>

/** Reads a message event, with all fields that Slack gives; `undefined` if it is none. */
const readEvent = (event: unknown): Changed | undefined => eventSchema.safeParse(event).data

/**
 * The message that an event brings: a new one, or one whose text was edited. `undefined` for other changes,
 * e.g. an added link preview.
 */
function newsIn({ message, previous_message: before, ...event }: Changed): Spoken | undefined {
  if (event.subtype === 'message_changed') return message?.edited !== undefined && message.text !== before?.text ? message : undefined
  return event.subtype === undefined || event.subtype === 'thread_broadcast' || event.subtype === 'file_share' ? event : undefined
}

/** The message that an event reports as deleted, if a person wrote it; otherwise `undefined`. */
const deletedIn = ({ subtype, message, previous_message: before }: Changed): Spoken | undefined =>
  // A message with replies is not removed but replaced by a "tombstone".
  (subtype === 'message_deleted' || message?.subtype === 'tombstone') && before?.bot_id === undefined ? before : undefined
