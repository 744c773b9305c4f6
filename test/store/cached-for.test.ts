import { expect, test } from 'vitest'
import { cachedFor } from '../../src/store/cached-for.ts'

function looked(span: number) {
  const asked: string[] = []
  const clock = { now: 0 }
  let fails = false
  const look = cachedFor(
    () => clock.now,
    span,
    (home: string, id: string) => {
      asked.push(`${home} ${id}`)
      return fails ? Promise.reject(new Error('away')) : Promise.resolve(asked.length)
    },
  )
  return { look, asked, clock, fail: (now: boolean) => (fails = now) }
}

test('a result is looked up once in its time, by all arguments', async () => {
  const { look, asked, clock } = looked(1000)
  expect([await look('a', 'b'), await look('a', 'b'), await look('a b', '')]).toEqual([1, 1, 2])
  clock.now = 999
  expect(await look('a', 'b')).toBe(1)
  clock.now = 1000
  expect(await look('a', 'b')).toBe(3)
  expect(asked.length).toBe(3)
})

test('a failure is not cached, and a result can be forgotten', async () => {
  const { look, fail } = looked(1000)
  fail(true)
  await expect(look('a', 'b')).rejects.toThrow('away')
  fail(false)
  expect(await look('a', 'b')).toBe(2)
  look.forget('a', 'other')
  expect(await look('a', 'b')).toBe(2)
  look.forget('a', 'b')
  expect(await look('a', 'b')).toBe(3)
})
