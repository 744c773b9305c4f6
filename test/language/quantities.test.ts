import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFigures, type Quantity } from '../../src/language/figures/quantities.ts'
import { clean } from '../../src/language/text/clean.ts'
import { tokenize } from '../../src/language/text/tokens.ts'
import { base } from '../licet.ts'

const figures = (message: string) => {
  const text = clean(message)
  return readFigures(base, { text, tokens: tokenize(text) })
}
const round = (value: number): string => String(Math.round(value * 10) / 10)
const words = ({ measure, low, high, open }: Quantity): string =>
  `${measure} ${low === high ? round(low) : `${round(low)}..${high === Number.POSITIVE_INFINITY ? '' : round(high)}${open ? ' exclusive' : ''}`}`
const read = (message: string): string => figures(message).quantities.map(words).join(', ')

describe('a figure', () => {
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
  ])('%s reads as %s', (message, expected) => expect(read(message)).toBe(expected))

  test.each([
    ['two hundred twenty kilos of payload', 'payload 220'],
    ['a quarter ton of payload', 'payload 250'],
    ['three quarters of a ton of payload', 'payload 750'],
    ['one and a half tonnes to orbit', 'orbitPayload 1500'],
    ['1½ tonnes to orbit', 'orbitPayload 1500'],
    ['1 1/2 tonnes to orbit', 'orbitPayload 1500'],
    ['a payload of a ton', 'payload 1000'],
    ['twelve hundred pounds of payload', 'payload 544.3'],
    ['three fifty km range', 'range 350'],
    ['a couple of hundred kilometers of range', 'range 200..250'],
    ['a dozen kilos of payload', 'payload 12'],
    ['range 400 klicks', 'range 400'],
    ['a 400k range', 'range 400'],
    ['10^6 N.s', 'impulse 1000000'],
    ['1.1*10^6 Ns', 'impulse 1100000'],
    ['five times ten to the 5 N.s', 'impulse 5'],
    ['half a million newton-seconds', 'impulse 500000'],
    ['841k N.s', 'impulse 841000'],
    ['0,9 MN·s', 'impulse 900000'],
    ['1.100 MN.s', 'impulse 1100000'],
    ['payload 1.400 kg', 'payload 1400'],
    ["payload 1'400 kg", 'payload 1400'],
    ['payload 1 400 kg', 'payload 1400'],
    ['3.333 % of range', 'accuracy 3.3'],
    ['EUR 99,5 million', 'value 124.4'],
    ['a contract of 20 million', 'value 20'],
    ['30 h endurance at 120 km/h', 'endurance 108000, speed 120'],
    ['weather rocket, 90 miles max', 'range 144.8'],
  ])('spelled as %s is %s', (message, expected) => expect(read(message)).toBe(expected))

  test.each([
    ['a sub-300 km rocket', 'range 0..300 exclusive'],
    ['just shy of 300 km', 'range 0..300 exclusive'],
    ['nowhere near 300 km', 'range 0..300 exclusive'],
    ['cannot fly 300 km', 'range 0..300 exclusive'],
    ['range < 300 km', 'range 0..300 exclusive'],
    ['range <= 300 km', 'range 0..300'],
    ['no more than 280 km', 'range 0..280'],
    ['it can’t exceed 280 km', 'range 0..280'],
    ['can’t go farther than 280 km', 'range 0..280'],
    ['range not over 280 km', 'range 0..280'],
    ['280 km at the very best', 'range 0..280'],
    ['range >= 300 km', 'range 300..'],
    ['range &gt; 300 km', 'range 300..'],
    ['300+ km range', 'range 300..'],
    ['north of 500 km', 'range 500..'],
    ['in excess of 500 km range', 'range 500..'],
    ['not less than 300 km', 'range 300..'],
    ['never under 300 km', 'range 300..'],
    ['300ish km range', 'range 270..330'],
    ['range ~300 km', 'range 270..330'],
    ['about 300 km of range', 'range 270..330'],
    ['up to 280 km', 'range 280'],
  ])('with bounds as in %s is %s', (message, expected) => expect(read(message)).toBe(expected))

  test.each([
    ['250-350 km range', 'range 250..350'],
    ['from 250 km up to 350 km', 'range 250..350'],
    ['range of 250 or 350 km', 'range 250, range 350'],
    ['range 180 km, or it may be 700', 'range 180, range 700'],
    ['range 180 km or 700 km', 'range 180, range 700'],
    ['820 or 780 km/h', 'speed 820, speed 780'],
    ['range 300 km (186 miles)', 'range 300'],
    ['295 km (303 km empty)', 'range 295, range 303'],
    ['the range is 290 km instead of 310 km', 'range 290, range 310'],
  ])('given as a range or among others, %s, is %s', (message, expected) => expect(read(message)).toBe(expected))

  test.each([
    'A320 and MQ-9 drones',
    '120 igniters, order 4711',
    '24/7 support, call +1 555 123 4567',
    'Executive Order 14268, paragraph 126.7, ECCN 9A012',
    'the pump moves 30 l/min',
    'our depot stands 400 km from the port',
    '250 km of cable',
    'a wall 12 mm thick',
    'a runway of 2 km',
    'the pad lies 5 km from the coast',
    'CEP of 50 m',
    'an MT item',
    'a second stage',
    'item 3, 2 motors',
  ])('is not found in %s', (message) => {
    const fed = new Set(base.language.quantities.quantities.flatMap(({ is, feeds }) => (feeds === undefined ? [] : [is])))
    expect(figures(message).quantities.filter(({ measure }) => fed.has(measure))).toEqual([])
  })

  test('is not joined with a model name that ends in a digit', () => {
    expect(read('MQ-9 500 km range, 9A012 350 km range')).toBe('range 500, range 350')
  })

  test.each([
    ['range not stated', ['range']],
    ['the range is not known yet', ['range']],
    ['range: tbd', ['range']],
    ['we don’t know the payload', ['payload']],
    ['payload unknown, speed unknown', ['payload', 'speed']],
    ['nobody told us the range', ['range']],
    ['range 400 km', []],
    ['they know the range', []],
  ])('stated as unknown in %s is %j', (message, facts) => expect(figures(message).unknown).toEqual(facts))
})

/** A number of at most six digits in words. */
function inWords(value: number): string {
  const { words: names } = base.language.quantities.numbers
  const name = (of: number): string => Object.keys(names).find((word) => names[word] === of) ?? ''
  const small = (of: number): string => (of <= 20 || of % 10 === 0 ? name(of) : `${name(of - (of % 10))}-${name(of % 10)}`)
  const hundreds = (of: number): string =>
    of < 100 ? small(of) : `${name(Math.floor(of / 100))} hundred${of % 100 === 0 ? '' : ` and ${small(of % 100)}`}`
  const rest = value % 1000
  return value < 1000
    ? hundreds(value)
    : `${hundreds(Math.floor(value / 1000))} thousand${rest === 0 ? '' : ` ${rest < 100 ? 'and ' : ''}${hundreds(rest)}`}`
}

/** The spellings of a whole number: separators of several countries, powers of ten, words. */
const spellings = (value: number): readonly string[] => {
  const digits = String(value)
  const grouped = (sign: string): string => digits.replace(/\B(?=(\d{3})+$)/g, sign)
  const zeros = digits.length - digits.replace(/0+$/, '').length
  const mantissa = `${digits[0]}.${digits.slice(1) === '' ? '0' : digits.slice(1)}`
  const power = digits.length - 1
  return [
    digits,
    grouped(','),
    grouped(' '),
    grouped("'"),
    `${mantissa}e${power}`,
    `${mantissa} x 10^${power}`,
    `${mantissa}×10^${power}`,
    inWords(value),
    ...(value >= 1000 ? [grouped('.')] : []),
    ...(zeros >= 3 ? [`${Number(digits) / 1000}k`, `${Number(digits) / 1000} thousand`] : []),
  ]
}

describe('in every spelling', () => {
  test('a number has the same value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (value) => {
        for (const spelling of spellings(value)) {
          const [only, other] = figures(`total impulse ${spelling} N.s`).quantities
          expect([spelling, only?.low, only?.high, other]).toEqual([spelling, value, value, undefined])
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a figure is the same in every unit of its kind', () => {
    const kinds = base.language.quantities.units.filter(({ kind }) => ['length', 'mass', 'speed', 'impulse', 'volume'].includes(kind))
    const units = kinds.flatMap(({ kind, names }) =>
      names.flatMap(({ factor, before, names: spelled }) =>
        factor === undefined || before === true ? [] : spelled.map((name) => ({ kind, factor, name })),
      ),
    )
    const around: Readonly<Record<string, string>> = {
      length: 'range',
      mass: 'payload',
      speed: 'speed',
      impulse: 'impulse',
      volume: 'tank',
    }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.constantFrom(...units), (value, { kind, factor, name }) => {
        const [only] = figures(`${around[kind]} ${value} ${name}`).quantities
        expect([name, only?.measure, only?.low]).toEqual([name, around[kind], value * factor])
      }),
      { numRuns: 500 },
    )
  })

  test('two joined figures are read in either order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), (one, other) => {
        const [span] = figures(`range between ${one} and ${other} km`).quantities
        expect([span?.low, span?.high]).toEqual([Math.min(one, other), Math.max(one, other)])
      }),
    )
  })

  test('8,000 characters of figures are read quickly', () => {
    const long = 'range 400 km, or it may be 700, about 20 kg to 300 km; '.repeat(160).slice(0, 8000)
    expect(figures(long).quantities.length).toBeLessThanOrEqual(102)
  })
})
