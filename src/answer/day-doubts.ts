import type { Base } from '../knowledge/base.ts'
import { clausesSaying, type Evidence } from '../language/evidence/evidence.ts'
import { isMilder } from '../engine/shown-verdict.ts'
import { lawDaysOf } from './days-decided.ts'
import type { Doubt } from './doubt.ts'
import { decideLeg, type DecidedLeg } from './leg.ts'

/**
 * Doubts about the days of earlier events that a message dates, if the law of such a day would make the
 * verdict stricter.
 */
export const dayDoubts = (base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): readonly Doubt[] =>
  evidence.flatMap(({ told }) =>
    told.filter((span) => isStricterIn(base, leg, span, today)).map(({ typed }): Doubt => ({ kind: 'day', words: typed })),
  )

/**
 * The words for a day that name none ("for years", "at Christmas"). Empty if the law of no day since the first that the rules know would
 * make the verdict stricter.
 */
export function openDays(base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): readonly string[] {
  const open = isOfToday(leg, today) ? clausesSaying(evidence, 'time-open') : []
  const words = [...open, ...evidence.flatMap(({ days }) => days)]
  return words.length > 0 && isStricterIn(base, leg, { from: base.rulebook.changes[0] ?? today, to: today, typed: '' }, today) ? words : []
}

/**
 * Doubts about words for a time in the past that name no day ("was it legal then"), if the law was stricter in the last
 * {@link yearsBack}.
 */
export function pastDoubts(base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): readonly Doubt[] {
  const words = isOfToday(leg, today) ? ['time-open', 'time-told'].flatMap((tag) => clausesSaying(evidence, tag)) : []
  const from = `${Number(today.slice(0, 4)) - yearsBack}${today.slice(4)}`
  return words.length > 0 && isStricterIn(base, leg, { from, to: today, typed: '' }, today)
    ? words.map((said): Doubt => ({ kind: 'day', words: said }))
    : []
}
const yearsBack = 3

/** Whether a leg is decided by the law of today alone, because no other day was told. */
const isOfToday = ({ leg, day }: DecidedLeg, today: string): boolean => leg.days.length === 1 && day === today

/** Whether the law of some day in a span makes the verdict of a leg stricter. */
function isStricterIn(base: Base, leg: DecidedLeg, span: Parameters<typeof lawDaysOf>[1], today: string): boolean {
  const other = decideLeg(base, { ...leg.leg, days: lawDaysOf(base, span, leg.day, today) }, today)
  return isMilder(leg.shown, other.shown)
}
