import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ask } from '../licet.ts'
import { bombName, question, textOf, wrongWith } from './questions.ts'

/** The same texts every time; `npm run fuzz` makes new ones. */
const seed = 20261123

test('random texts each get a reply, and none a mild verdict out of nothing', () => {
  fc.assert(
    fc.property(question, (text) => {
      expect(wrongWith(ask(text))).toBeUndefined()
    }),
    { numRuns: 300, seed },
  )
})

test('texts made to be slow are answered, too', () => {
  fc.assert(
    fc.property(bombName, (name) => {
      expect(wrongWith(ask(textOf(name)))).toBeUndefined()
    }),
    { numRuns: 8, seed },
  )
})
