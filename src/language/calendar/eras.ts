import type { Base } from '../../knowledge/base.ts'
import { createPhrases } from '../figures/figure-pattern.ts'
import type { Calendar, Named } from './calendar.ts'
import { wordAt, signAt, type Piece } from '../text/pieces.ts'
import { before, yearSpan } from './span.ts'
import { wordsOf } from './day-words.ts'

/**
 * Finds periods that are only used for questions about lists of countries, for example who joined one in the nineties: "the nineties",
 * "this century", "the last twenty years", "in '92". A deal is never decided for the law of such a period.
 */
export function createEras(base: Base): Calendar {
  const { last, number, units } = wordsOf(base)
  const eras = createPhrases((base.language.calendar.eras ?? []).flatMap((era) => era.names.map((name) => [name, era] as const)))
  const beforeShortYear = new Set(base.language.calendar.beforeShortYear)
  return (pieces, today) => {
    const found: Named[] = []
    for (let at = 0; at < pieces.length; at++) {
      const era = eras.longest(pieces, at)
      if (era !== undefined) {
        const span = 'years' in era.value ? { from: before(today, era.value.years, 'year'), to: today } : era.value
        found.push({ from: span.from, to: span.to, begins: at, ends: era.to, isNow: false, isAround: false })
        continue
      }
      const year = shortYearAt(pieces, at, beforeShortYear)
      if (year !== undefined) {
        found.push({ ...yearSpan(year), begins: at, ends: at + 1, isNow: false, isAround: false })
        continue
      }
      const since = last.longest(pieces, at)
      const count = since === undefined ? undefined : number.at(pieces, since.to)
      const unit = count === undefined ? undefined : units.longest(pieces, count.to)
      if (count !== undefined && unit !== undefined)
        found.push({ from: before(today, count.high, unit.value), to: today, begins: at, ends: unit.to, isNow: false, isAround: false })
    }
    return found
  }
}

/** The year meant by two digits behind a word such as "in"; `undefined` for years before 1987, in which the MTCR began, and for other numbers. */
function shortYearAt(pieces: readonly Piece[], at: number, behind: ReadonlySet<string>): number | undefined {
  const { kind, typed } = pieces[at] ?? {}
  const isBehind = behind.has(signAt(pieces, at - 1)) || behind.has(wordAt(pieces, at - 1))
  const year = kind === 'number' && typed?.length === 2 && isBehind ? 1900 + Number(typed) : Number.NaN
  return year >= 1987 ? year : undefined
}
