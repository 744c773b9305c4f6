import { createBase } from '../knowledge/base.ts'
import type { KnowledgeFiles } from '../knowledge/load.ts'
import { createSearch } from '../knowledge/search.ts'
import { createReader } from '../language/understand.ts'
import type { Answerer } from './answer.ts'

/** Makes knowledge answer. Throws a KnowledgeError that lists every problem. */
export function createAnswerer(files: KnowledgeFiles): Answerer {
  const base = createBase(files)
  return { base, reader: createReader(base), search: createSearch(base) }
}
