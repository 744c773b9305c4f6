import { rankOf, rungAt, type Rung } from './rule.ts'
import type { Verdict } from './verdict.ts'

/** What the asker is told: a rung of the ladder (rule.ts), or why there is no single rung yet. */
export type ShownVerdict = Rung | 'need-facts' | 'ask-counsel'

/**
 * Everything that the asker can be told, from mildest to strictest. A deal can have several legs, each one
 * item to one destination: the asker is told the strictest result of all legs.
 */
export const severity: readonly ShownVerdict[] = [
  'not-an-export',
  'no-license',
  'exemption-possible',
  'license-favorable',
  'case-by-case',
  'need-facts',
  'ask-counsel',
  'presumption-of-denial',
  'policy-of-denial',
  'prohibited',
]

/** How strict a result is: its place in {@link severity}. */
export const severityOf = (shown: ShownVerdict): number => severity.indexOf(shown)

export const isMilder = (one: ShownVerdict, other: ShownVerdict): boolean => severityOf(one) < severityOf(other)

/** Compares two results, to sort the milder first. */
export const bySeverity = (one: ShownVerdict, other: ShownVerdict): number => severityOf(one) - severityOf(other)

/** Whether a result clears a deal: it is milder than a license that is decided case by case. */
export const clears = (shown: ShownVerdict): boolean => isMilder(shown, 'case-by-case')

const denial = rankOf('presumption-of-denial')

/**
 * Reduces a verdict to what the asker is told. A decided verdict gives its rung. If even the mildest possible
 * outcome (`low`) is a denial, the asker is told the strictest one (`high`), even if facts are missing. Any
 * other undecided verdict becomes `need-facts` if the asker can settle it, otherwise `ask-counsel`.
 */
export function shownVerdict({ status, low, high, settledBy }: Verdict): ShownVerdict {
  if (status === 'decided' || low >= denial) return rungAt(high) ?? 'ask-counsel'
  return settledBy === 'asker' ? 'need-facts' : 'ask-counsel'
}
