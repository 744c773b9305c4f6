import { expect, test } from 'vitest'
import { readDates, type DateSpan } from '../../src/language/dates.ts'
import { clean, tokenize } from '../../src/language/text.ts'
import { base } from '../licet.ts'

const today = '2026-11-23'
const read = (message: string): DateSpan | undefined => {
  const text = clean(message)
  return readDates(base, { text, tokens: tokenize(text) }, today).asked
}

test.each([
  ['on 2 Jan 2025', '2025-01-02', '2025-01-02'],
  ['on Jan 2nd, 2025', '2025-01-02', '2025-01-02'],
  ['2025-01-02', '2025-01-02', '2025-01-02'],
  ['in dec 2024', '2024-12-01', '2024-12-31'],
  ['back in 2023', '2023-01-01', '2023-12-31'],
  ['and in 2023?', '2023-01-01', '2023-12-31'],
  ['Summer 2023: equipment', '2023-06-01', '2023-08-31'],
  ['Q1 2024', '2024-01-01', '2024-03-31'],
  ['late 2024', '2024-10-01', '2024-12-31'],
  ['two years ago', '2024-11-23', '2024-11-23'],
  ['last year', '2025-01-01', '2025-12-31'],
  ['last month', '2026-10-01', '2026-10-31'],
  ['last March', '2026-03-01', '2026-03-31'],
  ['before the January 2025 memo', '2025-01-02', '2025-01-02'],
  ['before the NSM', '2025-01-02', '2025-01-02'],
  ['en diciembre de 2024', '2024-12-01', '2024-12-31'],
])('%s is %s to %s', (text, from, to) => expect(read(text)).toMatchObject({ from, to }))

test.each(['a 2,000 km range', 'Executive Order 14268', 'no date', 'the 2000 km missile', '31 February 2024'])(
  '%s names no day of its own',
  (text) => {
    const span = read(text)
    expect(span === undefined || text.includes('2024')).toBe(true)
  },
)

test('a day that does not exist is not read as a day', () => expect(read('30 February 2024')?.from).not.toBe('2024-02-30'))
