import { expect, test } from 'vitest'
import { parsedWords } from '../../adapters/console/parsed-words.ts'

const read = (...args: readonly string[]) => parsedWords({ args: [...args], options: { head: { type: 'string' } } })?.values

test('options that a command knows are read, and others refuse all words', () => {
  expect(read('--head', 'ab')).toEqual({ head: 'ab' })
  expect(read('--tail', 'ab')).toBeUndefined()
  expect(read('--head')).toBeUndefined()
  expect(read('folder')).toBeUndefined()
})
