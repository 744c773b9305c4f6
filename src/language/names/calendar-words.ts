import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import { canonical } from '../text/tokens.ts'

/** Names of months and weekdays in calendar.yaml, in the form in which words are compared. */
export const calendarWords = cachedByObject((base: Base) => {
  const { months, weekdays } = base.language.calendar
  const set = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(canonical))
  const all = Object.values(months).flat()
  return {
    /** Names of months in any language, and short ones: "Nov", "marzo". */
    months: set(all),
    /** The full English names of months and weekdays: the first name of each month. */
    days: set([...Object.values(months).flatMap(([name = '']) => [name]), ...weekdays]),
    all: set([...all, ...weekdays]),
  }
})
