import type { DateSpan } from '../language/calendar/span.ts'
import type { Base } from '../knowledge/base.ts'
import { dayOf } from '../engine/days.ts'

/**
 * The days whose law is applied to a question about a period (`span`).
 * - No period, "now", or a period in the future: `asOf`.
 * - A past period in which the law did not change: the middle day.
 * - A past period in which the law changed: the first day, and each later day on which a change took effect.
 */
export function lawDaysOf(base: Base, span: DateSpan | undefined, asOf: string, today: string): readonly string[] {
  if (span === undefined || span.isNow === true || span.from > today) return [asOf]
  const to = span.to > today ? today : span.to
  const turns = base.turningPoints.filter((day) => day > span.from && day <= to)
  return turns.length === 0 ? [middle(span.from, to)] : [span.from, ...turns]
}

function middle(from: string, to: string): string {
  return dayOf((Date.parse(from) + Date.parse(to)) / 2)
}
