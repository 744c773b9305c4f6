import type { App } from '@slack/bolt'
import { hand, type Listener } from './listener.ts'
import { placeOf, readCommand, readWords, startsThread } from './read.ts'

/** Messages, mentions, what was changed or deleted of them, and the command. */
export function listenToWords(app: App, listener: Listener): void {
  const hear = async (message: Spoken, { home, event, channel }: Telling, kind: 'message' | 'overheard'): Promise<void> => {
    if (message.user === undefined || message.bot_id !== undefined) return
    const words = readWords(message)
    // A mention with a file, and one that was changed, comes as one kind of event, the other or both.
    const isTwofold = (words.files !== undefined || message.edited !== undefined) && kind === 'message'
    await hand(listener, {
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
    await hand(listener, { event, home, user, from: user_team, place, startsThread: false, edits: ts, said: { kind: 'deleted' } })
  }
  app.event('app_mention', async ({ event, body, context }) => {
    const told = { home: context.teamId ?? body.team_id, bot: context.botUserId ?? '', event: body.event_id, channel: event.channel }
    await hear(event, told, 'message')
  })
  app.event('message', async ({ event, body, context }) => {
    const told = { home: context.teamId ?? body.team_id, bot: context.botUserId ?? '', event: body.event_id, channel: event.channel }
    const gone = deletedIn(event as Spoken & Changed)
    if (gone !== undefined) return await forget(gone, told)
    const message = newsIn(event as Spoken & Changed)
    if (message === undefined) return
    const isDirect = event.channel_type === 'im'
    const isMention = (message.text ?? '').includes(`<@${told.bot}>`)
    // A mention comes as one; but with a file, or changed, it may come only so.
    if (isMention && !isDirect && message.edited === undefined && message.files === undefined) return
    if (message.edited !== undefined && !isMention && !isDirect) return
    await hear(message, told, isDirect || isMention ? 'message' : 'overheard')
  })
  app.command('/licet', async ({ command, context, ack }) => {
    const home = context.teamId ?? command.team_id
    await hand(listener, {
      event: command.trigger_id,
      home,
      user: command.user_id,
      from: command.team_id,
      trigger: command.trigger_id,
      way: command.response_url,
      place: placeOf(home, command.channel_id),
      said: { kind: 'message', text: readCommand(command.text) },
      isPrivate: true,
    })
    await ack()
  })
}

/** Where and by which event something was said. */
type Telling = { readonly home: string; readonly bot: string; readonly event: string; readonly channel: string }

/** A message as Slack tells it. `user_team` is the speaker's workspace, which may be another where a channel is shared. */
type Spoken = {
  readonly subtype?: string
  readonly user?: string
  readonly user_team?: string
  readonly bot_id?: string
  readonly text?: string
  readonly ts: string
  readonly thread_ts?: string
  readonly edited?: { readonly ts: string }
  readonly files?: readonly unknown[]
}

type Changed = { readonly message?: Spoken; readonly previous_message?: Spoken }

/** The message that a message event brings: a new one, or one whose words somebody changed. Slack tells of many other changes, too. */
function newsIn({ message, previous_message: before, ...event }: Spoken & Changed): Spoken | undefined {
  if (event.subtype === 'message_changed') return message?.edited !== undefined && message.text !== before?.text ? message : undefined
  return event.subtype === undefined || event.subtype === 'thread_broadcast' || event.subtype === 'file_share' ? event : undefined
}

/** The message of a person that was deleted, where the event tells whose it was. */
const deletedIn = ({ subtype, message, previous_message: before }: Spoken & Changed): Spoken | undefined =>
  // One that has replies leaves a stone in its place.
  (subtype === 'message_deleted' || message?.subtype === 'tombstone') && before?.bot_id === undefined ? before : undefined
