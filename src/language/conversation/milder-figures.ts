import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { numberIn } from './figures-unsaid.ts'

/**
 * Drops figures of a message that says they are only on paper, hold with less fuel or more load, or belong to
 * another thing. A figure is dropped if it is milder than the strictest one stated before: "on paper 290 km"
 * after "a drone with 320 km". A stricter figure always counts.
 */
export function withoutMilderFigures(base: Base, { marks }: Message, before: Reading, now: Reading): Reading {
  if (!marks.any('figure-of-less')) return now
  const lesser = new Set(Object.keys(now.figures).filter((fact) => isMilder(base, fact, before, now)))
  return lesser.size === 0 ? now : withoutFigures(now, lesser)
}

/**
 * Drops figures of a message that it tells of something else ("its radio reaches 220 km", "the old model had 220 km"), if the figure told
 * before gives the strictest answer, or is itself the one that the message speaks of. Otherwise the fact stays open.
 */
export function withoutFiguresOfOthers(base: Base, { tokens, marks }: Message, before: Reading, now: Reading): Reading {
  if (!marks.any('figure-of-other')) return now
  const others = new Set(tokens.flatMap(({ typed }, at) => (marks.has(at, 'figure-of-other') ? [typed] : [])))
  const dropped = Object.entries(now.figures).flatMap(([fact, typed]) => {
    const number = numberIn(typed)
    const isOfOther = number !== undefined && others.has(number)
    const isStrictest = before.facts[fact] !== undefined && before.facts[fact] === base.facts.get(fact)?.answers?.at(-1)?.value
    return isOfOther && (isStrictest || number === numberIn(before.figures[fact] ?? '')) ? [fact] : []
  })
  return dropped.length === 0 ? now : { ...withoutFigures(now, new Set(dropped)), taken: [...now.taken, ...others] }
}

/** The reading without what its figures say of these facts. */
function withoutFigures(now: Reading, facts: ReadonlySet<string>): Reading {
  const kept = <Of>(of: Readonly<Record<string, Of>>): Record<string, Of> =>
    Object.fromEntries(Object.entries(of).filter(([fact]) => !facts.has(fact)))
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
