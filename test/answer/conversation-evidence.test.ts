import { expect, test } from 'vitest'
import { evidenceOf, leftOpen, withoutDeceit } from '../../src/answer/conversation-evidence.ts'
import type { Turn } from '../../src/answer/conversation-types.ts'
import { answerer, today } from '../licet.ts'

const { reader } = answerer
const evidenceIn = (...turns: readonly Turn[]) => evidenceOf(reader, turns, () => [])()

test('messages on the deal and open statements count, questions on a rule do not', () => {
  expect(evidenceIn({ text: 'igniters to Norway', today }).flatMap(({ places }) => places.map(({ typed }) => typed))).toEqual(['Norway'])
  expect(evidenceIn({ text: 'is Norway a partner?', today, topic: true })).toEqual([])
})

test('"I don\'t know" leaves open the fact that was asked for, and not a doubt', () => {
  const evidence = reader.evidence('no idea', today)
  const denied = { ...evidence, unusedDenials: ['no idea'] }
  expect(leftOpen(reader, 'no idea', 'payload', denied).unusedDenials).toEqual([])
  expect(leftOpen(reader, 'no idea', 'end-user', denied).unusedDenials).toEqual(['no idea'])
  expect(leftOpen(reader, 'no idea', undefined, denied).unusedDenials).toEqual(['no idea'])
})

test('choosing among places hides nothing', () => {
  const evidence = { ...reader.evidence('no idea', today), says: [{ tag: 'signs-of-deceit', typed: 'leave it out' }] }
  expect(withoutDeceit(evidence).says).toEqual([])
})
