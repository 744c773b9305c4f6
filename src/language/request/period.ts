import type { Base } from '../../knowledge/base.ts'
import { daysNamed } from '../calendar/dates.ts'
import { addDays } from '../calendar/span.ts'
import type { Message } from '../message.ts'

/** When something is asked to have been: the first and the last day of it, as ISO days. */
export type Period = { readonly from?: string; readonly to?: string }

/** Reads "after 2000", "between 1990 and 1995", "in the nineties"; `not-yet` turns what was until then into what came after. */
export function periodIn(base: Base, message: Message, today: string): Period | undefined {
  const [named] = daysNamed(base, message, today)
  if (named === undefined) return undefined
  const behind = message.tokens.findIndex(({ start }) => start >= named.start)
  const wayAt = (from: number, to: number): string | undefined =>
    message.classes
      .slice(Math.max(0, from), to)
      .flatMap((spans) => spans.map(({ name }) => name))
      .findLast((name) => name in bounds)
  // "Before 1990" is read as the last day before it.
  const isBefore = wayAt(behind, behind + 1) === 'time-before'
  const way = wayAt(behind - mostBetween, behind)
  const { from, to } = named
  const period = isBefore ? { to } : (bounds[way ?? '']?.({ from, to }) ?? { from, to })
  return message.marks.any('not-yet') && period.to !== undefined ? { from: addDays(period.to, 1) } : period
}

/** So many words at most stand between a word such as "after" and the day: "after the year 2000". */
const mostBetween = 3

/** What a word before a day, by its class in lists.yaml, says of what is asked for. */
const bounds: Readonly<Record<string, (day: Required<Period>) => Period>> = {
  'time-since': ({ from }) => ({ from }),
  'time-after': ({ to }) => ({ from: addDays(to, 1) }),
  'time-before': ({ from }) => ({ to: addDays(from, -1) }),
  'time-until': ({ to }) => ({ to }),
}

/** Whether a day is one of those. */
export const isWithin = (day: string, { from = '', to = '9999' }: Period): boolean => from <= day && day <= to
