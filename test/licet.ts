import { fileURLToPath } from 'node:url'
import type { Base } from '../src/knowledge/base.ts'
import { readKnowledge, type KnowledgeFiles } from '../src/knowledge/load.ts'
import type { Answer, Answerer } from '../src/answer/conversation-types.ts'
import { createAnswerer } from '../src/answer/answerer.ts'
import { answer } from '../src/answer/answer.ts'
import { playConversation } from '../src/chat/play-conversation.ts'

/** The day on which these tests ask, which is also when the knowledge was last read. */
export const today = '2026-11-23'

/** The real knowledge: its files, and loaded once per test file. */
export const files: KnowledgeFiles = readKnowledge(fileURLToPath(new URL('../knowledge', import.meta.url)))
export const answerer: Answerer = createAnswerer(files)
export const base: Base = answerer.base

/** Asks one question with the real knowledge. */
export const ask = (question: string, asOf = today, on = today): Answer => answer(answerer, { question, asOf, today: on })

/** Plays a conversation and returns the last answer. */
export function talk(...messages: readonly string[]): Answer {
  const last = playConversation(answerer, messages, { asOf: today, today })
  if (last === undefined) throw new Error('no answer')
  return last.given
}
