import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestOf } from '../../src/knowledge/best.ts'

test('the best few equal the beginning of the full order, with ties in the original order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.nat(12), (points, most) => {
      const all = points.map((score, index) => ({ score, index }))
      const compare = (one: { score: number }, other: { score: number }): number => other.score - one.score
      expect(bestOf(all, most, compare)).toEqual(all.toSorted(compare).slice(0, most))
    }),
  )
})
