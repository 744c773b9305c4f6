import { placeOf, splitId, movedToOwnChat, type ChatReply, type Delivery, type Place, type Sent } from '../../src/index.ts'
import type { Audiences } from './audience.ts'
import { CallError, NoToken, UnknownSay, refusesChat, type Connector } from './connector.ts'
import { addressOf, withCalls, withLink, type Called } from './inline.ts'
import type { Reach, Reached } from './reach.ts'
import { limits } from './limits.ts'
import { render } from './render.ts'
import type { Message } from './card.ts'

/**
 * What sending needs. `audience` finds out whether outsiders read a conversation now. `targets`: private
 * messages in a shared conversation are allowed. `client` is the address that links begin with, if there is
 * one. `now` gives epoch milliseconds.
 */
export type Voice = {
  readonly connector: Connector
  readonly reach: Reach
  readonly audience: Pick<Audiences, 'hasOutsiders'>
  readonly targets: boolean
  readonly client: string | undefined
  readonly now: () => number
}

type Post = Extract<Delivery, { readonly kind: 'post' }>
type Update = Extract<Delivery, { readonly kind: 'update' }>

/**
 * Creates a function that sends one message or update. If the place refuses a message, it is sent to the
 * own chat of the person who waits for it. An update is sent there only if outsiders read in the place, or
 * if the message was for one person and no longer exists. If a message is too long, a shorter version is
 * sent.
 */
export function createSend(voice: Voice): (delivery: Delivery) => Promise<Sent> {
  const mention = createMention(voice)
  const attempt = async (delivery: Delivery, most?: number): Promise<Sent> => {
    const message = withThreadLink(voice, delivery, render(delivery.reply, most))
    return delivery.kind === 'update' ? await renew(voice, delivery, message) : await post(voice, delivery, message, mention)
  }
  return async (delivery) => {
    const inFull = await attempt(delivery).catch((error: unknown) => ({ kind: 'failed' as const, error }))
    if (inFull.kind !== 'failed') return inFull
    const { error } = inFull
    if (!(error instanceof CallError) || error.status !== tooLong) return outcomeOf(error)
    const short = await attempt(delivery, limits.short).catch(outcomeOf)
    return short.kind === 'sent' ? { ...short, shortened: `${error.status} ${error.code}` } : short
  }
}

/** The status for a message that is too long; then a shorter version is sent. */
const tooLong = 413

/** Adds a link to a thread, if the thread is in Teams and is not the one that contains the message itself. */
function withThreadLink({ client }: Voice, { link, place }: Delivery, message: Message): Message {
  if (link === undefined || client === undefined) return message
  const { label, to } = link
  if (to.platform !== 'teams' || to.thread === undefined || (to.id === place.id && to.thread === place.thread)) return message
  const { space: tenant, id } = splitId(to.id)
  return id.startsWith('19:') ? withLink(message, label, addressOf(client, id, to.thread, tenant)) : message
}

/** The id of a conversation or, if `thread` is given, of that thread in it. */
const inThread = ({ conversation }: Reached, thread: string | undefined): string =>
  thread === undefined ? conversation : `${conversation};messageid=${thread}`

type Arrived = Extract<Sent, { readonly kind: 'sent' }>

async function say({ connector }: Voice, reached: Reached, thread: string | undefined, message: Message): Promise<Arrived> {
  return { kind: 'sent', message: await connector.say(reached.serviceUrl, inThread(reached, thread), message) }
}

/** A person's own chat with Licet, as a place; `undefined` if they are not on Teams. */
const ownChat = (person: string | undefined): Place | undefined => (person?.startsWith('teams:') === true ? placeOf(person) : undefined)

/** Sends a message to a person's own chat. */
async function sayAlone(voice: Voice, place: Place, message: Message): Promise<Arrived> {
  return { ...(await say(voice, await voice.reach.to(place), undefined, message)), place }
}

/** Sends a message to its place, or to the own chat of the person who waits for it. */
async function post(voice: Voice, delivery: Post, message: Message, mention: Mention): Promise<Sent> {
  const own = ownChat(delivery.waiting)
  const elsewhere = own?.id === delivery.place.id ? undefined : own
  try {
    const reached = await voice.reach.to(delivery.place)
    if (delivery.only !== undefined && !reached.isPersonal)
      return await whisper(voice, reached, { ...delivery, only: delivery.only }, message, mention)
    if (delivery.insiders === true && elsewhere !== undefined && (await hasOutsiders(voice, reached)))
      return await sayAlone(voice, elsewhere, message)
    return await say(voice, reached, delivery.place.thread, withCalls(message, await calledIn(voice, reached, delivery.reply)))
  } catch (error) {
    if (elsewhere === undefined || !(error instanceof CallError) || !refusesChat.has(error.status)) throw error
    return await sayAlone(voice, elsewhere, message)
  }
}

/** Whether people from outside can read the conversation now. */
const hasOutsiders = async ({ audience }: Voice, reached: Reached): Promise<boolean> =>
  !reached.isPersonal && (await audience.hasOutsiders(reached))

/**
 * The people to mention who are members of the conversation. Teams notifies only members, and cannot
 * mention groups.
 */
async function calledIn(
  { connector, reach }: Voice,
  { serviceUrl, conversation, isPersonal }: Reached,
  { calls = [] }: ChatReply,
): Promise<readonly Called[]> {
  // In a personal chat every message causes a notification anyway.
  if (isPersonal) return []
  const people = calls.filter((called) => ownChat(called) !== undefined)
  const found = people.map(async (person) => {
    const user = await reach.userOf(person)
    return await connector.member(serviceUrl, conversation, user).catch(() => undefined)
  })
  return (await Promise.all(found)).flatMap((member) => (member?.name === undefined ? [] : [{ id: member.id, name: member.name }]))
}

async function renew(voice: Voice, { place, message: id, waiting, insiders }: Update, message: Message): Promise<Sent> {
  const reached = await voice.reach.to(place)
  if (place.only !== undefined) return await renewForOne(voice, reached, { ...place, only: place.only }, id, message)
  const change = (now: Message): Promise<void> => voice.connector.renew(reached.serviceUrl, inThread(reached, place.thread), id, now)
  const own = ownChat(waiting)
  if (own !== undefined && insiders === true && (await hasOutsiders(voice, reached))) {
    await change(render(movedToOwnChat))
    return await sayAlone(voice, own, message)
  }
  await change(message)
  return { kind: 'sent', message: id }
}

/**
 * Updates a message that only one person sees in a shared conversation. Teams deletes such messages after a
 * day; after that the update goes to the person's own chat.
 */
async function renewForOne(
  voice: Voice,
  reached: Reached,
  { only, thread }: Place & { readonly only: string },
  id: string,
  message: Message,
): Promise<Sent> {
  const recipient = { id: await voice.reach.userOf(only) }
  try {
    await voice.connector.renew(reached.serviceUrl, inThread(reached, thread), id, { ...message, recipient }, true)
    return { kind: 'sent', message: id }
  } catch (error) {
    const own = ownChat(only)
    if (own === undefined || !(error instanceof CallError) || error.status !== 404) throw error
    return await sayAlone(voice, own, message)
  }
}

/**
 * Sends a message to one person in a shared conversation: in the conversation if `targets` allows that and
 * it works, otherwise to their own chat.
 */
async function whisper(
  voice: Voice,
  reached: Reached,
  { place, only }: Post & { readonly only: string },
  message: Message,
  mention: Mention,
): Promise<Sent> {
  if (voice.targets) {
    const recipient = { id: await voice.reach.userOf(only) }
    try {
      const id = await voice.connector.say(reached.serviceUrl, inThread(reached, place.thread), { ...message, recipient }, true)
      return { kind: 'sent', message: id, place: { ...place, only } }
    } catch (error) {
      if (!(error instanceof CallError) || !refusesTargets.has(error.status)) throw error
    }
  }
  try {
    const sent = await sayAlone(voice, placeOf(only), message)
    void mention(reached, place, 'answered')
    return sent
  } catch (error) {
    if (error instanceof CallError && refusesChat.has(error.status)) void mention(reached, place, 'unreached')
    throw error
  }
}

const refusesTargets = new Set([400, 403, 404, 405, 501])

/**
 * At most once in this time, in milliseconds, a note in a shared conversation says that a private answer
 * was sent elsewhere. The note says nothing about the answer.
 */
const mentionLasts = 3_600_000
const mostMentions = 5000
const mentions = {
  answered: 'I answered privately, in our own chat.',
  unreached: 'I may answer this only in private, and cannot write to you yet. Please add Licet under Apps, then ask again.',
} as const

type Mention = (reached: Reached, place: Place, what: keyof typeof mentions) => Promise<void>

function createMention(voice: Voice): Mention {
  const said = new Map<string, number>()
  return async (reached, place, what) => {
    const key = JSON.stringify([place, what])
    if (voice.now() - (said.get(key) ?? -mentionLasts) < mentionLasts) return
    if (said.size >= mostMentions) said.clear()
    said.set(key, voice.now())
    const { serviceUrl } = reached
    await voice.connector.say(serviceUrl, inThread(reached, place.thread), { type: 'message', text: mentions[what] }).catch(() => undefined)
  }
}

const passing = new Set([0, 401, 408, 412, 429, 500, 502, 503, 504])

/**
 * The outcome of a failed send: retry, refused, or not known (it may have arrived). Rethrows an error that
 * is not a CallError.
 */
export function outcomeOf(error: unknown): Sent {
  if (!(error instanceof CallError)) throw error
  const { status, code, retryAfter } = error
  const problem = `${status === 0 ? '' : `${status} `}${code}`
  if (error instanceof NoToken)
    return { kind: 'retry', problem: error.why ?? `${problem}; npm run doctor says what the registration lacks` }
  if (error instanceof UnknownSay) return { kind: 'notKnown', problem }
  if (passing.has(status))
    return {
      kind: 'retry',
      problem: status === 401 ? `${problem}; npm run doctor says what the registration lacks` : problem,
      ...(retryAfter === undefined ? {} : { after: retryAfter * 1000 }),
    }
  return {
    kind: 'refused',
    problem: `${problem}; ${remedyFor(error)}`,
  }
}

/** What an operator can do about an error, by error code (those of Teams and Licet's own). */
const remedies: Readonly<Record<string, string>> = {
  unknown_tenant: 'nobody of that tenant has spoken to Licet yet; install it there, or correct the id in the settings',
  BotNotInConversationRoster: 'add Licet to the team or chat',
  MessageWritesBlocked: 'the person has blocked Licet, or removed it',
  BotDisabledByAdmin: 'an admin has blocked the app; allow it in the Teams admin center',
  ConversationNotFound: 'the chat or channel is gone; where it is a desk name another in the settings',
}

/** The remedy for a refused call. */
export const remedyFor = ({ status, code }: CallError): string =>
  remedies[code] ?? remedyOf[status] ?? 'look up this code in the Bot Connector’s documentation'

const remedyOf: Readonly<Record<number, string>> = {
  400: 'the message was not understood; please report this',
  403: 'Licet was removed there, or an admin blocks it; install it again',
  404: 'the conversation or message was deleted',
  413: 'the message was too long; please report this',
}
