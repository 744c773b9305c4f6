import { describe, expect, test } from 'vitest'
import { all, any, not, type Truth } from '../../src/engine/truth.ts'

const [t, f, u]: Truth[] = [true, false, undefined]
const same = (truth: Truth): Truth => truth

describe('three-valued logic', () => {
  test.each([
    [t, f],
    [f, t],
    [u, u],
  ])('not %s is %s', (truth, result) => expect(not(truth)).toBe(result))

  test.each([
    [[], t],
    [[t, t], t],
    [[t, u], u],
    [[u, f], f],
    [[f, t], f],
  ] as [Truth[], Truth][])('all of %j is %s', (truths, result) => expect(all(truths, same)).toBe(result))

  test.each([
    [[], f],
    [[f, u], u],
    [[u, t], t],
    [[f, f], f],
  ] as [Truth[], Truth][])('any of %j is %s', (truths, result) => expect(any(truths, same)).toBe(result))
})
