import { expect, test } from 'vitest'
import { carriedOver } from '../../src/answer/carried-over.ts'
import type { Turn } from '../../src/answer/conversation-types.ts'
import type { Reading } from '../../src/language/reading.ts'
import { answerer, today } from '../licet.ts'

const { reader } = answerer
const read = (text: string): readonly Reading[] => {
  const understood = reader.read(text, today)
  return understood.kind === 'read' ? understood.readings : []
}
const deal: Turn = { text: 'igniters to Norway', today }
const statement: Turn = { text: 'They make missiles.', today, open: true }
const rule: Turn = { text: 'what does 126.7 say of igniters?', today, topic: true }
const over = (question: string) =>
  carriedOver(reader, { question, turns: [deal, statement, rule] }, read(deal.text)[0], read(question)).map(({ text, past, open }) => ({
    text,
    past,
    open,
  }))

test('earlier deals are remembered and open statements count on; what asked for a rule does not', () => {
  expect(over('a stage to Peru')).toEqual([
    { text: deal.text, past: true, open: undefined },
    { text: statement.text, past: undefined, open: true },
  ])
})

test('who starts over keeps only the earlier deals', () => {
  expect(over('start over: a stage to Peru')).toEqual([{ text: deal.text, past: true, open: undefined }])
})
