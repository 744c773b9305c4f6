import { expect, test } from 'vitest'
import {
  actKey,
  allOfCase,
  asksOfCase,
  coverKey,
  lateKey,
  packetKey,
  readMessageKey,
  statusKey,
  type CaseMessage,
} from '../../src/cases/message-keys.ts'

/** Keys as databases have them, what makes each of them today, and what each is read as. */
const keys: ReadonlyArray<readonly [key: string, made: string, kind: CaseMessage['kind']]> = [
  ['case:7:desk:e1', packetKey(7, 'e1'), 'packet'],
  ['case:7:asker', statusKey(7), 'status'],
  ['case:7:info:e1', actKey(7, 'info', 'e1'), 'act'],
  ['case:7:answer:e1', actKey(7, 'answer', 'e1'), 'act'],
  ['case:7:withdrawn:e1', actKey(7, 'withdrawn', 'e1'), 'act'],
  ['case:7:closed:e1', actKey(7, 'closed', 'e1'), 'act'],
  ['case:7:reopened:e1', actKey(7, 'reopened', 'e1'), 'act'],
  ['case:7:still-open:e1', actKey(7, 'still-open', 'e1'), 'other'],
  ['case:7:informed:e1', actKey(7, 'informed', 'e1'), 'act'],
  ['case:7:assigned:e1', actKey(7, 'assigned', 'e1'), 'other'],
  ['case:7:late:e1', lateKey(7, 'e1'), 'other'],
  ['case:7:cover:ev:1:deputy', coverKey(7, 'ev:1', 'deputy'), 'other'],
]

test.each(keys)('%s is made and read', (key, made, kind) => {
  expect(made).toBe(key)
  expect(readMessageKey(key)).toEqual({ number: 7, kind })
})

test.each(['reply:ev1', 'case:x:asker', 'feedback:case:7:asker', '', 'unreached:case:7:answer:e1'])('%s is about no case', (key) => {
  expect(readMessageKey(key)).toBeUndefined()
})

test('the update of a card is no card', () => {
  expect(readMessageKey(`${statusKey(7)}:e2`)?.kind).toBe('other')
})

test('patterns find the keys of one case alone', () => {
  expect(allOfCase(7)).toBe('case:7:%')
  expect(asksOfCase(7)).toEqual(['case:7:info:%', 'case:7:still-open:%'])
})
