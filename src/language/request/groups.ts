import type { Base } from '../../knowledge/base.ts'
import { cachedByObject, lazily } from '../cached.ts'
import type { Message } from '../message.ts'
import { markedAs } from '../patterns/marks.ts'
import { leftOut, type Term } from './left-out.ts'
import { dayNamedAt } from './period.ts'
import type { PlaceNamed } from './places-named.ts'

/**
 * A list of countries that a message names: groups of groups.yaml, or a region without a published list (`bloc`). `change`: the message
 * asks who joined or left it.
 */
export type NamedList = {
  readonly groups: readonly string[]
  readonly bloc?: { readonly name: string; readonly codes: readonly string[] }
  readonly change: 'joined' | 'left' | undefined
}

/**
 * Lists named together. `how` is `or` if membership in any one of them is enough
 * ("NATO or MTCR"), else `undefined`.
 */
export type Cluster = {
  readonly lists: readonly NamedList[]
  readonly how: 'or' | undefined
  /** Whether the members of these lists are left out ("NATO members not in the MTCR"), instead of wanted. */
  readonly without: boolean
}

/** A list and the words of its name. `isOut`: its members are to be left out. */
type Named = NamedList & Term & { readonly isOut: boolean }

/** The sets of countries that a message names, in order, and the terms that it leaves out. */
export type SetsNamed = { readonly clusters: readonly Cluster[]; readonly out: ReadonlySet<Term> }

/**
 * Reads the lists of countries that a message names, and how it combines them. A mark `list-x` (knowledge/language/lists.yaml) means group
 * `x`. If there is no such group, it means all groups whose ids begin with `x-` (all of ITAR 126.1), unless the message names one of those.
 * A mark `unlisted-x` means all countries outside `x`; it counts only if another list is named, too.
 */
export function setsNamed(base: Base, message: Message, places: readonly PlaceNamed[], today: string): SetsNamed {
  const published = withRanges(base, message, publishedIn(base, message))
  const isPublished = ({ from }: Term): boolean => published.some((list) => list.from <= from && from < list.to)
  const others = places.filter((place) => !isPublished(place))
  const out = leftOut(message, inOrder([...published, ...others]))
  const blocs = others.flatMap((place): Named[] => {
    const { codes, bloc: name, from, to } = place
    return name === undefined ? [] : [{ groups: [], bloc: { name, codes }, change: undefined, from, to, isOut: out.has(place) }]
  })
  const lists = published
    .filter(({ isInverse }) => !isInverse || published.length + blocs.length > 1)
    .map((list): Named => {
      const { groups, from, to, isInverse } = list
      return { groups, change: undefined, from, to, isOut: isInverse || (out.has(list) && !groups.includes(negative)) }
    })
  const named = inOrder([...lists, ...blocs])
  return { clusters: clustersOf(message, withChange(base, message, withoutRepeats(named), today)), out }
}

const inOrder = <T extends Term>(terms: readonly T[]): readonly T[] => terms.toSorted((a, b) => a.from - b.from)

/** A list whose own name is negative: "countries without MT column 1". The word "without" belongs to its name and leaves nothing out. */
const negative = 'ear-no-mt1'

type Published = Term & { readonly groups: readonly string[]; readonly isInverse: boolean }

/** Finds every published list that the text names, with the words of its name. */
function publishedIn(base: Base, message: Message): readonly Published[] {
  const marked = marksOfLists(base).filter(({ mark }) => message.marks.any(mark))
  return marked
    .filter(({ id }) => base.groups.has(id) || !marked.some((other) => other.id.startsWith(`${id}-`)))
    .flatMap(({ mark, id, isInverse }) =>
      markedAs(message.marks, mark, message.tokens).map(({ from, to }) => ({
        groups: groupsOf(base, id),
        from,
        to: endOfName(message, to),
        isInverse,
      })),
    )
}

/** Extends the name of a list to the figures and letters of its code: 126.1(d)(1). */
function endOfName({ tokens }: Message, to: number): number {
  let end = to
  while (/^(?:\d|[a-e])$/.test(tokens[end]?.word ?? '') && !/[,;?!]/.test(tokens[end]?.parted ?? '')) end++
  return end
}

/**
 * Completes ranges of lists ("D:1 to D:5"), whose ids differ only in the number at the end. A range becomes
 * one list with the members of all lists in it. But if the message wants members of every list (mark
 * `both-lists`), the lists between are added separately.
 */
function withRanges(base: Base, message: Message, published: readonly Published[]): readonly Published[] {
  const all = inOrder(published)
  return all.reduce<readonly Published[]>((before, list) => {
    const first = before.at(-1)
    const ids = first === undefined || !isRange(message, first.to, list.from) ? [] : idsBetween(base, first.groups, list.groups)
    if (first === undefined || ids.length === 0) return [...before, list]
    return message.marks.any('both-lists')
      ? [...before, ...ids.slice(1, -1).map((id): Published => ({ ...first, groups: [id] })), list]
      : [...before.slice(0, -1), { ...first, groups: ids, to: list.to }]
  }, [])
}

/** The ids of the groups from one to another, both included; empty if they differ in more than the number at the end. */
function idsBetween(base: Base, first: readonly string[], last: readonly string[]): readonly string[] {
  const [one, other] = [first, last].map((groups) => /^(.*-)(\d)$/.exec(groups.join()))
  const [from, start] = one ?? []
  const [to, same] = other ?? []
  if (from === undefined || to === undefined || start !== same) return []
  return [...base.groups.keys()].filter((id) => id.startsWith(start ?? '') && id >= from && id <= to).toSorted()
}

/** Whether only "to" is between two lists. */
const isRange = ({ classes }: Message, from: number, to: number): boolean =>
  to - from === 1 && classes[from]?.some(({ name }) => name === 'up-to') === true

/**
 * Drops repeated lists. If the same list is named twice in a row, it is kept once; its members are left out if either of the two says so.
 */
function withoutRepeats(named: readonly Named[]): readonly Named[] {
  return named.reduce<readonly Named[]>((before, list) => {
    const last = before.at(-1)
    const isSame = (other: Named): boolean => idOf(other) === idOf(list)
    if (last !== undefined && isSame(last)) return [...before.slice(0, -1), { ...last, to: list.to, isOut: last.isOut || list.isOut }]
    return before.some(isSame) ? before : [...before, list]
  }, [])
}

const idOf = ({ groups, bloc }: NamedList): string => bloc?.name ?? groups.join()

/**
 * Groups lists into clusters: neighbors with only joining words between them, all wanted or all left out. A region and a published list
 * that nothing joins are two clusters ("Latin America and the Caribbean: 126.1"). "Without" carries over to the lists joined to its list.
 */
function clustersOf(message: Message, named: readonly Named[]): readonly Cluster[] {
  const clusters: Array<{ lists: NamedList[]; how: Cluster['how']; without: boolean }> = []
  let before: { readonly to: number; readonly isOut: boolean; readonly isRegion: boolean } | undefined
  for (const { groups, bloc, change, ...list } of named) {
    const joint = before === undefined ? 'apart' : jointBetween(message, before.to, list.from)
    const isRegion = bloc !== undefined
    const isAlike = before?.isOut === false && before.isRegion === isRegion
    const isJoined = joint === 'or' || joint === 'joined' || (joint === 'none' && isAlike)
    const isOut = list.isOut || (isJoined && before?.isOut === true)
    const cluster = isJoined && isOut === before?.isOut ? clusters.at(-1) : undefined
    const one: NamedList = { groups, ...(bloc === undefined ? {} : { bloc }), change }
    if (cluster === undefined) clusters.push({ lists: [one], how: undefined, without: isOut })
    else {
      cluster.lists.push(one)
      if (joint === 'or') cluster.how = 'or'
    }
    before = { to: list.to, isOut, isRegion }
  }
  return clusters
}

/**
 * What is between two lists: an "or", another joining word or sign (`joined`), only unimportant words
 * (`none`), or other words (`apart`).
 */
function jointBetween({ classes, tokens }: Message, from: number, to: number): 'or' | 'joined' | 'none' | 'apart' {
  const between = classes.slice(from, to)
  const has = (spans: Message['classes'][number], name: string): boolean => spans.some((span) => span.name === name)
  if (between.some((spans) => has(spans, 'list-or'))) return 'or'
  if (!between.every((spans) => has(spans, 'list-joint'))) return 'apart'
  const isSign = tokens.slice(from, to + 1).some(({ parted }) => /[,;/&+(]/.test(parted))
  return isSign || between.some((spans) => has(spans, 'and-or')) ? 'joined' : 'none'
}

/**
 * Whether the message asks who joined or left a list, and the index of the word that says so. "Not yet" counts as joining, but only if a
 * day is named.
 */
function changeIn({ marks }: Message, dayAt: () => number): { readonly way: 'joined' | 'left'; readonly at: number } | undefined {
  const placeOf = (mark: string): number => marks.words(mark)[0] ?? -1
  const left = placeOf('departed')
  const came = marks.any('joined') ? placeOf('joined') : placeOf('came-last')
  const joined = marks.any('not-yet') && dayAt() >= 0 ? placeOf('not-yet') : came
  return left >= 0 ? { way: 'left', at: left } : joined >= 0 ? { way: 'joined', at: joined } : undefined
}

/**
 * Sets `change` on the list that "joined" or "left" belongs to: the next list or, if a day comes before that
 * ("joined in 1995"), the list before.
 */
function withChange(base: Base, message: Message, named: readonly Named[], today: string): readonly Named[] {
  const dayAt = lazily(() => dayNamedAt(base, message, today))
  const change = named.length === 0 ? undefined : changeIn(message, dayAt)
  if (change === undefined) return named
  const isNotYet = message.marks.any('not-yet') && dayAt() >= 0
  const wanted = named.filter(({ isOut, bloc }) => bloc === undefined && (!isOut || isNotYet))
  const next = wanted.find(({ from }) => from >= change.at && !(dayAt() > change.at && dayAt() < from))
  const changed = next ?? wanted.findLast(({ from }) => from < change.at) ?? wanted[0]
  return named.map((list) => (list === changed ? { ...list, change: change.way, isOut: list.isOut && !isNotYet } : list))
}

/** Tests whether a word belongs to the name of any list. */
export function isOfAnyList(base: Base, { marks }: Message): (at: number) => boolean {
  const named = marksOfLists(base).filter(({ mark }) => marks.any(mark))
  return (at) => named.some(({ mark }) => marks.has(at, mark))
}

const [listed, unlisted] = ['list-', 'unlisted-']

type MarkOfList = { readonly mark: string; readonly id: string; readonly isInverse: boolean }

/** The marks that name lists. After `list-` or `unlisted-` comes the id of one group, or the beginning of the ids of several groups. */
const marksOfLists = cachedByObject(({ language }: Base): readonly MarkOfList[] =>
  language.marks.flatMap(({ mark }) => {
    const prefix = [listed, unlisted].find((one) => mark.startsWith(one))
    return prefix === undefined ? [] : [{ mark, id: mark.slice(prefix.length), isInverse: prefix === unlisted }]
  }),
)

const groupsOf = (base: Base, id: string): readonly string[] =>
  base.groups.has(id) ? [id] : [...base.groups.keys()].filter((group) => group.startsWith(`${id}-`))
