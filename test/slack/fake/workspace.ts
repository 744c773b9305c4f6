import { fail } from './failure.ts'
import { newId, reaches } from './store.ts'
import type { Store } from './store.ts'
import type { Channel, Json, Message, Token, User } from './types.ts'

/** The kind of conversation, as events name it. */
export const channelType = (channel: Channel): 'im' | 'mpim' | 'group' | 'channel' => {
  if (channel.is_im) return 'im'
  if (channel.is_mpim) return 'mpim'
  return channel.is_private ? 'group' : 'channel'
}

/** The direct message between people and the app, opened if need be. */
export const openDirect = (store: Store, token: Pick<Token, 'team_id' | 'bot_user'>, users: readonly string[]): Channel => {
  const members = [token.bot_user, ...users].toSorted()
  const known = [...store.channels.values()].find(
    (each) => (each.is_im || each.is_mpim) && each.members.toSorted().join() === members.join(),
  )
  return known ?? createDirect(store, token.team_id, members)
}

const createDirect = (store: Store, teamId: string, members: readonly string[]): Channel => {
  const single = members.length === 2
  const channel: Channel = {
    id: newId(single ? 'D' : 'G'),
    team_id: teamId,
    name: single ? 'directmessage' : `mpdm-${members.join('--').toLowerCase()}-1`,
    is_im: single,
    is_mpim: !single,
    is_private: true,
    is_ext_shared: false,
    is_archived: false,
    members,
  }
  store.channels.set(channel.id, channel)
  return channel
}

const byName = (store: Store, name: string) =>
  [...store.channels.values()].find((each) => !each.is_im && each.name === name.replace(/^#/, ''))

/** The conversation an argument names, if the token may know of it. */
export const seenChannel = (store: Store, token: Token, reference: string): Channel => {
  const channel = store.channels.get(reference) ?? byName(store, reference) ?? fail('channel_not_found')
  const near = reaches(token, channel.team_id) || channel.is_ext_shared
  const seen = !channel.is_private || channel.members.includes(token.bot_user)
  return near && seen ? channel : fail('channel_not_found')
}

/** The conversation to post to: a channel, or the direct message with a person. */
export const postChannel = (store: Store, token: Token, reference: string): Channel => {
  const channel = store.users.has(reference)
    ? openDirect(store, token, [ownUser(store, token, reference).id])
    : seenChannel(store, token, reference)
  if (channel.is_archived) fail('is_archived')
  // Read-only channels accept posts from few (docs.slack.dev/reference/methods/chat.postMessage, "Errors";
  // github.com/superset-sh/superset/issues/6087).
  if (channel.is_read_only === true) fail('restricted_action_read_only_channel')
  const member = channel.members.includes(token.bot_user) || token.scopes.includes('chat:write.public')
  return member ? channel : fail('not_in_channel')
}

/** A person of the app's own workspaces; only with them it can have a conversation. */
const ownUser = (store: Store, token: Token, id: string): User => {
  const user = knownUser(store, token, id)
  return reaches(token, user.team_id) ? user : fail('channel_not_found')
}

/** The person with an id, if the token may see them: also people in a channel shared by Slack Connect. */
export const knownUser = (store: Store, token: Token, id: string): User => {
  const user = store.users.get(id) ?? fail('user_not_found')
  const isNear = [...store.channels.values()].some(({ is_ext_shared, members }) => is_ext_shared && members.includes(id))
  return reaches(token, user.team_id) || isNear ? user : fail('user_not_found')
}

/** The replies in a thread that everyone sees. */
export const repliesTo = (store: Store, channel: string, ts: string): readonly Message[] =>
  [...store.messages.values()].filter(
    (each) => each.channel === channel && each.thread_ts === ts && each.ts !== ts && !each.deleted && each.ephemeral_user === undefined,
  )

/** The fields of a thread: every message of one carries them, its first too, as long as there is a reply (docs.slack.dev/messaging/retrieving-messages, "Threads"). */
export const threadOf = (store: Store, { channel, ts, thread_ts }: Message): Json => {
  const replies = thread_ts === undefined || thread_ts === ts ? repliesTo(store, channel, ts).length : 0
  return { ...optional('thread_ts', replies > 0 ? ts : thread_ts), ...(replies > 0 ? { reply_count: replies } : {}) }
}

const optional = (name: string, value: unknown): Json => (value === undefined ? {} : { [name]: value })

/** A message as Slack writes it in answers and payloads. */
export const wireMessage = (store: Store, message: Message): Json => ({
  type: 'message',
  user: message.user,
  ...optional('bot_id', message.bot_id),
  ...(message.bot_id ? { app_id: store.config.appId } : {}),
  text: message.text,
  ts: message.ts,
  team: store.channels.get(message.channel)?.team_id ?? store.config.teamId,
  ...(message.blocks.length ? { blocks: message.blocks } : {}),
  ...(message.attachments.length ? { attachments: message.attachments } : {}),
  ...threadOf(store, message),
  ...optional('files', message.files),
  ...optional('metadata', message.metadata),
  ...optional('edited', message.edited),
})

/** A person as Slack writes them in answers. */
export const wireUser = (user: User, withEmail: boolean): Json => ({
  id: user.id,
  team_id: user.team_id,
  name: user.name,
  ...(user.enterprise === undefined ? {} : { enterprise_user: { id: user.id, enterprise_id: user.enterprise } }),
  deleted: user.deleted,
  real_name: user.real_name,
  tz: user.tz,
  profile: { real_name: user.real_name, display_name: user.name, ...(withEmail ? { email: user.email } : {}) },
  is_bot: user.is_bot,
  is_restricted: user.is_restricted,
  is_ultra_restricted: user.is_ultra_restricted,
  is_admin: false,
  is_owner: false,
})

/** A conversation as Slack writes it in answers. */
export const wireChannel = (channel: Channel, token: Token): Json => ({
  id: channel.id,
  name: channel.name,
  is_channel: channelType(channel) === 'channel',
  is_group: channelType(channel) === 'group',
  is_im: channel.is_im,
  is_mpim: channel.is_mpim,
  is_private: channel.is_private,
  is_archived: channel.is_archived,
  is_ext_shared: channel.is_ext_shared,
  is_shared: channel.is_ext_shared,
  is_member: channel.members.includes(token.bot_user),
  context_team_id: channel.team_id,
  ...(channel.is_im ? { user: channel.members.find((each) => each !== token.bot_user) } : {}),
})
