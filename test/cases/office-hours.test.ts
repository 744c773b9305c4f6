import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterOfficeTime, isOfficeTime, isZone, momentWords, officeTime, type Hours } from '../../src/cases/office-hours.ts'

const nine = { from: '09:00', to: '17:00' }
const paris: Hours = { zone: 'Europe/Paris', week: { 1: nine, 2: nine, 3: nine, 4: nine, 5: nine }, holidays: ['2026-12-25'] }
const night: Hours = { zone: 'America/New_York', week: { 7: { from: '00:30', to: '04:30' } }, holidays: [] }
const hour = 3_600_000
const at = (iso: string): number => Date.parse(iso)

describe('office time', () => {
  test.each([
    ['within a day', paris, '2026-11-23T09:00:00Z', '2026-11-23T11:00:00Z', 2],
    ['over a night', paris, '2026-11-23T15:00:00Z', '2026-11-24T09:00:00Z', 2],
    ['over a weekend', paris, '2026-11-20T15:00:00Z', '2026-11-23T09:00:00Z', 2],
    ['over a holiday', paris, '2026-12-24T15:00:00Z', '2026-12-28T09:00:00Z', 2],
    ['nothing at night', paris, '2026-11-23T20:00:00Z', '2026-11-24T05:00:00Z', 0],
    ['the week the clocks go back', paris, '2026-10-23T14:00:00Z', '2026-10-26T09:00:00Z', 2],
    ['a night that has an hour twice', night, '2026-11-01T00:00:00Z', '2026-11-01T23:00:00Z', 5],
    ['a night that lacks an hour', night, '2026-03-08T00:00:00Z', '2026-03-08T23:00:00Z', 3],
  ])('%s', (_, hours, from, to, expected) => expect(officeTime(hours, at(from), at(to)) / hour).toBe(expected))

  test.each([
    ['the same day', '2026-11-23T09:00:00Z', 4, '2026-11-23T13:00:00Z'],
    ['the next day', '2026-11-23T14:00:00Z', 4, '2026-11-24T10:00:00Z'],
    ['from a Sunday', '2026-11-22T14:00:00Z', 4, '2026-11-23T12:00:00Z'],
    ['to the minute of closing', '2026-11-23T08:00:00Z', 8, '2026-11-23T16:00:00Z'],
    ['over the change of the clocks', '2026-10-23T14:00:00Z', 2, '2026-10-26T09:00:00Z'],
  ])('counting hours %s', (_, from, span, end) =>
    expect(new Date(afterOfficeTime(paris, at(from), span * hour) ?? 0).toISOString()).toBe(new Date(at(end)).toISOString()),
  )

  test('a queue that never opens has no due time', () => {
    const never: Hours = { ...paris, week: {} }
    expect(afterOfficeTime(never, at('2026-11-23T09:00:00Z'), hour)).toBeUndefined()
    expect(isOfficeTime(never, at('2026-11-23T09:00:00Z'))).toBe(false)
  })

  test('a due time is the given office time away, and within office hours', () => {
    const moment = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') })
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 60 * 60 }), (from, minutes) => {
        const due = afterOfficeTime(paris, from, minutes * 60_000) ?? 0
        expect(officeTime(paris, from, due)).toBe(minutes * 60_000)
        expect(isOfficeTime(paris, due - 1)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test("moments are written in the queue's time zone, whatever the machine's", () => {
    expect(momentWords(at('2026-11-24T05:00:00Z'), 'Australia/Sydney')).toBe('Tue 24 Nov 2026, 16:00 (Australia/Sydney)')
    expect([isZone('Europe/Paris'), isZone('Mars/Base')]).toEqual([true, false])
  })
})
