import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { canonical, tokenize } from '../text/text.ts'

/** Marks of turns.yaml that pick one of the answers that a question offered, in order. */
const picks = ['picks-first', 'picks-second', 'picks-third', 'picks-fourth'] as const

/** Which of the offered answers a message picks ("the second one"), from zero; -1 where it picks none. */
export const pickedAnswer = ({ marks }: Pick<Message, 'marks'>): number => picks.findIndex((mark) => marks.any(mark))

/**
 * Takes a message as the answer to the question about the fact `asked`: "yes", "the second", "USML XV", "elsewhere". Does nothing where
 * that fact is a figure, which is read without this, or where the message also tells an item, a place or another fact.
 */
export function withAnswer(base: Base, message: Message, asked: string | undefined, now: Reading): Reading {
  const { marks, tokens } = message
  const fact = asked === undefined ? undefined : base.facts.get(asked)
  if (fact?.answers === undefined || fact.unit !== undefined) return now
  if (now.item !== undefined || now.places.length > 0 || Object.keys({ ...now.facts, ...now.possible }).length > 0) return now
  const nth = pickedAnswer(message)
  const words = tokens.filter((_, at) => !marks.has(at, 'small-talk')).map(({ word }) => word)
  const offered = fact.answers.map(({ value, say }) => ({
    value,
    words: new Set([canonical(value), ...tokenize(say).map(({ word }) => word)]),
  }))
  const meant = words.length === 0 ? [] : offered.filter((answer) => words.every((word) => answer.words.has(word)))
  const [picked, other] = nth >= 0 ? offered.slice(nth, nth + 1) : meant
  return picked === undefined || other !== undefined ? now : { ...now, facts: { ...now.facts, [fact.id]: picked.value } }
}
