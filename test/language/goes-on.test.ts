import { expect, test } from 'vitest'
import { createMessageBuilder } from '../../src/language/build-message.ts'
import { goesOn, whyItGoesOn, type Reason } from '../../src/language/conversation/goes-on.ts'
import { emptyReading, type Reading } from '../../src/language/reading.ts'
import { answerer, base, today } from '../licet.ts'

const { named, message } = createMessageBuilder(base)
const read = (text: string): Reading => {
  const understood = answerer.reader.read(text, today)
  return (understood.kind === 'read' ? understood.readings[0] : undefined) ?? emptyReading
}

test.each<readonly [before: string, text: string, reason: Reason | undefined]>([
  ['Pumps and a stage to Japan', 'back to the first one', 'points at an item by its number'],
  ['EAR99 pumps to Japan', 'the pallets go out Monday', 'names only the packing'],
  ['our fairing to Japan', 'so our fairing sale, what does it need', 'names the item again'],
  ['a rocket motor', 'For a sounding rocket, Turin', 'tells what the item is for'],
  ['a rocket motor to Japan', 'yes, it is flight hardware', 'speaks of the same deal'],
  ['a rocket motor to Japan', 'Direct, their ministry buys from us', 'tells what was not understood'],
  ['a rocket motor to Japan', 'and to Norway?', 'changes the deal'],
  ['a rocket motor to Japan', 'a rocket stage to Norway', undefined],
])('after "%s", "%s": %s', (before, text, reason) => {
  // Where no place is told yet, Licet has asked for it.
  const isAsked = read(before).places.length === 0
  const parts = [base, message(named(text)), read(before), read(text), isAsked] as const
  expect(whyItGoesOn(...parts)).toBe(reason)
  expect(goesOn(...parts)).toBe(reason !== undefined)
})
