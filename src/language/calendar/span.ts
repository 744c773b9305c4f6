import { addDays } from '../../engine/days.ts'
import type { CalendarData } from '../../knowledge/calendar-schema.ts'

/** A period as ISO days, both inclusive. */
export type Span = { readonly from: string; readonly to: string }

/**
 * A day or period as ISO days (both inclusive). `typed`: the words that name it. `isNow`: these words
 * only mean today, such as "now".
 */
export type DateSpan = { readonly from: string; readonly to: string; readonly typed: string; readonly isNow?: true }

export type UnitOfTime = keyof CalendarData['units']

const pad = (value: number): string => String(value).padStart(2, '0')
export const iso = (year: number, month: number, day: number): string => `${year}-${pad(month)}-${pad(day)}`
export const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
export const monthOf = (year: number, month: number): Span => ({ from: iso(year, month, 1), to: iso(year, month, lastDay(year, month)) })
export const yearSpan = (year: number): Span => ({ from: iso(year, 1, 1), to: iso(year, 12, 31) })
export const oneDay = (day: string): Span => ({ from: day, to: day })
export const yearOf = (day: string): number => Number(day.slice(0, 4))

/**
 * The day that is `count` units before `day`. Fractions work: half a year is six months. If the month found has no such day, its last day
 * counts: one month before 31 March is 28 or 29 February.
 */
export function before(day: string, count: number, unit: UnitOfTime): string {
  const months = { year: 12, quarter: 3, month: 1, week: 0, day: 0 }[unit] * count
  if (months === 0) return addDays(day, Math.round(-count * (unit === 'week' ? 7 : 1)))
  const monthsOfDay = 12 * yearOf(day) + Number(day.slice(5, 7)) - 1 - Math.round(Math.min(months, 2400))
  const [year, month] = [Math.floor(monthsOfDay / 12), (monthsOfDay % 12) + 1]
  return iso(year, month, Math.min(Number(day.slice(8)), lastDay(year, month)))
}

export function lastPeriod(today: string, unit: UnitOfTime): Span {
  const [year, month] = [yearOf(today), Number(today.slice(5, 7))]
  if (unit === 'year') return yearSpan(year - 1)
  if (unit === 'month') return month === 1 ? monthOf(year - 1, 12) : monthOf(year, month - 1)
  if (unit === 'quarter') {
    const quarter = Math.ceil(month / 3) - 1
    const [of, first] = quarter === 0 ? [year - 1, 10] : [year, 3 * quarter - 2]
    return { from: monthOf(of, first).from, to: monthOf(of, first + 2).to }
  }
  return unit === 'week' ? oneDay(addDays(today, -7)) : oneDay(addDays(today, -1))
}

export const isYear = (value: number | undefined): value is number => value !== undefined && value >= 1950 && value < 2060

/**
 * A day as a period; `undefined` if the calendar has no such day or {@link isYear} does not hold for the year.
 */
export const spanOfDay = (year: number, month: number, day: number): Span | undefined =>
  isYear(year) && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month) ? oneDay(iso(year, month, day)) : undefined
