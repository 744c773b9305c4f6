import type { Condition } from '../src/engine/condition.ts'
import type { LiveRule, Rank } from '../src/engine/rule.ts'

/** A rule without exceptions: if its condition holds, it applies with the verdict `rank`. */
export type PlainRule = { readonly id: string; readonly when: Condition; readonly rank: Rank }

/**
 * Translates the rules for engines without exceptions. A Licet rule applies if it holds, the rules it is an exception to hold, and
 * none of its own exceptions does; all of that becomes one condition. The strictest of the rules that apply gives the verdict.
 * Conditions are made as short as possible, so that no peer pays for the translation.
 */
export function plainRules(live: readonly LiveRule[]): readonly PlainRule[] {
  const found = new Map<string, { readonly id: string; readonly rank: Rank; readonly ways: (readonly string[])[] }>()
  const visit = ({ rule, when, high, exceptions }: LiveRule, displaced: readonly Condition[]): void => {
    const holds = [...displaced, ...conjuncts(when)]
    const key = `${rule.id} ${high}`
    const entry = found.get(key) ?? { id: rule.id, rank: high, ways: [] }
    entry.ways.push(keysOf([...holds, ...exceptions.map((exception) => ({ not: beyond(exception.when, holds) }))]))
    found.set(key, entry)
    for (const exception of exceptions) visit(exception, holds)
  }
  for (const rule of live) visit(rule, [])
  return [...found.values()].map(({ id, rank, ways }) => ({ id, rank, when: either(absorbed(ways)) }))
}

const conjuncts = (condition: Condition): readonly Condition[] => ('all' in condition ? condition.all.flatMap(conjuncts) : [condition])

/** The parts of `condition` that are not among those known to hold. */
function beyond(condition: Condition, holds: readonly Condition[]): Condition {
  const known = new Set(keysOf(holds))
  return { all: conjuncts(condition).filter((part) => !known.has(JSON.stringify(part))) }
}

/** Conditions as JSON texts without duplicates, so that they can be compared. */
const keysOf = (conditions: readonly Condition[]): readonly string[] => [
  ...new Set(conditions.map((condition) => JSON.stringify(condition))),
]

/** Drops a way that demands all that another way does and more: "A or (A and B)" is "A". */
function absorbed(ways: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const isWeaker = (one: readonly string[], other: readonly string[]): boolean => one.every((key) => other.includes(key))
  return ways.filter(
    (way, index) => !ways.some((other, at) => at !== index && isWeaker(other, way) && (other.length < way.length || at < index)),
  )
}

function either(ways: readonly (readonly string[])[]): Condition {
  const [only, ...more] = ways.map((way): Condition => ({ all: way.map((key): Condition => JSON.parse(key)) }))
  if (only === undefined) throw new Error('a rule that is never reached')
  return more.length === 0 ? only : { any: [only, ...more] }
}
