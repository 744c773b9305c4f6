import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayIn } from '../../src/cases/office-hours.ts'
import { addDays } from '../../src/engine/days.ts'
import { longestDelay, nextSlot, slotOn, type Wish, type Working } from '../../src/tips/sending-time.ts'

const working: Working = { from: '08:00', to: '18:00', holidays: ['2026-12-25', '2027-01-01'] }
const daily = [1, 2, 3, 4, 5, 6, 7]
const wish = (zone: string, time = '09:00', more: Partial<Wish> = {}): Wish => ({ zone, time, days: daily, ...more })
const at = (slot: { readonly at: number } | undefined): string | undefined =>
  slot === undefined ? undefined : new Date(slot.at).toISOString().replace(':00.000Z', 'Z')

describe("nine in the morning in the subscriber's time zone", () => {
  // Each row: the zone, the day, and nine o'clock there in UTC.
  test.each([
    ['America/New_York', '2026-03-07', '2026-03-07T14:00Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T13:00Z'],
    ['America/New_York', '2026-10-31', '2026-10-31T13:00Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T14:00Z'],
    ['America/New_York', '2028-02-29', '2028-02-29T14:00Z'],
    ['America/Los_Angeles', '2026-03-08', '2026-03-08T16:00Z'],
    ['America/Phoenix', '2026-03-08', '2026-03-08T16:00Z'],
    ['America/St_Johns', '2026-11-01', '2026-11-01T12:30Z'],
    ['Europe/Berlin', '2026-03-08', '2026-03-08T08:00Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-29T07:00Z'],
    ['Europe/Berlin', '2026-10-25', '2026-10-25T08:00Z'],
    ['Europe/Berlin', '2026-12-31', '2026-12-31T08:00Z'],
    ['Europe/London', '2026-03-29', '2026-03-29T08:00Z'],
    ['Europe/London', '2026-10-25', '2026-10-25T09:00Z'],
    ['Asia/Tokyo', '2026-03-29', '2026-03-29T00:00Z'],
    ['Asia/Tokyo', '2026-10-25', '2026-10-25T00:00Z'],
    ['Asia/Tokyo', '2028-02-29', '2028-02-29T00:00Z'],
    ['Asia/Kathmandu', '2026-03-08', '2026-03-08T03:15Z'],
    ['Asia/Kathmandu', '2026-12-31', '2026-12-31T03:15Z'],
    ['Australia/Lord_Howe', '2026-04-04', '2026-04-03T22:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T22:30Z'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T22:00Z'],
    ['Australia/Sydney', '2026-10-25', '2026-10-24T22:00Z'],
    ['America/Sao_Paulo', '2026-03-08', '2026-03-08T12:00Z'],
    ['America/Sao_Paulo', '2026-11-01', '2026-11-01T12:00Z'],
    ['America/Santiago', '2026-11-01', '2026-11-01T12:00Z'],
    ['Pacific/Kiritimati', '2026-12-31', '2026-12-30T19:00Z'],
    ['Pacific/Kiritimati', '2028-02-29', '2028-02-28T19:00Z'],
    ['Pacific/Chatham', '2026-10-25', '2026-10-24T19:15Z'],
    ['Pacific/Pago_Pago', '2026-12-31', '2026-12-31T20:00Z'],
    ['Africa/Casablanca', '2026-03-08', '2026-03-08T09:00Z'],
  ])('%s on %s is %s', (zone, day, expected) => {
    expect(at(slotOn(wish(zone), working, day))).toBe(expected)
  })

  test.each([
    ['a holiday', '2026-12-25', {}],
    ['a weekday that was not chosen', '2026-11-28', { days: [1, 2, 3, 4, 5] }],
    ['a day of a pause', '2026-11-25', { pausedUntil: '2026-11-26' }],
    ['a day that had its tip', '2026-11-25', { lastDay: '2026-11-25' }],
    ['a day before the last tip: the clock went back', '2026-11-24', { lastDay: '2026-11-25' }],
    ['a time before working hours', '2026-11-25', { time: '07:59' }],
    ['the end of working hours', '2026-11-25', { time: '18:00' }],
  ])('no tip on %s', (_what, day, more) => {
    expect(slotOn(wish('Europe/Berlin', '09:00', more), working, day)).toBeUndefined()
  })

  test.each([
    ['the hour that is left out on 29 March comes an hour later', 'Europe/Berlin', '02:30', '2026-03-29', '2026-03-29T01:30Z'],
    ['the hour that comes twice on 25 October counts the first time', 'Europe/Berlin', '02:30', '2026-10-25', '2026-10-25T00:30Z'],
    ['the hour that is left out on 8 March comes an hour later', 'America/New_York', '02:30', '2026-03-08', '2026-03-08T07:30Z'],
    ['the hour that comes twice on 1 November counts the first time', 'America/New_York', '01:30', '2026-11-01', '2026-11-01T05:30Z'],
    ['the half hour that is left out on 4 October', 'Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:45Z'],
  ])('%s', (_what, zone, time, day, expected) => {
    expect(at(slotOn(wish(zone, time), { ...working, from: '00:00', to: '23:59' }, day))).toBe(expected)
  })
})

describe('the next tip', () => {
  test.each([
    ['after Friday comes Monday', 'Europe/Berlin', '2026-11-27T08:00:00Z', [1, 2, 3, 4, 5], '2026-11-30T08:00Z'],
    ['after 28 February 2028 comes the 29th', 'Asia/Tokyo', '2028-02-28T00:00:00Z', daily, '2028-02-29T00:00Z'],
    ['after 28 February 2027 comes 1 March', 'Asia/Tokyo', '2027-02-28T00:00:00Z', daily, '2027-03-01T00:00Z'],
    ['after New Year’s Eve, the holiday is left out', 'America/New_York', '2026-12-31T14:00:00Z', daily, '2027-01-02T14:00Z'],
    ['a minute before it is the same day', 'Asia/Kathmandu', '2026-11-24T03:14:00Z', daily, '2026-11-24T03:15Z'],
    ['at the very moment it is the next day', 'Asia/Kathmandu', '2026-11-24T03:15:00Z', daily, '2026-11-25T03:15Z'],
  ])('%s', (_what, zone, after, days, expected) => {
    expect(at(nextSlot(wish(zone, '09:00', { days }), working, Date.parse(after)))).toBe(expected)
  })

  test('does not exist if every day is a holiday', () => {
    const holidays = Array.from({ length: 500 }, (_, index) => addDays('2026-01-01', index))
    expect(nextSlot(wish('UTC'), { ...working, holidays }, Date.parse('2026-01-01T00:00:00Z'))).toBeUndefined()
  })

  const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Kathmandu', 'UTC']
  test('is on a chosen day, in working hours, after the last one, and ends in time, for random subscriptions', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones, 'Pacific/Kiritimati', 'Pacific/Chatham', 'America/St_Johns'),
        fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2029-01-01') }),
        fc.integer({ min: 8 * 60, max: 18 * 60 - 1 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        fc.option(fc.integer({ min: -3, max: 9 }), { nil: undefined }),
        (zone, after, minute, days, last) => {
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
          const lastDay = last === undefined ? {} : { lastDay: addDays(dayIn(zone, after), last) }
          const slot = nextSlot(wish(zone, time, { days, ...lastDay }), working, after)
          if (slot === undefined) throw new Error('none')
          const local = new Date(slot.at).toLocaleString('sv-SE', { timeZone: zone })
          const end = new Date(slot.until).toLocaleString('sv-SE', { timeZone: zone })
          expect(local.slice(0, 16)).toBe(`${slot.day} ${time}`)
          expect(end.slice(0, 10)).toBe(slot.day)
          expect(end.slice(11, 16) <= '18:00').toBe(true)
          expect(slot.at).toBeGreaterThan(after)
          expect(slot.until - slot.at).toBeLessThanOrEqual(longestDelay)
          expect(days).toContain(new Date(`${slot.day}T12:00:00Z`).getUTCDay() || 7)
          if (lastDay.lastDay !== undefined) expect(slot.day > lastDay.lastDay).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })
})
