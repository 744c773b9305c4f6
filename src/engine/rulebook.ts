import { createLaws, type Law } from './compiled.ts'
import { rulesOn, type LiveRule, type Rule } from './rule.ts'
import { dayAfter } from './days.ts'

/** Rules prepared for deciding on any day. The rules of a day are computed once and kept. */
export type Rulebook = {
  readonly rules: readonly Rule[]
  /** The rules in force on `asOf`; those with a source past its review date on `today` are tightened. Both are ISO days. */
  readonly on: (asOf: string, today: string) => readonly LiveRule[]
  /** The same rules in a form that decides fast (compiled.ts). */
  readonly law: (asOf: string, today: string) => Law
  /**
   * The days on which the law changes, sorted: the first day of each rule, and the day after the last day of
   * each rule.
   */
  readonly changes: readonly string[]
}

/**
 * How many laws are kept. If there are more, the next call of `law` drops all of them. (`npm run prove`
 * makes about half as many.)
 */
const mostLaws = 50_000

export function createRulebook(rules: readonly Rule[]): Rulebook {
  const changes = [
    ...new Set(rules.flatMap(({ effective }) => [effective.from, ...(effective.until === undefined ? [] : [dayAfter(effective.until)])])),
  ].sort()
  const reviews = [...new Set(rules.flatMap((rule) => rule.reviewBy ?? []))].sort()
  const live = new Map<number, readonly LiveRule[]>()
  const compiled = new Map<number, Law>()
  let laws = createLaws(rules)
  const keyOf = (asOf: string, today: string): number =>
    position(changes, asOf) * (reviews.length + 1) + reviews.filter((day) => today > day).length
  const on = (asOf: string, today: string): readonly LiveRule[] => {
    const key = keyOf(asOf, today)
    const known = live.get(key) ?? rulesOn(rules, asOf, today)
    live.set(key, known)
    return known
  }
  const law = (asOf: string, today: string): Law => {
    if (laws.made() > mostLaws) {
      laws = createLaws(rules)
      compiled.clear()
    }
    const key = keyOf(asOf, today)
    const known = compiled.get(key) ?? laws.of(on(asOf, today))
    compiled.set(key, known)
    return known
  }
  return { rules, on, law, changes }
}

function position(days: readonly string[], day: string): number {
  let index = 0
  for (const change of days) if (change <= day) index++
  return index
}
