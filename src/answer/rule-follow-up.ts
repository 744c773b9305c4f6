import { terms } from '../knowledge/search-words.ts'
import { toPlainText } from '../port/plain.ts'
import type { Answer, Answerer, Asked, Turn } from './conversation-types.ts'
import { fromLists } from './answer-from-articles.ts'

/**
 * Drops the turns that hold a question about a rule (`rule`). Only the very next message can continue such
 * a question.
 */
export const withoutRule = (turns: readonly Turn[]): readonly Turn[] => turns.filter(({ rule }) => rule === undefined)

/**
 * Answers a message, perhaps as a continuation of the question about a rule asked just before ("and a
 * DSP-73?", "when was it founded?"). A message that is better answered together with that question is
 * completed to a full question, which the reply shows. `ask` answers a single message, with the deal talked
 * about taken into account.
 */
export function answerAfterRule(answerer: Answerer, given: Asked, ask: (asked: Asked) => Answer): Answer {
  const rule = given.turns?.at(-1)?.rule
  const asked = given.turns === undefined ? given : { ...given, turns: withoutRule(given.turns) }
  const alone = ask(asked)
  const again = rule === undefined ? undefined : askedAgain(answerer, asked, rule, alone, ask)
  const found = again?.found ?? alone
  const isRule = surenessOf(found) !== unknown && answerer.reader.statement(asked.question, asked.today) === undefined
  if (!isRule) return found
  const turn: Turn = { text: asked.question, today: asked.today, rule: again?.rule ?? asked.question }
  return { ...found, turns: [...found.turns, turn] }
}

/** A completed question with its answer. `rule` is the question that the next message can continue. */
type Again = { readonly question: string; readonly rule: string; readonly found: Answer }

function askedAgain(
  { reader, search }: Answerer,
  asked: Asked,
  rule: string,
  alone: Answer,
  ask: (asked: Asked) => Answer,
): Again | undefined {
  if (alone.intent !== 'lookup' && alone.intent !== 'list' && alone.intent !== 'other') return undefined
  const { instead, onward } = reader.ruleAgain(rule, asked.question)
  const again = (question: string): Again => ({ question, rule: question, found: ask({ ...asked, question }) })
  const swapped = instead === undefined ? undefined : again(instead)
  if (swapped !== undefined && surenessOf(swapped.found) >= Math.max(surenessOf(alone), offered)) return said(asked, swapped, alone)
  if (onward === undefined || surenessOf(alone) === known) return undefined
  const further = { ...again(onward), rule }
  return surenessOf(further.found) > surenessOf(alone) && isOnward(search, further, asked.question)
    ? said(asked, further, alone)
    : undefined
}

/**
 * Whether the answer to a completed question also answers what the new message asks (`further`): it is a list, or a section with at least
 * half of the new words. Any other section only answers the question asked before.
 */
function isOnward(search: Answerer['search'], { question, rule, found: { intent, reply } }: Again, further: string): boolean {
  if (intent === 'list' || reply.title === fromLists) return true
  const [first] = search(question, 1)
  if (first === undefined || first.asked < leastAsked) return false
  const before = new Set([...terms(rule), 'one'])
  const own = terms(further).filter((word) => !before.has(word))
  const has = new Set(terms([first.section.heading, ...first.section.asks].join(' ')))
  return own.length > 0 && own.filter((word) => has.has(word)).length * 2 >= own.length
}

/** A section answers a completed question only if its heading and wordings have at least this share of the question's words. */
const leastAsked = 0.45

/**
 * Returns the answer to the completed question; or the answer to the message alone, if both have the same
 * title. What the message said about a deal stays in the turns.
 */
function said(asked: Asked, { question, rule, found }: Again, alone: Answer): Again {
  if (found.reply.title === alone.reply.title) return { question, rule, found: alone }
  const before = asked.turns ?? []
  const told = alone.turns.filter((turn) => turn.begins !== true || turn.open === true || before.includes(turn))
  const reply = { ...found.reply, blocks: [{ kind: 'text' as const, label: 'Taken as', text: question }, ...found.reply.blocks] }
  return {
    question,
    rule,
    found: { ...found, question: asked.question, reply, text: toPlainText(reply), turns: found.intent === 'list' ? found.turns : told },
  }
}

/** How well a question about a rule is answered: not at all, by a choice of sections, or by an answer. */
const [unknown, offered, known] = [0, 1, 2]

function surenessOf({ intent, legs, reply: { tone, blocks } }: Answer): number {
  if (legs.length > 0 || (intent !== 'lookup' && intent !== 'list')) return unknown
  return tone !== 'question' ? known : blocks.some(({ kind }) => kind === 'list') ? unknown : offered
}
