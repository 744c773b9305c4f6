import { settle } from '../engine/explore.ts'
import type { Facts } from '../knowledge/fact-names.ts'
import { reduceLaw, verdictOf } from '../engine/compiled.ts'
import type { Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import type { Situation } from '../knowledge/schema.ts'
import { assumedFacts, destinationFacts, itemFacts } from './rule-facts.ts'
import { shownVerdict, type ShownVerdict } from '../engine/shown-verdict.ts'

/** The verdict on a situation, i.e. on a deal that is described by facts instead of words. */
export type SituationVerdict = { readonly verdict: Verdict; readonly shown: ShownVerdict }

/**
 * Decides a situation: an item class to a country on an ISO day (without one, on `today`), with further
 * stated facts. Sources overdue for review on `today` can only make the verdict stricter.
 */
export function decideSituation(base: Base, { class: itemClass, to, on, facts: stated }: Situation, today: string): SituationVerdict {
  const day = on ?? today
  const law = base.rulebook.law(day, today)
  const facts: Facts = { ...assumedFacts(base), ...itemFacts(base, itemClass), ...destinationFacts(base, to, day), ...stated }
  const answers = (fact: string): readonly string[] => base.facts.get(fact)?.answers?.map((answer) => answer.value) ?? []
  const { verdict } = settle({ decide: (known) => verdictOf(reduceLaw(law, known)), answers }, facts)
  return { verdict, shown: shownVerdict(verdict) }
}
