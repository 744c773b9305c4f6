import type { Facts } from '../knowledge/fact-names.ts'
import type { Base } from '../knowledge/base.ts'
import { assumptionsOf } from './assumptions.ts'
import type { DecidedLeg } from './leg.ts'

/**
 * One thing that an answer is based on, in words that a person can check.
 * - `slot`: "item", "destination" and the like, or the id of a fact.
 * - `origin`: `said` by the asker, known of a named `product`, `presumed` from the kind of item, or
 * `assumed` for everybody.
 * - `typed`: the words of the asker, if they are in one piece.
 */
export type BasisEntry = {
  readonly slot: string
  readonly value: string
  readonly unit?: string
  readonly typed?: string
  readonly origin: 'said' | 'product' | 'presumed' | 'assumed'
}

/** What the legs of an answer are based on, without repetition: item, place, day, then facts. */
export function basisOf(base: Base, legs: readonly DecidedLeg[]): readonly BasisEntry[] {
  const slots = legs.flatMap((leg) => [...thingSlots(leg), ...placeSlots(base, leg), ...daySlots(leg), ...factSlots(base, leg)])
  return [...new Map(slots.map((slot) => [`${slot.slot} ${slot.value}`, slot])).values()]
}

function thingSlots({ leg: { reading } }: DecidedLeg): readonly BasisEntry[] {
  return (['item', 'article', 'vehicle'] as const).flatMap((slot) => {
    const thing = reading[slot]
    return thing === undefined ? [] : [{ slot, value: thing.name, typed: thing.typed, origin: 'said' as const }]
  })
}

function placeSlots(base: Base, { leg: { place } }: DecidedLeg): readonly BasisEntry[] {
  if (place === undefined || place.codes.length === 0) return []
  const value = place.codes.length > 6 ? place.typed : place.codes.map((code) => base.countries.get(code)?.name ?? code).join(' or ')
  return [{ slot: place.role, value, typed: place.typed, origin: 'said' }]
}

const daySlots = ({ leg: { reading, days } }: DecidedLeg): readonly BasisEntry[] =>
  reading.date === undefined ? [] : [{ slot: 'date', value: days.join(' or '), typed: reading.date.typed, origin: 'said' }]

function factSlots(base: Base, leg: DecidedLeg): readonly BasisEntry[] {
  const { reading } = leg.leg
  const ofProduct: Facts = { ...reading.article?.states, ...reading.item?.states }
  const slot = (fact: string, value: unknown, origin: BasisEntry['origin']): readonly BasisEntry[] => {
    const known = base.facts.get(fact)
    const said = known?.answers?.find((one) => one.value === value)?.say
    return said === undefined ? [] : [{ slot: fact, value: said, ...(known?.unit === undefined ? {} : { unit: known.unit }), origin }]
  }
  return [
    ...Object.entries(leg.stated).flatMap(([fact, value]) =>
      reading.facts[fact] !== undefined ? slot(fact, value, 'said') : ofProduct[fact] !== undefined ? slot(fact, value, 'product') : [],
    ),
    ...assumptionsOf(base, leg).flatMap(({ fact, value }) => slot(fact, value, leg.presumed[fact] === undefined ? 'assumed' : 'presumed')),
  ]
}
