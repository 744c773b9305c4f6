import {
  ownChatOf,
  sendDelivery,
  splitId,
  movedToOwnChat,
  type Arrived,
  type ChatReply,
  type Delivery,
  type Place,
  type PostDelivery,
  type Sent,
  type UpdateDelivery,
} from '../../src/index.ts'
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
export type SendParts = {
  readonly connector: Connector
  readonly reach: Reach
  readonly audience: Pick<Audiences, 'hasOutsiders'>
  readonly targets: boolean
  readonly client: string | undefined
  readonly now: () => number
}

/**
 * Creates a function that sends one message or update; `sendDelivery` decides where it goes, and whether it must
 * be shortened.
 */
export function createSend(parts: SendParts): (delivery: Delivery) => Promise<Sent> {
  const mention = createMention(parts)
  return (delivery) => {
    const { place } = delivery
    const only = delivery.kind === 'post' ? delivery.only : undefined
    let reaching: Promise<Reached> | undefined
    const here = (): Promise<Reached> => (reaching ??= parts.reach.to(place))
    const note = (what: keyof typeof mentions): void => {
      if (only !== undefined)
        void here().then(
          (reached) => mention(reached, place, what),
          () => undefined,
        )
    }
    return sendDelivery<Message>(delivery, {
      draw: (isShort) => withThreadLink(parts, delivery, render(delivery.reply, isShort ? limits.short : undefined)),
      post: async (said, message) => await post(parts, await here(), said, message),
      change: async (update, message) => await change(parts, await here(), update, message),
      withdraw: async (update) => await change(parts, await here(), update, render(movedToOwnChat)),
      postAlone: async (own, message) => {
        try {
          const sent = await sayAlone(parts, own, message)
          note('answered')
          return sent
        } catch (error) {
          if (error instanceof CallError && refusesChat.has(error.status)) note('unreached')
          throw error
        }
      },
      hasOutsiders: async () => await hasOutsiders(parts, await here()),
      isShut: (error) => error instanceof CallError && (only === undefined ? refusesChat : refusesTargets).has(error.status),
      isGone: (error) => error instanceof CallError && error.status === 404,
      tooLong: (error) => (error instanceof CallError && error.status === tooLong ? `${error.status} ${error.code}` : undefined),
      outcomeOf,
    })
  }
}

/** The status for a message that is too long; then a shorter version is sent. */
const tooLong = 413

/** Adds a link to a thread, if the thread is in Teams and is not the one that contains the message itself. */
function withThreadLink({ client }: SendParts, { link, place }: Delivery, message: Message): Message {
  if (link === undefined || client === undefined) return message
  const { label, to } = link
  if (to.platform !== 'teams' || to.thread === undefined || (to.id === place.id && to.thread === place.thread)) return message
  const { space: tenant, id } = splitId(to.id)
  return id.startsWith('19:') ? withLink(message, label, addressOf(client, id, to.thread, tenant)) : message
}

/** The id of a conversation or, if `thread` is given, of that thread in it. */
const inThread = ({ conversation }: Reached, thread: string | undefined): string =>
  thread === undefined ? conversation : `${conversation};messageid=${thread}`

async function say({ connector }: SendParts, reached: Reached, thread: string | undefined, message: Message): Promise<Arrived> {
  return { kind: 'sent', message: await connector.say(reached.serviceUrl, inThread(reached, thread), message) }
}

/** Sends a message to a person's own chat. */
async function sayAlone(parts: SendParts, place: Place, message: Message): Promise<Arrived> {
  return { ...(await say(parts, await parts.reach.to(place), undefined, message)), place }
}

/** Sends a message to its place; `undefined` if it is for one person, and `targets` does not allow that there. */
async function post(
  parts: SendParts,
  reached: Reached,
  { place, only, reply }: PostDelivery,
  message: Message,
): Promise<Arrived | undefined> {
  if (only === undefined || reached.isPersonal)
    return await say(parts, reached, place.thread, withCalls(message, await calledIn(parts, reached, reply)))
  if (!parts.targets) return undefined
  const recipient = { id: await parts.reach.userOf(only) }
  const id = await parts.connector.say(reached.serviceUrl, inThread(reached, place.thread), { ...message, recipient }, true)
  return { kind: 'sent', message: id, place: { ...place, only } }
}

/** Whether people from outside can read the conversation now. */
const hasOutsiders = async ({ audience }: SendParts, reached: Reached): Promise<boolean> =>
  !reached.isPersonal && (await audience.hasOutsiders(reached))

/**
 * The people to mention who are members of the conversation. Teams notifies only members, and cannot
 * mention groups.
 */
async function calledIn(
  { connector, reach }: SendParts,
  { serviceUrl, conversation, isPersonal }: Reached,
  { calls = [] }: ChatReply,
): Promise<readonly Called[]> {
  // In a personal chat every message causes a notification anyway.
  if (isPersonal) return []
  const people = calls.filter((called) => ownChatOf(called).platform === 'teams')
  const found = people.map(async (person) => {
    const user = await reach.userOf(person)
    return await connector.member(serviceUrl, conversation, user).catch(() => undefined)
  })
  return (await Promise.all(found)).flatMap((member) => (member?.name === undefined ? [] : [{ id: member.id, name: member.name }]))
}

/**
 * Replaces a message. Teams deletes a message that only one person sees in a shared conversation after a day;
 * after that it cannot be replaced.
 */
async function change(
  { connector, reach }: SendParts,
  reached: Reached,
  { place: { thread, only }, message: id }: UpdateDelivery,
  message: Message,
): Promise<Arrived> {
  const conversation = inThread(reached, thread)
  if (only === undefined) await connector.renew(reached.serviceUrl, conversation, id, message)
  else await connector.renew(reached.serviceUrl, conversation, id, { ...message, recipient: { id: await reach.userOf(only) } }, true)
  return { kind: 'sent', message: id }
}

/** The statuses with which Teams says that it takes no message for one person there. */
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

function createMention(parts: SendParts): Mention {
  const said = new Map<string, number>()
  return async (reached, place, what) => {
    const key = JSON.stringify([place, what])
    if (parts.now() - (said.get(key) ?? -mentionLasts) < mentionLasts) return
    if (said.size >= mostMentions) said.clear()
    said.set(key, parts.now())
    const { serviceUrl } = reached
    await parts.connector.say(serviceUrl, inThread(reached, place.thread), { type: 'message', text: mentions[what] }).catch(() => undefined)
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
