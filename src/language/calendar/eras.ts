import type { Base } from '../../knowledge/base.ts'
import { createPhrases } from '../figures/figure-pattern.ts'
import type { Calendar, Named } from './calendar.ts'
import { before } from './span.ts'
import { wordsOf } from './day-words.ts'

/**
 * Finds long periods: "the nineties", "this century", "the last twenty years". Such periods are only used for
 * questions about lists of countries, for example who joined one in the nineties. A deal is never decided for
 * the law of such a period.
 */
export function createEras(base: Base): Calendar {
  const { last, number, units } = wordsOf(base)
  const eras = createPhrases((base.language.calendar.eras ?? []).flatMap((era) => era.names.map((name) => [name, era] as const)))
  return (pieces, today) => {
    const found: Named[] = []
    for (let at = 0; at < pieces.length; at++) {
      const era = eras.longest(pieces, at)
      if (era !== undefined) {
        const span = 'years' in era.value ? { from: before(today, era.value.years, 'year'), to: today } : era.value
        found.push({ from: span.from, to: span.to, begins: at, ends: era.to, isNow: false, isAround: false })
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
