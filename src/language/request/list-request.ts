import type { Base } from '../../knowledge/base.ts'
import { isBareList } from './bare-list.ts'
import { isOfAnyList, setsNamed, type Cluster, type NamedList } from './groups.ts'
import { placesNamed, placesWithout } from './places-named.ts'
import type { Message } from '../message.ts'
import { unknownSets } from './unknown-sets.ts'
import { periodsIn, type Period } from './period.ts'
import type { ShownVerdict } from '../../engine/shown-verdict.ts'

/** A list of countries that is asked for. */
export type ListRequest = {
  /** The published lists that are named. */
  readonly lists: readonly NamedList[]
  /** The named lists and regions, combined as the words say. */
  readonly clusters: readonly Cluster[]
  /** Names of sets of countries for which Licet has no list, as typed. */
  readonly unknown: readonly string[]
  /** Whether a country must be on all of the lists or on any one; `undefined` if the words do not say. */
  readonly how: 'all' | 'any' | undefined
  /** Countries that are to be left out. */
  readonly besides: readonly string[]
  /** The question is whether a named country is on the lists. */
  readonly asksMembership: boolean
  /** The question is which lists a country is on. */
  readonly asksGroups: boolean
  /** The sets of countries to search in: the countries named in "which of these", or the named regions if no list is named; else empty. */
  readonly within: ReadonlyArray<readonly string[]>
  /** Only the country that came onto the list, or went off it, last is asked for. */
  readonly onlyLast: boolean
  /** Each list is asked for by itself: "how many are in D:4, and how many in D:5?" */
  readonly isApart: boolean
  /** The verdicts for which countries are wanted; `undefined` if the message does not ask for verdicts. */
  readonly verdicts: readonly ShownVerdict[] | undefined
  /**
   * The periods that a list is asked for. If the question is who joined or left, it is about these periods; any other question is about the
   * last day of a period.
   */
  readonly periods: readonly Period[]
  /** The question is who was on a list in the past. */
  readonly wasListed: boolean
  /** The message names lists and says nothing else: "D:4 without Yemen, please". */
  readonly isBare: boolean
  /** The message asks for exceptions to a ban ("who was exempted from the bar"), which an article explains better than a list. */
  readonly ofTheBar: boolean
}

/** Reads which list of countries a message asks for. */
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
    onlyLast: marks.any('came-last'),
    isApart: marks.any('lists-apart') && lists.length > 1 && clusters.every(({ without }) => !without),
    verdicts: marks.any('wants-verdicts') ? verdictsIn(message) : undefined,
    periods: namesOne ? periodsIn(base, message, today) : [],
    wasListed: marks.any('was-listed'),
    isBare: namesOne && isBareList(base, message, { lists, places, without, today }),
    ofTheBar: marks.any('of-the-bar'),
  }
}

/** The verdicts with which an item may be exported, perhaps after an application. */
export const verdictsWithoutDenial: readonly ShownVerdict[] = [
  'not-an-export',
  'no-license',
  'exemption-possible',
  'license-favorable',
  'case-by-case',
]

/** The verdicts that the wording asks for, or {@link verdictsWithoutDenial} if the wording names none. */
function verdictsIn({ marks }: Message): readonly ShownVerdict[] {
  if (marks.any('wants-prohibited')) return ['prohibited', 'policy-of-denial']
  if (marks.any('wants-presumed-denial')) return ['presumption-of-denial']
  if (marks.any('wants-denied'))
    return marks.any('wants-outright') ? ['policy-of-denial', 'prohibited'] : ['presumption-of-denial', 'policy-of-denial', 'prohibited']
  if (marks.any('wants-no-license')) return ['not-an-export', 'no-license']
  if (marks.any('wants-exempt')) return ['exemption-possible']
  return verdictsWithoutDenial
}
