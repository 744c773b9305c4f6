import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'

/**
 * Drops a figure that would take the place of a graver one, but that only stands on papers, holds at less than the most or belongs to
 * another thing: "on paper 290 km" after "a drone with 320 km". A figure that makes the deal graver counts however it is told.
 */
export function withoutLesser(base: Base, { marks }: Message, before: Reading, now: Reading): Reading {
  if (!marks.any('figure-of-less')) return now
  const lesser = new Set(Object.keys(now.figures).filter((fact) => isLesser(base, fact, before, now)))
  if (lesser.size === 0) return now
  const kept = <Of>(of: Readonly<Record<string, Of>>): Record<string, Of> =>
    Object.fromEntries(Object.entries(of).filter(([fact]) => !lesser.has(fact)))
  return { ...now, facts: kept(now.facts), possible: kept(now.possible), figures: kept(now.figures), taken: [], measured: [] }
}

/** Facts of which a smaller figure is the graver one. */
const graverWhenLess: ReadonlySet<string> = new Set(['accuracy'])

/** Whether the band told now is a milder one than the gravest that was possible before. */
function isLesser(base: Base, fact: string, before: Reading, now: Reading): boolean {
  const ascending = (base.facts.get(fact)?.answers ?? []).map(({ value }) => value)
  const bands = graverWhenLess.has(fact) ? ascending.toReversed() : ascending
  const gravest = ({ facts, possible }: Reading): number =>
    Math.max(...[facts[fact] ?? [], possible[fact] ?? []].flat().map((band) => bands.indexOf(band)), -1)
  const was = gravest(before)
  return was >= 0 && gravest(now) < was
}
