import type { Turn } from '../answer/conversation-types.ts'
import { idsOf, isSameChannel, placeKey, ownChatOf, type Incoming, type Person, type Place } from '../port/incoming.ts'
import { answersBack, isPlainAnswer } from './asked-back.ts'
import type { ComparedAnswer } from './what-changed.ts'
import { replyKey, type TimedEvent, type ChatParts } from './plan.ts'
import { hasQuote } from './quoted.ts'

/**
 * What is remembered of a conversation.
 * - `turns`: the messages to which later ones can refer.
 * - `last`: the record entry of the last answer; `undefined` if there is none.
 * - `voices`: the ids of the people whose words are in the turns.
 * - `told`: what the last answer that had exactly one leg (an item to one place) was based on, so that the
 * next answer can say what changed.
 */
export type RememberedConversation = {
  readonly turns: readonly Turn[]
  readonly last: string | undefined
  readonly voices?: readonly string[]
  readonly told?: ComparedAnswer | undefined
}

/** How long a conversation or a draft is remembered, in milliseconds: two days. */
export const talkLasts = 2 * 86_400_000

type Where = Pick<Incoming, 'place' | 'person' | 'isPrivate' | 'audience'>

/**
 * Whether only the asker sees the answer, although others can be in the place: the asker asked privately,
 * people of other organizations read there, or the settings make the place private.
 */
export const isHidden = ({ settings }: Pick<ChatParts, 'settings'>, { isPrivate, audience, place }: Omit<Where, 'person'>): boolean =>
  isPrivate === true || audience === 'outsiders' || settings.privatePlaces.some((one) => isSameChannel(one, place))

/** The key of one person's conversation in one place. */
export const personalKey = (place: Place, { id }: Person): string => `talk|${placeKey(place)}|${id}`

/**
 * The key of the conversation that an event belongs to. In a thread among colleagues, if all of them see
 * the answers, everyone continues the same conversation. Everywhere else, each person has their own
 * conversation in each place.
 */
const keyHere = (parts: Pick<ChatParts, 'settings'>, heard: Where): string =>
  heard.audience === 'colleagues' && heard.place.thread !== undefined && !isHidden(parts, heard)
    ? `talk|${placeKey(heard.place)}`
    : personalKey(heard.place, heard.person)

/**
 * The key of a person's conversation in a thread below an answer, if the person starts one. `key` is the
 * outbox key of that answer.
 */
const threadKey = (key: string, { id }: Person): string => `talk|${key}|${id}`

const nothingYet: RememberedConversation = { turns: [], last: undefined }

/**
 * What is remembered of the conversation that an event belongs to: the conversation at the event's place;
 * else the person's conversation in the thread below the answer `heard.above`; else the one in their own chat
 * ({@link askedAlone}). If nothing is remembered, a conversation without turns.
 */
export async function rememberedConversation(parts: ChatParts, heard: TimedEvent): Promise<RememberedConversation> {
  const { memory } = parts
  const here = await memory.get<RememberedConversation>(keyHere(parts, heard))
  if (here !== undefined) return here
  const above = heard.above === undefined ? undefined : await memory.get<RememberedConversation>(threadKey(heard.above, heard.person))
  return above ?? (await askedAlone(parts, heard)) ?? nothingYet
}

/**
 * The conversation remembered for a person's own chat, if this message was written in a chat with Licet
 * alone and answers the last question there; otherwise `undefined`. The thread does not matter, because
 * some platforms start a new thread with each message.
 */
async function askedAlone(parts: ChatParts, { audience, person, said, today }: TimedEvent): Promise<RememberedConversation | undefined> {
  if (audience !== 'alone' || said.kind !== 'message' || hasQuote(said)) return undefined
  const last = await parts.memory.get<RememberedConversation>(personalKey(ownChatOf(person.id), person))
  return last !== undefined && answersBack(parts, last.turns, said.text, today) ? last : undefined
}

/** Whether an overheard message in a thread answers what Licet asked its writer there. */
export async function isAnswerBack(parts: ChatParts, heard: TimedEvent): Promise<boolean> {
  if (heard.said.kind !== 'overheard' || hasQuote(heard.said)) return false
  const { turns, voices = [] } = await rememberedConversation(parts, heard)
  return idsOf(heard.person).some((id) => voices.includes(id)) && isPlainAnswer(parts, turns, heard.said.text, heard.today)
}

/**
 * Stores a conversation under the key of each place where it can continue. If only the asker sees the answer,
 * or they are alone with Licet, it can also continue in their own chat. It can continue in a thread that
 * starts below the answer if the answer went to the own chat because private messages vanish in the place
 * (`heard.fades`), or if the answer is outside a thread in a chat with Licet alone.
 */
export async function remember(parts: ChatParts, heard: TimedEvent, talk: RememberedConversation): Promise<void> {
  const { place, person } = heard
  const isAlone = isHidden(parts, heard)
  const mayThread = isAlone ? heard.fades === true : place.thread === undefined && heard.audience === 'alone'
  const keys = [
    keyHere(parts, heard),
    ...(isAlone || heard.audience === 'alone' ? [personalKey(ownChatOf(person.id), person)] : []),
    ...(mayThread ? [threadKey(replyKey(heard), person)] : []),
  ]
  await Promise.all(Array.from(new Set(keys), (key) => parts.memory.set(key, talk)))
}

/** The ids of other people whose words a conversation contains. */
export const othersIn = ({ voices = [] }: Pick<RememberedConversation, 'voices'>, person: Person): readonly string[] =>
  voices.filter((voice) => !idsOf(person).includes(voice))

/**
 * What is remembered of an answered message: the outbox key of the answer (`key`), the answer's record entry, a hash of the reply (`said`),
 * and the conversation before the message.
 */
export type AskedQuestion = Omit<RememberedConversation, 'last'> & {
  readonly key: string
  readonly entry?: string | undefined
  readonly said: string
}

const askedKey = ({ place, person }: Where, message: string): string =>
  `asked|${placeKey({ platform: place.platform, id: place.id })}|${message}|${person.id}`

/** Remembers how a message was answered, in case the message is edited or deleted. */
export async function rememberAsked({ memory }: ChatParts, heard: TimedEvent, asked: AskedQuestion): Promise<void> {
  const id = heard.edits ?? heard.message
  if (id !== undefined) await memory.set(askedKey(heard, id), asked)
}

/** How a message that is now edited or deleted was answered; `undefined` for any other event. */
export const earlierAnswerTo = async ({ memory }: Pick<ChatParts, 'memory'>, heard: Incoming): Promise<AskedQuestion | undefined> =>
  heard.edits === undefined ? undefined : await memory.get<AskedQuestion>(askedKey(heard, heard.edits))

/**
 * Forgets a deleted message: resets the conversation to its state before that message, unless another
 * answer was given since.
 */
export async function forgetAsked(parts: ChatParts, heard: TimedEvent, { entry, turns, voices = [] }: AskedQuestion): Promise<void> {
  if (heard.edits !== undefined) await parts.memory.delete(askedKey(heard, heard.edits))
  if ((await rememberedConversation(parts, heard)).last === entry) await remember(parts, heard, { turns, last: undefined, voices })
}

/**
 * The memory key for an answer and a person who got it. Its value is the outbox key of the message that
 * shows the answer.
 */
export const answerKey = (entry: string, { id }: Person): string => `answer|${entry}|${id}`
