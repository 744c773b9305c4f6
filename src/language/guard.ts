import { hasMarking } from './guard/markings.ts'
import { looksLikeData } from './guard/data.ts'

/** Why a text is not kept: it carries a control marking, or it looks like controlled technical data. */
export type GuardReason = 'marking' | 'technical-data'

/**
 * Whether a text must not be kept. Controlled markings and what looks like design data are caught; a few ordinary
 * figures in a sentence are not. When in doubt the text is not kept: asking again without it costs a moment.
 */
export function guard(text: string): GuardReason | undefined {
  if (hasMarking(text)) return 'marking'
  return looksLikeData(text) ? 'technical-data' : undefined
}
