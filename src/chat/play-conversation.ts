import { answer } from '../answer/answer.ts'
import type { Answer, Answerer, Turn } from '../answer/conversation-types.ts'
import { readSpoken } from './typed-buttons.ts'

/** The last answer of a conversation, and the turns before the message that it answers. */
export type Played = { readonly given: Answer; readonly before: readonly Turn[] }

/**
 * Answers messages as one conversation and returns the last answer; `undefined` if there are no messages.
 * Typed buttons ("why") after the first answer are skipped. Days are ISO days.
 */
export function playConversation(
  answerer: Answerer,
  messages: readonly string[],
  days: { readonly asOf: string; readonly today: string },
): Played | undefined {
  let turns: readonly Turn[] = []
  let last: Played | undefined
  for (const question of messages) {
    if (last !== undefined && readSpoken(question, false)?.kind === 'action') continue
    const given = answer(answerer, { question, ...days, turns })
    last = { given, before: turns }
    turns = given.turns
  }
  return last
}
