import type { Turn } from '../answer/turns.ts'
import { idsOf, placeKey, placeOf, type Incoming, type Person, type Place } from '../port/incoming.ts'
import { answersBack, isPlainAnswer } from './asked-back.ts'
import type { Told } from './what-changed.ts'
import { replyKey, type Heard, type ChatParts } from './plan.ts'
import { hasQuote } from './quoted.ts'

/**
 * What a conversation remembers: what later messages go on from, the entry of its last answer, whose words are among them, and what
 * that answer rested on.
 */
export type Talk = {
  readonly turns: readonly Turn[]
  readonly last: string | undefined
  readonly voices?: readonly string[]
  readonly told?: Told | undefined
}

/** A conversation and a draft are forgotten after two days, in milliseconds. */
export const talkLasts = 2 * 86_400_000

type Where = Pick<Incoming, 'place' | 'person' | 'isPrivate' | 'audience'>

/** Whether others are there who do not see the answer: the asker asked privately, or people from outside read along. */
export const isHidden = ({ settings }: Pick<ChatParts, 'settings'>, { isPrivate, audience, place }: Omit<Where, 'person'>): boolean =>
  isPrivate === true ||
  audience === 'outsiders' ||
  settings.privatePlaces.some(({ platform, id }) => platform === place.platform && id === place.id)

/** A conversation of one person, in one place. */
export const personalKey = (place: Place, { id }: Person): string => `talk|${placeKey(place)}|${id}`

/** What is said openly in a thread is the thread's: whoever goes on there goes on from it. All else is one person's, in one place. */
const keyHere = (parts: Pick<ChatParts, 'settings'>, heard: Where): string =>
  heard.audience === 'colleagues' && heard.place.thread !== undefined && !isHidden(parts, heard)
    ? `talk|${placeKey(heard.place)}`
    : personalKey(heard.place, heard.person)

/** A thread under an answer that a person got directly goes on from that answer. `key` is the outbox's key of it. */
const threadKey = (key: string, { id }: Person): string => `talk|${key}|${id}`

const nothingYet: Talk = { turns: [], last: undefined }

/** What is remembered of the conversation that an event belongs to. */
export async function talkOf(parts: ChatParts, heard: Heard): Promise<Talk> {
  const { memory } = parts
  const here = await memory.get<Talk>(keyHere(parts, heard))
  if (here !== undefined) return here
  const above = heard.above === undefined ? undefined : await memory.get<Talk>(threadKey(heard.above, heard.person))
  return above ?? (await askedAlone(parts, heard)) ?? nothingYet
}

/** What a person was asked last for themselves, where their words in their own chat answer it: a platform may begin a thread with each message. */
async function askedAlone(parts: ChatParts, { audience, person, said, today }: Heard): Promise<Talk | undefined> {
  if (audience !== 'alone' || said.kind !== 'message' || hasQuote(said)) return undefined
  const last = await parts.memory.get<Talk>(personalKey(placeOf(person.id), person))
  return last !== undefined && answersBack(parts, last.turns, said.text, today) ? last : undefined
}

/** Whether plain words of a person in a thread answer what Licet asked them there. */
export async function isAnswerBack(parts: ChatParts, heard: Heard): Promise<boolean> {
  if (heard.said.kind !== 'overheard' || hasQuote(heard.said)) return false
  const { turns, voices = [] } = await talkOf(parts, heard)
  return idsOf(heard.person).some((id) => voices.includes(id)) && isPlainAnswer(parts, turns, heard.said.text, heard.today)
}

/** Remembers a conversation wherever it may go on: also in the asker's own chat, where an answer was for them alone, or was said there. */
export async function remember(parts: ChatParts, heard: Heard, talk: Talk): Promise<void> {
  const { place, person } = heard
  const isAlone = isHidden(parts, heard)
  const mayThread = isAlone ? heard.fades === true : place.thread === undefined && heard.audience === 'alone'
  const keys = [
    keyHere(parts, heard),
    ...(isAlone || heard.audience === 'alone' ? [personalKey(placeOf(person.id), person)] : []),
    ...(mayThread ? [threadKey(replyKey(heard), person)] : []),
  ]
  await Promise.all(Array.from(new Set(keys), (key) => parts.memory.set(key, talk)))
}

/** Others than a person whose words a conversation holds. */
export const othersIn = ({ voices = [] }: Pick<Talk, 'voices'>, person: Person): readonly string[] =>
  voices.filter((voice) => !idsOf(person).includes(voice))

/** What is remembered of a message that was answered: the outbox's key of the answer, its entry, what it went on from, and a hash of what was said. */
export type Asked = Omit<Talk, 'last'> & { readonly key: string; readonly entry?: string | undefined; readonly said: string }

const askedKey = ({ place, person }: Where, message: string): string =>
  `asked|${placeKey({ platform: place.platform, id: place.id })}|${message}|${person.id}`

/** Remembers how a message was answered, so that it can be changed or deleted. */
export async function rememberAsked({ memory }: ChatParts, heard: Heard, asked: Asked): Promise<void> {
  const id = heard.edits ?? heard.message
  if (id !== undefined) await memory.set(askedKey(heard, id), asked)
}

/** The first answer to a message that was changed or deleted since. */
export const firstOf = async ({ memory }: Pick<ChatParts, 'memory'>, heard: Incoming): Promise<Asked | undefined> =>
  heard.edits === undefined ? undefined : await memory.get<Asked>(askedKey(heard, heard.edits))

/** Forgets a message that was deleted: the conversation is where it was before, unless something was said since. */
export async function forgetAsked(parts: ChatParts, heard: Heard, { entry, turns, voices = [] }: Asked): Promise<void> {
  if (heard.edits !== undefined) await parts.memory.delete(askedKey(heard, heard.edits))
  if ((await talkOf(parts, heard)).last === entry) await remember(parts, heard, { turns, last: undefined, voices })
}

/** The memory's key of an answer that somebody got: under it stands the outbox's key of the message that says it. */
export const answerKey = (entry: string, { id }: Person): string => `answer|${entry}|${id}`
