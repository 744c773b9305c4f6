import { factsRead } from '../../engine/condition.ts'
import type { Base } from '../../knowledge/base.ts'
import { toCondition } from '../../knowledge/schema.ts'
import type { Marks } from '../patterns/marks.ts'
import type { ItemReading, Told } from '../reading.ts'

/** The facts by which an entry that does not tell its own mark asks for it. */
const asked = new Set(['mt-reason', 'spacecraft-entry', 'item'])

/** What is said of the missile technology mark of the entry at a word: "USML XV, no MT mark". */
export const toldOfEntry = (marks: Marks, at: number): Told | undefined =>
  marks.has(at, 'mt-marked') ? 'mt' : marks.has(at, 'mt-unmarked') ? 'no-mt' : undefined

/** A thing that is told to be Category I; what is told of a milder one counts for nothing. */
export const toldOfThing = (marks: Marks, at: number): Told | undefined => (marks.has(at, 'category-one') ? 'category-one' : undefined)

/**
 * A thing with only the classes that fit what is told of it. An entry that tells its mark itself stays as it is, whatever the
 * words say; so does a thing that nothing fits.
 */
export function withTold(base: Base, thing: ItemReading, told: Told | undefined): ItemReading {
  if (told === undefined || (told !== 'category-one' && !asksForMark(thing))) return thing
  const lands = thing.lands.filter(({ class: id }) => fits(base, id, told))
  const last = lands.at(-1)
  return last === undefined ? thing : { ...thing, told, lands: [...lands.slice(0, -1), { class: last.class }] }
}

const asksForMark = ({ lands }: ItemReading): boolean =>
  lands.some(({ when }) => when !== undefined && factsRead(toCondition(when)).some((fact) => asked.has(fact)))

function fits(base: Base, id: string, told: Told): boolean {
  const known = base.classes.get(id)
  return told === 'category-one' ? known?.category === 'I' : known?.mt === (told === 'mt' ? 'yes' : 'no')
}
