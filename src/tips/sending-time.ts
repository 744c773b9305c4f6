import { Temporal } from 'temporal-polyfill'
import { dayIn } from '../cases/office-hours.ts'

/** When people may get tips: between two times (HH:MM) in their own time zone, and not on these ISO days. */
export type Working = { readonly from: string; readonly to: string; readonly holidays: readonly string[] }

/** When a subscriber wants tips: at a time (HH:MM) in their time zone, on some weekdays (1 is Monday). */
export type Wish = {
  readonly zone: string
  readonly time: string
  readonly days: readonly number[]
  /** The first ISO day on which tips may be sent after a pause. */
  readonly pausedUntil?: string
  /** The ISO day of the last tip. Nobody gets two tips on one day, even if clocks or time zones change. */
  readonly lastDay?: string
}

/**
 * When the tip of one day may be sent: from `at` (included) to `until` (not included), in epoch
 * milliseconds.
 */
export type Slot = { readonly day: string; readonly at: number; readonly until: number }

/** How late a tip may still be sent if no process ran at its time, in milliseconds. */
export const longestDelay = 2 * 3_600_000
const longestSearch = 400

/**
 * The slot on an ISO day; `undefined` if no tip may be sent on that day. If the clocks skip the wanted time
 * (in spring), the slot is later by the time that they skip. If they repeat it (in autumn), the first of
 * the two counts.
 */
export function slotOn(wish: Wish, { from, to, holidays }: Working, day: string): Slot | undefined {
  const { zone, time, days, pausedUntil = '', lastDay = '' } = wish
  if (day < pausedUntil || day <= lastDay || holidays.includes(day) || time < from || time >= to) return undefined
  const date = Temporal.PlainDate.from(day)
  if (!days.includes(date.dayOfWeek)) return undefined
  const moment = (clock: string): number =>
    date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(clock) }).epochMilliseconds
  const at = moment(time)
  return { day, at, until: Math.min(at + longestDelay, moment(to)) }
}

/** The next slot that begins after a moment; `undefined` if none begins within 400 days. */
export function nextSlot(wish: Wish, working: Working, after: number): Slot | undefined {
  let date = Temporal.PlainDate.from(dayIn(wish.zone, after))
  const first = [wish.pausedUntil, wish.lastDay].reduce<string>((latest, day = '') => (day > latest ? day : latest), date.toString())
  date = Temporal.PlainDate.from(first)
  for (let count = 0; count < longestSearch; count++, date = date.add({ days: 1 })) {
    const slot = slotOn(wish, working, date.toString())
    if (slot !== undefined && slot.at > after) return slot
  }
  return undefined
}

/** The slot that contains a moment; `undefined` if none does. */
export function slotAt(wish: Wish, working: Working, now: number): Slot | undefined {
  const slot = nextSlot(wish, working, now - longestDelay)
  return slot !== undefined && slot.at <= now && now < slot.until ? slot : undefined
}
