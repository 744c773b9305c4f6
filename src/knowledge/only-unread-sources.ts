import { rankOf, isRange } from '../engine/rule.ts'
import type { Base } from './base.ts'
import type { Cite } from './schema.ts'

/**
 * The ids of the rules, lists, tips and articles that only cite texts nobody has read. Rules are sorted by
 * outcome, strictest first.
 */
export type Unread = Readonly<Record<'rules' | 'lists' | 'tips' | 'articles', readonly string[]>>

/** What cites only texts that nobody has read. What cites nothing does not count. */
export function unread(base: Base): Unread {
  const isUnread = (cites: readonly Cite[]): boolean => cites.length > 0 && !cites.some((cite) => base.knownOf(cite).status === 'verified')
  const weight = ({ outcome }: { readonly outcome: Parameters<typeof isRange>[0] }): number =>
    rankOf(isRange(outcome) ? outcome.atMost : outcome)
  const rules = [...base.rules.values()].filter(({ cites }) => isUnread(cites)).toSorted((a, b) => weight(b) - weight(a))
  return {
    rules: rules.map(({ id }) => id),
    lists: [...base.groups.values()].filter(({ cites }) => isUnread(cites)).map(({ id }) => id),
    tips: base.tips.filter(({ sources }) => isUnread(sources)).map(({ id }) => id),
    articles: base.articles.filter(({ sources }) => isUnread(sources)).map(({ id }) => id),
  }
}
