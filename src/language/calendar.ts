import type { Base } from '../knowledge/base.ts'
import type { CalendarData } from '../knowledge/language.ts'
import { createNumbers } from './numbers.ts'
import { createPhrases, keyOf, type Phrases } from './pattern.ts'
import { worded, type Piece } from './pieces.ts'

/** A day or period that a message names, as ISO days, both inclusive, and the pieces it covers (`to` of them is exclusive). */
export type Named = { readonly from: string; readonly to: string; readonly begins: number; readonly ends: number; readonly isNow: boolean }

/** Finds the days of a message. Relative ones count from `today` (an ISO day). */
export type Calendar = (pieces: readonly Piece[], today: string) => readonly Named[]

type Span = { readonly from: string; readonly to: string }
type Read = Span & { readonly ends: number }
type Relation = keyof CalendarData['relations']
type UnitOfTime = keyof CalendarData['units']

/** So many days of one message are read. */
const mostDays = 60

/** Prepares the finding of days, with the events of the knowledge that people date by. */
export function createCalendar(base: Base): Calendar {
  const words = wordsOf(base)
  const starts = startsOf(base, words)
  return (pieces, today) => {
    const found: Named[] = []
    for (let at = 0; at < pieces.length && found.length < mostDays;) {
      const piece = pieces[at]
      const begins = piece !== undefined && (piece.kind === 'number' || starts.has(piece.kind === 'word' ? piece.word : piece.typed))
      const read = begins ? periodAt({ words, pieces, today }, at) : undefined
      if (read === undefined) at++
      else {
        found.push({ from: read.from, to: read.to, begins: at, ends: read.ends, isNow: read.isNow })
        at = read.ends
      }
    }
    return found
  }
}

type Words = ReturnType<typeof wordsOf>

/** What a day can begin with, besides a number. */
function startsOf(base: Base, words: Words): ReadonlySet<string> {
  const { language } = base
  const { words: numbers, scales, parts, some } = language.quantities.numbers
  const { relations, earlier, last, yesterday, yearsBack, thisYear, now, holidays, periods } = words
  const phrases = [words.parts, relations, earlier, last, yesterday, yearsBack, thisYear, now, holidays, periods]
  return new Set([
    ...phrases.flatMap(({ first }) => first),
    ...worded([...words.months.keys()]),
    ...[numbers, scales, parts, some].flatMap(Object.keys),
    ...words.seasons.keys(),
    ...words.ordinals.keys(),
    ...words.yearMarks,
    ...['a', 'an', 'q', 'h'],
  ])
}

function wordsOf(base: Base) {
  const data = base.language.calendar
  const all = <T>(entries: Iterable<readonly [names: readonly string[], value: T]>): Phrases<T> =>
    createPhrases([...entries].flatMap(([names, value]) => names.map((name) => [name, value] as const)))
  return {
    months: new Map(Object.entries(data.months).flatMap(([month, names]) => names.map((name) => [monthKey(name), Number(month)] as const))),
    seasons: new Map(Object.entries(data.seasons)),
    ordinals: new Map(Object.entries(data.ordinals)),
    parts: all(data.parts.map((part) => [part.names, part] as const)),
    of: worded(data.of),
    holidays: all(data.holidays.map((feast) => [feast.names, feast] as const)),
    events: all(eventsOf(base)),
    periods: all(data.periods.map(({ names, from, to }) => [names, { from, to }] as const)),
    described: new Set(data.described.flatMap((word) => [word, ...worded([word])])),
    relations: all(Object.entries(data.relations).map(([relation, names]) => [names, relation as Relation] as const)),
    earlier: all([[data.earlier, true] as const]),
    ago: all([[data.ago, true] as const]),
    last: all([[data.last, true] as const]),
    units: all(Object.entries(data.units).map(([unit, names]) => [names, unit as UnitOfTime] as const)),
    yesterday: all(Object.entries(data.yesterday).map(([days, names]) => [names, Number(days)] as const)),
    yearsBack: all(Object.entries(data.yearsBack).map(([years, names]) => [names, Number(years)] as const)),
    thisYear: all([[data.thisYear, true] as const]),
    now: all([[data.now, true] as const]),
    yearMarks: worded(data.yearMarks),
    to: worded(data.to),
    behind: worded(data.notYear.behind),
    before: worded(data.notYear.before),
    number: createNumbers(base.language.quantities.numbers),
  }
}

/** Month names are compared whole: "Mars" is no March. */
const monthKey = (name: string): string => name.toLowerCase().normalize('NFC')

/** The events that people date by, with the day on which they are. */
function eventsOf(base: Base): ReadonlyArray<readonly [names: readonly string[], day: string]> {
  return base.language.calendar.events.flatMap((event) => {
    const day = 'rule' in event ? base.rules.get(event.rule)?.effective.from : memberSince(base, event.group, event.member)
    return day === undefined ? [] : [[event.names, day] as const]
  })
}

function memberSince(base: Base, group: string, code: string): string | undefined {
  const member = base.groups.get(group)?.members.find((one) => typeof one !== 'string' && one.code === code)
  return typeof member === 'object' ? member.since : undefined
}

/** A message on a day. */
type Here = { readonly words: Words; readonly pieces: readonly Piece[]; readonly today: string }

const wordAt = ({ pieces }: Here, at: number): string => (pieces[at]?.kind === 'word' ? pieces[at].word : '')
const signAt = ({ pieces }: Here, at: number): string => (pieces[at]?.kind === 'sign' ? pieces[at].typed : '')

/** The day or period that begins at a piece: one alone, from one to another, or one that stands before or after another. */
function periodAt(here: Here, at: number): (Read & { readonly isNow: boolean }) | undefined {
  const { words, pieces } = here
  const related = relatedAt(here, at)
  if (related !== undefined) return { ...related, isNow: false }
  const now = words.now.longest(pieces, at)
  if (now !== undefined) return { from: here.today, to: here.today, ends: now.to, isNow: true }
  const first = dayAt(here, at)
  if (first === undefined) return undefined
  const join = joinAt(here, first.ends)
  const second = join === undefined ? undefined : dayAt(here, join)
  if (second === undefined || second.to < first.from) return { ...first, isNow: false }
  return { from: first.from, to: second.to, ends: second.ends, isNow: false }
}

/** Where the second of two days can begin: "March to June 2024", "2021-2023". */
const joinAt = (here: Here, at: number): number | undefined => {
  const piece = here.pieces[at]
  return piece !== undefined && here.words.to.has(keyOf(piece)) ? at + 1 : undefined
}

/** "The day before the memorandum", "before March 2025", "the week before Christmas 2024". */
function relatedAt(here: Here, at: number): Read | undefined {
  const { words, pieces } = here
  const relation = words.relations.longest(pieces, at)
  if (relation !== undefined) {
    const after = signAt(here, relation.to) === '-' ? relation.to + 1 : relation.to
    const event = eventAt(here, after)
    if (event !== undefined) return { ...relate(relation.value, event), ends: event.ends }
    const named = relation.words > 1 ? holidayOrDay(here, after) : undefined
    if (named !== undefined) return { ...relate(relation.value, named), ends: named.ends }
  }
  const earlier = words.earlier.longest(pieces, at)
  const day = earlier === undefined ? undefined : dayAt(here, skipOf(here, signAt(here, earlier.to) === '-' ? earlier.to + 1 : earlier.to))
  return day === undefined ? undefined : { from: addDays(day.from, -1), to: addDays(day.from, -1), ends: day.ends }
}

const holidayOrDay = (here: Here, at: number): Read | undefined => dayAt(here, skipOf(here, at))

function relate(relation: Relation, { from, to }: Span): Span {
  switch (relation) {
    case 'before':
      return { from: addDays(from, -1), to: addDays(from, -1) }
    case 'week-before':
      return { from: addDays(from, -7), to: addDays(from, -1) }
    case 'on':
      return { from, to }
    case 'day-after':
      return { from: addDays(to, 1), to: addDays(to, 1) }
  }
}

/** An event by its name, whatever words describe it: "the January 2025 Biden memo". */
function eventAt(here: Here, at: number): Read | undefined {
  let to = at
  for (let skipped = 0; skipped <= 6; skipped++) {
    const event = here.words.events.longest(here.pieces, to)
    if (event !== undefined) return { from: event.value, to: event.value, ends: event.to }
    const piece = here.pieces[to]
    if (piece === undefined || !(here.words.described.has(keyOf(piece)) || piece.typed === "'" || piece.typed === '-')) return undefined
    to++
  }
  return undefined
}

/** One day or period by itself. */
function dayAt(here: Here, at: number): Read | undefined {
  return (
    numericAt(here, at) ??
    monthFirst(here, at) ??
    dayFirst(here, at) ??
    partAt(here, at) ??
    quarterAt(here, at) ??
    seasonAt(here, at) ??
    feastAt(here, at) ??
    relativeAt(here, at) ??
    fixedAt(here, at) ??
    yearAt(here, at)
  )
}

const skipOf = (here: Here, at: number): number => (here.words.of.has(wordAt(here, at)) ? skipOf(here, at + 1) : at)

const monthAt = ({ words, pieces }: Here, at: number): number | undefined => {
  const piece = pieces[at]
  return piece?.kind === 'word' ? words.months.get(monthKey(piece.typed)) : undefined
}

/** A number of digits alone. */
const wholeAt = ({ pieces }: Here, at: number): number | undefined => {
  const piece = pieces[at]
  const value = piece?.kind === 'number' && !piece.typed.includes('.') ? Number(piece.typed) : Number.NaN
  return Number.isInteger(value) ? value : undefined
}

const isYear = (value: number | undefined): value is number => value !== undefined && value >= 1950 && value < 2060

/** A year of four digits, or of two behind a mark: "'24". */
function yearNumberAt(here: Here, at: number): { readonly year: number; readonly ends: number } | undefined {
  const whole = wholeAt(here, at)
  if (isYear(whole) && here.pieces[at]?.typed.length === 4) return { year: whole, ends: at + 1 }
  const piece = here.pieces[at]
  const two = wholeAt(here, at + 1)
  const isMarked = piece !== undefined && here.words.yearMarks.has(keyOf(piece)) && here.pieces[at + 1]?.typed.length === 2
  return isMarked && two !== undefined && two <= 60 ? { year: 2000 + two, ends: at + 2 } : undefined
}

/** A year behind a month or day, with what may stand between. */
const yearBehind = (here: Here, at: number): { readonly year: number; readonly ends: number } | undefined => {
  const to = signAt(here, at) === '.' || signAt(here, at) === ',' || signAt(here, at) === '-' || signAt(here, at) === '/' ? at + 1 : at
  return yearNumberAt(here, skipOf(here, to))
}

/** "2025-01-02", "20250102", "1/2/2025", "2.1.2025", "2025-01". */
function numericAt(here: Here, at: number): Read | undefined {
  const piece = here.pieces[at]
  if (piece?.kind !== 'number' || (piece.glued && here.pieces[at - 1]?.kind === 'word')) return undefined
  const { typed } = piece
  const whole = wholeAt(here, at)
  if (whole !== undefined && typed.length === 8)
    return dayOf(Number(typed.slice(0, 4)), Number(typed.slice(4, 6)), Number(typed.slice(6)), at + 1)
  const dotted = typed.split('.')
  const last = wholeAt(here, at + 2)
  if (dotted.length === 2 && signAt(here, at + 1) === '.' && isYear(last)) return dayOf(last, Number(dotted[1]), Number(dotted[0]), at + 3)
  if (whole === undefined) return undefined
  const sign = signAt(here, at + 1)
  const [second, third] = [wholeAt(here, at + 2), wholeAt(here, at + 4)]
  if ((sign !== '-' && sign !== '/') || second === undefined || here.pieces[at + 1]?.glued !== true || here.pieces[at + 2]?.glued !== true)
    return undefined
  const isFull = signAt(here, at + 3) === sign && third !== undefined && here.pieces[at + 4]?.glued === true
  if (isYear(whole) && isFull) return dayOf(whole, second, third, at + 5)
  if (isYear(whole) && sign === '-' && here.pieces[at + 2]?.typed.length === 2 && second >= 1 && second <= 12)
    return { ...monthOf(whole, second), ends: at + 3 }
  if (!isFull) return undefined
  const year = isYear(third) ? third : third <= 60 && here.pieces[at + 4]?.typed.length === 2 && sign === '/' ? 2000 + third : undefined
  return year === undefined ? undefined : (dayOf(year, whole, second, at + 5) ?? dayOf(year, second, whole, at + 5))
}

/** "Jan 2nd, 2025", "January 2025", "Jan '25". */
function monthFirst(here: Here, at: number): Read | undefined {
  const month = monthAt(here, at)
  if (month === undefined) return undefined
  const named = yearBehind(here, at + 1)
  if (named !== undefined) return { ...monthOf(named.year, month), ends: named.ends }
  const day = dayNumberAt(here, signAt(here, at + 1) === '.' ? at + 2 : at + 1)
  const year = day === undefined ? undefined : yearBehind(here, day.ends)
  if (day !== undefined && year !== undefined) return dayOf(year.year, month, day.day, year.ends)
  // "March to June 2024": the year of the second is that of the first.
  const join = joinAt(here, at + 1)
  const second = join === undefined ? undefined : monthAt(here, join)
  const both = join === undefined || second === undefined ? undefined : yearBehind(here, join + 1)
  return both === undefined || second === undefined
    ? undefined
    : { from: monthOf(both.year, month).from, to: monthOf(both.year, second).to, ends: both.ends }
}

/** "2 Jan 2025", "the 2nd of January, 2025". */
function dayFirst(here: Here, at: number): Read | undefined {
  const day = dayNumberAt(here, at)
  if (day === undefined) return undefined
  const month = skipOf(here, signAt(here, day.ends) === '.' || signAt(here, day.ends) === '-' ? day.ends + 1 : day.ends)
  const number = monthAt(here, month)
  const year = number === undefined ? undefined : yearBehind(here, month + 1)
  return number === undefined || year === undefined ? undefined : dayOf(year.year, number, day.day, year.ends)
}

/** A day's number with its ending: "2", "2nd". */
function dayNumberAt(here: Here, at: number): { readonly day: number; readonly ends: number } | undefined {
  const day = wholeAt(here, at)
  if (day === undefined || day < 1 || day > 31) return undefined
  const ending = here.pieces[at + 1]
  return {
    day,
    ends: ending?.kind === 'word' && ending.glued && ['st', 'nd', 'rd', 'th'].includes(ending.typed.toLowerCase()) ? at + 2 : at + 1,
  }
}

/** "Early 2024", "mid-March 2024", "the end of last year". */
function partAt(here: Here, at: number): Read | undefined {
  const part = here.words.parts.longest(here.pieces, at)
  if (part === undefined) return undefined
  const to = skipOf(here, signAt(here, part.to) === '-' ? part.to + 1 : part.to)
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
  const year = yearNumberAt(here, to) ?? lastYearAt(here, to)
  return year === undefined
    ? undefined
    : { from: monthOf(year.year, ofYear[0]).from, to: monthOf(year.year, ofYear[1]).to, ends: year.ends }
}

/** "Last year" as a year. */
function lastYearAt(here: Here, at: number): { readonly year: number; readonly ends: number } | undefined {
  const last = here.words.last.longest(here.pieces, at)
  const unit = last === undefined ? undefined : here.words.units.longest(here.pieces, last.to)
  return unit?.value === 'year' ? { year: yearOf(here.today) - 1, ends: unit.to } : undefined
}

/** "Q1 2024", "1Q24", "the first quarter of 2024", "H2 2024", "the second half of 2024". */
function quarterAt(here: Here, at: number): Read | undefined {
  const glued = wordAt(here, at)
  const number = wholeAt(here, at + 1)
  const isGlued = (glued === 'q' || glued === 'h') && number !== undefined && here.pieces[at + 1]?.glued === true
  const ordinal = here.words.ordinals.get(glued)
  const unit = wordAt(here, at + 1)
  const count = isGlued ? number : ordinal
  const isQuarter = isGlued ? glued === 'q' : unit === 'quarter'
  if (count === undefined || !(isGlued || isQuarter || unit === 'half')) return undefined
  const to = skipOf(here, ['-', '/', ','].includes(signAt(here, at + 2)) ? at + 3 : at + 2)
  const year = yearNumberAt(here, to) ?? lastYearAt(here, to)
  const size = isQuarter ? 3 : 6
  if (year === undefined || count * size > 12) return undefined
  return { from: monthOf(year.year, (count - 1) * size + 1).from, to: monthOf(year.year, count * size).to, ends: year.ends }
}

/** "Spring 2024", "the summer of 2024". */
function seasonAt(here: Here, at: number): Read | undefined {
  const season = here.words.seasons.get(wordAt(here, at))
  const year = season === undefined ? undefined : yearBehind(here, at + 1)
  return season === undefined || year === undefined
    ? undefined
    : { from: monthOf(year.year, season[0]).from, to: monthOf(year.year, season[1]).to, ends: year.ends }
}

/** "Labor Day 2024". */
function feastAt(here: Here, at: number): Read | undefined {
  const feast = here.words.holidays.longest(here.pieces, at)
  const year = feast === undefined ? undefined : yearBehind(here, feast.to)
  return feast === undefined || year === undefined ? undefined : { ...feastOf(feast.value, year.year), ends: year.ends }
}

type Feast = CalendarData['holidays'][number]

function feastOf(feast: Feast, year: number): Span {
  if ('day' in feast) return oneDay(iso(year, feast.month, feast.day))
  const days = Array.from({ length: lastDay(year, feast.month) }, (_, index) => iso(year, feast.month, index + 1)).filter(
    (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === feast.weekday,
  )
  return oneDay(days.at(feast.nth < 0 ? feast.nth : feast.nth - 1) ?? iso(year, feast.month, 1))
}

/** "Two years ago", "a year and a half ago", "last spring", "last March", "last quarter", "yesterday", "the year before last". */
function relativeAt(here: Here, at: number): Read | undefined {
  const { words, pieces, today } = here
  const days = words.yesterday.longest(pieces, at)
  if (days !== undefined) return { ...oneDay(addDays(today, -days.value)), ends: days.to }
  const years = words.yearsBack.longest(pieces, at)
  if (years !== undefined) return { ...yearSpan(yearOf(today) - years.value), ends: years.to }
  const begun = words.thisYear.longest(pieces, at)
  if (begun !== undefined) return { from: `${yearOf(today)}-01-01`, to: today, ends: begun.to }
  return agoAt(here, at) ?? lastAt(here, at)
}

function agoAt(here: Here, at: number): Read | undefined {
  const { words, pieces, today } = here
  const article = wordAt(here, at) === 'a' || wordAt(here, at) === 'an'
  const number = words.number(pieces, at) ?? (article ? { low: 1, high: 1, to: at + 1, scaled: false } : undefined)
  if (number === undefined) return undefined
  const unit = words.units.longest(pieces, signAt(here, number.to) === '-' ? number.to + 1 : number.to)
  if (unit === undefined) return undefined
  // "A year and a half ago".
  const isHalf = wordAt(here, unit.to) === 'and' && wordAt(here, unit.to + 1) === 'a' && wordAt(here, unit.to + 2) === 'half'
  const ago = words.ago.longest(pieces, isHalf ? unit.to + 3 : unit.to)
  if (ago === undefined) return undefined
  const half = isHalf ? 0.5 : 0
  const span = { from: before(today, number.high + half, unit.value), to: before(today, number.low + half, unit.value) }
  return span.from <= span.to ? { ...span, ends: ago.to } : undefined
}

function lastAt(here: Here, at: number): Read | undefined {
  const { words, pieces, today } = here
  const last = words.last.longest(pieces, at)
  if (last === undefined) return undefined
  const [year, month] = [yearOf(today), Number(today.slice(5, 7))]
  const named = monthAt(here, last.to)
  if (named !== undefined) return { ...monthOf(named < month ? year : year - 1, named), ends: last.to + 1 }
  const season = words.seasons.get(wordAt(here, last.to))
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

/** A period with a name of its own: "in the nineties". */
function fixedAt({ words, pieces }: Here, at: number): Read | undefined {
  const period = words.periods.longest(pieces, at)
  return period === undefined ? undefined : { ...period.value, ends: period.to }
}

/** A year alone, where it is no count and no part of a name. */
function yearAt(here: Here, at: number): Read | undefined {
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
  return isPart || isCount ? undefined : { ...yearSpan(year.year), ends: year.ends }
}

const pad = (value: number): string => String(value).padStart(2, '0')
const iso = (year: number, month: number, day: number): string => `${year}-${pad(month)}-${pad(day)}`
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const monthOf = (year: number, month: number): Span => ({ from: iso(year, month, 1), to: iso(year, month, lastDay(year, month)) })
const yearSpan = (year: number): Span => ({ from: iso(year, 1, 1), to: iso(year, 12, 31) })
const oneDay = (day: string): Span => ({ from: day, to: day })
const yearOf = (day: string): number => Number(day.slice(0, 4))

/** A day, where there is one. */
const dayOf = (year: number, month: number, day: number, ends: number): Read | undefined =>
  isYear(year) && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month)
    ? { ...oneDay(iso(year, month, day)), ends }
    : undefined

function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + Math.round(count) * 86_400_000).toISOString().slice(0, 10)
}

/** So many units before a day; half a year is six months. */
function before(day: string, count: number, unit: UnitOfTime): string {
  const months = { year: 12, quarter: 3, month: 1, week: 0, day: 0 }[unit] * count
  if (months === 0) return addDays(day, -count * (unit === 'week' ? 7 : 1))
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() - Math.round(Math.min(months, 2400)))
  return date.toISOString().slice(0, 10)
}

function lastPeriod(today: string, unit: UnitOfTime): Span {
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
