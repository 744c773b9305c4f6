import { expect, test } from 'vitest'
import { createMessageBuilder } from '../../src/language/build-message.ts'
import { shapesOf } from '../../src/language/request/sentence-shapes.ts'
import { base } from '../licet.ts'

const cut = createMessageBuilder(base)
const shapesIn = (text: string): readonly string[] => {
  const message = cut.message(cut.named(text))
  return shapesOf(message, { from: 0, to: message.tokens.length })
}

test('words are told around the signs between them, names as what they name', () => {
  expect(shapesIn('Ship it to Oman, they never look.')).toEqual(
    expect.arrayContaining(['@place ,', ', thei', 'to @place ,', '@place , thei']),
  )
})

test('how the last sentence asks, and all of it where it is short', () => {
  expect(shapesIn('It is scrap. On paper. Caption?')).toEqual(expect.arrayContaining(['>it', '>on', '>> 3', '>? 1', '>? caption']))
  expect(shapesIn('It is scrap')).toEqual(expect.arrayContaining(['>> 1', '>$ 3']))
})

test('what stands in quotation marks, and behind which word', () => {
  expect(shapesIn("book it as 'garden tools'")).toEqual(expect.arrayContaining(['"', 'as "']))
  expect(shapesIn("we don't book the customer's tools")).not.toContain('"')
})
