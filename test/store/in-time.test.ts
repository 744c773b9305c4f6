import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTimeOr } from '../../src/store/in-time.ts'

/** Holds this thread up, as a long answer does. */
const stall = (milliseconds: number): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

test('a stall of this process does not make a look-up late, even if it has several steps', async () => {
  const look = (async () => {
    for (let steps = 0; steps < 5; steps++) await turn()
    return 'found'
  })()
  const found = inTimeOr(look, 'assumed')
  stall(1600)
  expect(await found).toBe('found')
})

test('a look-up that fails gives the safe assumption', async () => {
  expect(await inTimeOr(Promise.reject(new Error('no')), 'assumed')).toBe('assumed')
})
