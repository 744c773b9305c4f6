import type { KnowledgeFiles } from '../../src/knowledge/load.ts'

/** The knowledge as it would be if somebody renewed every source in time: a simulated year needs tips on its last day, too. */
export const lasting = (files: KnowledgeFiles): KnowledgeFiles => ({
  ...files,
  'sources.yaml': (files['sources.yaml'] ?? '').replace(/^(?<key> *reviewBy: *["']?)\d{4}/gm, '$<key>2036'),
})
