import { answer, type Answer, type Answerer } from './answer/answer.ts'
import { prove, type Proof } from './answer/proof.ts'
import { createBase, overdue } from './knowledge/base.ts'
import { readKnowledge } from './knowledge/load.ts'
import { createSearch } from './knowledge/search.ts'
import type { Source } from './knowledge/schema.ts'
import { createReader } from './language/understand.ts'
import { createConversation, type Conversation } from './chat/conversation.ts'

/** The one door: all that an adapter may import. */
export type { Answer } from './answer/answer.ts'
export type { Proof } from './answer/proof.ts'
export type { Conversation } from './chat/conversation.ts'
export type { ChatReply, Block, Action, Incoming, Citation } from './reply/reply.ts'
export { KnowledgeError, describe } from './knowledge/base.ts'
export { citationText, toPlainText } from './reply/plain.ts'
export { severity } from './engine/explore.ts'

/** Licet over one folder of knowledge. Days are ISO days; the law is that of `asOf`, sources are judged on `today`. */
export type Licet = {
  readonly version: string
  readonly counts: {
    readonly rules: number
    readonly sources: number
    readonly articles: number
    readonly systems: number
    readonly countries: number
  }
  readonly ask: (question: string, days: { readonly asOf: string; readonly today: string }) => Answer
  readonly converse: () => Conversation
  readonly prove: (today: string) => Proof
  readonly overdue: (today: string) => readonly Source[]
  readonly reviewDates: () => readonly Source[]
}

/** Loads the knowledge in a folder. Throws a KnowledgeError that lists every problem. */
export function createLicet(folder: string): Licet {
  const base = createBase(readKnowledge(folder))
  const answerer: Answerer = { base, reader: createReader(base), search: createSearch(base) }
  return {
    version: base.version,
    counts: {
      rules: base.rules.size,
      sources: base.sources.size,
      articles: base.articles.length,
      systems: base.systems.length,
      countries: base.countries.size,
    },
    ask: (question, days) => answer(answerer, { question, ...days }),
    converse: () => createConversation(answerer),
    prove: (today) => prove(base, today),
    overdue: (today) => overdue(base, today),
    reviewDates: () =>
      [...base.sources.values()]
        .filter((source) => source.reviewBy !== undefined)
        .sort((a, b) => (a.reviewBy ?? '').localeCompare(b.reviewBy ?? '')),
  }
}
