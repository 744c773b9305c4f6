import { misuse } from './failure.ts'
import { newHex, newId, reaches } from './store.ts'
import type { Store } from './store.ts'
import type { Channel, Json, Message, Token, User } from './types.ts'
import { channelType, wireMessage } from './workspace.ts'

/** The app's installation in a workspace: its token there, alive or not. */
export const installation = (store: Store, teamId: string): Token =>
  [...store.tokens.values()].findLast((token) => token.kind === 'bot' && reaches(token, teamId)) ??
  misuse(`the app is not installed in ${teamId}`)

/** The person a test names. */
export const actor = (store: Store, id: string): User => store.users.get(id) ?? misuse(`no user ${id}: call fake.user('${id}') first`)

/** The conversation a test names, joined by the person unless it is private. */
export const place = (store: Store, id: string, user: string): Channel => {
  const channel = store.channels.get(id) ?? misuse(`no channel ${id}: call fake.channel('${id}') first`)
  if (channel.members.includes(user)) return channel
  if (channel.is_private) misuse(`${user} is not in the private conversation ${id}`)
  const joined = { ...channel, members: [...channel.members, user] }
  store.channels.set(id, joined)
  return joined
}

/** Wraps an event as the Events API sends it. */
export const eventCallback = (store: Store, event: Json, teamId: string, shared = false): Json => ({
  token: 'verification-token',
  team_id: teamId,
  context_team_id: teamId,
  context_enterprise_id: installation(store, teamId).enterprise ?? null,
  api_app_id: store.config.appId,
  event,
  type: 'event_callback',
  event_id: newId('Ev'),
  event_time: Math.floor(store.clock.now() / 1000),
  authorizations: [
    {
      enterprise_id: installation(store, teamId).enterprise ?? null,
      team_id: teamId,
      user_id: installation(store, teamId).bot_user,
      is_bot: true,
      is_enterprise_install: installation(store, teamId).teams !== undefined,
    },
  ],
  is_ext_shared_channel: shared,
  event_context: `4-${newHex()}`,
})

const threadFields = (store: Store, message: Message): Json => {
  if (message.thread_ts === undefined) return {}
  const parent = store.messages.get(`${message.channel}/${message.thread_ts}`)
  return { thread_ts: message.thread_ts, ...(parent ? { parent_user_id: parent.user } : {}) }
}

/** The app_mention event of a person's message. */
export const mentionEvent = (store: Store, message: Message): Json => ({
  type: 'app_mention',
  user: message.user,
  ts: message.ts,
  client_msg_id: crypto.randomUUID(),
  text: message.text,
  team: actor(store, message.user).team_id,
  // In a shared channel, the speaker's workspace (docs.slack.dev/apis/slack-connect).
  ...(store.channels.get(message.channel)?.is_ext_shared === true ? { user_team: actor(store, message.user).team_id } : {}),
  blocks: message.blocks,
  ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
  ...(message.edited === undefined ? {} : { edited: message.edited }),
  ...(message.files === undefined ? {} : { files: message.files }),
  ...threadFields(store, message),
  channel: message.channel,
  event_ts: message.ts,
})

/** The message event of a person's message. */
export const messageEvent = (store: Store, message: Message, channel: Channel): Json => ({
  ...mentionEvent(store, message),
  type: 'message',
  ...(message.files === undefined ? {} : { subtype: 'file_share' }),
  channel_type: channelType(channel),
})

const inner = (store: Store, message: Message): Json => ({ ...wireMessage(store, message), client_msg_id: crypto.randomUUID() })

const hidden = (store: Store, channel: Channel): Json => {
  const ts = store.clock.ts()
  return { type: 'message', hidden: true, channel: channel.id, ts, event_ts: ts, channel_type: channelType(channel) }
}

/** The message_changed event of an edit. */
export const changedEvent = (store: Store, before: Message, after: Message, channel: Channel): Json => ({
  ...hidden(store, channel),
  subtype: 'message_changed',
  message: { ...inner(store, after), source_team: channel.team_id, user_team: channel.team_id },
  previous_message: inner(store, before),
})

/** The event for deleting a message that has replies: a tombstone replaces it. */
export const tombstoneEvent = (store: Store, message: Message, channel: Channel): Json => {
  const { ts, text: _words, ...before } = inner(store, message)
  const stone = {
    type: 'message',
    subtype: 'tombstone',
    user: 'USLACKBOT',
    text: 'This message was deleted.',
    hidden: true,
    ts,
    thread_ts: ts,
  }
  return { ...hidden(store, channel), subtype: 'message_changed', message: stone, previous_message: { ...before, ts, text: message.text } }
}

/** The message_deleted event of a deletion. */
export const deletedEvent = (store: Store, message: Message, channel: Channel): Json => ({
  ...hidden(store, channel),
  subtype: 'message_deleted',
  deleted_ts: message.ts,
  previous_message: inner(store, message),
})

/** The link_shared event of a message with links. */
export const linkEvent = (store: Store, message: Message, channel: Channel, urls: readonly string[]): Json => ({
  type: 'link_shared',
  user: message.user,
  channel: channel.id,
  message_ts: message.ts,
  ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
  links: urls.map((url) => ({ url, domain: new URL(url).hostname })),
  source: 'conversations_history',
  unfurl_id: `${message.ts}.${channel.id}.${newHex(8)}`,
  is_bot_user_member: channel.members.includes(installation(store, channel.team_id).bot_user),
  event_ts: store.clock.ts(),
})
