import type { Reading } from '../language/reading.ts'
import type { UnderstoodMessage } from '../language/reader.ts'
import type { FoundSection } from '../knowledge/search.ts'
import type { AskedInConversation } from './conversation-types.ts'

/**
 * A message that was read in its conversation. `said` is the part of its text that counts, `about` the deal
 * talked about before. `isAdded`: earlier messages that waited for an item were put before it.
 */
export type ReadMessage = {
  readonly asked: AskedInConversation
  readonly said: string
  readonly about: Reading | undefined
  readonly understood: UnderstoodMessage
  readonly isAdded: boolean
}

/**
 * The article section that a message asks for (`ruleAsked`), and the one that it probably asks for
 * (`ruleLikely`).
 */
export type RulesMeant = { readonly ruleAsked: () => FoundSection | undefined; readonly ruleLikely: () => FoundSection | undefined }
