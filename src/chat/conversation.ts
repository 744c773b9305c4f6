import { answer, type Answer, type Answerer } from '../answer/answer.ts'
import type { Turn } from '../answer/turns.ts'
import { readSpoken } from './spoken.ts'

/** Plays messages as one conversation and returns the last answer, if any message asked for one. Days are ISO days. */
export function converse(
  answerer: Answerer,
  messages: readonly string[],
  days: { readonly asOf: string; readonly today: string },
): Answer | undefined {
  let turns: readonly Turn[] = []
  let last: Answer | undefined
  for (const question of messages) {
    if (last !== undefined && readSpoken(question, false)?.kind === 'action') continue
    last = answer(answerer, { question, ...days, turns })
    turns = last.turns
  }
  return last
}
