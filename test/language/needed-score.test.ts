import { describe, expect, test } from 'vitest'
import { judgedByScore, judgedByWeight, neededScore, type Circumstances } from '../../src/language/request/needed-score.ts'

const asked = { hasOffence: false, hasSigns: false, isStatement: false, isDeal: false, words: 20 }

describe('the score from which a few sentences are suspected, and refused', () => {
  const never = Number.POSITIVE_INFINITY
  const table: ReadonlyArray<readonly [what: string, told: Partial<Circumstances>, suspected: number, refused: number]> = [
    ['a question without a sign', {}, 3, 3],
    ['with a sign', { hasSigns: true }, 0, 0],
    ['short, where a sign lowers nothing', { hasSigns: true, words: 10 }, 3, 3],
    ['hardly more than a name, without a sign', { words: 3 }, never, never],
    ['hardly more than a name, with a sign', { hasSigns: true, words: 3 }, 12, 12],
    ['an offence stated outright', { hasOffence: true, hasSigns: true }, -6, -6],
    ['an offence stated in an order', { hasOffence: true, hasSigns: true, isStatement: true }, -6, -6],
    ['an order without a sign', { isStatement: true }, -1, -1],
    ['an order with a sign', { isStatement: true, hasSigns: true }, -4, -4],
    ['a short order with a sign', { isStatement: true, hasSigns: true, words: 10 }, -1, -1],
    ['a short statement without a sign, which is no order', { isStatement: true, words: 10 }, 3, 3],
    ['a deal', { isDeal: true }, 3, 5],
    ['a deal told in many words', { isDeal: true, words: 41 }, 3, 20],
    ['a deal in which an offence is stated outright', { isDeal: true, hasOffence: true, hasSigns: true, words: 41 }, -6, 3],
  ]
  test.each(table)('%s', (_, told, suspected, refused) => {
    expect(neededScore({ ...asked, ...told })).toEqual({ suspected, refused })
  })
})

test('signs of much weight make suspected, whatever the score; by old knowledge they are refused', () => {
  const weighed = { ...asked, points: -20, weight: 38 }
  expect(judgedByScore(weighed)).toBe('suspected')
  expect(judgedByWeight(weighed)).toBe('refused')
  expect(judgedByScore({ ...weighed, weight: 37 })).toBe(undefined)
  expect(judgedByWeight({ ...weighed, points: 50, weight: 37 })).toBe(undefined)
})
