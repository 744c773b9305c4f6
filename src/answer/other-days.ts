import type { Base } from '../knowledge/base.ts'
import type { Block } from '../port/reply.ts'
import type { HeldLeg } from './held-leg.ts'
import { governingRules } from './governing-rules.ts'
import { decideLeg, type DecidedLeg } from './leg.ts'
import type { Stamp } from './stamp.ts'
import { lowerFirst, verdictWords } from './words.ts'
import { dateWords } from '../port/date-words.ts'

/**
 * Compares the verdict of a leg with that of other days: for a past day, with today; for today, with known
 * changes to come. Empty while facts are missing or the country is unknown.
 */
export function otherDays(base: Base, leg: HeldLeg, stamp: Stamp): readonly Block[] {
  if (leg.country === undefined || leg.shown === 'need-facts') return []
  return leg.day < stamp.today ? sinceThen(base, leg, stamp) : ahead(base, leg, stamp)
}

const onDay = (base: Base, leg: DecidedLeg, day: string, { today }: Stamp): DecidedLeg =>
  decideLeg(base, { ...leg.leg, days: [day] }, today)

function sinceThen(base: Base, leg: DecidedLeg, stamp: Stamp): readonly Block[] {
  const now = onDay(base, leg, stamp.today, stamp)
  if (now.shown === leg.shown) return [{ kind: 'text', text: `The same is said today, ${dateWords(stamp.today)}.` }]
  const then = firstChange(base, leg, stamp, (day) => day <= stamp.today) ?? now
  const today = then.shown === now.shown ? '' : ` Today: ${verdictWords[now.shown].clause}.`
  return [{ kind: 'text', label: 'Since then', text: `${becomes(base, then, ' this became')}${today}` }]
}

/**
 * A note on the first later day on which a known change will give another verdict. Empty if there is none,
 * or while there are doubts.
 */
function ahead(base: Base, leg: HeldLeg, stamp: Stamp): readonly Block[] {
  const then = leg.doubts.length > 0 ? undefined : firstChange(base, leg, stamp, () => true)
  return then === undefined ? [] : [{ kind: 'note', label: 'Ahead', text: becomes(base, then, ', as known today, this becomes') }]
}

const firstChange = (base: Base, leg: DecidedLeg, stamp: Stamp, within: (day: string) => boolean): DecidedLeg | undefined =>
  base.turningPoints
    .filter((day) => day > leg.day && within(day))
    .map((day) => onDay(base, leg, day, stamp))
    .find(({ shown }) => shown !== leg.shown)

function becomes(base: Base, then: DecidedLeg, verb: string): string {
  const rule = governingRules(base, then)[0]
  return `On ${dateWords(then.day)}${verb}: ${verdictWords[then.shown].clause}${rule === undefined ? '' : ` (${lowerFirst(rule.title)})`}.`
}
