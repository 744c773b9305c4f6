import type { DateSpan, Span } from './span.ts'
import type { Base } from '../../knowledge/base.ts'
import { createCalendar, type Calendar, type Named } from './calendar.ts'
import { cachedByObject } from '../cached.ts'
import type { Message } from '../message.ts'
import { createEras } from './eras.ts'
import { compilePattern, holds, type Field, type FigurePattern } from '../figures/figure-pattern.ts'
import { piecesOf, worded } from '../text/pieces.ts'

/**
 * The days of a message. `asked`: the day whose law the question is about, if any. `told`: days that are only
 * mentioned: of earlier events of the deal, of papers, and long periods such as the year of an audit. Days in
 * the history of a person or firm are in neither.
 */
export type Dates = {
  readonly asked: DateSpan | undefined
  readonly told: readonly DateSpan[]
  /** The character offsets of every day or period that the text names, "now" included. */
  readonly spans: readonly { readonly start: number; readonly end: number }[]
}

type Text = Pick<Message, 'text' | 'tokens'>

/** A day or period that a message names, with its character offsets. */
export type DatedSpan = DateSpan & { readonly start: number; readonly end: number }

/** All days and periods that a message names for any purpose, eras such as "the nineties" included, in text order. "Now" is left out. */
export function daysNamed(base: Base, message: Text, today: string): readonly DatedSpan[] {
  const { calendar, eras } = readers(base)
  const pieces = piecesOf(message)
  const found = eras(pieces, today)
  const isFree = ({ begins, ends }: Named): boolean => found.every((era) => ends <= era.begins || era.ends <= begins)
  return [...found, ...calendar(pieces, today).filter((named) => !named.isNow && isFree(named))]
    .map(({ from, to, begins, ends }) => {
      const [start, end] = [pieces[begins]?.start ?? 0, pieces[ends - 1]?.end ?? 0]
      return { from, to, typed: message.text.slice(start, end), start, end }
    })
    .sort((a, b) => a.start - b.start)
}

/**
 * Sorts the days of a message by purpose. Words like "last year" count from `today` (an ISO day), "a week after that" from the period
 * `talkedOf`.
 */
export function readDates(base: Base, message: Text, today: string, talkedOf?: Span): Dates {
  const reader = readers(base)
  const pieces = piecesOf(message)
  const all = reader.calendar(pieces, today, talkedOf)
  if (all.length === 0) return none
  const field: Field = {
    pieces,
    abbreviated: reader.abbreviated,
    slot: () => undefined,
    bars: (index) => all.some(({ begins, ends }) => begins <= index && index < ends),
  }
  const stands =
    (patterns: readonly FigurePattern[]) =>
    ({ begins, ends }: Named): boolean =>
      patterns.some((pattern) => holds(field, pattern, begins, ends))
  const isOfTelling = stands(reader.ofTelling)
  const ofDeal = all.filter((one) => !(one.isNow && isOfTelling(one)))
  const isOfNone = stands(reader.ofNone)
  const meant = ofDeal.filter((one) => !isOfNone(one))
  const named = meant.length > 0 ? meant : ofDeal
  const placeOf = ({ begins, ends }: Named) => ({ start: pieces[begins]?.start ?? 0, end: pieces[ends - 1]?.end ?? 0 })
  const spanOf = (one: Named): DateSpan => ({ from: one.from, to: one.to, typed: message.text.slice(placeOf(one).start, placeOf(one).end) })
  const { story, told, frames } = toldIn(reader, field, named)
  const asked = askedOf(
    named.filter((one) => ![...told, ...story, ...frames].includes(one)),
    today,
  )
  const span = asked === undefined ? undefined : spanning(asked.map(spanOf))
  return {
    asked: span !== undefined && asked?.every(({ isNow }) => isNow) === true ? { ...span, isNow: true } : span,
    told: [...told, ...frames].map(spanOf),
    spans: all.map(placeOf),
  }
}

const none: Dates = { asked: undefined, told: [], spans: [] }

/**
 * Picks the days that the question can be about; `undefined` if there are none. Left out are "now" if another day is named, a future day if
 * a past one is named, and a day that only describes another: "the old rules" in "in June 2023, under the old rules".
 */
function askedOf(named: readonly Named[], today: string): readonly Named[] | undefined {
  const exact = named.filter(({ isNow, isAround }) => !isNow && !isAround)
  const dated = named.filter((one) => !one.isNow && !(one.isAround && exact.some(({ to }) => to <= one.to)))
  const past = dated.filter(({ from }) => from <= today)
  const chosen = past.length > 0 ? past : dated.length > 0 ? dated : named
  return chosen.length === 0 ? undefined : chosen
}

/** The period from the first to the last of several days; `typed` has the words for the first. */
function spanning(spans: readonly DateSpan[]): DateSpan {
  const from = spans.map((span) => span.from).toSorted()[0] ?? ''
  const to =
    spans
      .map((span) => span.to)
      .toSorted()
      .at(-1) ?? ''
  return { from, to, typed: spans[0]?.typed ?? '' }
}

/** For each cue word, the patterns to try around it in the message. */
type Cues = ReadonlyMap<string, readonly FigurePattern[]>

type Reader = {
  readonly calendar: Calendar
  readonly eras: Calendar
  readonly abbreviated: ReadonlySet<string>
  readonly past: Cues
  readonly present: Cues
  readonly deal: Cues
  readonly ofQuestion: readonly FigurePattern[]
  readonly ofPapers: readonly FigurePattern[]
  readonly ofNone: readonly FigurePattern[]
  readonly ofTelling: readonly FigurePattern[]
  readonly story: readonly FigurePattern[]
  readonly frames: readonly FigurePattern[]
  readonly deeds: readonly FigurePattern[]
  readonly transfers: readonly FigurePattern[]
}

const readers = cachedByObject((base: Base): Reader => {
  const { calendar, quantities } = base.language
  const classes = { ...quantities.classes, ...calendar.classes }
  const compile = (patterns: readonly string[]): readonly FigurePattern[] => patterns.map((pattern) => compilePattern(pattern, classes))
  const cues = (written: typeof calendar.asks.past): Cues => {
    const all = written.flatMap(({ at, when }) => [...worded(at)].map((word) => ({ word, when: compile(when) })))
    return new Map([...Map.groupBy(all, ({ word }) => word)].map(([word, some]) => [word, some.flatMap(({ when }) => when)]))
  }
  return {
    calendar: createCalendar(base),
    eras: createEras(base),
    abbreviated: worded(quantities.abbreviated),
    past: cues(calendar.asks.past),
    present: cues(calendar.asks.present),
    deal: cues(calendar.asks.deal),
    ofQuestion: compile(calendar['of-question']),
    ofPapers: compile(calendar['of-papers']),
    ofNone: compile(calendar['of-none']),
    ofTelling: compile(calendar['of-telling']),
    story: compile(calendar.story),
    frames: compile(calendar.frames),
    deeds: compile(calendar.deeds),
    transfers: compile(calendar.transfers),
  }
})

/**
 * Finds the days that the question is not about.
 * - `story`: days in the history of a person or firm ("founded in 1998", "registered since 2009"). If the
 *   message asks about the past and names no other day, `story` is empty, because the question is then about
 *   these days.
 * - `told`: days of papers. If the message does not ask about the past but about the deal or the present,
 *   also days of earlier events of the deal ("they signed in March 2024, now they order").
 * - `frames`: periods that contain another day of the message and only say which papers are looked at ("audit
 *   2024: … on 14 June 2024").
 */
function toldIn(reader: Reader, field: Field, named: readonly Named[]): Record<'story' | 'told' | 'frames', readonly Named[]> {
  const clause = within(field, ',')
  const sentence: Field = { ...field, bars: () => false }
  const stands =
    (among: Field, patterns: readonly FigurePattern[]) =>
    ({ begins, ends }: Named): boolean =>
      patterns.some((pattern) => holds(among, pattern, begins, ends))
  const ofPapers = named.filter(stands(clause, reader.ofPapers))
  const others = named.filter((one) => !ofPapers.includes(one))
  const free = others.filter((one) => !one.isNow && !stands(clause, reader.ofQuestion)(one))
  const frames = free.filter((one) => stands(clause, reader.frames)(one) && named.some((other) => isPartOf(other, one)))
  const story = free.filter((one) => stands(clause, reader.story)(one) && !frames.includes(one))
  if (asks(field, reader.past))
    return { story: others.some((one) => !one.isNow && !story.includes(one)) ? story : [], told: ofPapers, frames }
  const isOfDeal = asks(field, reader.deal)
  const deeds = isOfDeal || asks(field, reader.present) ? free.filter(stands(sentence, reader.deeds)) : []
  const transfers = isOfDeal ? free.filter(stands(sentence, reader.transfers)) : []
  const events = [...new Set([...deeds, ...transfers])].filter((one) => !frames.includes(one))
  return { story, told: [...ofPapers, ...events].filter((one) => !story.includes(one)), frames }
}

/** A copy of the field in which gaps of patterns (`..3`, `...`) also stop at `sign`. */
const within = (field: Field, sign: string): Field => ({
  ...field,
  bars: (index) => field.bars(index) || field.pieces[index]?.typed === sign,
})

/** Whether a day or period lies within another, longer one. Words that only mean today ("now") never do. */
const isPartOf = (one: Named, other: Named): boolean =>
  !one.isNow && other.from <= one.from && one.to <= other.to && (other.from < one.from || one.to < other.to)

/** Whether any of these patterns matches in the message, e.g. one that shows a question about the past. */
const asks = (field: Field, cues: Cues): boolean =>
  field.pieces.some(({ word }, index) => cues.get(word)?.some((pattern) => holds(field, pattern, index, index + 1)) === true)
