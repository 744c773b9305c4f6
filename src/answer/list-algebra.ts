import type { Base } from '../knowledge/base.ts'
import type { Cluster, NamedList } from '../language/request/groups.ts'
import type { ListRequest } from '../language/request/list-request.ts'
import { isWithin, type Period } from '../language/request/period.ts'

/**
 * The codes of the countries that a request for lists asks for. Lists named together form a cluster ("E:1 and E:2"); clusters are
 * intersected or subtracted in order. Then only the named places are kept (`within`), and those to be left out are removed (`besides`).
 * Parts of a country (Hong Kong) are kept only if one of the lists has rows for them.
 */
export function countriesAsked(base: Base, request: ListRequest, day: string): readonly string[] {
  const { lists, within, besides } = request
  const narrowed = [...joinedLists(base, request, day).countries].filter(
    (code) => within.length === 0 || within.some((codes) => codes.includes(code)),
  )
  return narrowed.filter((code) => !besides.includes(code) && (hasOwnRow(lists) || base.countries.get(code)?.parent === undefined))
}

/** A cluster (lists that a request names together) and whether they are combined by "or" or by "and". */
export type Joined = Pick<Cluster, 'lists' | 'without'> & { readonly joint: 'or' | 'and' }

/** Combines the lists of a request; also tells, for each cluster, whether its lists were combined by "or" or by "and". */
export function joinedLists(
  base: Base,
  { clusters, how, periods, onlyLast }: ListRequest,
  day: string,
): { readonly countries: ReadonlySet<string>; readonly joined: readonly Joined[] } {
  const joined: Joined[] = []
  let countries: ReadonlySet<string> | undefined
  for (const cluster of clusters) {
    const members = cluster.lists.map((list) => membersOf(base, list, { periods, onlyLast }, day))
    const joint = jointOf(cluster, how, members)
    joined.push({ ...cluster, joint })
    const together = members.reduce((before, more) => (joint === 'or' ? before.union(more) : before.intersection(more)))
    if (cluster.without) countries = (countries ?? new Set(base.countries.keys())).difference(together)
    else countries = countries === undefined ? together : countries.intersection(together)
  }
  return { countries: countries ?? new Set(), joined }
}

/**
 * How to combine the lists of a cluster: "or" unites them, "and" keeps the common members. Lists to be left
 * out (`without`), lists joined by "or", and all lists if the message asks for countries on any of them, are
 * united. Other lists are united if they are regions ("Latin America and the Caribbean") or have no common
 * member ("E:1 and E:2"), unless the message asks for countries that are on all of them.
 */
function jointOf(
  { lists, without, how }: Cluster,
  asked: ListRequest['how'],
  members: ReadonlyArray<ReadonlySet<string>>,
): Joined['joint'] {
  if (without || how === 'or') return 'or'
  const areApart = (): boolean => members.every((one, at) => members.slice(at + 1).every((other) => one.isDisjointFrom(other)))
  const areRegions = lists.every(({ bloc }) => bloc !== undefined)
  return asked === 'any' || (asked === undefined && (areRegions || areApart())) ? 'or' : 'and'
}

/**
 * The members of a list on a day. If the question is who joined or left, and the knowledge has such days
 * for the list: the members that joined or left in the periods.
 */
function membersOf(
  base: Base,
  list: NamedList,
  { periods, onlyLast }: Pick<ListRequest, 'periods' | 'onlyLast'>,
  day: string,
): ReadonlySet<string> {
  const { groups, bloc, change } = list
  if (bloc !== undefined) return new Set(bloc.codes)
  if (change === undefined || !knowsChanges(base, list)) return new Set(groups.flatMap((id) => base.membersOf(id, day)))
  const changed = groups.flatMap((id) => changedIn(base, id, change, periods, day))
  const last = changed.reduce((latest, { turned }) => (turned > latest ? turned : latest), '')
  return new Set(changed.flatMap(({ code, turned }) => (onlyLast && turned !== last ? [] : [code])))
}

/**
 * The day as of which to read the lists: the last day of the named periods if it is past and the message
 * asks about the past, else `asOf`. Questions on who joined, who left and who the founders were always use
 * `asOf`.
 */
export function dayOfLists({ lists, periods, wasListed }: ListRequest, isDated: boolean, asOf: string): string {
  if (lists.some(({ groups, change }) => change !== undefined || groups.includes(founders))) return asOf
  const last = isDated || wasListed ? periods.at(-1)?.to : undefined
  return last !== undefined && last < asOf ? last : asOf
}

const founders = 'mtcr-original-1987'

/** The members of a group that joined or left in one of the periods, and before `day`, with the day of it (`turned`). */
function changedIn(
  base: Base,
  id: string,
  change: 'joined' | 'left',
  periods: readonly Period[],
  day: string,
): ReadonlyArray<{ readonly code: string; readonly turned: string }> {
  return (base.groups.get(id)?.members ?? []).flatMap((member) => {
    const since = typeof member === 'string' ? undefined : member.since
    const until = typeof member === 'string' ? undefined : member.until
    const turned = change === 'joined' ? since : until
    return typeof member !== 'string' && turned !== undefined && turned < day && isWithin(turned, periods)
      ? [{ code: member.code, turned }]
      : []
  })
}

/** Whether the knowledge has at least one day on which a country joined (or left, whichever is asked) a list. */
export const knowsChanges = (base: Base, { groups, change }: NamedList): boolean =>
  groups.some((id) =>
    base.groups.get(id)?.members.some((one) => typeof one !== 'string' && (change === 'joined' ? one.since : one.until) !== undefined),
  )

/** Whether one of the lists has rows for parts of a country: Hong Kong, Macau. */
const hasOwnRow = (lists: readonly NamedList[]): boolean =>
  lists.some(({ groups }) => groups.some((group) => group.startsWith('itar-126-1') || group.startsWith('ear-d')))
