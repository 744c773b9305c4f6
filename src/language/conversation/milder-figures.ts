import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'

/**
 * Drops figures of a message that says they are only on paper, hold with less fuel or more load, or belong to
 * another thing. A figure is dropped if it is milder than the strictest one stated before: "on paper 290 km"
 * after "a drone with 320 km". A stricter figure always counts.
 */
export function withoutMilderFigures(base: Base, { marks }: Message, before: Reading, now: Reading): Reading {
  if (!marks.any('figure-of-less')) return now
  const lesser = new Set(Object.keys(now.figures).filter((fact) => isMilder(base, fact, before, now)))
  if (lesser.size === 0) return now
  const kept = <Of>(of: Readonly<Record<string, Of>>): Record<string, Of> =>
    Object.fromEntries(Object.entries(of).filter(([fact]) => !lesser.has(fact)))
  return { ...now, facts: kept(now.facts), possible: kept(now.possible), figures: kept(now.figures), taken: [], measured: [] }
}

/**
 * Whether the figure stated now puts a fact into a milder band than the strictest one possible before. A band
 * is an answer such as `under-300`. False if a smaller and a larger figure can both be stricter.
 */
function isMilder(base: Base, fact: string, before: Reading, now: Reading): boolean {
  const { answers = [], stricter } = base.facts.get(fact) ?? {}
  if (stricter === undefined) return false
  const ascending = answers.map(({ value }) => value)
  const bands = stricter === 'smaller' ? ascending.toReversed() : ascending
  const gravest = ({ facts, possible }: Reading): number =>
    Math.max(...[facts[fact] ?? [], possible[fact] ?? []].flat().map((band) => bands.indexOf(band)), -1)
  const was = gravest(before)
  return was >= 0 && gravest(now) < was
}
