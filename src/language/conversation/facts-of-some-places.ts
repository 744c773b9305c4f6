import type { Base } from '../../knowledge/base.ts'
import type { FactWords } from '../../knowledge/fact-names.ts'
import type { Message } from '../message.ts'
import type { PlaceReading, Reading } from '../reading.ts'
import { nthPlace, countryKey } from './points-back.ts'

/**
 * Whether an answer counts for one place only, if a message states it of that place: in "And Norway, for a
 * hotel", the civil use is said of Norway alone. Any answer that is not mild counts for all places, and so
 * does what is said of the item itself.
 */
function isOfItsPlace(base: Base, id: string, value: string): boolean {
  const fact = base.facts.get(id)
  return fact !== undefined && fact.about !== 'item' && fact.mild?.includes(value) === true
}

/** Facts that a message states for some of the places only; `of` are these places. */
export type FactsOfSomePlaces = { readonly of: readonly PlaceReading[]; readonly facts: Readonly<FactWords> }

/**
 * The facts of recipient, end use and activity with mild answers that a message states for some places only ("And Norway, for a hotel",
 * "the first one is for a hotel"). These facts must not clear the other places talked about. `undefined` if there are none, or if the
 * message names an item or corrects something.
 */
export function factsOfSomePlaces(base: Base, message: Message, before: Reading, now: Reading): FactsOfSomePlaces | undefined {
  if (now.item !== undefined || message.marks.any('corrects')) return undefined
  const of = placesTold(message, before, now)
  const told = new Set(of.map(countryKey))
  const hasOthers = [...before.talkedOf.flat(), ...before.places].some((place) => !told.has(countryKey(place)))
  const facts = Object.fromEntries(Object.entries(now.facts).filter(([fact, value]) => isOfItsPlace(base, fact, value)))
  return of.length === 0 || !hasOthers || Object.keys(facts).length === 0 ? undefined : { of, facts }
}

/**
 * Gives the new places the facts that were stated only for the last of the places before: "And China, same
 * use?". `undefined` if there is nothing to give.
 */
export function sameUseAsLastPlace({ marks }: Message, before: Reading, { places }: Reading): FactsOfSomePlaces | undefined {
  const last = before.places.at(-1)
  return marks.any('same-use') && last?.facts !== undefined && places.length > 0 ? { of: places, facts: last.facts } : undefined
}

function placesTold(message: Message, before: Reading, now: Reading): readonly PlaceReading[] {
  if (now.places.length > 0) return now.places.filter(({ role }) => role !== 'nationality' && role !== 'domestic')
  if (message.marks.any('tells-of-nth')) return [nthPlace(message, before, 'tells-of-nth')].filter((place) => place !== undefined)
  return message.marks.any('tells-of-last') && before.places.length > 1 ? before.places.slice(-1) : []
}

/** Adds to a place the facts that were stated for it alone. */
export const withFactsOfSomePlaces =
  (apart: FactsOfSomePlaces | undefined) =>
  (place: PlaceReading): PlaceReading =>
    apart === undefined || !apart.of.some((one) => countryKey(one) === countryKey(place))
      ? place
      : { ...place, facts: { ...place.facts, ...apart.facts } }
