import { expect, test } from 'vitest'
import { cachedByObject, lazily, cachedByText } from '../../src/language/cached.ts'

/** A function that returns nothing and counts its calls. */
function maker() {
  let times = 0
  return { make: (): undefined => void times++, times: () => times }
}

test('a cached result is not computed again, even if it is `undefined`', () => {
  const [kept, known, found] = [maker(), maker(), maker()]
  const [of, ofText, ofNone] = [cachedByObject(kept.make), cachedByText(2, known.make), lazily(found.make)]
  const key = {}
  expect([of(key), of(key), ofText('a'), ofText('a'), ofNone(), ofNone()]).toEqual(Array(6).fill(undefined))
  expect([kept.times(), known.times(), found.times()]).toEqual([1, 1, 1])
})
