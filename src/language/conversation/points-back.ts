import type { Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import type { PlaceReading, Reading } from '../reading.ts'
import { pickedAnswer } from './answered.ts'

/**
 * What a message makes of the places talked about: the places of the deal, all groups of places talked about
 * so far, and the countries left out ("leave the third out").
 */
export type PointsBack = Pick<Reading, 'places' | 'talkedOf' | 'countriesLeftOut'>

/** A key for a place, by which it is recognized in another message. */
export const countryKey = ({ codes, region }: PlaceReading): string => `${codes.join()} ${region ?? ''}`

/**
 * The places that a message points back to: "the first one", "all of them". `undefined` if it points to none,
 * names a place or item, or answers what was asked. Also `undefined` if the words could mean something else,
 * because only one place, several items or a nationality was talked about.
 */
export function pointsBack(message: Message, before: Reading, now: Reading): PointsBack | undefined {
  const { marks } = message
  const { talkedOf, countriesLeftOut } = before
  const all = allTalkedOf(before)
  if (now.item !== undefined || now.places.length > 0 || !hasSeveral(before)) return undefined
  const kept = (places: readonly PlaceReading[]): PointsBack => ({ places, talkedOf, countriesLeftOut })
  const told = nthPlace(message, before, 'tells-of-nth')
  if (told !== undefined && before.places.length < 2) return kept([told])
  const fallen = message.text.includes('?') ? undefined : nthPlace(message, before, 'nth-fell-out')
  const picked = fallen ?? nthPlace(message, before, 'points-at-nth')
  if (picked !== undefined && (fallen !== undefined || marks.any('leaves-nth-out'))) {
    const without = (places: readonly PlaceReading[]): readonly PlaceReading[] => places.filter((place) => !isSame(picked)(place))
    return {
      places: without(listed(before)),
      talkedOf: talkedOf.map(without).filter((group) => group.length > 0),
      countriesLeftOut: [...countriesLeftOut, ...picked.codes],
    }
  }
  if (picked !== undefined) {
    if (Object.keys({ ...now.facts, ...now.possible }).length > 0 && pickedAnswer(message) >= 0) return undefined
    // Onward destinations of the picked place stay with it.
    const group = talkedOf.find((one) => one.some(isSame(picked))) ?? []
    return kept([picked, ...group.filter((place) => place.role === 'onward' && !isSame(picked)(place))])
  }
  if (marks.any('all-of-them')) return kept(all)
  const others = all.filter((place) => !before.places.some(isSame(place)))
  return marks.any('the-others') ? kept(others.length > 0 ? others : all) : undefined
}

/** Whether an ordinal ("the second") can only mean a place: several places were talked about, but only one item and no nationality. */
const hasSeveral = (before: Reading): boolean =>
  hasSeveralPlaces(before) &&
  !before.isOtherThing &&
  before.also.length === 0 &&
  !allTalkedOf(before).some(({ role }) => role === 'nationality')

/** Whether several places were talked about. */
export const hasSeveralPlaces = (before: Reading): boolean => allTalkedOf(before).length > 1

const allTalkedOf = ({ talkedOf }: Reading): readonly PlaceReading[] => [
  ...new Map(talkedOf.flat().map((place) => [countryKey(place), place])).values(),
]

const isSame =
  (one: PlaceReading) =>
  (other: PlaceReading): boolean =>
    countryKey(one) === countryKey(other)

/** The places among which an ordinal counts: the current ones if there are several, else all that were talked about. */
const listed = (before: Reading): readonly PlaceReading[] => (before.places.length > 1 ? before.places : allTalkedOf(before))

/**
 * The place that an ordinal means: "the second". `mark`: the mark that the ordinal must have. `undefined` if
 * no word has the mark, an item or a nationality could be meant, or there are fewer places.
 */
export function nthPlace(message: Message, before: Reading, mark: string): PlaceReading | undefined {
  if (!message.marks.any(mark) || !hasSeveral(before)) return undefined
  const places = listed(before)
  const nth = nthOf(
    message,
    message.tokens.findIndex((_, index) => message.marks.has(index, mark)),
    places.length,
  )
  return nth === undefined ? undefined : places[nth]
}

/**
 * The zero-based index that the ordinal at word `at` means among `count` things; `undefined` if there is no ordinal or too few things.
 */
export function nthOf(message: Message, at: number, count: number): number | undefined {
  const named = ordinals.findIndex((name) => isIn(message, at, name))
  if (named >= 0) return named < count ? named : undefined
  if (isIn(message, at, 'nth-last')) return count - 1
  return isIn(message, at, 'nth-middle') && count === 3 ? 1 : undefined
}

const ordinals = ['nth-first', 'nth-second', 'nth-third', 'nth-fourth']
