import type { Base } from '../knowledge/base.ts'
import type { NamedList } from '../language/request/groups.ts'
import type { ListRequest } from '../language/request/list-request.ts'
import { isWithin, type Period } from '../language/request/period.ts'

/**
 * The countries that a request for published lists asks for: its lists, from the first to the last, each added to those before, held
 * against them or taken from them, then narrowed to the places that are named and without those that are left out.
 */
export function countriesAsked(base: Base, request: ListRequest, day: string): readonly string[] {
  const { lists, how, change, period, within, besides } = request
  const changing = lists.findIndex(({ joins }) => joins !== 'without')
  const membersOf = (list: NamedList, index: number): ReadonlySet<string> =>
    new Set(
      list.groups.flatMap((id) =>
        change !== undefined && index === changing ? changedIn(base, id, change, period, day) : base.membersOf(id, day),
      ),
    )
  const all = lists.reduce<ReadonlySet<string> | undefined>((before, list, index) => {
    const members = membersOf(list, index)
    if (list.joins === 'without') return (before ?? new Set(base.countries.keys())).difference(members)
    if (before === undefined) return members
    const isUnion =
      list.joins === 'or' || (list.joins === undefined && (how === 'any' || (how === undefined && areKin(lists[index - 1], list))))
    return isUnion ? before.union(members) : before.intersection(members)
  }, undefined)
  const narrowed = [...(all ?? [])].filter((code) => within.length === 0 || within.some((codes) => codes.includes(code)))
  return narrowed.filter((code) => !besides.includes(code) && (hasOwnRow(lists) || base.countries.get(code)?.parent === undefined))
}

/** The day for which lists are asked for: the last of a period that is past, where the words look back. */
export function dayOfLists({ lists, change, period, wasListed }: ListRequest, isDated: boolean, asOf: string): string {
  if (change !== undefined || lists.some(({ groups }) => groups.includes(founders))) return asOf
  const last = isDated || wasListed ? period?.to : undefined
  return last !== undefined && last < asOf ? last : asOf
}

const founders = 'mtcr-original-1987'

/** The members of a group that came in, or went out, in a period. */
function changedIn(base: Base, id: string, change: 'joined' | 'left', period: Period = {}, day: string): readonly string[] {
  return (base.groups.get(id)?.members ?? []).flatMap((member) => {
    const since = typeof member === 'string' ? undefined : member.since
    const until = typeof member === 'string' ? undefined : member.until
    const turned = change === 'joined' ? since : until
    return typeof member !== 'string' && turned !== undefined && turned < day && isWithin(turned, period) ? [member.code] : []
  })
}

/** Whether it is known of a group when countries came in, or went out. */
export const knowsChanges = (base: Base, { groups }: NamedList, change: 'joined' | 'left'): boolean =>
  groups.some((id) =>
    base.groups.get(id)?.members.some((one) => typeof one !== 'string' && (change === 'joined' ? one.since : one.until) !== undefined),
  )

/** "The E:1 and E:2 list": lists of one family are asked for together. */
const areKin = (one: NamedList | undefined, other: NamedList): boolean => {
  const families = new Set([...(one?.groups ?? []), ...other.groups].map((id) => id.slice(0, id.lastIndexOf('-'))))
  return families.size === 1
}

/** Lists that have rows of their own for parts of a country: Hong Kong, Macau. */
const hasOwnRow = (lists: readonly NamedList[]): boolean =>
  lists.some(({ groups }) => groups.some((group) => group.startsWith('itar-126-1') || group.startsWith('ear-d')))
