import { expect, test } from 'vitest'
import { createMessageBuilder } from '../../src/language/build-message.ts'
import { belongsTo } from '../../src/language/deal/entry-of-item.ts'
import { base } from '../licet.ts'

const { named, message } = createMessageBuilder(base)

test.each([
  ['stands beside it, with only words for an entry between', 'a UAV, ECCN 9A012, to Japan', true],
  ['stands before it', '9A012 survey drone to Japan', true],
  ['stands in brackets behind it', 'a UAV to Mexico (9A012)', true],
  ['stands in brackets behind another clause', 'a UAV, to Mexico (9A012)', false],
  ['is joined to it', '9A012 and a drone to Japan', false],
  ['is on a milder list', 'a rocket stage (EAR99) to Japan', false],
])('an entry that %s: "%s"', (_, text, belongs) => {
  const read = message(named(text))
  const [entry, thing] = [read.entries[0], read.things[0]]
  if (entry === undefined || thing === undefined) throw new Error(`no entry or no item in "${text}"`)
  const { from, to } = thing.mention
  expect(belongsTo(base, entry, { from, to, reading: thing.reading }, read)).toBe(belongs)
})
