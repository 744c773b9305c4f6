import { dateWords } from '../port/date-words.ts'
import { canonicalHash } from '../answer/canonical.ts'
import { answer } from '../answer/answer.ts'
import type { Answer, Turn } from '../answer/conversation-types.ts'
import { receiptLength } from '../answer/receipt.ts'
import { withoutRule } from '../answer/rule-follow-up.ts'
import { answerWithheld } from '../answer/no-verdict.ts'
import { composeChanges, composeWhy } from '../answer/why.ts'
import type { Answered } from '../port/meter.ts'
import { messageOf, messageShownAs } from '../delivery/outbox.ts'
import { worksAtDesk } from '../cases/roles.ts'
import type { GuardReason } from '../language/guard/guard.ts'
import { answerRecorded, findAnswers, recordAnswer, type RecordedAnswer } from '../record/answers.ts'
import { idsOf, isSameChannel, type SaidWords } from '../port/incoming.ts'
import type { Action, ChatReply } from '../port/reply.ts'
import type { Tx } from '../store/tables.ts'
import { comparedAnswer, withChange } from './what-changed.ts'
import { replyKey, say, saying, replaceMessage, sayToKeep, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import {
  earlierAnswerTo,
  forgetAsked,
  isHidden,
  othersIn,
  remember,
  rememberAsked,
  answerKey,
  rememberedConversation,
  type RememberedConversation,
} from './conversation-memory.ts'
import {
  deskHelp,
  inItsPlace,
  noLongerOpen,
  notFound,
  nothingMore,
  noAnswerOfYours,
  questionDeleted,
  readsNoOthers,
  toOutsider,
  noAnswerFor,
} from './replies.ts'
import { clears } from '../engine/shown-verdict.ts'
import { dayOf } from '../engine/days.ts'

/**
 * How to answer a question.
 * - `decorate`: adds to the reply what is not part of the answer, e.g. a note.
 * - `isApart`: the earlier conversation does not count.
 * - `from`: the conversation to continue.
 * - `insteadOf`: the record entry of an answer whose message the new one replaces, if that is possible.
 * - `ifItClears`: set if only a part of the message was read; this reply is sent instead of any answer
 * milder than case by case.
 */
export type Asking = {
  readonly decorate?: ((reply: ChatReply, given: Answer) => ChatReply) | undefined
  readonly isApart?: boolean
  readonly from?: Omit<RememberedConversation, 'last'>
  readonly insteadOf?: string
  readonly ifItClears?: ChatReply | undefined
}

/**
 * Answers a question, records the answer, and remembers the conversation. If an edited question gets the
 * same reply as before, nothing happens.
 */
export async function planQuestion(
  parts: ChatParts,
  heard: TimedEvent,
  question: string,
  { decorate = (reply) => reply, isApart = false, from, insteadOf, ifItClears }: Asking = {},
): Promise<Plan> {
  const earlier = await earlierAnswerTo(parts, heard)
  const {
    turns,
    voices = [],
    told,
    last,
  }: Partial<RememberedConversation> & Pick<RememberedConversation, 'turns'> = isApart
    ? { turns: [] }
    : (earlier ?? from ?? (await rememberedConversation(parts, heard)))
  const renewed = insteadOf === undefined ? undefined : await parts.memory.get<string>(answerKey(insteadOf, heard.person))
  const { today, now, person, place } = heard
  const given = answer(parts.versions.current, { question, asOf: today, today, turns })
  if (ifItClears !== undefined && given.verdict !== null && clears(given.verdict)) return saying(heard, ifItClears)
  const { base } = parts.versions.current
  const plain = forReader(parts, heard, given, last)
  const shown = decorate(
    told !== undefined && isFollowUp(given, withoutRule(turns)) ? withChange(parts.versions.current, plain, told, given) : plain,
    given,
  )
  if (earlier?.said === canonicalHash(shown)) return {}
  let entry: string | undefined
  return {
    answered: answeredBy(given),
    write: async (tx) => {
      const alone = isHidden(parts, heard)
      const link = await recordAnswer(tx, given, {
        person,
        place,
        turns,
        asOf: today,
        at: now,
        code: parts.code,
        isHidden: alone,
        voices: othersIn({ voices }, person),
      })
      entry = link.id
      const reply = withAnswerEntry(person.outside === true ? toOutsider(shown) : shown, link.id, alone)
      if (earlier !== undefined) await replaceMessage(tx, heard, earlier.key, inItsPlace(reply), alone)
      else if (renewed !== undefined && (await canBeRenewed(tx, renewed))) await replaceMessage(tx, heard, renewed, reply, alone)
      else await (alone ? sayToKeep(tx, heard, reply) : say(tx, heard, reply, false))
    },
    after: async () => {
      const key = earlier?.key ?? replyKey(heard)
      await remember(parts, heard, {
        turns: given.turns,
        last: entry,
        voices: [...new Set([...voices, person.id])],
        told: comparedAnswer(base, given) ?? (given.legs.length === 0 ? told : undefined),
      })
      await rememberAsked(parts, heard, { key, entry, turns, voices, said: canonicalHash(shown) })
      if (entry !== undefined) await parts.memory.set(answerKey(entry, person), renewed ?? key)
    },
  }
}

/**
 * How the metrics count an answer: by its verdict or, without one, by its intent. `isMiss`: the message was not understood as an export
 * question.
 */
const answeredBy = ({ verdict, intent }: Answer): Answered => ({ kind: verdict ?? intent, isMiss: intent === 'other' })

/**
 * Whether an answer continues the earlier messages: it keeps all of them as its first turns, in order, and
 * at least one of them was more than an open statement. `false` if there were no earlier messages.
 */
const isFollowUp = (given: Answer, before: readonly Turn[]): boolean =>
  before.some(({ open }) => open !== true) && before.every(({ text }, index) => given.turns[index]?.text === text)

/**
 * Adapts a reply to its reader. At a desk, help also lists the commands for desks. A person who asks how to
 * reach a human gets a button that takes their last answer (`last`) to counsel. If a message is not
 * understood and others are in the place, a note says that Licet does not read their messages.
 */
function forReader(parts: ChatParts, { person, audience, today }: TimedEvent, given: Answer, last: string | undefined): ChatReply {
  const { intent, question, reply } = given
  const isHelp = intent === 'help'
  if (!isHelp && (intent !== 'other' || audience === undefined || audience === 'alone')) return reply
  const understood = parts.versions.current.reader.read(question ?? '', today)
  if (understood.kind !== 'read') return reply
  if (!isHelp) return understood.talk === undefined ? { ...reply, blocks: [...reply.blocks, readsNoOthers] } : reply
  const toCounsel = last !== undefined && understood.help.includes('human') ? [askCounselOn(last)] : []
  return {
    ...reply,
    blocks: worksAtDesk(parts.settings.queues, person) ? [...reply.blocks, deskHelp] : reply.blocks,
    actions: [...toCounsel, ...reply.actions],
  }
}

const askCounselOn = (of: string): Action => ({ id: 'ask-counsel', label: 'Ask counsel', of, isPrimary: true })

/**
 * After a question was deleted, replaces its answer by a note that says so, and resets the conversation to
 * its state before the question.
 */
export async function planDeleted(parts: ChatParts, heard: TimedEvent): Promise<Plan> {
  const earlier = await earlierAnswerTo(parts, heard)
  if (earlier === undefined) return {}
  return {
    write: (tx) => replaceMessage(tx, heard, earlier.key, questionDeleted, false),
    after: () => forgetAsked(parts, heard, earlier),
  }
}

/** Whether a message can be replaced: only if the platform told Licet the message's id. */
const canBeRenewed = async (tx: Tx, key: string): Promise<boolean> => ((await messageOf(tx, key)) ?? '') !== ''

/**
 * Completes the reply of an answer with the answer's record entry (`of`), on which its buttons act unless
 * they name another. "Share" is removed unless only the asker sees the answer (`isHidden`). Small talk,
 * which has no foot, gets no entry, so that nobody rates it.
 */
export const withAnswerEntry = (reply: ChatReply, of: string, isHidden: boolean): ChatReply => ({
  ...reply,
  ...(reply.foot === undefined ? {} : { entry: of }),
  actions: reply.actions.filter(({ id }) => isHidden || id !== 'share').map((action) => ({ of, ...action })),
})

/** Tells the person that their words were withheld, and records that, without the words. */
export async function planWithheld(parts: ChatParts, heard: TimedEvent, reason: GuardReason): Promise<Plan> {
  const { turns } = await rememberedConversation(parts, heard)
  const { today, now, person, place } = heard
  const given = answerWithheld(parts.versions.current.base, reason, { asOf: today, today, turns })
  return {
    answered: answeredBy(given),
    write: async (tx) => {
      await recordAnswer(tx, given, { person, place, turns: [], asOf: today, at: now, code: parts.code })
      await say(tx, heard, given.reply)
    },
  }
}

/**
 * The recorded answer that a button belongs to (`of` is its record entry) or, without `of`, the last one of
 * the conversation. `undefined` if there is none, if its words were erased, or if the person neither asked
 * the question nor is in the place where it was answered.
 */
export async function answerBehind(parts: ChatParts, heard: TimedEvent, of: string | undefined): Promise<RecordedAnswer | undefined> {
  const id = of ?? (await rememberedConversation(parts, heard)).last
  if (id === undefined) return undefined
  const [recorded] = await findAnswers(parts.store, { id })
  const words = recorded?.words
  const wasThere = words !== undefined && (idsOf(heard.person).includes(words.person.id) || isSameChannel(words.place, heard.place))
  return wasThere ? recorded : undefined
}

/**
 * The conversation up to the answer by Licet that a message quotes. `undefined` if the message quotes
 * anything else or has no words of its own, or if the answer's words were erased or withheld.
 */
export async function talkQuoted(
  parts: ChatParts,
  heard: TimedEvent,
  { text, quotes }: SaidWords,
): Promise<RememberedConversation | undefined> {
  const entry = quotes === undefined || text.trim() === '' ? undefined : (await messageShownAs(parts.store, heard.place, quotes))?.entry
  const recorded = entry == null ? undefined : await answerBehind(parts, heard, entry)
  const again = recorded === undefined ? undefined : answerRecorded(parts.versions.current, recorded)
  if (again === undefined || entry == null || recorded?.words === undefined) return undefined
  const { person, voices = [] } = recorded.words
  return { turns: again.turns, last: entry, voices: [...voices, person.id] }
}

/**
 * The words that a pressed button stands for. These buttons are below an answer that asks "Is that so?", or
 * that refuses.
 */
const saysBack = { confirm: 'Yes, that is so', change: 'No, change', 'only-ask': 'No, I only ask' } as const

/**
 * Handles a button of {@link saysBack} as if its words had been typed, but only if nothing else was said
 * since that answer.
 */
export async function planAnswerButton(
  parts: ChatParts,
  heard: TimedEvent,
  of: string | undefined,
  what: keyof typeof saysBack,
): Promise<Plan> {
  const { turns, last } = await rememberedConversation(parts, heard)
  const isAwaited = what === 'only-ask' ? turns.at(-1)?.refused === true : turns.at(-1)?.confirms !== undefined
  return isAwaited && (of === undefined || of === last) ? await planQuestion(parts, heard, saysBack[what]) : saying(heard, noLongerOpen)
}

/** Shows one layer of an answer, as it was recorded. `which` is the id of the layer, e.g. "sources". */
export async function planLayer(parts: ChatParts, heard: TimedEvent, of: string | undefined, which: string | undefined): Promise<Plan> {
  const recorded = await answerBehind(parts, heard, of)
  const layer = recorded?.words?.reply.layers?.find(({ id }) => id === which)
  if (recorded === undefined) return saying(heard, noAnswerFor(of))
  return saying(heard, layer === undefined ? nothingMore : { tone: 'neutral', title: layer.title, blocks: layer.blocks, actions: [] })
}

/** Shows an answer to a question of this person, as it was given. `of` is its record entry or its receipt. */
export async function planShowAnswer(parts: ChatParts, heard: TimedEvent, of: string | undefined): Promise<Plan> {
  const wanted = of === undefined ? [] : await findAnswers(parts.store, of.length === receiptLength ? { receipt: of } : { id: of })
  const recorded = wanted.findLast(({ words }) => words !== undefined && idsOf(heard.person).includes(words.person.id))
  if (recorded?.words === undefined) return saying(heard, noAnswerOfYours)
  const { reply, question } = recorded.words
  const day = dateWords(dayOf(recorded.at))
  const then = { kind: 'note', text: `As it was given on ${day}${question === null ? '' : ` to: ${question}`}` } as const
  const shown = withAnswerEntry({ ...reply, blocks: [then, ...reply.blocks] }, recorded.id, true)
  return { write: (tx) => sayToKeep(tx, heard, shown) }
}

/**
 * Explains an answer with the version of the knowledge that gave it: why it has its verdict, or what would
 * change it.
 */
export async function planExplain(parts: ChatParts, heard: TimedEvent, of: string | undefined, what: 'why' | 'changes'): Promise<Plan> {
  const recorded = await answerBehind(parts, heard, of)
  if (recorded === undefined) return saying(heard, noAnswerFor(of))
  const answerer = await parts.versions.of(recorded.body.knowledge)
  const again: Answer | undefined = answerer === undefined ? undefined : answerRecorded(answerer, recorded)
  if (answerer === undefined || again === undefined) return saying(heard, notFound)
  return { window: what === 'why' ? composeWhy(answerer.base, again) : composeChanges(answerer.base, again) }
}
