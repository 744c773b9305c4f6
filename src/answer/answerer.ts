import { createBase } from '../knowledge/base.ts'
import type { Language } from '../knowledge/language.ts'
import type { Age, KnowledgeFiles } from '../knowledge/load.ts'
import { createSearch } from '../knowledge/search.ts'
import { createReader } from '../language/understand.ts'
import type { Answerer } from './answer.ts'

/** Makes knowledge answer. Throws a KnowledgeError that lists every problem. */
export function createAnswerer(files: KnowledgeFiles, age: Age = 'current', speech?: Language): Answerer {
  const base = createBase(files, age, speech)
  return { base, reader: createReader(base), search: createSearch(base) }
}
