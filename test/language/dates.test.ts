import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDates, type Dates } from '../../src/language/calendar/dates.ts'
import { before } from '../../src/language/calendar/span.ts'
import { clean } from '../../src/language/text/clean.ts'
import { tokenize } from '../../src/language/text/tokens.ts'
import { ask, base, talk } from '../licet.ts'

const today = '2026-11-23'
const dates = (message: string): Dates => {
  const text = clean(message)
  return readDates(base, { text, tokens: tokenize(text) }, today)
}
const asked = (message: string): string => {
  const { asked: span } = dates(message)
  return span === undefined ? 'none' : span.from === span.to ? span.from : `${span.from} to ${span.to}`
}

describe('some time before a day', () => {
  test.each([
    ['2024-03-31', 1, 'month', '2024-02-29'],
    ['2025-12-31', 1, 'quarter', '2025-09-30'],
    ['2024-02-29', 1, 'year', '2023-02-28'],
    ['2025-01-15', 1, 'month', '2024-12-15'],
    ['2025-01-15', 2, 'week', '2025-01-01'],
  ] as const)('%s, %d %s before', (day, count, unit, expected) => {
    expect(before(day, count, unit)).toBe(expected)
  })
})

describe('a date', () => {
  test.each([
    ['on 2 Jan 2025', '2025-01-02'],
    ['on Jan 2nd, 2025', '2025-01-02'],
    ['2025-01-02', '2025-01-02'],
    ['20250102', '2025-01-02'],
    ['on the 2nd of January, 2025', '2025-01-02'],
    ['1/2/2025', '2025-01-02'],
    ['31/12/2024', '2024-12-31'],
    ['2.1.2025', '2025-01-02'],
    ['in dec 2024', '2024-12-01 to 2024-12-31'],
    ["in Dec '24", '2024-12-01 to 2024-12-31'],
    ['in winter 24/25', '2024-12-01 to 2025-02-28'],
    ['in autumn 2023/24', '2023-09-01 to 2024-11-30'],
    ['2024-12', '2024-12-01 to 2024-12-31'],
    ['back in 2023', '2023-01-01 to 2023-12-31'],
    ['and in 2023?', '2023-01-01 to 2023-12-31'],
    ['Summer 2023: equipment', '2023-06-01 to 2023-08-31'],
    ['Q1 2024', '2024-01-01 to 2024-03-31'],
    ['the third quarter of 2024', '2024-07-01 to 2024-09-30'],
    ['H2 2024', '2024-07-01 to 2024-12-31'],
    ['late 2024', '2024-10-01 to 2024-12-31'],
    ['early January 2025', '2025-01-01 to 2025-01-10'],
    ['two years ago', '2024-11-23'],
    ['a couple of weeks ago', '2026-11-06 to 2026-11-09'],
    ['18 months ago', '2025-05-23'],
    ['last year', '2025-01-01 to 2025-12-31'],
    ['last month', '2026-10-01 to 2026-10-31'],
    ['last quarter', '2026-07-01 to 2026-09-30'],
    ['last March', '2026-03-01 to 2026-03-31'],
    ['last December', '2025-12-01 to 2025-12-31'],
    ['last spring', '2026-03-01 to 2026-05-31'],
    ['last Christmas', '2025-12-25'],
    ['Thanksgiving 2024', '2024-11-28'],
    ['Memorial Day 2024', '2024-05-27'],
    ['the year before last', '2024-01-01 to 2024-12-31'],
    ['between March and June 2024', '2024-03-01 to 2024-06-30'],
    ['in 2021-2023', '2021-01-01 to 2023-12-31'],
    ['before the January 2025 memo', '2025-01-02'],
    ['before the NSM', '2025-01-02'],
    ['pre-NSM', '2025-01-02'],
    ['the day before Biden signed', '2025-01-02'],
    ['right after the memorandum', '2025-01-03'],
    ['before January 2025', '2024-12-31'],
    ['en diciembre de 2024', '2024-12-01 to 2024-12-31'],
    ['how do things stand now', today],
  ])('%s is %s', (message, expected) => expect(asked(message)).toBe(expected))

  test.each([
    'a 2,000 km range',
    'Executive Order 14268',
    'no date',
    'the 2000 km missile',
    'a 2024 kg payload',
    'order 2023, ISO 2015',
    'USD 2024',
    '2000 units',
    'may we sell it',
    'the march to orbit',
    'in the second stage',
    'the memo says so',
  ])('is not found in %s', (message) => expect(asked(message)).toBe('none'))

  test('that does not exist is read as its month', () => expect(asked('30 February 2024')).toBe('2024-02-01 to 2024-02-29'))

  test('is the same in each of its spellings', () => {
    const months = 'January February March April May June July August September October November December'.split(' ')
    const days = fc.date({ min: new Date('1985-01-01T00:00:00Z'), max: new Date('2049-12-31T00:00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const [year = '', month = '', day = ''] = iso.split('-')
        const name = months[Number(month) - 1] ?? ''
        const spellings = [
          iso,
          iso.replaceAll('-', ''),
          iso.replaceAll('-', '/'),
          `${Number(day)} ${name} ${year}`,
          `${Number(day)} ${name.slice(0, 3)} ${year}`,
          `${name} ${Number(day)}, ${year}`,
          `${name.slice(0, 3)}. ${Number(day)}, ${year}`,
          `the ${Number(day)}th of ${name} ${year}`,
          `${Number(month)}/${Number(day)}/${year}`,
          `${Number(day)}.${Number(month)}.${year}`,
        ]
        expect(spellings.map((spelling) => asked(`as of ${spelling}`))).toEqual(spellings.map(() => iso))
      }),
    )
  })
})

describe('the day that the question is about', () => {
  test.each([
    ['Founded in 1998, the buyer wants a stage', 'none'],
    ['we have sold gauges there since 1996', 'none'],
    ['We signed an NDA in March 2024. May we ship?', 'none'],
    ['the stage that we delivered last year now goes to another firm, may we agree', today],
    ['the motor built in 2019 is to be sold, can we', 'none'],
    ['the stage was delivered in 2023. Was that allowed?', '2023-01-01 to 2023-12-31'],
    ['shipped in August 2024 - exempt?', '2024-08-01 to 2024-08-31'],
    ['their firm, founded in 1998, asked in 2023. Would it have been licensable?', '2023-01-01 to 2023-12-31'],
    ['can we date the contract back, say backdate it to May 2024', 'none'],
    ['Two years ago DDTC said no to Brazil. May we ask again for the same stage?', 'none'],
    ['We met them in October 2023, and on Friday the PO for two motors landed', 'none'],
    ['The engine was shipped in June 2023 and comes back for repair next month', 'none'],
    ['In June 2024 a delegation toured our line and saw the stage. Is that an export?', '2024-06-01 to 2024-06-30'],
    ['the contract was signed in December 2024 and the stage shipped that month, is that ok', '2024-12-01 to 2024-12-31'],
    ['audit: we shipped in June 2024, and next week the auditor comes. Licence needed?', '2024-06-01 to 2024-06-30'],
    ['delivery in 2027', '2027-01-01 to 2027-12-31'],
    ['asked in 2023, to be delivered in 2028', '2023-01-01 to 2023-12-31'],
  ])('in %s is %s', (message, expected) => expect(asked(message)).toBe(expected))

  test('is not a date of the background story, and an answer that clears is checked against the other dates', () => {
    const question = 'payload fairing for the British army, our license of June 2024 is used up. Can we ship now under the exemption?'
    expect(dates(question).told.map(({ typed }) => typed)).toEqual(['June 2024'])
    expect(ask('payload fairing for an Authorized User in London').verdict).toBe('exemption-possible')
    expect(ask(question).verdict).not.toBe('exemption-possible')
  })

  test.each([
    ['a civil launcher stage (1 t to LEO) to Denmark the day before the memorandum', 'policy-of-denial'],
    ['a civil launcher stage (1 t to LEO) to Denmark on the day Biden signed', 'case-by-case'],
    ['a civil launcher stage (1 t to LEO) to Denmark for a firm founded in 1998', 'case-by-case'],
  ])('%s: %s', (question, verdict) => expect(ask(question).verdict).toBe(verdict))

  test('is kept in follow-ups; a period in which the law changed causes a question', () => {
    const first = 'civil launcher stage, 1 t to LEO, to Denmark, commercial launches'
    expect(talk(first, 'and the day before the memorandum?').verdict).toBe('policy-of-denial')
    expect(talk(first, 'and in early January 2025?').verdict).toBe('need-facts')
  })
  test.each([
    ['SLV stage, 1 t to LEO, to Spain. What would we hear if we applied now?', 'policy-of-denial'],
    ['SLV stage, 1 t to LEO, to Spain, as of 3 March 2026', 'case-by-case'],
  ])('"now" is the day as of which is asked: %s', (question, verdict) => expect(ask(question, '2024-11-20').verdict).toBe(verdict))
})
