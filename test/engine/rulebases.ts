import fc from 'fast-check'
import type { Condition, Facts } from '../../src/engine/condition.ts'
import { inForce, ladder, rankOf, silent, type RuleOutcome, type Rank, type Rule, type Rung } from '../../src/engine/rule.ts'

/** A small vocabulary: three facts with three values each. */
export const vocabulary = { a: ['x', 'y', 'z'], b: ['x', 'y', 'z'], c: ['x', 'y', 'z'] } as const
const names = Object.keys(vocabulary)
export const words = ['x', 'y', 'z']
const days = ['2020-01-01', '2021-01-01', '2022-01-01', '2023-01-01']

const leaf: fc.Arbitrary<Condition> = fc.record({
  fact: fc.constantFrom(...names),
  in: fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 2 }),
})
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ),
})).node

const rung: fc.Arbitrary<Rung> = fc.constantFrom(...ladder)
const outcome: fc.Arbitrary<RuleOutcome> = fc.oneof(
  { weight: 4, arbitrary: rung },
  {
    weight: 1,
    arbitrary: fc.tuple(rung, rung).map(([a, b]): RuleOutcome => ({
      atLeast: rankOf(a) < rankOf(b) ? a : b,
      atMost: rankOf(a) < rankOf(b) ? b : a,
      settledBy: 'counsel',
      why: 'generated',
    })),
  },
)
const effective = fc
  .tuple(fc.constantFrom(...days), fc.constantFrom(...days, undefined))
  .map(([from, until]) => ({ from, until: until !== undefined && until < from ? undefined : until }))

/** Random rules. A rule may be an exception only to earlier ones, so exceptions nest without cycles. */
export const rulebase: fc.Arbitrary<readonly Rule[]> = fc
  .array(fc.record({ when: condition, outcome, effective, above: fc.array(fc.nat(20), { maxLength: 2 }), base: fc.boolean() }), {
    minLength: 1,
    maxLength: 7,
  })
  .map((rules) =>
    rules.map(({ when, outcome, effective, above, base }, index): Rule => ({
      id: `r${index}`,
      when,
      outcome,
      effective,
      exceptionTo: index === 0 || base ? [] : [...new Set(above.map((n) => `r${n % index}`))],
    })),
  )

export const day = fc.constantFrom(...days, '2019-01-01', '2024-01-01')

/** Random facts, some missing. */
export const partialFacts: fc.Arbitrary<Facts> = fc.record({
  a: fc.constantFrom(...words, undefined),
  b: fc.constantFrom(...words, undefined),
  c: fc.constantFrom(...words, undefined),
})

/** All ways to complete the missing facts. */
export function completionsOf(facts: Facts): readonly Facts[] {
  const open = names.find((name) => facts[name] === undefined)
  return open === undefined ? [facts] : words.flatMap((word) => completionsOf({ ...facts, [open]: word }))
}

function holds(condition: Condition, facts: Facts): boolean {
  if ('fact' in condition) return condition.in.includes(String(facts[condition.fact]))
  if ('not' in condition) return !holds(condition.not, facts)
  return 'all' in condition ? condition.all.every((part) => holds(part, facts)) : condition.any.some((part) => holds(part, facts))
}

const bounds = (outcome: RuleOutcome): readonly [Rank, Rank] =>
  outcome === null
    ? [silent, silent]
    : typeof outcome === 'string'
      ? [rankOf(outcome), rankOf(outcome)]
      : [rankOf(outcome.atLeast), rankOf(outcome.atMost)]

/** Decides with all facts known, in two-valued logic. This defines what the engine must agree with. */
export function plainReading(rules: readonly Rule[], on: string, facts: Facts): readonly [low: Rank, high: Rank] {
  const live = rules.filter((rule) => inForce(rule, on))
  const says = (rule: Rule): readonly [Rank, Rank] => {
    const exceptions = live.filter((other) => other.exceptionTo.includes(rule.id) && holds(other.when, facts)).map(says)
    if (exceptions.length === 0) return bounds(rule.outcome)
    return [Math.min(...exceptions.map(([low]) => low)), Math.max(...exceptions.map(([, high]) => high))]
  }
  const spoken = live.filter((rule) => rule.exceptionTo.length === 0 && holds(rule.when, facts)).map(says)
  return [Math.max(silent, ...spoken.map(([low]) => low)), Math.max(silent, ...spoken.map(([, high]) => high))]
}
