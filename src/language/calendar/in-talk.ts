import { dayNumberAt } from './absolute.ts'
import { spanOfDay, yearOf } from './span.ts'
import { monthAt, skipOf, type Here, type DayRead } from './day-words.ts'
import { signAt } from '../text/pieces.ts'

/**
 * Reads a day without a year ("5 September", "September 5th") or without year and month ("the 2nd"). What is
 * missing is taken from the day or period talked about before. `undefined` if no such day begins here, or if
 * that period is not within one year (within one month, if the month is missing).
 */
export function dayInTalk(here: Here, at: number): DayRead | undefined {
  const { talkedOf } = here
  if (talkedOf === undefined || yearOf(talkedOf.from) !== yearOf(talkedOf.to)) return undefined
  const year = yearOf(talkedOf.from)
  const first = dayNumberAt(here, at)
  const month = monthAt(here, first === undefined ? at : skipOf(here, first.ends))
  const day = first ?? dayNumberAt(here, at + 1)
  if (month !== undefined && day !== undefined) {
    const span = spanOfDay(year, month, day.day)
    return span === undefined ? undefined : { ...span, ends: first === undefined ? day.ends : skipOf(here, day.ends) + 1 }
  }
  const isOfMonth = talkedOf.from.slice(0, 7) === talkedOf.to.slice(0, 7)
  const endsHere = first !== undefined && (here.pieces[first.ends] === undefined || signAt(here.pieces, first.ends) !== '')
  // A day without its month needs an ending such as "nd", and only a sign or nothing follows it: "the 2nd",
  // but not "the 2nd stage".
  if (!isOfMonth || !endsHere || first.ends === at + 1) return undefined
  const span = spanOfDay(year, Number(talkedOf.from.slice(5, 7)), first.day)
  return span === undefined ? undefined : { ...span, ends: first.ends }
}
