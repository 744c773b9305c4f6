import { textArg } from './args.ts'
import {
  actor,
  changedEvent,
  deletedEvent,
  eventCallback,
  installation,
  linkEvent,
  mentionEvent,
  messageEvent,
  place,
  tombstoneEvent,
} from './events.ts'
import { misuse } from './failure.ts'
import { homeOf, newHex, newId, putMessage } from './store.ts'
import type { Store } from './store.ts'
import { escapeTyped, richText } from './text.ts'
import type { Transport } from './transport.ts'
import type { Channel, DeliverOptions, Delivery, Json, Message } from './types.ts'
import { openDirect, repliesTo } from './workspace.ts'

/** What a person writes, and where. A message that they pass on becomes an attachment. */
export type Writing = {
  readonly user: string
  readonly channel: string
  readonly text: string
  readonly threadTs?: string
  readonly passedOn?: Message
  /** The names of attached files. */
  readonly files?: readonly string[]
  /** Which events report a mention with files; by default both. */
  readonly comesAs?: 'mention' | 'message' | 'both'
}

/** A shared message in the form of an attachment. */
const share = (store: Store, { channel, ts, user, text }: Message): Json => ({
  is_share: true,
  is_msg_unfurl: true,
  author_id: user,
  author_name: store.users.get(user)?.name ?? user,
  channel_id: channel,
  ts,
  text,
  fallback: `[passed on] ${user}: ${text}`,
  mrkdwn_in: ['text'],
})

/** A delivery and the message it was about. */
export type Written = Delivery & { readonly message: Message }

/** Things people do that reach the app as events. */
export type EventActs = {
  /** Mentions the app in a channel; the mention itself is put before the text if it is not in it. */
  readonly mention: (writing: Writing, options?: DeliverOptions) => Promise<Written>
  /** Writes in a channel, as a message event. */
  readonly message: (writing: Writing, options?: DeliverOptions) => Promise<Written>
  /** Writes to the app in the direct message, as a message.im event. */
  readonly dm: (writing: Omit<Writing, 'channel'>, options?: DeliverOptions) => Promise<Written>
  /** Edits a message, as a message_changed event. */
  readonly edit: (what: { readonly message: Message; readonly text: string }, options?: DeliverOptions) => Promise<Written>
  /** Deletes a message, as a message_deleted event. */
  readonly remove: (what: { readonly message: Message }, options?: DeliverOptions) => Promise<Written>
  /** Opens the app's Home or Messages tab. */
  readonly openHome: (who: { readonly user: string; readonly tab?: 'home' | 'messages' }, options?: DeliverOptions) => Promise<Delivery>
  /** Joins a channel; the app itself can join too. */
  readonly join: (
    who: { readonly user: string; readonly channel: string; readonly inviter?: string },
    options?: DeliverOptions,
  ) => Promise<Delivery>
  /** Writes a message with links, as a link_shared event. */
  readonly shareLinks: (what: Omit<Writing, 'text'> & { readonly urls: readonly string[] }, options?: DeliverOptions) => Promise<Written>
  /** Uninstalls the app: its tokens die and app_uninstalled is sent. */
  readonly uninstall: (teamId?: string, options?: DeliverOptions) => Promise<Delivery>
  /** Revokes the app's token and sends tokens_revoked. */
  readonly revokeTokens: (teamId?: string, options?: DeliverOptions) => Promise<Delivery>
  /** Sends any other event. */
  readonly event: (event: Json, options?: DeliverOptions & { readonly teamId?: string }) => Promise<Delivery>
}

const write = (store: Store, { user, channel, text, threadTs, passedOn, files }: Writing): Message => {
  actor(store, user)
  const wire = escapeTyped(text)
  return putMessage(store, {
    channel,
    ts: store.clock.ts(),
    user,
    text: wire,
    blocks: [richText(text, newHex(3))],
    attachments: passedOn === undefined ? [] : [share(store, passedOn)],
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(files === undefined ? {} : { files: files.map((name) => ({ id: newId('F'), name, mimetype: 'application/pdf' })) }),
    edits: [],
    deleted: false,
    entered: {},
  })
}

const kill = (store: Store, teamId: string, status: 'revoked' | 'inactive') => {
  const token = installation(store, teamId)
  store.tokens.set(token.token, { ...token, status })
  return token
}

const channelOf = (store: Store, message: Message): Channel =>
  store.channels.get(message.channel) ?? misuse(`no channel ${message.channel}`)

const current = (store: Store, message: Message): Message => {
  const now = store.messages.get(`${message.channel}/${message.ts}`) ?? misuse(`no message ${message.ts}`)
  return now.deleted ? misuse(`message ${message.ts} is deleted`) : now
}

const keepWritten = (store: Store, event: Json) => {
  const [channel = '', ts = '', user = '', text = ''] = ['channel', 'ts', 'user', 'text'].map((name) => textArg(event, name))
  const whole = [channel, ts, user, text].every((each) => each !== '')
  if (!whole || event['subtype'] !== undefined || store.messages.has(`${channel}/${ts}`)) return
  const thread = textArg(event, 'thread_ts')
  const place = { channel, ts, user, text, ...(thread === undefined ? {} : { thread_ts: thread }) }
  putMessage(store, { ...place, blocks: [], attachments: [], edits: [], deleted: false, entered: {} })
}

type Send = (event: Json, channel: Pick<Channel, 'team_id' | 'is_ext_shared'>, options?: DeliverOptions) => Promise<Delivery>

const createWriting = (store: Store, send: Send): Pick<EventActs, 'mention' | 'message' | 'dm' | 'shareLinks'> => {
  const mention: EventActs['mention'] = async (writing, options) => {
    const channel = place(store, writing.channel, writing.user)
    const sign = `<@${installation(store, channel.team_id).bot_user}>`
    const text = writing.text.includes(sign) ? writing.text : `${sign} ${writing.text}`
    const message = write(store, { ...writing, text })
    // A mention with a file arrives as either event or as both (github.com/slackapi/bolt-python/issues/925,
    // twentyhq/twenty/issues/25695).
    const [withFile, alone] = [writing.files !== undefined, writing.comesAs ?? 'both']
    const asMention = !withFile || alone !== 'message' ? await send(mentionEvent(store, message), channel, options) : undefined
    const asMessage = withFile && alone !== 'mention' ? await send(messageEvent(store, message, channel), channel, options) : undefined
    return { ...((asMention ?? asMessage) as Delivery), message }
  }
  const message: EventActs['message'] = async (writing, options) => {
    const channel = place(store, writing.channel, writing.user)
    const written = write(store, writing)
    return { ...(await send(messageEvent(store, written, channel), channel, options)), message: written }
  }
  const dm: EventActs['dm'] = (writing, options) => {
    const user = actor(store, writing.user)
    const channel = openDirect(store, installation(store, user.team_id), [user.id])
    return message({ ...writing, channel: channel.id }, options)
  }
  const shareLinks: EventActs['shareLinks'] = async ({ urls, ...writing }, options) => {
    const channel = place(store, writing.channel, writing.user)
    const written = write(store, { ...writing, text: urls.map((url) => `<${url}>`).join(' ') })
    return { ...(await send(linkEvent(store, written, channel, urls), channel, options)), message: written }
  }
  return { mention, message, dm, shareLinks }
}

const createChanging = (store: Store, send: Send): Pick<EventActs, 'edit' | 'remove'> => ({
  edit: async ({ message, text }, options) => {
    const before = current(store, message)
    const edited = { user: before.user, ts: store.clock.ts() }
    const edits = [...before.edits, { text: before.text, blocks: before.blocks }]
    const after = putMessage(store, { ...before, text: escapeTyped(text), blocks: [richText(text, newHex(3))], edited, edits })
    const channel = channelOf(store, message)
    const delivery = await send(changedEvent(store, before, after, channel), channel, options)
    const isMention = after.text.includes(`<@${installation(store, channel.team_id).bot_user}>`)
    // Slack tells of a changed mention again, with a new event_id, the same ts and `edited` (github.com/PostHog/posthog/pull/59517, inkeep/agents/pull/2284).
    if (isMention && !channel.is_im) await send(mentionEvent(store, after), channel, options)
    return { ...delivery, message: after }
  },
  remove: async ({ message }, options) => {
    const gone = putMessage(store, { ...current(store, message), deleted: true })
    const channel = channelOf(store, message)
    const event = repliesTo(store, channel.id, gone.ts).length > 0 ? tombstoneEvent : deletedEvent
    return { ...(await send(event(store, gone, channel), channel, options)), message: gone }
  },
})

const createComing = (store: Store, send: Send): Pick<EventActs, 'openHome' | 'join'> => ({
  openHome: ({ user: id, tab = 'home' }, options) => {
    const user = actor(store, id)
    const channel = openDirect(store, installation(store, user.team_id), [id])
    const home = homeOf(store, id, user.team_id)
    const view = tab === 'home' && home ? { view: home.view } : {}
    return send({ type: 'app_home_opened', user: id, channel: channel.id, tab, ...view, event_ts: store.clock.ts() }, channel, options)
  },
  join: ({ user, channel: id, inviter }, options) => {
    const channel = store.channels.get(id) ?? misuse(`no channel ${id}`)
    store.channels.set(id, { ...channel, members: [...new Set([...channel.members, user])] })
    const by = inviter === undefined ? {} : { inviter }
    const event = {
      type: 'member_joined_channel',
      user,
      channel: id,
      channel_type: channel.is_private ? 'G' : 'C',
      team: channel.team_id,
      ...by,
      event_ts: store.clock.ts(),
    }
    return send(event, channel, options)
  },
})

/** Makes the acts that reach the app as events. */
export const createEventActs = (store: Store, transport: Transport): EventActs => {
  const send: Send = (event, { team_id, is_ext_shared }, options) =>
    transport.send({ kind: 'events_api', body: eventCallback(store, event, team_id, is_ext_shared) }, options)
  const own = (teamId = store.config.teamId) => ({ team_id: teamId, is_ext_shared: false })
  return {
    ...createWriting(store, send),
    ...createChanging(store, send),
    ...createComing(store, send),
    uninstall: (teamId, options) => {
      kill(store, own(teamId).team_id, 'inactive')
      return send({ type: 'app_uninstalled' }, own(teamId), options)
    },
    revokeTokens: (teamId, options) => {
      const token = kill(store, own(teamId).team_id, 'revoked')
      return send({ type: 'tokens_revoked', tokens: { oauth: [], bot: [token.bot_user] } }, own(teamId), options)
    },
    event: (event, { teamId, ...options } = {}) => {
      keepWritten(store, event)
      return send(event, own(teamId), options)
    },
  }
}
