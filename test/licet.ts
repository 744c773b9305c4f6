import { fileURLToPath } from 'node:url'
import { createBase, type Base } from '../src/knowledge/base.ts'
import { readKnowledge, type KnowledgeFiles } from '../src/knowledge/load.ts'
import { createSearch } from '../src/knowledge/search.ts'
import type { Answer, Answerer } from '../src/answer/answer.ts'
import { answer } from '../src/answer/answer.ts'
import { createConversation } from '../src/chat/conversation.ts'
import { createReader } from '../src/language/understand.ts'

/** The day on which these tests ask; the knowledge was read on it. */
export const today = '2026-11-23'

/** The real knowledge, as texts and loaded once for a test file. */
export const files: KnowledgeFiles = readKnowledge(fileURLToPath(new URL('../knowledge', import.meta.url)))
export const base: Base = createBase(files)
export const answerer: Answerer = { base, reader: createReader(base), search: createSearch(base) }

/** Asks one question on the real knowledge. */
export const ask = (question: string, asOf = today, on = today): Answer => answer(answerer, { question, asOf, today: on })

/** Plays a conversation and returns the last answer. */
export function talk(...messages: readonly string[]): Answer {
  const conversation = createConversation(answerer)
  const turns = messages.map((text) => conversation.handle({ kind: 'message', text }, { asOf: today, today }))
  const last = turns.at(-1)?.answer
  if (last === undefined) throw new Error('no answer')
  return last
}
