import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRulebook } from '../../src/engine/rulebook.ts'
import { residual, decide } from '../../src/engine/verdict.ts'
import type { Facts } from '../../src/engine/condition.ts'
import { rankOf, type Rule, type Rung } from '../../src/engine/rule.ts'
import { completionsOf, day, partialFacts, plainReading, rulebase } from './rulebases.ts'

const rule = (id: string, outcome: Rule['outcome'], more: Partial<Rule> = {}): Rule => ({
  id,
  when: { all: [] },
  outcome,
  exceptionTo: [],
  effective: { from: '2020-01-01' },
  ...more,
})
const on = (rules: readonly Rule[], facts: Facts = {}, asOf = '2026-01-01', today = asOf) =>
  decide(createRulebook(rules).on(asOf, today), facts)
const isX = { fact: 'a', in: ['x'] }

describe('on random rules with nested exceptions, ranges and dates', () => {
  test('the interval is sound: completing the facts never leaves it, and a decided verdict stays', () => {
    fc.assert(
      fc.property(rulebase, day, partialFacts, (rules, asOf, facts) => {
        const { low, high, status } = on(rules, facts, asOf)
        for (const complete of completionsOf(facts)) {
          const [plainLow, plainHigh] = plainReading(rules, asOf, complete)
          expect(plainLow).toBeGreaterThanOrEqual(low)
          expect(plainHigh).toBeLessThanOrEqual(high)
          if (status === 'decided' || status === 'out-of-scope') expect([plainLow, plainHigh]).toEqual([low, high])
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('with all facts known the result equals the plain two-valued reading, and nothing is missing', () => {
    fc.assert(
      fc.property(rulebase, day, partialFacts, (rules, asOf, facts) => {
        for (const complete of completionsOf(facts).slice(0, 3)) {
          const verdict = on(rules, complete, asOf)
          expect([verdict.low, verdict.high]).toEqual(plainReading(rules, asOf, complete))
          expect(verdict.missing).toEqual([])
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('after fixing some facts, the remaining rules decide the same, including findings and missing facts', () => {
    fc.assert(
      fc.property(rulebase, day, partialFacts, partialFacts, (rules, asOf, fixed, rest) => {
        const live = createRulebook(rules).on(asOf, asOf)
        const known = Object.fromEntries(Object.entries(fixed).filter(([, value]) => value !== undefined))
        expect(decide(residual(live, known), rest)).toEqual(decide(live, { ...rest, ...known }))
      }),
    )
  })

  test('a source past its review date never makes the verdict milder', () => {
    fc.assert(
      fc.property(rulebase, day, partialFacts, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (rules, asOf, facts, reviewed) => {
        const dated = rules.map((one, index) => (reviewed[index] === true ? { ...one, reviewBy: '2025-06-01' } : one))
        const [fresh, stale] = [on(dated, facts, asOf, '2025-05-31'), on(dated, facts, asOf, '2025-06-02')]
        expect(stale.high).toBeGreaterThanOrEqual(fresh.high)
        expect(stale.low).toBeGreaterThanOrEqual(Math.min(fresh.low, stale.low))
      }),
    )
  })
})

describe('combining rules', () => {
  test.each<[string, readonly Rule[], Facts, string, Rung | null, Rung | null]>([
    ['no rule speaks: out of scope, never a yes', [rule('r', 'no-license', { when: isX })], { a: 'y' }, 'out-of-scope', null, null],
    [
      'the strictest governs',
      [rule('r', 'case-by-case'), rule('s', 'prohibited'), rule('t', 'no-license')],
      {},
      'decided',
      'prohibited',
      'prohibited',
    ],
    [
      'a missing fact leaves the floor',
      [rule('r', 'case-by-case'), rule('s', 'prohibited', { when: isX })],
      {},
      'open',
      'case-by-case',
      'prohibited',
    ],
    [
      'an exception displaces its rule',
      [rule('r', 'policy-of-denial'), rule('e', 'case-by-case', { exceptionTo: ['r'], when: isX })],
      { a: 'x' },
      'decided',
      'case-by-case',
      'case-by-case',
    ],
    [
      'an exception to the exception restores it',
      [rule('r', 'policy-of-denial'), rule('e', 'case-by-case', { exceptionTo: ['r'] }), rule('f', 'prohibited', { exceptionTo: ['e'] })],
      {},
      'decided',
      'prohibited',
      'prohibited',
    ],
    [
      'two exceptions that disagree are a conflict',
      [rule('r', 'policy-of-denial'), rule('e', 'case-by-case', { exceptionTo: ['r'] }), rule('f', 'no-license', { exceptionTo: ['r'] })],
      {},
      'conflict',
      'no-license',
      'case-by-case',
    ],
    [
      'two exceptions that agree are none',
      [rule('r', 'policy-of-denial'), rule('e', 'case-by-case', { exceptionTo: ['r'] }), rule('f', 'case-by-case', { exceptionTo: ['r'] })],
      {},
      'decided',
      'case-by-case',
      'case-by-case',
    ],
    [
      'a range is unsettled, not open',
      [rule('r', { atLeast: 'no-license', atMost: 'prohibited', settledBy: 'counsel', why: 'w' })],
      {},
      'unsettled',
      'no-license',
      'prohibited',
    ],
    [
      'a stricter rule closes a range',
      [rule('r', { atLeast: 'no-license', atMost: 'case-by-case', settledBy: 'counsel', why: 'w' }), rule('s', 'policy-of-denial')],
      {},
      'decided',
      'policy-of-denial',
      'policy-of-denial',
    ],
  ])('%s', (_, rules, facts, status, low, high) => {
    const verdict = on(rules, facts)
    expect(verdict).toMatchObject({ status, low: rankOf(low), high: rankOf(high) })
  })

  test.each([
    ['2020-12-31', 'decided'],
    ['2021-01-01', 'out-of-scope'],
    ['2019-12-31', 'out-of-scope'],
  ])('a rule in force until 2020-12-31 is %s: %s', (asOf, status) => {
    expect(on([rule('r', 'prohibited', { effective: { from: '2020-01-01', until: '2020-12-31' } })], {}, asOf).status).toBe(status)
  })
})

describe('a source past its review date', () => {
  const overdue = { reviewBy: '2026-01-01' }
  test('a verdict that clears becomes a question for counsel', () => {
    expect(on([rule('r', 'no-license', overdue)], {}, '2026-01-02')).toMatchObject({
      status: 'unsettled',
      low: rankOf('no-license'),
      high: rankOf('case-by-case'),
      settledBy: 'counsel',
    })
  })
  test('an exception becomes a range up to the verdict of the rule it is an exception to', () => {
    expect(
      on([rule('r', 'policy-of-denial'), rule('e', 'case-by-case', { exceptionTo: ['r'], ...overdue })], {}, '2026-01-02'),
    ).toMatchObject({ status: 'unsettled', low: rankOf('case-by-case'), high: rankOf('policy-of-denial') })
  })
  test('a denial stays', () => {
    expect(on([rule('r', 'policy-of-denial', overdue)], {}, '2026-01-02')).toMatchObject({
      status: 'decided',
      high: rankOf('policy-of-denial'),
    })
  })
})
