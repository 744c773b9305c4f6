import { describe, expect, test } from 'vitest'
import { answerer, ask, base, today } from '../licet.ts'
import { sampled } from '../seed.ts'

/** The places read from a text, with a star if only presumed. */
function places(text: string): string {
  const understood = answerer.reader.read(text, today)
  const readings = understood.kind === 'read' ? understood.readings : []
  return readings.flatMap((one) => one.places.map(({ codes, presumed }) => `${codes.join('/')}${presumed === true ? '*' : ''}`)).join(' ')
}

const things = (text: string): readonly string[] => {
  const understood = answerer.reader.read(text, today)
  return understood.kind === 'read' ? understood.readings.flatMap(({ item }) => item?.source.id ?? []) : []
}

describe("a person's full name is no place, even with a country in it", () => {
  test.each([
    ['EAR99 bolts to Portugal, the captain is called Persia Brown', 'PT'],
    ["EAR99 bolts to Portugal. Our supplier's rep is called Moscow Mike.", 'PT'],
    ['EAR99 bolts to Portugal; sales manager: China Williams', 'PT'],
    ['EAR99 bolts to Portugal, the buyer is called Tehran Aerospace', 'PT IR'],
    ['EAR99 bolts to Portugal, the buyer is called Moscow Mike', 'PT RU'],
    ['EAR99 bolts to Captain Lee in Minsk', 'BY'],
  ])('%s: %s', (text, read) => expect(places(text)).toBe(read))
})

describe('a company as recipient is presumed to be in its own country', () => {
  test.each([
    ['a rocket stage to Skyroot', 'IN*'],
    ['a rocket stage for our customer Embraer', 'BR*'],
    ['Hypersonix wants a rocket stage', 'AU*'],
    ['KAI is asking for a rocket stage', 'KR*'],
    ['a rocket stage to Airbus', 'FR/DE/ES/GB/NL*'],
    ['a rocket stage to Airbus in Toulouse', 'FR'],
    ['a rocket stage to Skyroot in Hyderabad', 'IN*'],
    ['a rocket stage to Rheinmetall in Australia', 'AU'],
    ['a rocket stage to Mahan Air in Dubai', 'IR* AE'],
    ['a rocket stage to Safran in Texas', 'FR*'],
    ['a rocket stage to Aer Lingus', 'IE*'],
    ['a rocket stage to Ooredoo', 'QA*'],
    ['giving Embraer a rocket stage', 'BR*'],
    ['a 7A103 gyro for a Finnair A330', 'FI*'],
    ['Saudi Electricity Company, EAR99 breakers', 'SA'],
    ['EAR99 bolts for Kuwait Oil Company', 'KW'],
    ['EAR99 bolts for Air India', 'IN'],
    ['EAR99 bolts for China Airlines', 'TW*'],
    ['Kenya Wildlife Service! A rocket stage', 'KE'],
    ['our client is Embraer: a rocket stage', 'BR*'],
    ['an order from Embraer, a rocket stage', 'BR*'],
    ['Vietnam Airlines at Zorblax Field needs EAR99 bolts', 'VN'],
    ["Vernon's MaiaSpace wants a rocket stage", 'FR*'],
    ['Boeing Australia would like a rocket stage', 'AU'],
    ['a rocket stage for the Univ. of Bath', 'GB'],
  ])('%s: %s', (text, read) => expect(places(text)).toBe(read))

  test('the answer says so, and one word changes it', () => {
    const { text, verdict } = ask('a rocket stage for Skyroot, 1 t to LEO, civil launch')
    expect(text).toContain('to Skyroot (presumed: India)')
    expect(text).toContain('presumed of Skyroot: it receives in India')
    expect(verdict).toBe('case-by-case')
  })

  test('a presumption never clears: the country is asked for', () => {
    const presumed = ask('EAR99 bolts for Embraer')
    expect(presumed.verdict).toBe('need-facts')
    expect(presumed.asks).toContain('destination')
    expect(presumed.text).toContain('Is Embraer in Brazil')
    expect(ask('EAR99 bolts for Embraer in Brazil').verdict).toBe('no-license')
  })
})

test('a company of an everyday trade with a civil use is no missile program; an agency, or one in a listed country, may be', () => {
  expect(ask('EAR99 cables for a farm in Kuwait, ordered by Kuwait Oil Company').verdict).toBe('no-license')
  expect(ask('EAR99 cables for a farm in Pakistan, ordered by the Khan Research Laboratories').verdict).toBe('need-facts')
})

describe('who makes, sells or is only mentioned is no destination', () => {
  test.each([
    ['our Rocket Lab order of igniters to Canada', 'CA'],
    ['a SpaceX stage to Japan', 'JP'],
    ['igniters from Safran to Australia', 'AU'],
    ['EAR99 Saab parts to Germany', 'DE'],
    ['American Airlines wants EAR99 bolts', ''],
    ['EAR99 bolts to SpaceX', ''],
    ['hello, Saab here', ''],
    ['we saw a kai at sea', ''],
  ])('%s: %s', (text, read) => expect(places(text)).toBe(read))

  test('a company named after an item is not that item', () => {
    expect(things('EAR99 bolts for Rocket Lab')).toEqual(['EAR ?-?99'])
  })
})

describe('a state body, base or launch site stands for its country', () => {
  test.each([
    ['igniters for the ADF', 'AU'],
    ['a rocket stage to Schiphol', 'NL'],
    ['a rocket stage to Ramstein Air Base', 'DE'],
    ['a rocket stage to China Lake', 'US'],
    ['a rocket stage for the Kenya Defence Forces', 'KE'],
    ['the Azores people want a rocket stage for Santa Maria', 'PT'],
  ])('%s: %s', (text, read) => expect(places(text)).toBe(read))
})

describe('an unknown name causes a question', () => {
  test.each([
    ['igniters to Canada and to Zorblax GmbH', 'Zorblax GmbH'],
    ['igniters to Canada for a shop in Ellenstadt', 'Ellenstadt'],
    ['igniters to Canada via Grumbelsund', 'Grumbelsund'],
  ])('%s: %s', (text, name) => {
    const { text: said, verdict } = ask(`${text}, EAR99`)
    expect(answerer.reader.evidence(text, today).unknownPlaces).toEqual([name])
    expect([verdict, said.includes(`Which country is ${name} in?`)]).toEqual(['need-facts', true])
  })

  test('unless its country is told', () => {
    expect(answerer.reader.evidence('igniters to Zorblax GmbH in Germany', today).unknownPlaces).toEqual([])
  })
})

test('every party and site is read by each of its names, with a capital letter', () => {
  const wrong = sampled([...base.parties.bodies, ...base.parties.sites], 4).flatMap(({ in: codes, names }) =>
    names.flatMap((name) => {
      const read = places(`a rocket stage to ${name}`).split(/[\s/]/)
      return codes.every((code) => read.includes(code)) ? [] : [`${name}: ${read.join()}`]
    }),
  )
  expect(wrong).toEqual([])
})
