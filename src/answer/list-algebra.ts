import type { Base } from '../knowledge/base.ts'
import type { Cluster, NamedList } from '../language/request/groups.ts'
import type { ListRequest } from '../language/request/list-request.ts'
import { isWithin, type Period } from '../language/request/period.ts'

/**
 * The countries that a request for lists asks for. Lists that it names together form a cluster. Clusters are intersected or subtracted
 * in order; then the result is narrowed to the named places, and those to be left out are removed.
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

/** Combines the lists of a request, and tells how those of each cluster were combined. */
export function joinedLists(
  base: Base,
  { clusters, how, periods }: ListRequest,
  day: string,
): { readonly countries: ReadonlySet<string>; readonly joined: readonly Joined[] } {
  const joined: Joined[] = []
  let countries: ReadonlySet<string> | undefined
  for (const cluster of clusters) {
    const members = cluster.lists.map((list) => membersOf(base, list, periods, day))
    const joint = jointOf(cluster, how, members)
    joined.push({ ...cluster, joint })
    const together = members.reduce((before, more) => (joint === 'or' ? before.union(more) : before.intersection(more)))
    if (cluster.without) countries = (countries ?? new Set(base.countries.keys())).difference(together)
    else countries = countries === undefined ? together : countries.intersection(together)
  }
  return { countries: countries ?? new Set(), joined }
}

/**
 * How the lists of a cluster combine. Lists joined by "and" without a common member are united ("E:1 and E:2", partners and
 * adherents), and so are regions ("Latin America and the Caribbean").
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

/** The members of a list on a day; or those that joined or left in the periods, if that is asked and known. */
function membersOf(base: Base, list: NamedList, periods: readonly Period[], day: string): ReadonlySet<string> {
  const { groups, bloc, change } = list
  if (bloc !== undefined) return new Set(bloc.codes)
  const isChange = change !== undefined && knowsChanges(base, list)
  return new Set(groups.flatMap((id) => (isChange ? changedIn(base, id, change, periods, day) : base.membersOf(id, day))))
}

/** The day as of which lists are asked for: the last day of past periods, where the words look back. */
export function dayOfLists({ lists, periods, wasListed }: ListRequest, isDated: boolean, asOf: string): string {
  if (lists.some(({ groups, change }) => change !== undefined || groups.includes(founders))) return asOf
  const last = isDated || wasListed ? periods.at(-1)?.to : undefined
  return last !== undefined && last < asOf ? last : asOf
}

const founders = 'mtcr-original-1987'

/** The members of a group that joined or left in one of the periods. */
function changedIn(base: Base, id: string, change: 'joined' | 'left', periods: readonly Period[], day: string): readonly string[] {
  return (base.groups.get(id)?.members ?? []).flatMap((member) => {
    const since = typeof member === 'string' ? undefined : member.since
    const until = typeof member === 'string' ? undefined : member.until
    const turned = change === 'joined' ? since : until
    return typeof member !== 'string' && turned !== undefined && turned < day && isWithin(turned, periods) ? [member.code] : []
  })
}

/** Whether the knowledge has the days on which countries joined or left a list. */
export const knowsChanges = (base: Base, { groups, change }: NamedList): boolean =>
  groups.some((id) =>
    base.groups.get(id)?.members.some((one) => typeof one !== 'string' && (change === 'joined' ? one.since : one.until) !== undefined),
  )

/** Whether a list has rows of its own for parts of a country: Hong Kong, Macau. */
const hasOwnRow = (lists: readonly NamedList[]): boolean =>
  lists.some(({ groups }) => groups.some((group) => group.startsWith('itar-126-1') || group.startsWith('ear-d')))
