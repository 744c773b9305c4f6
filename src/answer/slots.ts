import type { Facts } from '../knowledge/fact-names.ts'
import type { Base } from '../knowledge/base.ts'
import type { Evidence } from '../language/evidence/evidence.ts'
import { assumptionsOf } from './grounds.ts'
import type { DecidedLeg } from './leg.ts'

/**
 * One thing that an answer is based on, in words that a person can check.
 * - `slot`: "item", "destination" and the like, or the id of a fact.
 * - `origin`: `said` by the asker, known of a named `product`, `presumed` from the kind of item, or
 * `assumed` for everybody.
 * - `typed`: the words of the asker, if they are in one piece.
 */
export type Slot = {
  readonly slot: string
  readonly value: string
  readonly unit?: string
  readonly typed?: string
  readonly origin: 'said' | 'product' | 'presumed' | 'assumed'
}

/** Words of a message that could matter and that the answer does not use, as typed, with what they seem to be. */
export type Unused = { readonly kind: 'number' | 'day' | 'place' | 'word' | 'condition'; readonly typed: string }

/** What the legs of an answer are based on, without repetition: item, place, day, then facts. */
export function slotsOf(base: Base, legs: readonly DecidedLeg[]): readonly Slot[] {
  const slots = legs.flatMap((leg) => [...thingSlots(leg), ...placeSlots(base, leg), ...daySlots(leg), ...factSlots(base, leg)])
  return [...new Map(slots.map((slot) => [`${slot.slot} ${slot.value}`, slot])).values()]
}

function thingSlots({ leg: { reading } }: DecidedLeg): readonly Slot[] {
  return (['item', 'article', 'vehicle'] as const).flatMap((slot) => {
    const thing = reading[slot]
    return thing === undefined ? [] : [{ slot, value: thing.name, typed: thing.typed, origin: 'said' as const }]
  })
}

function placeSlots(base: Base, { leg: { place } }: DecidedLeg): readonly Slot[] {
  if (place === undefined || place.codes.length === 0) return []
  const value = place.codes.length > 6 ? place.typed : place.codes.map((code) => base.countries.get(code)?.name ?? code).join(' or ')
  return [{ slot: place.role, value, typed: place.typed, origin: 'said' }]
}

const daySlots = ({ leg: { reading, days } }: DecidedLeg): readonly Slot[] =>
  reading.date === undefined ? [] : [{ slot: 'date', value: days.join(' or '), typed: reading.date.typed, origin: 'said' }]

function factSlots(base: Base, leg: DecidedLeg): readonly Slot[] {
  const { reading } = leg.leg
  const ofProduct: Facts = { ...reading.article?.states, ...reading.item?.states }
  const slot = (fact: string, value: unknown, origin: Slot['origin']): readonly Slot[] => {
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

/** The words of a message (whose names and statements are in `evidence`) that its answer does not use. */
export function unusedIn(base: Base, evidence: Evidence | undefined, legs: readonly DecidedLeg[]): readonly Unused[] {
  if (evidence === undefined) return []
  const used = new Set(legs.flatMap(({ leg: { reading } }) => [...reading.places, ...reading.nationalities].flatMap(({ codes }) => codes)))
  // The U.S. place where a foreign national is shown something ("in Denver") counts as used.
  const isReleasedHere = legs.some(({ leg: { place } }) => place?.role === 'nationality')
  const isUsed = (codes: readonly string[], day: string): boolean =>
    codes.some((code) => used.has(code) || (isReleasedHere && base.groupsOf(code, day).includes('us')))
  const of = (kind: Unused['kind'], words: readonly string[]): readonly Unused[] => [...new Set(words)].map((typed) => ({ kind, typed }))
  return [
    ...of(
      'number',
      evidence.figures.filter((typed) => !legs.some(({ leg: { reading } }) => reading.taken.includes(typed))),
    ),
    ...of('day', evidence.days),
    ...of('place', [
      ...evidence.places.filter(({ codes, typed }) => typed !== 'us' && !isUsed(codes, legs[0]?.day ?? '')).map(({ typed }) => typed),
      ...evidence.unknownPlaces,
    ]),
    ...of(
      'word',
      legs.flatMap(({ leg: { reading } }) => reading.guesses.map(({ typed }) => typed)),
    ),
    ...of('condition', evidence.unusedDenials),
  ]
}
