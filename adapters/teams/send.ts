import type { Delivery, Place, Sent } from '../../src/index.ts'
import { CallError, UnknownSay, refusesChat, type Connector, type Message } from './connector.ts'
import type { Reach, Reached } from './reach.ts'
import { render } from './render.ts'

/** What speaking takes. `targets`: private words may be shown inside a shared conversation. `now` is in epoch milliseconds. */
export type Voice = { readonly connector: Connector; readonly reach: Reach; readonly targets: boolean; readonly now: () => number }

type Post = Extract<Delivery, { readonly kind: 'post' }>

/** Says things in Teams, one after the other. */
export function createSend(voice: Voice): (delivery: Delivery) => Promise<Sent> {
  const mention = createMention(voice)
  return async (delivery) => {
    try {
      const message = render(delivery.reply)
      if (delivery.kind === 'update') return await renew(voice, delivery.place, delivery.message, message)
      const reached = await voice.reach.to(delivery.place)
      if (delivery.only === undefined || reached.isPersonal) return await say(voice, reached, delivery.place.thread, message)
      return await whisper(voice, reached, { ...delivery, only: delivery.only }, message, mention)
    } catch (error) {
      return outcomeOf(error)
    }
  }
}

/** In a channel the thread is part of the conversation's id. */
const inThread = ({ conversation }: Reached, thread: string | undefined): string =>
  thread === undefined ? conversation : `${conversation};messageid=${thread}`

type Arrived = Extract<Sent, { readonly kind: 'sent' }>

async function say({ connector }: Voice, reached: Reached, thread: string | undefined, message: Message): Promise<Arrived> {
  return { kind: 'sent', message: await connector.say(reached.serviceUrl, inThread(reached, thread), message) }
}

async function renew({ connector, reach }: Voice, place: Place, id: string, message: Message): Promise<Sent> {
  const reached = await reach.to(place)
  await connector.renew(reached.serviceUrl, inThread(reached, place.thread), id, message)
  return { kind: 'sent', message: id }
}

/** Says something to one person of a shared conversation: there, for their eyes only, where that is on and works; else to them alone. */
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
      return { kind: 'sent', message: id }
    } catch (error) {
      if (!(error instanceof CallError) || !refusesTargets.has(error.status)) throw error
    }
  }
  try {
    const own: Place = { platform: 'teams', id: only.slice('teams:'.length) }
    const sent = await say(voice, await voice.reach.to(own), undefined, message)
    void mention(reached, place, 'answered')
    return { ...sent, place: own }
  } catch (error) {
    if (error instanceof CallError && refusesChat.has(error.status)) void mention(reached, place, 'unreached')
    throw error
  }
}

const refusesTargets = new Set([400, 403, 404, 405, 501])

/** Where a private answer went is said once an hour in a shared conversation, in words that tell nothing of it. */
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
    await say(voice, reached, place.thread, { type: 'message', text: mentions[what] }).catch(() => undefined)
  }
}

const passing = new Set([0, 401, 408, 412, 429, 500, 502, 503, 504])

/** What a failure means: worth another try, not known, or for a human. What may be done twice is never in doubt. */
export function outcomeOf(error: unknown): Sent {
  if (!(error instanceof CallError)) throw error
  const { status, code, retryAfter } = error
  const problem = `${status === 0 ? '' : `${status} `}${code}`
  if (error instanceof UnknownSay) return { kind: 'notKnown', problem }
  if (passing.has(status))
    return {
      kind: 'retry',
      problem: status === 401 || code === 'no_token' ? `${problem}; npm run doctor says what the registration lacks` : problem,
      ...(retryAfter === undefined ? {} : { after: retryAfter * 1000 }),
    }
  return {
    kind: 'refused',
    problem: `${problem}; ${remedyFor(error)}`,
  }
}

/** What a refusal asks of a human, by its code. */
const remedies: Readonly<Record<string, string>> = {
  unknown_tenant: 'nobody of that tenant has spoken to Licet yet; install it there, or correct the id in the settings',
  BotNotInConversationRoster: 'add Licet to the team or chat',
  MessageWritesBlocked: 'the person has blocked Licet, or removed it',
  BotDisabledByAdmin: 'an admin has blocked the app; allow it in the Teams admin center',
  ConversationNotFound: 'the chat or channel is gone; name another desk in the settings',
}

/** How to mend what was refused. */
export const remedyFor = ({ status, code }: CallError): string =>
  remedies[code] ?? remedyOf[status] ?? 'look up this code in the Bot Connector’s documentation'

const remedyOf: Readonly<Record<number, string>> = {
  400: 'the message was not understood; please report this',
  403: 'Licet was removed there, or an admin blocks it; install it again',
  404: 'the conversation or message was deleted',
  413: 'the message was too long; please report this',
}
