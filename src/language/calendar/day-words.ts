import type { Base } from '../../knowledge/base.ts'
import type { CalendarData } from '../../knowledge/calendar-schema.ts'
import { createNumbers } from '../figures/numbers.ts'
import { createPhrases, keyOf, type Phrases } from '../figures/figure-pattern.ts'
import { signAt, wordAt, worded, type Piece } from '../text/pieces.ts'
import { isYear, yearOf, type Span } from './span.ts'
import { keysOf } from '../../knowledge/keys.ts'

/** A period that was read, and the index of the piece after it. */
export type DayRead = Span & { readonly ends: number }

export type Relation = keyof CalendarData['relations']

export type DayWords = ReturnType<typeof wordsOf>

/** The words and signs that a day or period can begin with, besides digits. */
export function startsOf(base: Base, words: DayWords): ReadonlySet<string> {
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
    ...language.quantities.numbers.articles,
    ...words.fractions.map(({ letter }) => letter),
  ])
}

export function wordsOf(base: Base) {
  const data = base.language.calendar
  const all = <T>(entries: Iterable<readonly [names: readonly string[], value: T]>): Phrases<T> =>
    createPhrases([...entries].flatMap(([names, value]) => names.map((name) => [name, value] as const)))
  return {
    months: new Map(Object.entries(data.months).flatMap(([month, names]) => names.map((name) => [monthKey(name), Number(month)] as const))),
    seasons: new Map(Object.entries(data.seasons)),
    endings: new Set(data.endings),
    fractions: data.fractions,
    ordinals: new Map(Object.entries(data.ordinals)),
    parts: all(data.parts.map((part) => [part.names, part] as const)),
    of: worded(data.of),
    holidays: all(data.holidays.map((feast) => [feast.names, feast] as const)),
    events: all(eventsOf(base)),
    periods: all(data.periods.map(({ names, from, to }) => [names, { from, to }] as const)),
    described: new Set(data.described.flatMap((word) => [word, ...worded([word])])),
    relations: all(keysOf(data.relations).map((relation) => [data.relations[relation], relation] as const)),
    earlier: all([[data.earlier, true] as const]),
    ago: all([[data.ago, true] as const]),
    fromThen: all([
      [data.later ?? [], -1],
      [data.sooner ?? [], 1],
    ] as const),
    last: all([[data.last, true] as const]),
    units: all(keysOf(data.units).map((unit) => [data.units[unit], unit] as const)),
    yesterday: all(Object.entries(data.yesterday).map(([days, names]) => [names, Number(days)] as const)),
    yearsBack: all(Object.entries(data.yearsBack).map(([years, names]) => [names, Number(years)] as const)),
    thisYear: all([[data.thisYear, true] as const]),
    now: all([[data.now, true] as const]),
    yearMarks: worded(data.yearMarks),
    beforeMonth: worded(data.beforeMonth),
    numbered: data.numbered,
    afterShortYear: worded(data.afterShortYear),
    to: worded(data.to),
    behind: worded(data.notYear.behind),
    before: worded(data.notYear.before),
    articles: worded(base.language.quantities.numbers.articles),
    number: createNumbers(base.language.quantities.numbers),
  }
}

/** Month names keep their final "s" when they are compared, unlike other words, so that "Mars" is not read as "mar" for March. */
const monthKey = (name: string): string => name.toLowerCase().normalize('NFC')

/** The events by which people give a date ("before the memorandum"), with the day of each. */
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

/**
 * The input of the functions that read a day: the words for days and the pieces of a message. `talkedOf` is
 * the day or period that earlier messages were about, if any.
 */
export type Here = {
  readonly words: DayWords
  readonly pieces: readonly Piece[]
  readonly today: string
  readonly talkedOf: Span | undefined
}

export const skipOf = (here: Here, at: number): number => (here.words.of.has(wordAt(here.pieces, at)) ? skipOf(here, at + 1) : at)

export const monthAt = ({ words, pieces }: Here, at: number): number | undefined => {
  const piece = pieces[at]
  return piece?.kind === 'word' ? words.months.get(monthKey(piece.typed)) : undefined
}

/** A whole number in digits; `undefined` for anything else, and for a number with separators ("1,400"). */
export const wholeAt = ({ pieces }: Here, at: number): number | undefined => {
  const piece = pieces[at]
  const value = piece?.kind === 'number' && !piece.typed.includes('.') ? Number(piece.typed) : Number.NaN
  return Number.isInteger(value) ? value : undefined
}

/**
 * A year of four digits, of two or four behind a mark ("'24", "FY2024"), or in words ("twenty twenty-four"), and
 * the index after it; `undefined` if none is here.
 */
export function yearNumberAt(here: Here, at: number): { readonly year: number; readonly ends: number } | undefined {
  const [piece, next] = [here.pieces[at], here.pieces[at + 1]]
  const whole = wholeAt(here, at)
  if (isYear(whole) && piece?.typed.length === 4) return { year: whole, ends: at + 1 }
  if (piece === undefined || !here.words.yearMarks.has(keyOf(piece))) return spokenYearAt(here, at)
  const marked = wholeAt(here, at + 1)
  if (isYear(marked) && next?.typed.length === 4) return { year: marked, ends: at + 2 }
  return marked !== undefined && marked <= 60 && next?.typed.length === 2 ? { year: 2000 + marked, ends: at + 2 } : undefined
}

/** A year in words, from 1980 to 2049: "nineteen ninety-eight", "twenty twenty-four", "two thousand and twenty-two". */
function spokenYearAt({ words: { number }, pieces }: Here, at: number): { readonly year: number; readonly ends: number } | undefined {
  const first = pieces[at]?.kind === 'word' ? number.at(pieces, at) : undefined
  if (first === undefined || first.low !== first.high) return undefined
  const second = first.low === 19 || first.low === 20 ? number.at(pieces, first.to) : undefined
  const isInTwo =
    pieces[first.to]?.kind === 'word' && second !== undefined && second.low === second.high && second.low >= 10 && second.low < 100
  const [year, ends] = isInTwo ? [first.low * 100 + second.low, second.to] : [first.low, first.to]
  const isMeasure = pieces[ends]?.typed === '-' && pieces[ends].glued
  return year > 1979 && year < 2050 && year !== 2000 && Number.isInteger(year) && !isMeasure ? { year, ends } : undefined
}

/**
 * Reads a number of two digits, up to 60, as a year of this century ("24" in "Q4/24"), and gives the index
 * after it; `undefined` if none is here. The caller must know from the words around that the number is a
 * year.
 */
export function shortYearAt(here: Here, at: number): { readonly year: number; readonly ends: number } | undefined {
  const two = here.pieces[at]?.typed.length === 2 ? wholeAt(here, at) : undefined
  return two !== undefined && two <= 60 ? { year: 2000 + two, ends: at + 1 } : undefined
}

/** Reads "last year" and "the year before last" and gives that year; not the plural in "it may last years". */
export function backYearAt(here: Here, at: number): { readonly year: number; readonly ends: number } | undefined {
  const { words, pieces, today } = here
  const years = words.yearsBack.longest(pieces, at)
  if (years !== undefined) return { year: yearOf(today) - years.value, ends: years.to }
  const last = words.last.longest(pieces, at)
  const unit = last === undefined ? undefined : words.units.longest(pieces, last.to)
  const isOne = unit?.value === 'year' && pieces[unit.to - 1]?.typed.toLowerCase().endsWith('s') === false
  return isOne ? { year: yearOf(today) - 1, ends: unit.to } : undefined
}

/**
 * Reads the year after a month or day, across one sign and an "of": "January 2025", "January of last year". `undefined` if none follows.
 */
export const yearBehind = (here: Here, at: number): { readonly year: number; readonly ends: number } | undefined => {
  const to =
    signAt(here.pieces, at) === '.' || signAt(here.pieces, at) === ',' || signAt(here.pieces, at) === '-' || signAt(here.pieces, at) === '/'
      ? at + 1
      : at
  return yearNumberAt(here, skipOf(here, to)) ?? backYearAt(here, skipOf(here, to))
}
