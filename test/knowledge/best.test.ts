import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestOf } from '../../src/knowledge/best.ts'

test('the best few are the first few of all in order, and of equal ones those that were first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.nat(12), (points, most) => {
      const all = points.map((score, index) => ({ score, index }))
      const compare = (one: { score: number }, other: { score: number }): number => other.score - one.score
      expect(bestOf(all, most, compare)).toEqual(all.toSorted(compare).slice(0, most))
    }),
  )
})
