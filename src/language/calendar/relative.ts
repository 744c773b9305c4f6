import { addDays } from '../../engine/days.ts'
import { feastOf } from './absolute.ts'
import { before, lastPeriod, monthOf, oneDay, yearOf, yearSpan } from './span.ts'
import { monthAt, type Here, type DayRead } from './day-words.ts'
import { signAt, wordAt } from '../text/pieces.ts'

/**
 * Reads a day or period counted from today: "yesterday", "two years ago", "a year and a half ago", "last spring", "the year before last".
 */
export function relativeAt(here: Here, at: number): DayRead | undefined {
  const { words, pieces, today } = here
  const days = words.yesterday.longest(pieces, at)
  if (days !== undefined) return { ...oneDay(addDays(today, Math.round(-days.value))), ends: days.to }
  const years = words.yearsBack.longest(pieces, at)
  if (years !== undefined) return { ...yearSpan(yearOf(today) - years.value), ends: years.to }
  const begun = words.thisYear.longest(pieces, at)
  if (begun !== undefined) return { from: `${yearOf(today)}-01-01`, to: today, ends: begun.to }
  return agoAt(here, at) ?? lastAt(here, at)
}

function agoAt(here: Here, at: number): DayRead | undefined {
  const { words, pieces, today, talkedOf } = here
  // The "a" in "a year ago" means one. So does the "the" in "the year after", if a day was talked about before.
  const article = words.articles.has(wordAt(here.pieces, at)) || (talkedOf !== undefined && words.of.has(wordAt(here.pieces, at)))
  const number = words.number.at(pieces, at) ?? (article ? { low: 1, high: 1, to: at + 1, scaled: false } : undefined)
  if (number === undefined) return undefined
  const unit = words.units.longest(pieces, signAt(here.pieces, number.to) === '-' ? number.to + 1 : number.to)
  if (unit === undefined) return undefined
  // The half in "a year and a half ago".
  const part = words.number.andPart(pieces, unit.to)
  const half = part?.value ?? 0
  const behind = part?.to ?? unit.to
  // "And a week after that" counts from the day or period talked about before.
  const fromThen = talkedOf === undefined ? undefined : words.fromThen.longest(pieces, behind)
  if (talkedOf !== undefined && fromThen !== undefined)
    return { ...oneDay(before(talkedOf.from, fromThen.value * (number.high + half), unit.value)), ends: fromThen.to }
  const ago = words.ago.longest(pieces, behind)
  if (ago === undefined) return undefined
  const span = { from: before(today, number.high + half, unit.value), to: before(today, number.low + half, unit.value) }
  return span.from <= span.to ? { ...span, ends: ago.to } : undefined
}

function lastAt(here: Here, at: number): DayRead | undefined {
  const { words, pieces, today } = here
  const last = words.last.longest(pieces, at)
  if (last === undefined) return undefined
  const [year, month] = [yearOf(today), Number(today.slice(5, 7))]
  const named = monthAt(here, last.to)
  if (named !== undefined) return { ...monthOf(named < month ? year : year - 1, named), ends: last.to + 1 }
  const season = words.seasons.get(wordAt(here.pieces, last.to))
  if (season !== undefined) {
    const of = season[1] < month ? year : year - 1
    return { from: monthOf(of, season[0]).from, to: monthOf(of, season[1]).to, ends: last.to + 1 }
  }
  const feast = words.holidays.longest(pieces, last.to)
  if (feast !== undefined) {
    const span = feastOf(feast.value, year)
    return { ...(span.to < today ? span : feastOf(feast.value, year - 1)), ends: feast.to }
  }
  const unit = words.units.longest(pieces, last.to)
  return unit === undefined ? undefined : { ...lastPeriod(today, unit.value), ends: unit.to }
}
