import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tokenize } from '../../src/language/text/tokens.ts'
import { answerer, base, files, today } from '../licet.ts'
import { isFuzz } from '../seed.ts'

type Line = { readonly name: string; readonly towns: ReadonlyArray<{ readonly country: string; readonly states: readonly string[] }> }

const capital = (name: string): string => name.replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase())

/** The towns of the gazetteer, as people write them. */
const lines: readonly Line[] = (files['towns.txt'] ?? '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [name = '', towns = ''] = line.split('=')
    // of towns that are written with an s which is not compared only those without one are asked for
    const isBare = (written: string): boolean => !/\ds/.test(written)
    const townOf = (written: string): Line['towns'][number] => ({ country: written.slice(0, 2), states: written.split('.').slice(1) })
    return { name: capital(name), towns: towns.split(' ').filter(isBare).map(townOf) }
  })

const states = new Map(base.places.states.flatMap(({ country, code, names: [name] }) => (country === 'US' ? [[code, name] as const] : [])))

/** The countries that a text is read as going to, including those that may cause a question. */
function countriesIn(text: string): readonly string[] {
  const understood = answerer.reader.read(text, today)
  const readings = understood.kind === 'read' ? understood.readings : []
  return [...new Set(readings.flatMap(({ places }) => places.flatMap(({ codes }) => codes)))].sort()
}

const some = <T>(all: readonly T[], count: number): readonly T[] =>
  isFuzz ? all : fc.sample(fc.constantFrom(...all), { numRuns: count, seed: 20261128 })

const canonical = (name: string): string =>
  tokenize(name)
    .map(({ word }) => word)
    .join(' ')

/** Names that the knowledge itself explains; they take precedence over towns. */
const known = new Map<string, readonly string[]>()
const tell = (names: readonly string[], codes: readonly string[]): void => {
  for (const name of names) known.set(canonical(name), [...(known.get(canonical(name)) ?? []), ...codes])
}
for (const { code, name, names } of base.countries.values()) tell([name, ...names], [code])
for (const { name, also = [], means } of base.names.ambiguous) tell([name, ...also], means)
for (const { name, also = [], group, members } of base.names.blocs) tell([name, ...also], members ?? base.membersOf(group ?? '', today))
for (const { country, names } of [...base.names.regions, ...base.places.states]) tell(names, [country])
for (const { country, names = [] } of base.names.governments.of) tell(names, [country])

/** Products named like a town bring their maker's country. */
const products = new Set(base.systems.flatMap(({ names }) => names.map(canonical)))

const isTold = (name: string, code: string): boolean => known.get(canonical(name))?.includes(code) === true

/** Whether one country is the other or one of its territories, e.g. those of France. */
const isOf = (code: string, country: string): boolean =>
  code === country || base.countries.get(code)?.parent === country || base.countries.get(country)?.parent === code

describe('towns of the world', () => {
  const cases = lines.flatMap(({ name, towns }) =>
    towns.filter(({ states: { length } }) => length === 0).map(({ country }) => ({ name, country })),
  )

  test('named with its country, a town is there and nowhere else', () => {
    const wrong = some(cases, 300).flatMap(({ name, country }) => {
      const where = base.countries.get(country)?.name ?? country
      const text = `a rocket stage to ${name}, ${where}`
      const read = countriesIn(text)
      return read.includes(country) && read.every((code) => isOf(code, country) || isTold(name, code) || isTold(where, code))
        ? []
        : [`${text}: ${read.join()}`]
    })
    expect(wrong).toEqual([])
  })

  test('named alone, it is in one of the countries that have it, or causes a question', () => {
    const wrong = some(lines, 300).flatMap(({ name, towns }) => {
      const read = countriesIn(`a rocket stage to ${name}`)
      return products.has(canonical(name)) || read.every((code) => isTold(name, code) || towns.some(({ country }) => isOf(code, country)))
        ? []
        : [`${name}: ${read.join()}`]
    })
    expect(wrong).toEqual([])
  })
})

describe('American towns named like a country or a foreign town', () => {
  const namesakes = [
    ...base.places.namesakes.flatMap(({ name, states: [state] = [] }) => (state === undefined ? [] : [{ name, state }])),
    ...lines.flatMap(({ name, towns }) => {
      const home = towns.find(({ states: { length } }) => length > 0)
      const isShared = towns.length > 1 || known.has(canonical(name))
      // WA is also Western Australia.
      const isDouble = home?.states[0] === 'WA' && towns.some(({ country }) => country === 'AU')
      return home !== undefined && isShared && !isDouble ? [{ name, state: home.states[0] ?? '' }] : []
    }),
  ]

  test.each<[how: string, say: (town: string, state: string) => string]>([
    ['with its state', (town, state) => `a 2 MN·s motor to ${town}, ${states.get(state)}`],
    ['with its state, and no comma', (town, state) => `a 2 MN·s motor to our plant in ${town} ${states.get(state)}`],
    ['with what mail calls its state', (town, state) => `a 2 MN·s motor to ${town}, ${state}`],
    ['with it and no comma', (town, state) => `a 2 MN·s motor to a customer in ${town} ${state} next week`],
  ])('%s are in the United States', (_, say) => {
    const wrong = some(namesakes, 120).flatMap(({ name, state }) => {
      const read = countriesIn(say(name, state))
      return read.join() === 'US' ? [] : [`${say(name, state)}: ${read.join()}`]
    })
    expect(namesakes.length).toBeGreaterThan(300)
    expect(wrong).toEqual([])
  })
})

describe('a name in the position of a place', () => {
  test.each([
    ['Alberta gas utility asks for EAR99 pumps', 'CA'],
    ['the Cienfuegos sugar mill asks for EAR99 pumps', 'CU'],
    ['Perm dairy cooperative asks for EAR99 pumps', 'RU'],
    ['the University of Split asks for EAR99 pumps', 'HR'],
    ['Split University asks for EAR99 pumps', 'HR'],
    ['the port of Nice asks for EAR99 pumps', 'FR'],
    ['EAR99 pumps for a farm in the Negev', 'IL'],
    ['EAR99 pumps for a hut in Finnmark', 'NO'],
    ['EAR99 pumps for a forest in Karelia', 'RU'],
    ['EAR99 pumps for a hotel on Kish Island', 'IR'],
    ['EAR99 pumps for a seabird charity in Norwich', 'GB'],
    ['EAR99 pumps for a rig in the Caspian', 'AZ IR KZ RU TM'],
    ['EAR99 pumps for a rancher in Cuba, New Mexico', 'US'],
    ['eine Raketenstufe aus unserem Lager nach Österreich', 'AT'],
    ['igniters to nz and aus', 'AU NZ'],
  ])('%s: %s', (text, read) => expect(countriesIn(text).join(' ')).toBe(read))

  test.each([
    'Sydney works in procurement and asks for EAR99 pumps for a dairy',
    'Sofia runs our laboratory and wants EAR99 pumps for a dairy',
    'Alberta, hotel guest, wants to know: EAR99 pumps for a dairy',
    'Nice dairy! EAR99 pumps',
    'Orange dairy asks for EAR99 pumps',
    'the Jackson refinery asks for EAR99 pumps',
  ])('%s: is a person or no name', (text) => expect(countriesIn(text)).toEqual([]))
})
