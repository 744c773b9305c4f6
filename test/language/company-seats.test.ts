import { expect, test } from 'vitest'
import { createMessageBuilder } from '../../src/language/build-message.ts'
import { spotsOfParties, withoutTold } from '../../src/language/deal/company-seats.ts'
import { base } from '../licet.ts'

const { named, message } = createMessageBuilder(base)
const seats = (text: string): string =>
  spotsOfParties(base, message(named(text)))
    .map(({ meaning, presumed }) => `${meaning.kind === 'country' ? meaning.code : meaning.kind}${presumed === true ? '?' : ''}`)
    .join(' ')

test.each([
  ['a stage to Skyroot', 'IN?'],
  ['a stage for our customer Embraer', 'BR?'],
  ['a Safran engine for Japan', ''],
  ['pumps to Kuwait Oil Company', 'KW'],
  ['a stage to Skyroot in Norway', ''],
])('in "%s" the seats of receivers are "%s"', (text, expected) => {
  expect(seats(text)).toBe(expected)
})

test('a seat is not presumed once its country is named', () => {
  const presumed = { codes: ['IN'], typed: 'Skyroot', role: 'destination', presumed: true } as const
  const named = { codes: ['IN'], typed: 'India', role: 'destination' } as const
  expect(withoutTold([presumed, named])).toEqual([named])
  expect(withoutTold([presumed])).toEqual([presumed])
})
