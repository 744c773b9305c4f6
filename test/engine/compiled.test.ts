import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLaws, factsOf, reduceLaw, verdictOf } from '../../src/engine/compiled.ts'
import type { Facts } from '../../src/engine/condition.ts'
import type { Rule } from '../../src/engine/rule.ts'
import { createRulebook } from '../../src/engine/rulebook.ts'
import { decide } from '../../src/engine/verdict.ts'
import { day, partialFacts, rulebase, words } from './rulebases.ts'

const rule = (id: string, when: Rule['when'], outcome: Rule['outcome'] = 'case-by-case'): Rule => ({
  id,
  when,
  outcome,
  exceptionTo: [],
  effective: { from: '2020-01-01' },
})
const lawOf = (...rules: readonly Rule[]) => createRulebook(rules).law('2026-01-01', '2026-01-01')

/** Facts with known, unknown and missing values. */
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  a: fc.oneof(fc.constantFrom(...words, 'read by none', undefined), fc.subarray([...words, 'read by none'])),
  b: fc.constantFrom(...words, undefined),
  c: fc.oneof(fc.constantFrom(...words, undefined), fc.subarray(words)),
})

describe('the compiled rules agree with the plain reading of the rules', () => {
  test('on random rules, including findings and missing facts, whatever was cached before', () => {
    fc.assert(
      fc.property(rulebase, fc.array(fc.tuple(day, anyFacts), { minLength: 1, maxLength: 12 }), (rules, asked) => {
        const book = createRulebook(rules)
        for (const [asOf, facts] of asked)
          expect(verdictOf(reduceLaw(book.law(asOf, asOf), facts))).toEqual(decide(book.on(asOf, asOf), facts))
      }),
      { numRuns: 1500 },
    )
  })

  test('the order in which facts become known makes no difference', () => {
    fc.assert(
      fc.property(rulebase, day, anyFacts, (rules, asOf, facts) => {
        const law = createRulebook(rules).law(asOf, asOf)
        const { a, b, c } = facts
        expect(reduceLaw(reduceLaw(reduceLaw(law, { c }), { a }), { b })).toBe(reduceLaw(law, facts))
        expect(reduceLaw(reduceLaw(law, { b, c }), { a })).toBe(reduceLaw(law, facts))
      }),
    )
  })

  test('also with sources past their review date', () => {
    fc.assert(
      fc.property(rulebase, partialFacts, (rules, facts) => {
        const book = createRulebook(rules.map((one, index) => (index % 2 === 0 ? { ...one, reviewBy: '2025-06-01' } : one)))
        for (const today of ['2025-05-31', '2025-06-02'])
          expect(verdictOf(reduceLaw(book.law('2022-06-01', today), facts))).toEqual(decide(book.on('2022-06-01', today), facts))
      }),
    )
  })
})

describe('a law', () => {
  const isX = { fact: 'a', in: ['x'] }

  test('is shared where the same rules are left', () => {
    const law = lawOf(rule('r', isX), rule('s', { all: [isX, { fact: 'b', in: ['x'] }] }))
    expect(reduceLaw(law, { a: 'y' })).toBe(reduceLaw(law, { a: ['z', 'none'] }))
    expect(verdictOf(reduceLaw(law, { a: 'y' }))).toMatchObject({ status: 'out-of-scope' })
    expect(factsOf(law)).toEqual(['a', 'b'])
    expect(factsOf(reduceLaw(law, { a: 'x' }))).toEqual(['b'])
    expect(factsOf(reduceLaw(law, { a: 'y' }))).toEqual([])
  })

  test('may have more facts than its table has rows', () => {
    const many = Array.from({ length: 40 }, (_, index) => `f${index}`)
    const law = lawOf(...many.map((fact) => rule(fact, { fact, in: ['x', 'y'] })))
    const facts = Object.fromEntries(many.map((fact, index) => [fact, index % 7 === 0 ? 'x' : 'no']))
    expect(verdictOf(reduceLaw(law, facts)).findings.map((finding) => finding.rule.id)).toEqual(many.filter((_, index) => index % 7 === 0))
  })

  test('differs if its rules differ only in who settles a range', () => {
    const range = (settledBy: 'asker' | 'counsel') => ({ atLeast: 'no-license', atMost: 'prohibited', settledBy, why: 'w' }) as const
    const [asker, counsel] = [rule('r', isX, range('asker')), rule('r', isX, range('counsel'))].map((one) => createRulebook([one]))
    const laws = createLaws([...(asker?.rules ?? []), ...(counsel?.rules ?? [])])
    const [one, other] = [asker, counsel].map((book) =>
      verdictOf(reduceLaw(laws.of(book?.on('2026-01-01', '2026-01-01') ?? []), { a: 'x' })),
    )
    expect([one?.settledBy, other?.settledBy]).toEqual(['asker', 'counsel'])
  })
})
