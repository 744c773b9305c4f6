import type { CalendarData } from '../../knowledge/calendar-schema.ts'
import { keyOf } from '../figures/figure-pattern.ts'
import { spanOfDay, iso, isYear, lastDay, monthOf, oneDay, yearSpan, type Span } from './span.ts'
import { backYearAt, monthAt, shortYearAt, skipOf, wholeAt, yearBehind, yearNumberAt, type Here, type DayRead } from './day-words.ts'
import { signAt, wordAt } from '../text/pieces.ts'

/**
 * Reads a date in digits: "2025-01-02", "2025.01.02", "25-01-02", "20250102", "2.1.2025" (day first), "2025-01" and "01.2025" (a month),
 * "1/2/2025" or "1/2/25" (month first, but day first if the calendar has no such day). `undefined` if none begins here.
 */
export function numericAt(here: Here, at: number): DayRead | undefined {
  const piece = here.pieces[at]
  if (piece?.kind !== 'number' || (piece.glued && here.pieces[at - 1]?.kind === 'word')) return undefined
  const { typed } = piece
  const whole = wholeAt(here, at)
  if (whole !== undefined && typed.length === 8)
    return dayAtEnd(Number(typed.slice(0, 4)), Number(typed.slice(4, 6)), Number(typed.slice(6)), at + 1)
  const dotted = typed.split('.')
  const ofYear = dotted.map(Number)
  if (isYear(ofYear[0]) && dotted[0]?.length === 4 && dotted.length === 2 && ofYear[1] !== undefined) {
    const day = signAt(here.pieces, at + 1) === '.' ? wholeAt(here, at + 2) : undefined
    return day === undefined ? undefined : dayAtEnd(ofYear[0], ofYear[1], day, at + 3)
  }
  const [month = 0, year = 0] = ofYear
  if (dotted.length === 2 && isYear(year) && dotted[1]?.length === 4 && dotted[0]?.length === 2 && month >= 1 && month <= 12)
    return { ...monthOf(year, month), ends: at + 1 }
  const last = wholeAt(here, at + 2)
  if (dotted.length === 2 && signAt(here.pieces, at + 1) === '.') {
    const told = isYear(last) ? last : shortYearAt(here, at + 2)?.year
    if (told !== undefined) return dayAtEnd(told, Number(dotted[1]), Number(dotted[0]), at + 3)
  }
  if (whole === undefined) return undefined
  if (isYear(whole) && isCalled(here, at + 1, 'year')) return withWordsBehind(here, at, whole)
  const sign = signAt(here.pieces, at + 1)
  const [second, third] = [wholeAt(here, at + 2), wholeAt(here, at + 4)]
  if ((sign !== '-' && sign !== '/') || second === undefined || here.pieces[at + 1]?.glued !== true || here.pieces[at + 2]?.glued !== true)
    return undefined
  const isFull = signAt(here.pieces, at + 3) === sign && third !== undefined && here.pieces[at + 4]?.glued === true
  if (isYear(whole) && isFull) return dayAtEnd(whole, second, third, at + 5)
  const isPadded = [at, at + 2, at + 4].every((index) => here.pieces[index]?.typed.length === 2)
  if (isFull && isPadded && sign === '-' && whole >= 15 && whole <= 49) return dayAtEnd(2000 + whole, second, third, at + 5)
  if (isYear(whole) && sign === '-' && here.pieces[at + 2]?.typed.length === 2 && second >= 1 && second <= 12)
    return { ...monthOf(whole, second), ends: at + 3 }
  if (!isFull) return undefined
  const inYear = isYear(third) ? third : third <= 60 && here.pieces[at + 4]?.typed.length === 2 && sign === '/' ? 2000 + third : undefined
  return inYear === undefined ? undefined : (dayAtEnd(inYear, whole, second, at + 5) ?? dayAtEnd(inYear, second, whole, at + 5))
}

/** Reads a date whose numbers each have a word behind them, as in Japanese, Chinese and Korean: "2024年12月5日", "2024년 11월". */
function withWordsBehind(here: Here, at: number, year: number): DayRead | undefined {
  const [month, day] = [wholeAt(here, at + 2), wholeAt(here, at + 4)]
  if (month === undefined || month < 1 || month > 12 || !isCalled(here, at + 3, 'month')) return { ...yearSpan(year), ends: at + 2 }
  if (day === undefined || !isCalled(here, at + 5, 'day')) return { ...monthOf(year, month), ends: at + 4 }
  return dayAtEnd(year, month, day, at + 6)
}

const isCalled = ({ words, pieces }: Here, at: number, part: 'year' | 'month' | 'day'): boolean =>
  pieces[at]?.glued === true && words.numbered[part].includes(pieces[at].typed)

/**
 * Reads a date that begins with a month and has a year: "Jan 2nd, 2025", "January 2025", "Jan '25", "January of last year", "March to June
 * 2024".
 */
export function monthFirst(here: Here, at: number): DayRead | undefined {
  const month = monthAt(here, at)
  if (month === undefined) return undefined
  const named = yearBehind(here, at + 1) ?? shortYearBehind(here, at)
  if (named !== undefined) return { ...monthOf(named.year, month), ends: named.ends }
  const day = dayNumberAt(here, signAt(here.pieces, at + 1) === '.' ? at + 2 : at + 1)
  const year = day === undefined ? undefined : (yearBehind(here, day.ends) ?? shortYearAfterDay(here, day.ends))
  if (day !== undefined && year !== undefined) return dayAtEnd(year.year, month, day.day, year.ends)
  // "March to June 2024": both months are in the year named at the end.
  const join = joinAt(here, at + 1)
  const second = join === undefined ? undefined : monthAt(here, join)
  const both = join === undefined || second === undefined ? undefined : yearBehind(here, join + 1)
  return both === undefined || second === undefined
    ? undefined
    : { from: monthOf(both.year, month).from, to: monthOf(both.year, second).to, ends: both.ends }
}

/**
 * Reads the two-digit year behind the month at `at`: after a slash ("Nov/24"), or where a word such as "in"
 * comes before the month and no full year follows ("in Nov 24"). Otherwise the two digits are a day.
 */
function shortYearBehind(here: Here, at: number): ReturnType<typeof shortYearAt> {
  const [before, sign] = [here.pieces[at - 1], here.pieces[at + 1]]
  if (sign?.glued === true && sign.typed === '/') return shortYearAt(here, at + 2)
  const isDay = before === undefined || !here.words.beforeMonth.has(keyOf(before)) || yearBehind(here, at + 2) !== undefined
  return isDay ? undefined : shortYearAt(here, at + 1)
}

/**
 * Reads the two-digit year behind a month and a day: "Dec 31st 24", "31 Dec 24". `undefined` if the digits
 * count something: "Dec 31, 24 motors".
 */
function shortYearAfterDay(here: Here, at: number): ReturnType<typeof shortYearAt> {
  const year = shortYearAt(here, signAt(here.pieces, at) === ',' ? at + 1 : at)
  const [month, piece, next] = [-2, -1, 0].map((by) => here.pieces[(year?.ends ?? 0) + by])
  // Glued to the month, they are a year only where the month is glued to its day: "05NOV24".
  const isYear = year !== undefined && year.year >= 2015 && year.year < 2050 && (piece?.glued !== true || month?.glued === true)
  return isYear && (next === undefined || next.kind === 'sign' || here.words.afterShortYear.has(next.word)) ? year : undefined
}

/** Reads a date that begins with a day and has a month and a year: "2 Jan 2025", "the 2nd of January, 2025". */
export function dayFirst(here: Here, at: number): DayRead | undefined {
  const day = dayNumberAt(here, at)
  if (day === undefined) return undefined
  const month = skipOf(here, signAt(here.pieces, day.ends) === '.' || signAt(here.pieces, day.ends) === '-' ? day.ends + 1 : day.ends)
  const number = monthAt(here, month)
  const isHyphened = signAt(here.pieces, month + 1) === '-' && here.pieces[month + 1]?.glued === true
  const year =
    number === undefined
      ? undefined
      : (yearBehind(here, month + 1) ?? (isHyphened ? shortYearAt(here, month + 2) : shortYearAfterDay(here, month + 1)))
  return number === undefined || year === undefined ? undefined : dayAtEnd(year.year, number, day.day, year.ends)
}

/**
 * Reads the number of a day, with or without an ending ("2", "2nd"), and the index after it; `undefined` if no number from 1 to 31 is here.
 */
export function dayNumberAt(here: Here, at: number): { readonly day: number; readonly ends: number } | undefined {
  const day = wholeAt(here, at)
  if (day === undefined || day < 1 || day > 31) return undefined
  const ending = here.pieces[at + 1]
  return {
    day,
    ends: ending?.kind === 'word' && ending.glued && here.words.endings.has(ending.typed.toLowerCase()) ? at + 2 : at + 1,
  }
}

/** Reads a part of a year or month: "early 2024", "mid-March 2024", "the end of last year". calendar.yaml says which days each part has. */
export function partAt(here: Here, at: number): DayRead | undefined {
  const part = here.words.parts.longest(here.pieces, at)
  if (part === undefined) return undefined
  const to = skipOf(here, signAt(here.pieces, part.to) === '-' ? part.to + 1 : part.to)
  const month = monthAt(here, to)
  const named = month === undefined ? undefined : yearBehind(here, to + 1)
  const { ofYear, ofMonth } = part.value
  if (month !== undefined && named !== undefined) {
    const last = lastDay(named.year, month)
    return {
      from: iso(named.year, month, Math.min(ofMonth[0], last)),
      to: iso(named.year, month, Math.min(ofMonth[1], last)),
      ends: named.ends,
    }
  }
  const year = yearNumberAt(here, to) ?? backYearAt(here, to)
  return year === undefined
    ? undefined
    : { from: monthOf(year.year, ofYear[0]).from, to: monthOf(year.year, ofYear[1]).to, ends: year.ends }
}

/** Reads a quarter or half of a year: "Q1 2024", "the first quarter of 2024", "H2 2024". */
export function quarterAt(here: Here, at: number): DayRead | undefined {
  const { fractions, ordinals } = here.words
  const number = wholeAt(here, at + 1)
  const isGlued = number !== undefined && here.pieces[at + 1]?.glued === true
  const count = isGlued ? number : ordinals.get(wordAt(here.pieces, at))
  const size = fractions.find(({ letter, name }) =>
    isGlued ? letter === wordAt(here.pieces, at) : name === wordAt(here.pieces, at + 1),
  )?.months
  if (count === undefined || size === undefined || count < 1 || count * size > 12) return undefined
  const isJoined = ['-', '/', ','].includes(signAt(here.pieces, at + 2))
  const to = skipOf(here, isJoined ? at + 3 : at + 2)
  const isAlone = isJoined || here.pieces[to + 1]?.kind !== 'word'
  const year = yearNumberAt(here, to) ?? backYearAt(here, to) ?? (isGlued && isAlone ? shortYearAt(here, to) : undefined)
  return year === undefined
    ? undefined
    : { from: monthOf(year.year, (count - 1) * size + 1).from, to: monthOf(year.year, count * size).to, ends: year.ends }
}

/**
 * Reads a quarter or half after its year: "2024 Q1", "2024-H1". Without a sign between them, "2024 H2" is not
 * read, because H2 also means hydrogen.
 */
export function quarterBehind(here: Here, at: number): DayRead | undefined {
  const year = yearNumberAt(here, at)
  if (year === undefined) return undefined
  const isJoined = ['-', '/'].includes(signAt(here.pieces, year.ends))
  const letter = isJoined ? year.ends + 1 : year.ends
  const count = here.pieces[letter + 1]?.glued === true ? wholeAt(here, letter + 1) : undefined
  const size = here.words.fractions.find(
    (one) => one.letter === wordAt(here.pieces, letter) && (isJoined || one.name === 'quarter'),
  )?.months
  if (count === undefined || size === undefined || count < 1 || count * size > 12) return undefined
  return { from: monthOf(year.year, (count - 1) * size + 1).from, to: monthOf(year.year, count * size).to, ends: letter + 2 }
}

/** Reads a season of a year: "spring 2024", "the summer of 2024", "winter 24/25". */
export function seasonAt(here: Here, at: number): DayRead | undefined {
  const season = here.words.seasons.get(wordAt(here.pieces, at))
  const both = season === undefined ? undefined : twoYearsAt(here, skipOf(here, at + 1))
  if (season !== undefined && both !== undefined) {
    // The winter of 2024/25 begins in December 2024.
    const begins = season[0] <= 2 ? 12 : season[0]
    return { from: monthOf(both.year, begins).from, to: monthOf(both.year + 1, season[1]).to, ends: both.ends }
  }
  const year = season === undefined ? undefined : yearBehind(here, at + 1)
  return season === undefined || year === undefined
    ? undefined
    : { from: monthOf(year.year, season[0]).from, to: monthOf(year.year, season[1]).to, ends: year.ends }
}

/** Reads a year and the next one ("24/25", "2024/25", "2024-2025") and gives the first. */
function twoYearsAt(here: Here, at: number): { readonly year: number; readonly ends: number } | undefined {
  const [first, second] = [wholeAt(here, at), wholeAt(here, at + 2)]
  if (first === undefined || second === undefined || !['/', '-'].includes(signAt(here.pieces, at + 1))) return undefined
  const year = first < 100 ? 2000 + first : first
  return isYear(year) && (second < 100 ? 2000 + second : second) === year + 1 ? { year, ends: at + 3 } : undefined
}

/** Reads a holiday with its year: "Labor Day 2024". */
export function feastAt(here: Here, at: number): DayRead | undefined {
  const feast = here.words.holidays.longest(here.pieces, at)
  const year = feast === undefined ? undefined : yearBehind(here, feast.to)
  return feast === undefined || year === undefined ? undefined : { ...feastOf(feast.value, year.year), ends: year.ends }
}

export type Feast = CalendarData['holidays'][number]

export function feastOf(feast: Feast, year: number): Span {
  if ('day' in feast) return oneDay(iso(year, feast.month, feast.day))
  const days = Array.from({ length: lastDay(year, feast.month) }, (_, index) => iso(year, feast.month, index + 1)).filter(
    (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === feast.weekday,
  )
  return oneDay(days.at(feast.nth < 0 ? feast.nth : feast.nth - 1) ?? iso(year, feast.month, 1))
}

/** Reads a period that calendar.yaml names: "in the eighties", "under the old rules". */
export function fixedAt({ words, pieces }: Here, at: number): DayRead | undefined {
  const period = words.periods.longest(pieces, at)
  return period === undefined ? undefined : { ...period.value, ends: period.to }
}

/**
 * Reads a year from 1980 to 2049 that has no month or day: "2024", "'24". `undefined` if the number is a
 * count ("2024 units") or part of another name or number.
 */
export function yearAt(here: Here, at: number): DayRead | undefined {
  const year = yearNumberAt(here, at)
  const piece = here.pieces[at]
  if (year === undefined || piece === undefined || year.year < 1980 || year.year >= 2050) return undefined
  const [before, after] = [here.pieces[at - 1], here.pieces[year.ends]]
  const isPart =
    (piece.glued && (before?.kind === 'word' || before?.kind === 'number')) ||
    (piece.glued &&
      ['.', '-', '/', '#'].includes(before?.typed ?? '') &&
      before?.glued === true &&
      here.pieces[at - 2]?.kind !== 'number') ||
    (before !== undefined && here.words.behind.has(keyOf(before)))
  const isCount = after !== undefined && (here.words.before.has(keyOf(after)) || (after.glued && after.kind === 'word'))
  return isPart || isCount || isNumbered(here, year.ends) ? undefined : { ...yearSpan(year.year), ends: year.ends }
}

/** Whether what looks like a year is the beginning of a document's number: "2023-118", "2024/07731". */
function isNumbered({ pieces }: Here, at: number): boolean {
  const [sign, number] = [pieces[at], pieces[at + 1]]
  const isJoined = sign?.glued === true && ['-', '/', '.'].includes(sign.typed) && number?.glued === true
  return isJoined && number.kind === 'number' && number.typed.length >= 3 && !isYear(Number(number.typed))
}

/**
 * The index after a joining word or sign, where the second of two dates can begin: "March to June 2024", "2021-2023". `undefined` if no
 * such word is here.
 */
export const joinAt = (here: Here, at: number): number | undefined => {
  const piece = here.pieces[at]
  return piece !== undefined && here.words.to.has(keyOf(piece)) ? at + 1 : undefined
}

/** A day as a period, with the index after the words that were read; `undefined` if the calendar has no such day. */
function dayAtEnd(year: number, month: number, day: number, ends: number): DayRead | undefined {
  const span = spanOfDay(year, month, day)
  return span === undefined ? undefined : { ...span, ends }
}
