import type { Base } from '../knowledge/base.ts'
import { landingFacts } from '../knowledge/landing.ts'
import { severityOf } from '../engine/shown-verdict.ts'
import { vehicleFacts } from '../language/deal/vehicle.ts'
import { clausesSaying, stillCounting, type Evidence } from '../language/evidence/evidence.ts'
import type { Reading } from '../language/reading.ts'
import type { Doubt } from './doubt.ts'
import { strictnessOf } from './governing.ts'
import { decideLeg, type DecidedLeg } from './leg.ts'
import { isStricter } from './try-stricter.ts'

/** Doubts about figures that are only a part of what the thing can do, if the verdict could be stricter without them. */
export function partialDoubts(base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): readonly Doubt[] {
  const words = takesFigures(base, leg) ? clausesSaying(evidence, 'figure-partial') : []
  return words.length > 0 && isStricterWithoutFigures(base, leg, today) ? words.map((said): Doubt => ({ kind: 'figure', words: said })) : []
}

/**
 * Doubts about figures that may hold only for one of several things, if the verdict could be stricter without them, or with those of
 * another product.
 */
export function lentDoubts(base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): readonly Doubt[] {
  const counting = stillCounting(evidence)
  const words = counting.flatMap(({ lentFigures }) => lentFigures)
  const { item, vehicle } = leg.leg.reading
  const others = counting
    .flatMap(({ things }) => things)
    .filter(({ item: { source } }) => source.kind === 'system' && source.id !== vehicle?.source.id)
  const graver =
    vehicle?.source.kind === 'system'
      ? others.filter((one) => isStricter(base, leg, { facts: vehicleFacts(base, { item, vehicle: one.item }) }, today))
      : []
  return [...(words.length > 0 && isStricterWithoutFigures(base, leg, today) ? words : []), ...graver.map(() => vehicle?.typed ?? '')].map(
    (said): Doubt => ({ kind: 'lent', words: said }),
  )
}

function isStricterWithoutFigures(base: Base, leg: DecidedLeg, today: string): boolean {
  const { reading } = leg.leg
  const without = <T>(facts: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(facts).filter(([fact]) => reading.figures[fact] === undefined))
  const open = decideLeg(
    base,
    { ...leg.leg, reading: { ...reading, facts: without(reading.facts), possible: without(reading.possible) } },
    today,
  )
  return strictnessOf(open) > severityOf(leg.shown)
}

/**
 * Doubts about bare numbers in a correction that the reading could not use: "The sheet had a typo, read
 * 1.25".
 */
export const correctedFigures = (
  base: Base,
  leg: DecidedLeg,
  decided: readonly Reading[],
  evidence: readonly Evidence[],
): readonly Doubt[] =>
  takesFigures(base, leg)
    ? evidence
        .filter(({ corrects }) => corrects)
        .flatMap(({ figures }) => figures.filter((one) => !decided.some(({ taken }) => taken.includes(one))))
        .map((words): Doubt => ({ kind: 'figure', words }))
    : []

/** Whether the class of the item can depend on a figure, e.g. its range. */
export const takesFigures = (base: Base, { leg: { reading } }: DecidedLeg): boolean =>
  landingFacts((reading.article ?? reading.item)?.lands ?? []).some((fact) => base.facts.get(fact)?.unit !== undefined)
