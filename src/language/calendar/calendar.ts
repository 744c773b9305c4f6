import { addDays } from '../../engine/days.ts'
import type { Base } from '../../knowledge/base.ts'
import { keyOf } from '../figures/figure-pattern.ts'
import { signAt, type Piece } from '../text/pieces.ts'
import {
  dayFirst,
  feastAt,
  fixedAt,
  joinAt,
  monthFirst,
  numericAt,
  partAt,
  quarterAt,
  quarterBehind,
  seasonAt,
  yearAt,
} from './absolute.ts'
import { dayInTalk } from './in-talk.ts'
import { relativeAt } from './relative.ts'
import type { Span } from './span.ts'
import { skipOf, startsOf, wordsOf, type Here, type DayRead, type Relation } from './day-words.ts'

/**
 * A day or period that a message names: its first and last day (ISO), and the range of pieces (words, numbers
 * and signs) that name it; `ends` is exclusive. `isNow`: only a word such as "now" names the day.
 */
export type Named = {
  readonly from: string
  readonly to: string
  readonly begins: number
  readonly ends: number
  readonly isNow: boolean
  /**
   * The day is given by an event, a named period or another day: "before the memorandum", "under the old
   * rules", "before March 2025".
   */
  readonly isAround: boolean
}

/** Finds the days and periods of a message. Words like "last year" count from `today`; "a week after that" counts from `talkedOf`. */
export type Calendar = (pieces: readonly Piece[], today: string, talkedOf?: Span) => readonly Named[]

/** At most this many days of one message are read. */
const mostDays = 60

/** Prepares a {@link Calendar}, with the events of the knowledge that people use as dates ("before the memorandum"). */
export function createCalendar(base: Base): Calendar {
  const words = wordsOf(base)
  const starts = startsOf(base, words)
  return (pieces, today, talkedOf) => {
    const found: Named[] = []
    for (let at = 0; at < pieces.length && found.length < mostDays;) {
      const piece = pieces[at]
      const begins = piece !== undefined && (piece.kind === 'number' || starts.has(piece.kind === 'word' ? piece.word : piece.typed))
      const read = begins ? periodAt({ words, pieces, today, talkedOf }, at) : undefined
      if (read === undefined) at++
      else {
        found.push({ from: read.from, to: read.to, begins: at, ends: read.ends, isNow: read.isNow, isAround: read.isAround })
        at = read.ends
      }
    }
    return found
  }
}

/**
 * Reads the day or period that begins at a piece: a word for "now", a single day or period, a range ("from … to …"), or a day that another
 * day or an event describes ("before March 2025").
 */
function periodAt(here: Here, at: number): (DayRead & Pick<Named, 'isNow' | 'isAround'>) | undefined {
  const { words, pieces } = here
  const related = relatedAt(here, at)
  if (related !== undefined) return { ...related, isNow: false, isAround: true }
  const now = words.now.longest(pieces, at)
  if (now !== undefined) return { from: here.today, to: here.today, ends: now.to, isNow: true, isAround: false }
  const first = dayAt(here, at)
  if (first === undefined) return undefined
  const alone = { isNow: false, isAround: words.periods.longest(pieces, at) !== undefined }
  const join = joinAt(here, first.ends)
  const second = join === undefined ? undefined : dayAt(here, join)
  if (second === undefined || second.to < first.from) return { ...first, ...alone }
  return { from: first.from, to: second.to, ends: second.ends, ...alone }
}

/**
 * Reads a day that another day or an event describes: "the day before the memorandum", "before March 2025", "the week before Christmas
 * 2024".
 */
function relatedAt(here: Here, at: number): DayRead | undefined {
  const { words, pieces } = here
  const relation = words.relations.longest(pieces, at)
  if (relation !== undefined) {
    const after = signAt(here.pieces, relation.to) === '-' ? relation.to + 1 : relation.to
    const event = eventAt(here, after)
    if (event !== undefined) return { ...relate(relation.value, event), ends: event.ends }
    const named = relation.words > 1 ? dayAt(here, skipOf(here, after)) : undefined
    if (named !== undefined) return { ...relate(relation.value, named), ends: named.ends }
  }
  const earlier = words.earlier.longest(pieces, at)
  const day =
    earlier === undefined ? undefined : dayAt(here, skipOf(here, signAt(here.pieces, earlier.to) === '-' ? earlier.to + 1 : earlier.to))
  return day === undefined ? undefined : { from: addDays(day.from, -1), to: addDays(day.from, -1), ends: day.ends }
}

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

/** Reads an event by its name, and skips up to six words before the name that describe it: "the January 2025 Biden memo". */
function eventAt(here: Here, at: number): DayRead | undefined {
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

/**
 * Reads a single day or period. A word such as "before" in front, and a second day after "to", are not read
 * here.
 */
function dayAt(here: Here, at: number): DayRead | undefined {
  if (here.pieces[at]?.kind === 'number')
    return (
      numericAt(here, at) ??
      dayFirst(here, at) ??
      relativeAt(here, at) ??
      quarterBehind(here, at) ??
      yearAt(here, at) ??
      dayInTalk(here, at)
    )
  return (
    monthFirst(here, at) ??
    partAt(here, at) ??
    quarterAt(here, at) ??
    seasonAt(here, at) ??
    feastAt(here, at) ??
    relativeAt(here, at) ??
    fixedAt(here, at) ??
    yearAt(here, at) ??
    dayInTalk(here, at)
  )
}
