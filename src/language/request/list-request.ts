import type { Said } from '../../engine/explore.ts'
import type { Base } from '../../knowledge/base.ts'
import { isBareList } from './bare-list.ts'
import { isOfAnyList, setsNamed, type Cluster, type NamedList } from './groups.ts'
import { placesNamed, placesWithout } from './places-named.ts'
import type { Message } from '../message.ts'
import { unknownSets } from './unknown-sets.ts'
import { periodsIn, type Period } from './period.ts'

/** A list of countries that is asked for. */
export type ListRequest = {
  /** The published lists that are named. */
  readonly lists: readonly NamedList[]
  /** Those lists and the parts of the world that are named, as the words put them together. */
  readonly clusters: readonly Cluster[]
  /** Sets of countries that are named and no list here holds. */
  readonly unknown: readonly string[]
  /** Whether a country must be on all of them, or any will do; lists of one family go together where nothing is said. */
  readonly how: 'all' | 'any' | undefined
  /** Countries that are named to be left out. */
  readonly besides: readonly string[]
  /** Whether a country that is named is on them is asked. */
  readonly asksMembership: boolean
  /** Whether all lists that it is on are asked for. */
  readonly asksGroups: boolean
  /** The countries of which some are asked for, and where no list is named the parts of the world: only those. */
  readonly within: ReadonlyArray<readonly string[]>
  /** The verdicts by which countries are asked for; nothing where they are asked for by a list alone. */
  readonly verdicts: readonly Said[] | undefined
  /** When somebody came in or left, where that is asked; else on the last day of them. */
  readonly periods: readonly Period[]
  /** It is asked who was on a list. */
  readonly wasListed: boolean
  /** The words name lists and say nothing else: "D:4 without Yemen, please". */
  readonly isBare: boolean
  /** The bar of a law is spoken of: an article tells it better than a list. */
  readonly ofTheBar: boolean
}

/** Reads what list is asked for. */
export function readListRequest(base: Base, message: Message, today: string): ListRequest {
  const { marks } = message
  const places = placesNamed(message)
  const { clusters, out } = setsNamed(base, message, places, today)
  const lists = clusters.flatMap((cluster) => cluster.lists.filter(({ bloc }) => bloc === undefined))
  const namesOne = lists.length > 0
  const without = placesWithout(message, places, out)
  const blocs = places.flatMap((place) => (place.bloc !== undefined && !without.has(place) ? [place.codes] : []))
  const named = places.flatMap((place) => (place.bloc !== undefined || without.has(place) ? [] : place.codes))
  return {
    lists,
    clusters,
    unknown: namesOne ? unknownSets(message, clusters, isOfAnyList(base, message)) : [],
    how: marks.any('any-list') ? 'any' : marks.any('both-lists') ? 'all' : undefined,
    besides: places.flatMap((place) => (without.has(place) && !(namesOne && place.bloc !== undefined) ? place.codes : [])),
    asksMembership: marks.any('asks-membership'),
    asksGroups: marks.any('asks-groups'),
    within: marks.any('of-the-named') && named.length > 0 ? [named] : namesOne ? [] : blocs,
    verdicts: marks.any('wants-verdicts') ? verdictsIn(message) : undefined,
    periods: namesOne ? periodsIn(base, message, today) : [],
    wasListed: marks.any('was-listed'),
    isBare: namesOne && isBareList(base, message, { lists, places, without, today }),
    ofTheBar: marks.any('of-the-bar'),
  }
}

/** The verdicts by which something may go. */
export const lettingGo: readonly Said[] = ['not-an-export', 'no-license', 'exemption-possible', 'license-favorable', 'case-by-case']

/** Which verdicts a question of this wording asks for; those that let something go where it says none. */
function verdictsIn({ marks }: Message): readonly Said[] {
  if (marks.any('wants-prohibited')) return ['prohibited', 'policy-of-denial']
  if (marks.any('wants-presumed-denial')) return ['presumption-of-denial']
  if (marks.any('wants-denied'))
    return marks.any('wants-outright') ? ['policy-of-denial', 'prohibited'] : ['presumption-of-denial', 'policy-of-denial', 'prohibited']
  if (marks.any('wants-no-license')) return ['not-an-export', 'no-license']
  if (marks.any('wants-exempt')) return ['exemption-possible']
  return lettingGo
}
