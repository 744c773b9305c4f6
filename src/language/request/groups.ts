import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'

/** A list named in a message: the groups of groups.yaml that it has, and whether its members are to be left out ("NATO members not in the MTCR"). */
export type NamedList = { readonly groups: readonly string[]; readonly without: boolean }

/**
 * The lists of countries that a message names, in its order. What leaves out one leaves out those that follow with "or" and "nor". A mark `list-x` (knowledge/language/lists.yaml) means group x, or
 * where there is none all whose ids begin with it: the whole of ITAR 126.1.
 */
export function listsNamed(base: Base, { tokens, marks }: Message): readonly NamedList[] {
  const found = base.language.marks.flatMap(({ mark }) => {
    if (!mark.startsWith(prefix) || !marks.any(mark)) return []
    const at = tokens.findIndex((_, index) => marks.has(index, mark))
    return [{ groups: groupsOf(base, mark.slice(prefix.length)), without: marks.has(at, 'left-out'), at }]
  })
  return found
    .sort((a, b) => a.at - b.at)
    .reduce<readonly (NamedList & { readonly at: number })[]>((before, one) => {
      const last = before.at(-1)
      const goesOn = last?.without === true && tokens.slice(last.at, one.at).some(({ word }) => word === 'or' || word === 'nor')
      return [...before, { ...one, without: one.without || goesOn }]
    }, [])
    .map(({ groups, without }) => ({ groups, without }))
}

const prefix = 'list-'

const groupsOf = (base: Base, id: string): readonly string[] =>
  base.groups.has(id) ? [id] : [...base.groups.keys()].filter((group) => group.startsWith(`${id}-`))
