import { expect, test } from 'vitest'
import { hasLine, lineFrom } from '../../src/language/names/find-line.ts'

test.each(['a\nbb\nc\n', 'a\nbb\nc'])('%j: each line is found, and the first that is not less than a word', (text) => {
  expect(['a', 'bb', 'c'].map((line) => hasLine(text, line))).toEqual([true, true, true])
  expect(['', 'b', 'bbb', 'd'].map((key) => lineFrom(text, key))).toEqual(['a', 'bb', 'c', ''])
})
