import type { Base } from '../../knowledge/base.ts'
import { keptFor } from '../kept.ts'
import type { Message } from '../message.ts'

/**
 * A list named in a message: the groups of groups.yaml that it has, and what its members are to those of the lists before it:
 * `without` leaves them out ("NATO members not in the MTCR"), `or` adds them, `and` asks for those on both; `undefined` where the
 * words do not say.
 */
export type NamedList = { readonly groups: readonly string[]; readonly joins: 'without' | 'or' | 'and' | undefined }

/**
 * The lists of countries that a message names, in its order. What leaves out one leaves out those that follow with "or" and "nor".
 * A mark `list-x` (knowledge/language/lists.yaml) means group x, or where there is none all whose ids begin with it: the whole of
 * ITAR 126.1, unless a part of it is named, too.
 */
export function listsNamed(base: Base, message: Message): readonly NamedList[] {
  const { tokens, marks } = message
  const named = marksOfLists(base).filter(({ mark }) => marks.any(mark))
  return named
    .filter(({ id }) => base.groups.has(id) || !named.some((other) => other.id.startsWith(`${id}-`)))
    .map(({ mark, id }) => ({ id, at: tokens.findIndex((_, index) => marks.has(index, mark)) }))
    .sort((a, b) => a.at - b.at)
    .reduce<readonly (NamedList & { readonly at: number })[]>((before, { id, at }) => {
      const last = before.at(-1)
      const joins = joinsAs(message, last, at)
      return [...before, { groups: groupsOf(base, id), joins, at }]
    }, [])
    .map(({ groups, joins }) => ({ groups, joins }))
}

function joinsAs(
  { classes, marks, tokens }: Message,
  last: { readonly joins: NamedList['joins']; readonly at: number } | undefined,
  at: number,
): NamedList['joins'] {
  const between = last === undefined ? [] : classes.slice(last.at, at).flatMap((spans) => spans.map(({ name }) => name))
  const isOr = between.includes('list-or')
  if (marks.has(at, 'left-out') || (last?.joins === 'without' && isOr)) return 'without'
  if (last === undefined) return undefined
  if (isOr) return 'or'
  const isOnlyJoined = tokens
    .slice(last.at + 1, at)
    .every((_, index) => (classes[last.at + 1 + index] ?? []).some(({ name }) => name === 'list-joint'))
  return isOnlyJoined ? undefined : 'and'
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
