import type { Base } from '../../knowledge/base.ts'

/**
 * A figure just below a threshold like "300 or more" counts as reaching it if the difference is at most this
 * share of the threshold. So 186.4 miles, which fall short of 300 km only by rounding, count as 300 km.
 */
const rounding = 1e-4

/**
 * Whether a threshold includes its own value ("20 or more"). A threshold that does not is slightly higher in facts.yaml: 20.0000001 for
 * "more than 20".
 */
const isAtLeast = (from: number): boolean => from === Number(from.toPrecision(6))

/** All answers that a fact can have, in the order of facts.yaml; none if it is answered freely. */
export const answersOf = (base: Base, fact: string): readonly string[] => (base.facts.get(fact)?.answers ?? []).map(({ value }) => value)

/**
 * The answers that a fact can have if its figure lies between `low` and `high`; `open` excludes `high` itself. Several, if a threshold lies
 * between the two; none, if the fact has no answers.
 */
export function bandsOf(base: Base, fact: string, low: number, high: number, open: boolean): readonly string[] {
  const answers = base.facts.get(fact)?.answers ?? []
  const first = Math.max(
    0,
    answers.findLastIndex(({ from = 0 }) => (isAtLeast(from) ? from * (1 - rounding) : from) <= low),
  )
  const last = Math.max(
    first,
    answers.findLastIndex((answer) => (open ? (answer.from ?? 0) < high : (answer.from ?? 0) <= high)),
  )
  return answers.slice(first, last + 1).map((answer) => answer.value)
}
