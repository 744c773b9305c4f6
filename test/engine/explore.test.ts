import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smallestChanges, completions, openQuestions, settle, type Space } from '../../src/engine/explore.ts'
import type { Facts } from '../../src/engine/condition.ts'
import { rankOf, type Rule } from '../../src/engine/rule.ts'
import { createRulebook } from '../../src/engine/rulebook.ts'
import { decide } from '../../src/engine/verdict.ts'
import { partialFacts, rulebase, vocabulary } from './rulebases.ts'
import { shownVerdict } from '../../src/engine/shown-verdict.ts'

const order = ['a', 'b', 'c']
const spaceOf = (rules: readonly Rule[], day = '2022-06-01'): Space => {
  const live = createRulebook(rules).on(day, day)
  return { decide: (facts) => decide(live, facts), answers: (fact) => vocabulary[fact as keyof typeof vocabulary] }
}
const rule = (id: string, outcome: Rule['outcome'], when: Rule['when'], exceptionTo: string[] = []): Rule => ({
  id,
  when,
  outcome,
  exceptionTo,
  effective: { from: '2020-01-01' },
})
const is = (fact: string, ...words: string[]) => ({ fact, in: words })

/** The number of questions to expect if `fact` is asked first, computed by the definition. */
function questionsFrom(space: Space, facts: Facts, fact: string): number {
  const left = space.answers(fact).map((value) => {
    const known = { ...facts, [fact]: value }
    const isSettled = new Set(completions(space, known).map((leaf) => shownVerdict(leaf.verdict))).size < 2
    return isSettled ? 0 : Math.min(...space.decide(known).missing.map((next) => questionsFrom(space, known, next)))
  })
  return 1 + left.reduce((sum, count) => sum + count, 0) / left.length
}

describe('exploring missing facts', () => {
  test('if all completions agree, nothing is asked', () => {
    const space = spaceOf([rule('r', 'case-by-case', is('a', 'x')), rule('s', 'case-by-case', is('a', 'y', 'z'))])
    expect(space.decide({}).status).toBe('open')
    expect(settle(space, {}).verdict).toMatchObject({ status: 'decided', low: rankOf('case-by-case') })
  })

  test('on random rules, the bounds are exactly those of all completions', () => {
    fc.assert(
      fc.property(rulebase, partialFacts, (rules, facts) => {
        const space = spaceOf(rules)
        const { verdict } = settle(space, facts)
        const leaves = completions(space, facts)
        expect(verdict.low).toBe(Math.min(...leaves.map((leaf) => leaf.verdict.low)))
        expect(verdict.high).toBe(Math.max(...leaves.map((leaf) => leaf.verdict.high)))
      }),
    )
  })

  test('the fact is asked first that leaves the fewest questions; ties keep the given order', () => {
    const rules = [rule('r', 'prohibited', { all: [is('b', 'x'), is('c', 'x')] }), rule('s', 'case-by-case', { all: [] })]
    expect(openQuestions(spaceOf(rules), {}, order)).toEqual(['b', 'c'])
    expect(openQuestions(spaceOf(rules), {}, ['c', 'b', 'a'])).toEqual(['c', 'b'])
  })

  test('on random rules, the first question leaves the fewest, compared with a full count', () => {
    fc.assert(
      fc.property(rulebase, partialFacts, (rules, facts) => {
        const space = spaceOf(rules)
        const asked = openQuestions(space, facts, order)
        const costs = asked.map((fact) => questionsFrom(space, facts, fact))
        expect(Math.min(Infinity, ...costs)).toBeCloseTo(costs[0] ?? Infinity)
      }),
    )
  })

  test('a fact that cannot change the verdict is not asked for', () => {
    const rules = [rule('r', 'policy-of-denial', { all: [] }), rule('s', 'case-by-case', is('a', 'x'))]
    expect(openQuestions(spaceOf(rules), {}, order)).toEqual([])
  })

  test('a denial outranks a missing fact, a missing fact outranks a permission', () => {
    const denied = spaceOf([rule('r', 'presumption-of-denial', { all: [] }), rule('s', 'policy-of-denial', is('a', 'x'))])
    expect(shownVerdict(settle(denied, {}).verdict)).toBe('policy-of-denial')
    const cleared = spaceOf([rule('r', 'case-by-case', { all: [] }), rule('e', 'no-license', is('a', 'x'), ['r'])])
    expect(shownVerdict(settle(cleared, {}).verdict)).toBe('need-facts')
  })

  test('"what would change it" lists single facts, and pairs only if no single fact does', () => {
    const single = spaceOf([rule('r', 'case-by-case', { all: [] }), rule('s', 'prohibited', is('a', 'x'))])
    expect(smallestChanges(single, { a: 'y', b: 'y' }, ['a', 'b']).map((change) => change.facts)).toEqual([{ a: 'x' }])
    const pair = spaceOf([rule('r', 'case-by-case', { all: [] }), rule('s', 'prohibited', { all: [is('a', 'x'), is('b', 'x')] })])
    expect(smallestChanges(pair, { a: 'y', b: 'y' }, ['a', 'b']).map((change) => change.facts)).toEqual([{ a: 'x', b: 'x' }])
  })
})
