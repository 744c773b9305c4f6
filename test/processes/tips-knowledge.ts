import { createAnswerer } from '../../src/answer/answerer.ts'
import type { Answerer } from '../../src/answer/conversation-types.ts'
import { readKnowledge, type KnowledgeFiles } from '../../src/knowledge/load.ts'
import { home } from './home.ts'

const lasting = (files: KnowledgeFiles): KnowledgeFiles => ({
  ...files,
  'sources.yaml': (files['sources.yaml'] ?? '').replace(/^(?<key> *reviewBy: *["']?)\d{4}/gm, '$<key>2036'),
})

let known: Answerer | undefined

/** The knowledge with every source's review date far away, because tips are needed on the last day of a simulated year. */
export const lastingKnowledge = (): Answerer => (known ??= createAnswerer(lasting(readKnowledge(`${home}/knowledge`))))
