import { createBase, KnowledgeError } from '../knowledge/base.ts'
import type { KnowledgeFiles } from '../knowledge/load.ts'
import type { OldVersion } from '../knowledge/complete-old-version.ts'
import { createSearch } from '../knowledge/search.ts'
import { patternProblems } from '../language/patterns/check-language.ts'
import { isSpelled } from '../language/names/ordinary.ts'
import { readingChanges } from '../language/form/change.ts'
import { lazily } from '../language/cached.ts'
import { createReader } from '../language/understand.ts'
import type { Answerer } from './conversation-types.ts'

/**
 * Builds an answerer from knowledge files. Throws a KnowledgeError with all problems of the files or, if
 * there are none, with all problems of their patterns. `kept` is given for an old version of the knowledge
 * (load.ts). The reader is built when it is first used.
 */
export function createAnswerer(files: KnowledgeFiles, kept?: OldVersion): Answerer {
  const base = createBase(files, kept)
  const problems = patternProblems(base.language)
  if (problems.length > 0) throw new KnowledgeError(problems)
  const reader = lazily(() => readingChanges(base, createReader(base)))
  return {
    base,
    get reader() {
      return reader()
    },
    search: createSearch(base, { isWord: isSpelled(base) }),
  }
}
