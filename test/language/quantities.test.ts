import { expect, test } from 'vitest'
import { readFigures } from '../../src/language/quantities.ts'
import { clean, tokenize } from '../../src/language/text.ts'
import { base } from '../licet.ts'

const read = (message: string): string => {
  const text = clean(message)
  return readFigures(base, { text, tokens: tokenize(text) })
    .quantities.map(
      ({ measure, low, high, open }) =>
        `${measure} ${low === high ? round(low) : `${round(low)}..${high === Number.POSITIVE_INFINITY ? '' : round(high)}${open ? ' exclusive' : ''}`}`,
    )
    .join(', ')
}
const round = (value: number): string => String(Math.round(value * 10) / 10)

test.each([
  ['900 kg-to-LEO launcher', 'orbitPayload 900'],
  ['a 1-tonne / 500 km missile', 'payload 1000, range 500'],
  ['1,400 lb out to 1,500 miles at 560 mph', 'payload 635, range 2414, speed 901.2'],
  ['3 MN·s engine', 'impulse 3000000'],
  ['9.0 x 10^5 N·s', 'impulse 900000'],
  ['1.2×10⁶ N.s', 'impulse 1200000'],
  ['8.5e5 Ns', 'impulse 850000'],
  ['250,000 lbf-s', 'impulse 1112055.4'],
  ['90 kN for 240 s', 'thrust 90000, burn 240'],
  ['under 300 km', 'range 0..300 exclusive'],
  ['at least 300 km', 'range 300..'],
  ['between 200 and 250 km', 'range 200..250'],
  ['can never reach 300 km', 'range 0..300 exclusive'],
  ['reaches 250 km altitude', 'altitude 250'],
  ['apogee of 250 km', 'altitude 250'],
  ['700 kg to a 500 km orbit', 'orbitPayload 700, altitude 500'],
  ['geofenced to 50 km', 'limit 50'],
  ['range safety limit of 280 km', 'limit 280'],
  ['accurate to 3 % of range', 'accuracy 3'],
  ['30 L tank', 'tank 30'],
  ['10 gallon tank', 'tank 37.9'],
  ['half a ton to 350 km', 'payload 500, range 350'],
  ['two tonnes to LEO', 'orbitPayload 2000'],
  ['combat radius of 200 km', 'range 400..'],
  ['a $30M deal', 'value 30'],
  ['USD 120 million', 'value 120'],
  ['take-off weight 900 kg', 'mass 900'],
  ['Mach 0.9', 'speed 954..1102.5'],
  ['no figures here, 3 of them', ''],
])('%s reads as %s', (text, expected) => expect(read(text)).toBe(expected))
