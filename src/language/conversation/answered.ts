import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { canonical, tokenize } from '../text/tokens.ts'

/** The marks (turns.yaml) of words that pick an offered answer by its position: "the first one", "2". */
const picks = ['picks-first', 'picks-second', 'picks-third', 'picks-fourth'] as const

/** The index of the offered answer that a message picks: 1 for "the second one"; -1 if it picks none. */
export const pickedAnswer = ({ marks }: Pick<Message, 'marks'>): number => picks.findIndex((mark) => marks.any(mark))

/**
 * Adds to `now` the fact that a short reply settles: "yes", "the second", "USML XV". `asked` is the fact that
 * Licet asked about. Returns `now` unchanged if that fact is a figure (read elsewhere), if the message also
 * names an item or place or states a fact, or if not exactly one offered answer fits.
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
