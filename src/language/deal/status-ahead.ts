import type { Base } from '../../knowledge/base.ts'
import { daysNamed } from '../calendar/dates.ts'
import { breaks, tagged, type Message } from '../message.ts'

/**
 * Whether the status of a U.S. person is told with a day that has not come yet: "granted asylum in 2027". Until then the person is a
 * foreign one.
 */
export function isStatusAhead(base: Base, message: Message, today: string): boolean {
  const statuses = tagged(message.mentions, 'us-person')
  const ahead = statuses.length === 0 ? [] : daysNamed(base, message, today).filter(({ from }) => from > today)
  return statuses.some((status) =>
    ahead.some((day) => {
      const [from, to] = status.end <= day.start ? [status.end, day.start] : [day.end, status.start]
      return from <= to && to - from <= farthest && !breaks.test(message.text.slice(from, to))
    }),
  )
}

/** A day of more characters away from the status belongs to something else. */
const farthest = 40
