import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ask } from '../licet.ts'
import { bombName, question, textOf, wrongWith } from './questions.ts'

test('a thousand random texts each get a reply, and none a mild verdict out of nothing', () => {
  fc.assert(
    fc.property(question, (text) => {
      expect(wrongWith(ask(text))).toBeUndefined()
    }),
    { numRuns: 1000 },
  )
})

test('texts made to be slow are answered, too', () => {
  fc.assert(
    fc.property(bombName, (name) => {
      expect(wrongWith(ask(textOf(name)))).toBeUndefined()
    }),
    { numRuns: 20 },
  )
})
