import type { Evidence } from '../language/evidence/evidence.ts'
import type { Reading } from '../language/reading.ts'
import type { ChatReply } from '../port/reply.ts'
import { decideIfStricterWith } from './decide-deal.ts'
import type { ReadMessage } from './read-message.ts'
import { composeHelp } from './help.ts'
import { answerLookup } from './answer-from-articles.ts'
import { answerWithoutVerdict } from './no-verdict.ts'
import type { askedOfDeal } from './rule-asked.ts'
import type { Stamp } from './stamp.ts'
import type { Answer, Answerer, Turn } from './conversation-types.ts'
import { withLatestOpen, withTopic } from './turns.ts'
import { waitsForItem } from './waiting-messages.ts'
import { tokenize } from '../language/text/tokens.ts'
import { composeBeginning, composeOther } from './small-talk.ts'

/**
 * How a message that describes no deal can relate to the deal talked about before. `deal` is that deal;
 * `undefined` if there was none, if the message names an item or place, or if it cannot be a question about a
 * deal. `onDeal` is the message, completed to a question about that deal ({@link askedOfDeal}).
 */
type Beside = { readonly deal: Reading | undefined; readonly onDeal: ReturnType<typeof askedOfDeal> }

/**
 * Answers a message that asks for no verdict: one that asks for help or for a rule, or is small talk. If the
 * message also states something, the statement is kept for later answers. If the statement makes the verdict
 * on the deal talked about before stricter, the answer is the new verdict. If the asker starts over, all
 * earlier messages are dropped.
 */
export function answerAside(answerer: Answerer, heard: ReadMessage, intent: 'help' | 'other' | 'lookup', beside: Beside): Answer {
  const { base, reader } = answerer
  const { asked, said, about, understood } = heard
  const { turns } = asked
  const compose = (stamp: Stamp): ChatReply => composeAside(answerer, heard, intent, beside, stamp)
  if (intent === 'other' && understood.talk === 'starts-over') return answerWithoutVerdict(base, { ...asked, turns: [] }, intent, compose)
  const statement =
    reader.statement(said, asked.today) ?? (about === undefined ? undefined : reader.statementBeforeQuestion(said, asked.today))
  const begins = about === undefined && waitsForItem(understood)
  const turn: Turn = { text: said, today: asked.today, ...(begins ? { begins } : {}) }
  const topics = withTopic(turns, turn, understood)
  // If the message comes before any deal and only states the MT mark of an item ("USML XV(e)(12), marked
  // MT"), `topics` already has it, so it is not kept a second time as a statement.
  const isTopic = about === undefined && tellsMarkAtMost(statement) && topics.at(-1)?.topic === true && topics.at(-1)?.text === said
  // A statement that was not understood may concern the deal talked about before, so it remains as a doubt.
  const isUnread = intent !== 'help' && beside.deal !== undefined && understood.talk === undefined && tellsSomething(said)
  if (statement === undefined && isUnread)
    return {
      ...answerWithoutVerdict(base, asked, intent, compose),
      turns: withLatestOpen([...turns, { ...turn, open: true, unread: true }]),
    }
  if (statement === undefined || isTopic)
    return { ...answerWithoutVerdict(base, asked, intent, compose), turns: begins ? [...topics, turn] : topics }
  const kept = withLatestOpen([...turns, { ...turn, open: true }])
  const anew = about === undefined ? undefined : decideIfStricterWith(base, reader, asked, about, statement)
  return { ...(anew ?? answerWithoutVerdict(base, asked, intent, compose)), turns: kept }
}

function composeAside(
  { base, search }: Answerer,
  { asked, said, about, understood }: ReadMessage,
  intent: 'help' | 'other' | 'lookup',
  { deal, onDeal }: Beside,
  stamp: Stamp,
): ChatReply {
  if (intent === 'help') return composeHelp(base, understood.help, stamp)
  if (intent === 'lookup')
    return answerLookup(base, search, { ...understood, onTopic: understood.onTopic || about !== undefined, ...onDeal }, asked, stamp)
  return about === undefined && waitsForItem(understood)
    ? composeBeginning(said, stamp)
    : composeOther(understood.talk, stamp, deal?.item !== undefined && deal.places.length > 0)
}

/** Whether a message says something: it asks nothing and has enough words ({@link fewestTold}). */
const tellsSomething = (said: string): boolean => !said.includes('?') && tokenize(said).length >= fewestTold

/** A statement has at least this many words. A shorter message only acknowledges: "got it". */
const fewestTold = 3

const tellsMarkAtMost = (statement: Evidence | undefined): boolean => statement?.says.every(({ tag }) => tag === 'mt-said') === true
