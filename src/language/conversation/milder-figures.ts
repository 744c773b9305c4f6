import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'
import { sharesClass, type Reading } from '../reading.ts'
import { answersOf, bandsOf } from '../figures/bands.ts'
import { readFigures, type Quantity } from '../figures/quantities.ts'
import { tellsOnlyFigures } from '../figures/only-figures.ts'
import { isToldOfOther } from '../figures/told-of-other.ts'
import { numberIn } from './figures-unsaid.ts'
import { isOtherwise } from './taken-back.ts'

/**
 * Drops figures of a message that says they are only on paper, hold with less fuel or more load, or belong to
 * another thing. A figure is dropped if it is milder than the strictest one stated before: "on paper 290 km"
 * after "a drone with 320 km". A stricter figure always counts.
 */
export function withoutMilderFigures(base: Base, { marks }: Message, before: Reading, now: Reading): Reading {
  return marks.any('figure-of-less') ? withoutFigures(now, milderIn(base, before, now)) : now
}

/**
 * Keeps a figure that is milder than the strictest one stated before from taking its place in passing: after "a drone with 420 km", "the
 * longest flight planned is 120 km" leaves the range open. The figure takes the place of the other if the message corrects something, asks
 * what if, or says nothing else.
 */
export function withMilderFiguresOpen(base: Base, message: Message, before: Reading, now: Reading): Reading {
  if (isOtherwise(message) || isNewThing(before, now) || tellsOnlyFigures(base, message)) return now
  const lesser = milderIn(base, before, now)
  const open = [...lesser].map((fact) => [fact, answersOf(base, fact)] as const)
  return open.length === 0 ? now : { ...now, facts: without(now.facts, lesser), possible: { ...now.possible, ...Object.fromEntries(open) } }
}

const milderIn = (base: Base, before: Reading, now: Reading): ReadonlySet<string> =>
  new Set(Object.keys(now.figures).filter((fact) => isMilder(base, fact, before, now)))

/** Whether a message turns to another item, whose figures have nothing to do with those stated before. */
const isNewThing = (before: Reading, { item }: Reading): boolean =>
  item !== undefined && (before.item === undefined || !sharesClass(item, before.item))

/**
 * Drops figures of a message that it tells of something else ("its radio reaches 220 km", "the old model had 220 km"), unless they are
 * stricter than what was stated before; the fact then stays open.
 */
export function withoutFiguresOfOthers(base: Base, message: Message, before: Reading, now: Reading): Reading {
  if (!message.marks.any('figure-of-other')) return now
  const others = readFigures(base, message).quantities.filter((one) => isToldOfOther(message, one))
  const dropped = Object.keys(now.figures).filter((fact) =>
    others.some(({ measure, typed, low, high, open }) => {
      const isOfFact = base.language.quantities.quantities.some(({ is, feeds }) => is === measure && feeds === fact)
      return isOfFact && now.figures[fact] === typed && !isStricter(base, fact, before, bandsOf(base, fact, low, high, open))
    }),
  )
  return { ...withoutFigures(now, new Set(dropped)), taken: [...now.taken, ...numbersOf(others)] }
}

const numbersOf = (figures: readonly Quantity[]): readonly string[] => figures.flatMap(({ typed }) => numberIn(typed) ?? [])

/** The reading without what its figures say of these facts. */
function withoutFigures(now: Reading, facts: ReadonlySet<string>): Reading {
  if (facts.size === 0) return now
  return {
    ...now,
    facts: without(now.facts, facts),
    possible: without(now.possible, facts),
    figures: without(now.figures, facts),
    taken: [],
    measured: [],
  }
}

const without = <Of>(of: Readonly<Record<string, Of>>, facts: ReadonlySet<string>): Record<string, Of> =>
  Object.fromEntries(Object.entries(of).filter(([fact]) => !facts.has(fact)))

/**
 * Whether the figure stated now puts a fact into a milder band than the strictest one possible before. A band
 * is an answer such as `under-300`. False if a smaller and a larger figure can both be stricter.
 */
function isMilder(base: Base, fact: string, before: Reading, now: Reading): boolean {
  const [was, is] = [before, now].map((one) => gravest(base, fact, bandsIn(fact, one)))
  return was !== undefined && is !== undefined && is >= 0 && is < was
}

/** Whether any of these bands is stricter than the strictest one possible before, or may be. */
const isStricter = (base: Base, fact: string, before: Reading, bands: readonly string[]): boolean =>
  base.facts.get(fact)?.stricter === undefined || gravest(base, fact, bands) > gravest(base, fact, bandsIn(fact, before))

const bandsIn = (fact: string, { facts, possible }: Reading): readonly string[] => [facts[fact] ?? [], possible[fact] ?? []].flat()

/** The place of the strictest of these bands among all of the fact; -1 if there is none, or no order of strictness. */
function gravest(base: Base, fact: string, bands: readonly string[]): number {
  const { answers = [], stricter } = base.facts.get(fact) ?? {}
  const ascending = answers.map(({ value }) => value)
  const ordered = stricter === undefined ? [] : stricter === 'smaller' ? ascending.toReversed() : ascending
  return Math.max(...bands.map((band) => ordered.indexOf(band)), -1)
}
