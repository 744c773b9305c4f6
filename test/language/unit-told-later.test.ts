import { describe, expect, test } from 'vitest'
import { createMessageBuilder } from '../../src/language/build-message.ts'
import { leadingUnit, withNumber, withScale, withUnitsInOrder } from '../../src/language/figures/unit-told-later.ts'
import { emptyReading } from '../../src/language/reading.ts'
import { base } from '../licet.ts'

const { named, message } = createMessageBuilder(base)
const read = (text: string) => message(named(text))

describe('a unit told after its number', () => {
  test.each([
    ['units in order', 'km and kg of course', ['320 km', '150 kg']],
    ['too few units', 'km of course', undefined],
    ['with a number', '300 km and kg', undefined],
  ])('%s: "%s"', (_, text, figures) => {
    expect(withUnitsInOrder(base, read(text), { ...emptyReading, bare: ['320', '150'] })?.map(({ figure }) => figure)).toEqual(figures)
  })

  test('a scale and a unit behind a number', () => {
    expect(withScale(base, read('million newton-seconds'), { ...emptyReading, bare: ['1.2'] })?.text).toBe('1.2 million newton-seconds')
    expect(withScale(base, read('newton-seconds'), { ...emptyReading, bare: ['1.2'] })).toBe(undefined)
  })

  test('a unit with which a message begins', () => {
    const before = { ...emptyReading, figures: { payload: '600' }, taken: ['600'] }
    expect(leadingUnit(base, read('pounds. And it flies 410 km'), before)?.text).toBe('600 pounds')
    expect(leadingUnit(base, read('And it flies 410 km'), before)).toBe(undefined)
  })

  test.each([
    ['Km, of course', '200 Km'],
    ['those are miles', '200 miles'],
    ['miles, not km', '200 miles'],
    ['300 miles', '300 miles'],
  ])('"%s" after 200: "%s"', (text, meant) => {
    expect(withNumber(base, read(text), { ...emptyReading, figures: { range: '200' }, taken: ['200'] }).text).toBe(meant)
  })
})
