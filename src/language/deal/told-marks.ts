import { factsRead } from '../../engine/condition.ts'
import type { Base } from '../../knowledge/base.ts'
import { toCondition } from '../../knowledge/schema.ts'
import type { Marks } from '../patterns/marks.ts'
import type { ItemReading } from '../reading.ts'

/** The facts by which an entry that does not tell its own mark asks for it. */
const asked = new Set(['mt-reason', 'spacecraft-entry'])

/**
 * An entry that may bear an MT mark or not, with only the classes that fit what is said of it: "USML XV, no MT mark". An entry
 * that tells its mark itself stays as it is, whatever the words say.
 */
export function withToldMark(base: Base, entry: ItemReading, marks: Marks, at: number): ItemReading {
  const told = marks.has(at, 'mt-marked') ? 'yes' : marks.has(at, 'mt-unmarked') ? 'no' : undefined
  const isAsked = entry.lands.some(({ when }) => when !== undefined && factsRead(toCondition(when)).some((fact) => asked.has(fact)))
  if (told === undefined || !isAsked) return entry
  const lands = entry.lands.filter((landing) => base.classes.get(landing.class)?.mt === told)
  const last = lands.at(-1)
  return last === undefined ? entry : { ...entry, lands: [...lands.slice(0, -1), { class: last.class }] }
}

/** A thing that is told to be Category I, with only the classes that are; what is told of a milder one counts for nothing. */
export function withToldCategory(base: Base, thing: ItemReading, marks: Marks, at: number): ItemReading {
  if (!marks.has(at, 'category-one')) return thing
  const lands = thing.lands.filter((landing) => base.classes.get(landing.class)?.category === 'I')
  const last = lands.at(-1)
  return last === undefined ? thing : { ...thing, lands: [...lands.slice(0, -1), { class: last.class }] }
}
