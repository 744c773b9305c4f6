import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ask } from '../licet.ts'
import { bombName, question, textOf, wrongWith } from './questions.ts'

/** Fixed, so that the suite uses the same texts each time; `npm run fuzz` uses new ones. */
const seed = 20261123

test('random texts get a reply, and no mild verdict out of nothing', () => {
  fc.assert(
    fc.property(question, (text) => {
      expect(wrongWith(ask(text))).toBeUndefined()
    }),
    { numRuns: 300, seed },
  )
})

test('texts made to slow the reader down are answered, too', () => {
  fc.assert(
    fc.property(bombName, (name) => {
      expect(wrongWith(ask(textOf(name)))).toBeUndefined()
    }),
    { numRuns: 8, seed },
  )
})
