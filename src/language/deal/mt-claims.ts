import { factsRead } from '../../engine/condition.ts'
import type { Base } from '../../knowledge/base.ts'
import { toCondition } from '../../knowledge/schema.ts'
import type { Marks } from '../patterns/marks.ts'
import type { ItemReading, ControlClaim } from '../reading.ts'

/**
 * Facts that decide the class of an item whose list entry does not say whether the item is controlled for
 * missile technology.
 */
const asked = new Set(['mt-reason', 'spacecraft-entry', 'item'])

/**
 * What the words around the entry at word `at` say about missile technology control: "USML XV, no MT mark". `undefined` if they say
 * nothing.
 */
export const claimOnEntry = (marks: Marks, at: number): ControlClaim | undefined =>
  marks.has(at, 'mt-marked') ? 'mt' : marks.has(at, 'mt-unmarked') ? 'no-mt' : undefined

/** `category-one` if the item at word `at` is said to be in MTCR Category I. Words for a milder category are ignored. */
export const claimOnItem = (marks: Marks, at: number): ControlClaim | undefined =>
  marks.has(at, 'category-one') ? 'category-one' : undefined

/**
 * Narrows an item to the classes that fit what was said about it. Unchanged if no class fits. Also unchanged
 * if the words are not about MTCR Category I and the entry itself settles missile technology control.
 */
export function withClaim(base: Base, thing: ItemReading, told: ControlClaim | undefined): ItemReading {
  if (told === undefined || (told !== 'category-one' && !asksForMark(thing))) return thing
  const lands = thing.lands.filter(({ class: id }) => fits(base, id, told))
  const last = lands.at(-1)
  return last === undefined ? thing : { ...thing, told, lands: [...lands.slice(0, -1), { class: last.class }] }
}

const asksForMark = ({ lands }: ItemReading): boolean =>
  lands.some(({ when }) => when !== undefined && factsRead(toCondition(when)).some((fact) => asked.has(fact)))

function fits(base: Base, id: string, told: ControlClaim): boolean {
  const known = base.classes.get(id)
  return told === 'category-one' ? known?.category === 'I' : known?.mt === (told === 'mt' ? 'yes' : 'no')
}
