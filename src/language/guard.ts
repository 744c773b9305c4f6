import type { Base } from '../knowledge/base.ts'
import { onlyClassifies } from './figures/part-figures.ts'
import type { Message } from './message.ts'
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

/** Looks at a message as it was typed, and as it is read. Figures that only classify a part are no technical data. */
export function guardMessage(
  base: Base,
  { typed, text }: { readonly typed: string; readonly text: string },
  cut: (text: string) => Message,
): GuardReason | undefined {
  const reason = guard(typed) ?? (text === typed ? undefined : guard(text))
  return reason === 'technical-data' && onlyClassifies(base, cut(text)) ? undefined : reason
}
