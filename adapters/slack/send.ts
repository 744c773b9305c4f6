import type { KnownBlock } from '@slack/web-api'
import {
  clip,
  ownChatOf,
  sendDelivery,
  splitId,
  movedToOwnChat,
  type Arrived,
  type Delivery,
  type PostDelivery,
  type ReplyAddresses,
  type Place,
  type Sent,
  type UpdateDelivery,
} from '../../src/index.ts'
import { renderLink } from './inline.ts'
import { limits } from './limits.ts'
import type { People } from './people.ts'
import { remedies } from './remedies.ts'
import { render, type Message } from './render.ts'
import type { Respond } from './response-url.ts'
import type { Titles } from './thread-titles.ts'
import { CallError, codeOf, isPassing, asNotMade, type Call } from './web.ts'

/** What sending needs. `audience` tells who reads a conversation now; `replyAddresses` finds the `response_url` stored for an event. */
export type SendParts = {
  readonly call: Call
  readonly respond: Respond
  readonly audience: People['audience']
  readonly replyAddresses: () => Pick<ReplyAddresses, 'find'> | undefined
  readonly titles: Titles
}

/** Sends one message or update; `sendDelivery` decides where it goes, and whether it must be shortened. */
export async function send(parts: SendParts, delivery: Delivery): Promise<Sent> {
  const { call, titles } = parts
  const { place } = delivery
  const isLinkHere = delivery.link !== undefined && place.id === delivery.link.to.id && place.thread === delivery.link.to.thread
  const link = delivery.link === undefined || isLinkHere ? [] : await linkTo(call, delivery.link)
  const sent = await sendDelivery<Message>(delivery, {
    draw: (isShort) => {
      const { text, blocks } = render(delivery.reply, isShort ? limits.short : undefined)
      return { text, blocks: [...blocks, ...link] }
    },
    post: (said, message) => (said.only === undefined ? post(call, place, message) : whisper(parts, { ...said, only: said.only }, message)),
    change: (update, message) => change(call, update, message),
    withdraw: (update) => change(call, update, render(movedToOwnChat)),
    postAlone: async (own, { text, blocks }) => {
      const toThread = isLinkHere && delivery.link !== undefined ? await linkTo(call, delivery.link) : []
      return { ...(await post(call, own, { text, blocks: [...blocks, ...toThread] })), place: own }
    },
    hasOutsiders: async () => (await parts.audience(splitId(place.id).space, splitId(place.id).id)) === 'outsiders',
    isShut,
    isGone: () => false,
    tooLong: (error) => {
      const outcome = outcomeOf(error, delivery)
      return outcome.kind === 'refused' && tooMuch.test(outcome.problem) ? outcome.problem : undefined
    },
    outcomeOf: (error) => outcomeOf(error, delivery),
  })
  if (sent.kind === 'sent' && sent.shortened === undefined && delivery.kind === 'post') titles.name(place, delivery.reply)
  return sent
}

/**
 * A block with a link to a thread. Empty if the place is not in Slack, is no thread, or is a person's own chat, or if
 * Slack gives no link.
 */
async function linkTo(call: Call, { label, to }: NonNullable<Delivery['link']>): Promise<readonly KnownBlock[]> {
  const { space: team, id } = splitId(to.id)
  if (to.platform !== 'slack' || to.thread === undefined || !/^[CG]/.test(id)) return []
  const { permalink } = await call(team, 'chat.getPermalink', { channel: id, message_ts: to.thread }).catch(() => ({
    permalink: undefined,
  }))
  return typeof permalink === 'string' ? [renderLink(label, permalink)] : []
}

/**
 * Slack's errors for a message that is too long or has too many blocks. After one of these, a shorter version
 * is sent.
 */
const tooMuch = /^(?:msg_blocks_too_long|msg_too_long|invalid_blocks|invalid_blocks_format|too_many_blocks)\b/

async function change(call: Call, { place, message: ts }: UpdateDelivery, { text, blocks }: Message): Promise<Arrived> {
  const { space: team, id } = splitId(place.id)
  const channel = await openedIn(call, team, id)
  const answer = await call(team, 'chat.update', { channel, ts, text: clip(text, limits.updateText), blocks: JSON.stringify(blocks) })
  return { kind: 'sent', message: String(answer['ts']) }
}

/**
 * Sends a message to one person in a shared place. Prefers the `response_url` of the event, which works
 * everywhere.
 */
async function whisper(
  { call, respond, replyAddresses }: SendParts,
  { place, only, event }: PostDelivery & { readonly only: string },
  message: Message,
): Promise<Arrived> {
  const { space: team, id: channel } = splitId(place.id)
  const address = event === undefined ? undefined : await replyAddresses()?.find(event)
  if (address !== undefined) {
    try {
      await respond(address.way, { ...message, ...threadOf(place) })
      // Slack returns no id for a message that was sent in this way.
      return { kind: 'sent', message: '' }
    } catch (error) {
      if (!(error instanceof CallError) || error.isLost || !usedUp.has(error.code)) throw error
    }
  }
  if (/^[DUW]/.test(channel)) return await post(call, place, message)
  const user = splitId(ownChatOf(only).id).id
  const answer = await call(team, 'chat.postEphemeral', { ...asArguments(message), ...threadOf(place), channel, user })
  return { kind: 'sent', message: String(answer['message_ts']) }
}

async function post(call: Call, place: Place, message: Message): Promise<Arrived> {
  const { space: team, id: channel } = splitId(place.id)
  const answer = await call(team, 'chat.postMessage', { ...asArguments(message), ...threadOf(place), channel })
  const ts = String(answer.ts)
  const said = answer.message
  if (place.thread !== undefined && said !== undefined && said.thread_ts === undefined) {
    // The first message of the thread was deleted, so Slack posted into the channel itself: delete the
    // message there.
    const { channel: where = channel } = answer
    await call(team, 'chat.delete', { channel: where, ts })
    throw new CallError('thread_not_found')
  }
  return { kind: 'sent', message: ts }
}

/**
 * Arguments for Slack's methods. The blocks are passed as JSON text. Otherwise the SDK would walk through
 * all of them for its debug log, even though that is off.
 */
const asArguments = ({ text, blocks }: Message) => ({
  text,
  blocks: JSON.stringify(blocks),
  mrkdwn: false,
  unfurl_links: false,
  unfurl_media: false,
})

const threadOf = ({ thread }: Place) => (thread === undefined ? {} : { thread_ts: thread })

/** The channel id for `chat.update`, which does not accept a user's id: for a user it opens the direct chat, and returns that chat's id. */
async function openedIn(call: Call, team: string, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel
  const { channel: opened } = await call(team, 'conversations.open', { users: channel }).catch((error: unknown) => {
    throw asNotMade(error)
  })
  return opened?.id ?? channel
}

/** The error codes for a place that accepts no messages, or none for this person. */
const shut = new Set([
  'channel_not_found',
  'not_in_channel',
  'user_not_in_channel',
  'is_archived',
  'messages_tab_disabled',
  'thread_not_found',
  'cannot_reply_to_message',
  'posting_to_general_channel_denied',
])

/**
 * Whether an error means that the place accepts no messages. Read-only channels count, too (`restricted_action_read_only_channel` and
 * similar codes).
 */
const isShut = (error: unknown): boolean => shut.has(codeOf(error)) || codeOf(error).startsWith('restricted_action')

/** Slack's errors for a `response_url` that has expired or was used too often. */
const usedUp = new Set(['expired_url', 'used_url', 'invalid_url', 'http_403', 'http_404', 'http_410'])

/**
 * The outcome of a failed send: retry, refused, or not known (it may have arrived). An update is never "not
 * known": it is retried, because doing it twice is harmless.
 */
function outcomeOf(error: unknown, { kind }: Delivery): Sent {
  const code = codeOf(error)
  const { retryAfter, isLost } = error instanceof CallError ? error : { retryAfter: undefined, isLost: false }
  if (retryAfter !== undefined) return { kind: 'retry', problem: code, after: retryAfter * 1000, holdsSpace: true }
  if (isLost) return { kind: kind === 'update' ? 'retry' : 'notKnown', problem: code }
  return isPassing(code)
    ? { kind: 'retry', problem: code }
    : { kind: 'refused', problem: `${code}; ${remedies[code] ?? 'look up this error in Slack’s documentation'}` }
}
