import type { Base } from '../../knowledge/base.ts'
import { keptFor, once } from '../kept.ts'
import type { Message } from '../message.ts'
import { dayNamedAt } from './period.ts'

/**
 * A list named in a message: the groups of groups.yaml that it has, and what its members are to those of the lists before it:
 * `without` leaves them out ("NATO members not in the MTCR"), `or` adds them, `and` asks for those on both; `undefined` where the
 * words do not say. `change`: who came in is asked, or who is no longer in.
 */
export type NamedList = {
  readonly groups: readonly string[]
  readonly joins: 'without' | 'or' | 'and' | undefined
  readonly change: 'joined' | 'left' | undefined
}

/** A list and the word at which its name begins. */
type Named = NamedList & { readonly at: number }

/**
 * The lists of countries that a message names, in its order. A mark `list-x` (knowledge/language/lists.yaml) means group x, or where
 * there is none all whose ids begin with it: the whole of ITAR 126.1, unless a part of it is named, too.
 */
export function listsNamed(base: Base, message: Message, today: string): readonly NamedList[] {
  const { marks } = message
  const marked = marksOfLists(base).filter(({ mark }) => marks.any(mark))
  const named = marked
    .filter(({ id }) => base.groups.has(id) || !marked.some((other) => other.id.startsWith(`${id}-`)))
    .map(({ mark, id }) => ({ id, at: marks.words(mark)[0] ?? -1 }))
    .sort((a, b) => a.at - b.at)
    .reduce<readonly Named[]>(
      (before, { id, at }) => [
        ...before,
        { groups: groupsOf(base, id), joins: joinsAs(message, before.at(-1), at), change: undefined, at },
      ],
      [],
    )
  const dayAt = once(() => dayNamedAt(base, message, today))
  const change = named.length === 0 ? undefined : changeIn(message, dayAt)
  const changed = change && changedOf(named, change.at, dayAt())
  return named.map(({ groups, joins, at }) => ({ groups, joins, change: changed?.at === at ? change?.way : undefined }))
}

/** What the words between two lists, and before the second, make of it. What leaves out one leaves out those that are only joined to it. */
function joinsAs({ classes, marks }: Message, last: Named | undefined, at: number): NamedList['joins'] {
  if (marks.has(at, 'left-out')) return 'without'
  if (last === undefined) return undefined
  const between = classes.slice(last.at, at)
  const isOr = between.some((spans) => spans.some(({ name }) => name === 'list-or'))
  const isOnly = (...kinds: readonly string[]): boolean => between.slice(1).every((spans) => spans.some(({ name }) => kinds.includes(name)))
  if (last.joins === 'without' && (isOr || isOnly('list-joint'))) return 'without'
  if (isOr) return 'or'
  return isOnly('list-joint') ? undefined : 'and'
}

/** Where who came in or went out is asked; who was not in yet only of a day. */
function changeIn({ marks }: Message, dayAt: () => number): { readonly way: 'joined' | 'left'; readonly at: number } | undefined {
  const placeOf = (mark: string): number => marks.words(mark)[0] ?? -1
  const left = placeOf('departed')
  const joined = marks.any('not-yet') && dayAt() >= 0 ? placeOf('not-yet') : placeOf('joined')
  return left >= 0 ? { way: 'left', at: left } : joined >= 0 ? { way: 'joined', at: joined } : undefined
}

/** The list that somebody came into or left: the next one, unless a day stands before it ("joined in 1995"), else the one before. */
function changedOf(named: readonly Named[], at: number, dayAt: number): Named | undefined {
  const wanted = named.filter(({ joins }) => joins !== 'without')
  const next = wanted.find((list) => list.at >= at && !(dayAt > at && dayAt < list.at))
  return next ?? wanted.findLast((list) => list.at < at) ?? wanted[0]
}

/** Whether a word is of the name of any list. */
export function isOfAnyList(base: Base, { marks }: Message): (at: number) => boolean {
  const named = marksOfLists(base).filter(({ mark }) => marks.any(mark))
  return (at) => named.some(({ mark }) => marks.has(at, mark))
}

const prefix = 'list-'

/** The marks that name lists, each with the beginning of its groups' ids. */
const marksOfLists = keptFor(({ language }: Base): ReadonlyArray<{ readonly mark: string; readonly id: string }> =>
  language.marks.flatMap(({ mark }) => (mark.startsWith(prefix) ? [{ mark, id: mark.slice(prefix.length) }] : [])),
)

const groupsOf = (base: Base, id: string): readonly string[] =>
  base.groups.has(id) ? [id] : [...base.groups.keys()].filter((group) => group.startsWith(`${id}-`))
