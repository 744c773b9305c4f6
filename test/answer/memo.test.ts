import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { base, files, today } from '../licet.ts'
import { isFuzz } from '../seed.ts'

const items = [
  'drone',
  'UAV with 310 km range',
  'rocket',
  'SLV stage',
  'MQ-9',
  'motor',
  '7A101 accelerometer',
  'technical data on a motor',
  'satellite',
  'it',
]
const countries = [...base.countries.values()].flatMap(({ names }) => names.slice(0, 1))
const uses = ['', ' for civil use', ' for the army', ' for nuclear weapons', ' under FMS', ' temporarily', ' worth 60 million dollars']
const days = [today, '2024-12-01', '2019-06-30', '1995-01-01']

const asked = fc.record({
  question: fc
    .tuple(fc.constantFrom(...items), fc.constantFrom(...countries.filter((_, index) => index % 4 === 0)), fc.constantFrom(...uses))
    .map(([item, country, use]) => `can we send ${item} to ${country}${use}?`),
  asOf: fc.constantFrom(...days),
  today: fc.constantFrom(today, '2028-01-01'),
})

test('caches never mix up questions: in any order, the answers are the same byte for byte', () => {
  fc.assert(
    fc.property(fc.array(asked, isFuzz ? { minLength: 150, maxLength: 200 } : { minLength: 30, maxLength: 40 }), (all) => {
      const [forward, backward] = [createAnswerer(files), createAnswerer(files)]
      const first = all.map((one) => answer(forward, one).text)
      const second = all.toReversed().map((one) => answer(backward, one).text)
      expect(second.toReversed()).toEqual(first)
    }),
    { numRuns: isFuzz ? 20 : 1, endOnFailure: true },
  )
})
