import type { KnownBlock } from '@slack/web-api'
import { clip, placeOf, splitId, movedToOwnChat, type Delivery, type ReplyAddresses, type Place, type Sent } from '../../src/index.ts'
import { renderLink } from './inline.ts'
import { limits } from './limits.ts'
import type { People } from './people.ts'
import { remedies } from './remedies.ts'
import { render, type Message } from './render.ts'
import type { Respond } from './response-url.ts'
import type { Titles } from './thread-titles.ts'
import { CallError, codeOf, isPassing, asNotMade, type Call } from './web.ts'

/** What sending needs. `audience` tells who reads a conversation now; `replyAddresses` finds the `response_url` stored for an event. */
export type Voice = {
  readonly call: Call
  readonly respond: Respond
  readonly audience: People['audience']
  readonly replyAddresses: () => Pick<ReplyAddresses, 'find'> | undefined
  readonly titles: Titles
}

type Post = Extract<Delivery, { readonly kind: 'post' }>
type Update = Extract<Delivery, { readonly kind: 'update' }>

/**
 * Sends one message or update. If the place refuses a message, it is sent to the own chat of the person
 * that it is for; an update is sent there only if outsiders read in the place. If a message is too long, a
 * shorter version is sent.
 */
export async function send(voice: Voice, delivery: Delivery): Promise<Sent> {
  const link = delivery.link === undefined || isHere(delivery, delivery.link) ? [] : await linkTo(voice.call, delivery.link)
  const drawn = (room?: number): Message => {
    const { text, blocks } = render(delivery.reply, room)
    return { text, blocks: [...blocks, ...link] }
  }
  const inFull = await attempt(voice, delivery, drawn())
  if (inFull.kind === 'sent' && delivery.kind === 'post') voice.titles.name(delivery.place, delivery.reply)
  if (inFull.kind !== 'refused' || !tooMuch.test(inFull.problem)) return inFull
  const short = await attempt(voice, delivery, drawn(limits.short))
  return short.kind === 'sent' ? { ...short, shortened: inFull.problem } : short
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

async function attempt(voice: Voice, delivery: Delivery, message: Message): Promise<Sent> {
  try {
    return delivery.kind === 'update' ? await renew(voice, delivery, message) : await say(voice, delivery, message)
  } catch (error) {
    return outcomeOf(error, delivery)
  }
}

async function renew(voice: Voice, { place, message: ts, waiting, insiders }: Update, message: Message): Promise<Sent> {
  const { call } = voice
  const { space: team, id } = splitId(place.id)
  const own = waiting === undefined ? undefined : ownChat(waiting)
  if (own !== undefined && insiders === true && (await hasOutsiders(voice, place))) {
    await renew(voice, { kind: 'update', place, message: ts, reply: movedToOwnChat }, render(movedToOwnChat))
    const sent = await post(call, own, message)
    return sent.kind === 'sent' ? { ...sent, place: own } : sent
  }
  const { text, blocks } = message
  const channel = await openedIn(call, team, id)
  const answer = await call(team, 'chat.update', { channel, ts, text: clip(text, limits.updateText), blocks: JSON.stringify(blocks) })
  return { kind: 'sent', message: String(answer['ts']) }
}

/** Whether people from outside can read the place now. */
const hasOutsiders = async ({ audience }: Voice, { id }: Place): Promise<boolean> =>
  (await audience(splitId(id).space, splitId(id).id)) === 'outsiders'

/** Posts a message to its place or, if the place refuses it, to the own chat of the person it is for. */
async function say(voice: Voice, delivery: Post, message: Message): Promise<Sent> {
  try {
    if (delivery.insiders === true && delivery.waiting !== undefined && (await hasOutsiders(voice, delivery.place)))
      throw new CallError('outsiders_read_along')
    if (delivery.only === undefined) return await post(voice.call, delivery.place, message)
    return await whisper(voice, { ...delivery, only: delivery.only }, message)
  } catch (error) {
    const reader = delivery.only ?? delivery.waiting
    const place = reader === undefined ? undefined : ownChat(reader)
    if (place === undefined || place.id === delivery.place.id || !isShut(error)) throw error
    const toThread = delivery.link === undefined || !isHere(delivery, delivery.link) ? [] : await linkTo(voice.call, delivery.link)
    const sent = await post(voice.call, place, { ...message, blocks: [...message.blocks, ...toThread] })
    return sent.kind === 'sent' ? { ...sent, place } : sent
  }
}

/** Whether a link leads to the same place in which it would be shown. */
const isHere = ({ place }: Delivery, { to }: NonNullable<Delivery['link']>): boolean => place.id === to.id && place.thread === to.thread

/**
 * Sends a message to one person in a shared place. Prefers the `response_url` of the event, which works
 * everywhere.
 */
async function whisper(
  { call, respond, replyAddresses }: Voice,
  { place, only, event }: Post & { readonly only: string },
  message: Message,
): Promise<Sent> {
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
  const user = splitId(placeOf(only).id).id
  const answer = await call(team, 'chat.postEphemeral', { ...asArguments(message), ...threadOf(place), channel, user })
  return { kind: 'sent', message: String(answer['message_ts']) }
}

async function post(call: Call, place: Place, message: Message): Promise<Sent> {
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

/** A person's own chat with Licet, as a place; `undefined` if they are not on Slack. */
const ownChat = (person: string): Place | undefined => (person.startsWith('slack:') ? placeOf(person) : undefined)

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
  'outsiders_read_along',
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
  if (retryAfter !== undefined) return { kind: 'retry', problem: code, after: retryAfter * 1000, everywhere: true }
  if (isLost) return { kind: kind === 'update' ? 'retry' : 'notKnown', problem: code }
  return isPassing(code)
    ? { kind: 'retry', problem: code }
    : { kind: 'refused', problem: `${code}; ${remedies[code] ?? 'look up this error in Slack’s documentation'}` }
}
