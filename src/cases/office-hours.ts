import { Temporal } from 'temporal-polyfill'

/** Office hours: a time zone, the hours of each weekday (1 is Monday; a day off is absent) and the ISO days on which nobody works. */
export type Hours = {
  readonly zone: string
  readonly week: Readonly<Record<number, { readonly from: string; readonly to: string }>>
  readonly holidays: readonly string[]
}

const longestSearch = 400

/**
 * The office hours of the day that contains `at` and of the following days: one span for each working day,
 * in epoch milliseconds. They are also right on days when clocks change. The spans end after
 * `longestSearch` days.
 */
function* shifts({ zone, week, holidays }: Hours, at: number): Generator<{ readonly from: number; readonly to: number }> {
  let day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
  for (let count = 0; count < longestSearch; count++, day = day.add({ days: 1 })) {
    const hours = week[day.dayOfWeek]
    if (hours === undefined || holidays.includes(day.toString())) continue
    const moment = (time: string): number =>
      day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
    yield { from: moment(hours.from), to: moment(hours.to) }
  }
}

/** Milliseconds of office time between two moments. Time more than 400 days after `from` is not counted. */
export function officeTime(hours: Hours, from: number, to: number): number {
  let sum = 0
  for (const shift of shifts(hours, from)) {
    if (shift.from >= to) break
    sum += Math.max(0, Math.min(to, shift.to) - Math.max(from, shift.from))
  }
  return sum
}

/**
 * The moment at which `span` milliseconds of office time have passed since `from`; `undefined` if it is
 * more than 400 days ahead.
 */
export function afterOfficeTime(hours: Hours, from: number, span: number): number | undefined {
  let left = span
  for (const shift of shifts(hours, from)) {
    const begin = Math.max(from, shift.from)
    const length = Math.max(0, shift.to - begin)
    if (length > 0 && left <= length) return begin + left
    left -= length
  }
  return undefined
}

/** Whether a moment lies within office hours. */
export function isOfficeTime(hours: Hours, at: number): boolean {
  for (const shift of shifts(hours, at)) if (at < shift.to) return at >= shift.from
  return false
}

/** A moment in a time zone, in words: "Tue 24 Nov 2026, 16:00 (Australia/Sydney)". */
export function momentWords(at: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][local.dayOfWeek - 1]
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][local.month - 1]
  return `${day} ${local.day} ${month} ${local.year}, ${local.toPlainTime().toString({ smallestUnit: 'minute' })} (${zone})`
}

/** The ISO day of a moment in a time zone. */
export const dayIn = (zone: string, at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()

/** Whether a text is the name of a time zone, e.g. "Australia/Sydney". */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
