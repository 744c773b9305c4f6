import { expect, test } from 'vitest'
import { createMessageBuilder } from '../../src/language/build-message.ts'
import { mayBeOf, namesNoOther } from '../../src/language/conversation/same-item.ts'
import { hasGoods } from '../../src/language/deal/items.ts'
import type { Reading } from '../../src/language/reading.ts'
import { answerer, base, today } from '../licet.ts'

const { named, message } = createMessageBuilder(base)
const read = (text: string): Reading => {
  const understood = answerer.reader.read(text, today)
  const [reading] = understood.kind === 'read' ? understood.readings : []
  if (reading === undefined) throw new Error(`${text} is not read`)
  return reading
}

test.each([
  ['what it is built into', 'It goes into an upgrade of their rocket', true],
  ['an everyday article in passing', 'Costa Rica, for coffee', true],
  ['nothing at all', 'to Japan', true],
  ['an item', 'the igniters to Japan', false],
  ['an entry', '9A101 to Japan', false],
])('a message that names %s', (_, text, isNone) => {
  expect(namesNoOther(message(named(text)), read(text))).toBe(isNone)
})

test('an item without an entry may be that of a quoted entry of its class', () => {
  const [quoted, same, other] = ['7A103 to Japan', 'an inertial unit to Japan', 'a rocket stage to Japan'].map((text) => read(text).item)
  if (quoted === undefined || same === undefined || other === undefined) throw new Error('an item is not read')
  expect(hasGoods(message(named('7A103 to Japan')))).toBe(true)
  expect([mayBeOf(quoted, same), mayBeOf(quoted, other), mayBeOf(same, quoted)]).toEqual([true, false, false])
})
