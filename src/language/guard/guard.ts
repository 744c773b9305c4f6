import type { Base } from '../../knowledge/base.ts'
import { onlyClassifies } from '../figures/part-figures.ts'
import type { Message } from '../message.ts'
import { hasMarking } from './markings.ts'
import { looksLikeData } from './data.ts'

/** Why a text must not be stored: it carries a control marking (e.g. "CUI"), or it looks like controlled technical data. */
export type GuardReason = 'marking' | 'technical-data'

/**
 * Decides whether a text must not be stored, and why; `undefined` if it may be. A few ordinary figures in a sentence are no technical data.
 * In doubt the text is refused, because asking again without the data costs little.
 */
export function guard(text: string): GuardReason | undefined {
  if (hasMarking(text)) return 'marking'
  return looksLikeData(text) ? 'technical-data' : undefined
}

/**
 * Like {@link guard}, for a message both as typed and cleaned (`text`). Figures that only classify a part are no technical data here; a
 * marking always counts.
 */
export function guardMessage(
  base: Base,
  { typed, text }: { readonly typed: string; readonly text: string },
  cut: (text: string) => Message,
): GuardReason | undefined {
  const reason = guard(typed) ?? (text === typed ? undefined : guard(text))
  return reason === 'technical-data' && onlyClassifies(base, cut(text)) ? undefined : reason
}
