import { addDays } from '../../engine/days.ts'
import type { Base } from '../../knowledge/base.ts'
import { daysNamed, type DatedSpan } from '../calendar/dates.ts'
import { isYear } from '../calendar/span.ts'
import type { Message } from '../message.ts'

/** A period as ISO days, both inclusive. Without `from` it has no beginning, without `to` no end. */
export type Period = { readonly from?: string; readonly to?: string }

/**
 * Reads the periods of a question: "after 2000", "between 1990 and 1995", "in 1997 or 1998", "in the
 * nineties". Only the first period named counts, and those joined to it by "or". In "not a member yet in
 * 1995" (mark `not-yet`), each period is replaced by the time after it.
 */
export function periodsIn(base: Base, message: Message, today: string): readonly Period[] {
  const named = daysNamed(base, message, today)
  const apart = named.findIndex((day, index) => index > 0 && !isJoined(message, named[index - 1], day))
  const periods = (apart < 0 ? named : named.slice(0, apart)).map((day) => periodOf(message, day, toWords(base)))
  if (!message.marks.any('not-yet')) return periods
  return periods.flatMap(({ to }) => (to === undefined ? [] : [{ from: addDays(to, 1) }]))
}

/** The period that a named day means together with the words around it. "Before 1990" ends on the last day of 1989. */
function periodOf({ tokens, classes }: Message, { from, to, start, end }: DatedSpan, toWords: ReadonlySet<string>): Period {
  const begins = tokens.findIndex((token) => token.start >= start)
  const ends = tokens.findLastIndex((token) => token.end <= end) + 1
  const waysAt = (at: number): readonly Way[] => (classes[at] ?? []).flatMap(({ name, to }) => (name in bounds ? [{ name, to, at }] : []))
  if (waysAt(begins).some(({ name }) => name === 'time-before')) return { to }
  const before = Array.from({ length: mostBetween }, (_, index) => waysAt(begins - 1 - index).filter((way) => way.to <= begins)).flat()
  const way = waysAt(ends)[0] ?? before.toSorted((a, b) => b.to - a.to || a.at - b.at)[0]
  const said = tokens.slice(begins, ends)
  const isRange = said.some(({ word }) => toWords.has(word)) || said.filter(({ word }) => isYear(Number(word))).length > 1
  if (way === undefined || (isRange && ranges.includes(way.name))) return { from, to }
  return bounds[way.name]?.({ from, to }) ?? { from, to }
}

/** A word such as "before" or "since" beside a day: its class, and where it begins and ends. */
type Way = { readonly name: string; readonly at: number; readonly to: number }

/** Whether only an "or" is between two days. */
const isJoined = ({ tokens, classes }: Message, before: DatedSpan | undefined, day: DatedSpan): boolean =>
  tokens.every(
    ({ start }, at) => start < (before?.end ?? 0) || start >= day.start || (classes[at] ?? []).some(({ name }) => name === 'list-or'),
  )

const toWords = ({ language }: Base): ReadonlySet<string> => new Set(language.calendar.to)

/**
 * Words such as "before" are looked for up to this many words before a day: "no later than the year 2000".
 */
const mostBetween = 4

/**
 * Classes of words that only mark the two ends of a range: "from 1990 through 1992". Beside a range they
 * change nothing.
 */
const ranges = ['time-since', 'time-until']

/**
 * How a word beside a day, by its class in lists.yaml, turns the day into a period: "since 1990" has no end, "before 1990" no beginning.
 */
const bounds: Readonly<Record<string, (day: Required<Period>) => Period>> = {
  'time-since': ({ from }) => ({ from }),
  'time-onward': ({ from }) => ({ from }),
  'time-after': ({ to }) => ({ from: addDays(to, 1) }),
  'time-before': ({ from }) => ({ to: addDays(from, -1) }),
  'time-until': ({ to }) => ({ to }),
  'time-back': ({ to }) => ({ to }),
}

/** The index of the word at which the first named day begins; -1 if none is named. */
export function dayNamedAt(base: Base, message: Message, today: string): number {
  const [day] = daysNamed(base, message, today)
  return day === undefined ? -1 : message.tokens.findIndex(({ start }) => start >= day.start)
}

/** Whether a day is in one of the periods; also `true` if there are none. */
export const isWithin = (day: string, periods: readonly Period[]): boolean =>
  periods.length === 0 || periods.some(({ from = '', to = '9999' }) => from <= day && day <= to)
