import { describe, expect, test } from 'vitest'
import { countryNamed, itemNamed, suggest, type PickKind } from '../../src/language/form/picks.ts'
import { answerer, base } from '../licet.ts'
import { sampled } from '../seed.ts'

const values = (kind: PickKind, typed: string): readonly string[] => suggest(base, kind, typed).map(({ value }) => value)
const labels = (kind: PickKind, typed: string): readonly string[] => suggest(base, kind, typed).map(({ label }) => label)

describe('suggestions while somebody types', () => {
  test.each<[kind: PickKind, typed: string, first: readonly string[]]>([
    ['country', 'UK', ['GB', 'UA']],
    ['country', 'uk', ['GB', 'UA']],
    ['country', 'u.k.', ['GB', 'UA']],
    ['country', 'ukr', ['UA']],
    // One letter says nothing about the length of the name, so the order is alphabetical.
    ['country', 'a', ['AF', 'AX', 'AL', 'DZ']],
    ['country', 'niger', ['NE', 'NG']],
    ['country', 'korea', ['KP', 'KR']],
    ['country', 'ARAB', ['SA', 'AE']],
    ['country', 'cote', ['CI']],
    ['country', 'Türk', ['TR']],
    ['country', 'the nether', ['NL']],
    ['country', 'United  Kin', ['GB']],
    ['country', 'Crimea', ['UA']],
    ['country', 'ドバイ', ['AE']],
    ['country', 'austrailia', ['AU']],
    ['country', 'qqqq', []],
    ['item', 'SLV', ['SLV', 'SLV stage']],
    ['item', 'slv st', ['SLV stage']],
    ['item', 'stages', ['stage']],
    ['item', 'motor case', ['motor case']],
    ['item', 'torp', ['torpedo']],
    ['item', 'mq9', ['MQ-9', 'MQ-9B']],
    ['item', 'MQ 9', ['MQ-9', 'MQ-9B']],
    ['item', 'fusee-s', ['fusée-sonde']],
    ['item', 'turbopmup', ['turbopump']],
    ['item', '9a012', ['9A012']],
    ['item', 'IV(d)(1)', ['USML IV(d)(1)']],
    ['item', '9a0', ['9A001', '9A004', '9A012']],
    ['item', 'ECCN 9A01', ['9A012']],
    ['item', '9A106.', ['9A106', '9A106.d', '9A106.e']],
    ['item', 'iv(d', ['USML IV(d)(1)', 'USML IV(d)(2)', 'USML IV(d)(3)']],
    ['item', 'MTCR 2.A.1.', ['MTCR 2.A.1.a', 'MTCR 2.A.1.c']],
    ['item', '9', values('item', '9')],
    ['item', 'iv', values('item', 'iv')],
    ['item', 'drawings', []],
    ['item', '\u0000', values('item', '')],
  ])('%s "%s" begins with %j', (kind, typed, first) => expect(values(kind, typed).slice(0, first.length || 1)).toEqual(first))

  test.each<[kind: PickKind, typed: string, label: string]>([
    ['country', 'Austral', 'Australia'],
    ['country', 'UK', 'United Kingdom (UK)'],
    ['country', 'moscow', 'Russia (Moscow)'],
    ['item', 'satellite bus', 'satellite bus (satellite or spacecraft)'],
    ['item', 'igniter', 'igniter'],
    ['item', 'electron rocket', 'Electron rocket (launch vehicle, Rocket Lab)'],
    ['item', '9A012', '9A012 (unmanned aircraft of ECCN 9A012)'],
  ])('%s "%s" is labelled %s', (kind, typed, label) => expect(labels(kind, typed)[0]).toBe(label))

  test('nothing typed suggests a hundred countries in order, and item families before products', () => {
    expect(labels('country', '')).toHaveLength(100)
    expect(labels('country', '').slice(0, 3)).toEqual(['Afghanistan', 'Åland Islands', 'Albania'])
    expect(values('item', '').slice(0, 3)).toEqual(['space launch vehicle', 'complete rocket', 'missile'])
  })

  test('every country is suggested by its own name, including embargoed ones', () => {
    for (const { code, name } of base.countries.values()) expect([name, values('country', name)[0]]).toEqual([name, code])
    expect(['IR', 'KP', 'CU', 'SY'].map((code) => countryNamed(base, code)?.code)).toEqual(['IR', 'KP', 'CU', 'SY'])
  })

  test("every suggested name is found again, fits the platforms' limits and is not taken for technical data", () => {
    const names = [...base.families, ...base.systems].flatMap((thing) => thing.names).filter((name) => itemNamed(base, name) !== undefined)
    expect(names.length).toBeGreaterThan(3000)
    for (const name of sampled(names, 12)) {
      const said = itemNamed(base, name)?.said ?? ''
      const [offer] = suggest(base, 'item', name)
      expect([name, offer?.value]).toEqual([name, said])
      expect(Math.max(offer?.value.length ?? 99, offer?.label.length ?? 99)).toBeLessThanOrEqual(75)
      expect(answerer.reader.guard(`${said}\nAU,JP\nunknown\nexport\n2024-12-01`)).toBeUndefined()
    }
  })

  test("every suggested list entry is found again and fits the platforms' limits", () => {
    const offered = ['9a', '7a1', 'USML', 'MTCR 1', 'iv(h'].flatMap((typed) => suggest(base, 'item', typed))
    expect(offered.length).toBeGreaterThan(40)
    for (const { value, label } of offered) {
      expect([value, itemNamed(base, value)?.said]).toEqual([value, value])
      expect(Math.max(value.length, label.length)).toBeLessThanOrEqual(75)
    }
  })

  test("names that are activities, mean something else too, or imply a maker's country are not suggested", () => {
    expect(
      ['technical data', 'training', 'weather satellite', 'Soyuz', 'Shahab-3'].filter((name) => itemNamed(base, name) !== undefined),
    ).toEqual([])
  })

  test('the number of suggestions is limited, whatever is typed', () => {
    const typed = ['', 'a', 'e', 'st', 'rocket', 'austrailia', 'x'.repeat(100_000), '𝔬𝔯', '((((', 'the '.repeat(5000), '9A012,'.repeat(500)]
    for (const text of typed)
      for (const kind of ['item', 'country'] as const) expect(suggest(base, kind, text).length).toBeLessThanOrEqual(100)
  })
})

describe('the lookup of a picked value', () => {
  test.each([
    ['GB', 'GB'],
    ['united kingdom', 'GB'],
    ['U.K.', 'GB'],
    ['Georgia', 'GE'],
    ['GA', 'GA'],
    ['Korea', undefined],
    ['Austral', undefined],
    ['XX', undefined],
    ['', undefined],
  ])('country %s is %s', (value, code) => expect(countryNamed(base, value)?.code).toBe(code))

  test.each([
    ['stage', 'stage'],
    ['Upper Stages', 'upper stage'],
    ['eccn 9a012', '9A012'],
    ['9A012 and a stage', undefined],
    ['9A012, 9A515', undefined],
    ['stag', undefined],
    ['', undefined],
    ['__proto__', undefined],
  ])('item %s is said as %s', (value, said) => expect(itemNamed(base, value)?.said).toBe(said))
})

test('one or two letters suggest names in alphabetical order', () => {
  const offered = suggest(base, 'country', 'a')
    .map(({ label }) => label)
    .filter((label) => !label.includes('('))
  expect(offered.length).toBeGreaterThan(5)
  expect(offered.slice(0, 3)).toEqual(['Afghanistan', 'Åland Islands', 'Albania'])
})
