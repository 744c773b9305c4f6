import { z } from 'zod'
import { idsOf, type Person } from '../port/incoming.ts'

/** A person or a group of a platform: `console:ann`, or `group:` and the group's id on its platform. */
export const memberSchema = z.string().regex(/^[a-z]+:\S+$/, 'is not a member; write PLATFORM:PERSON or group:ID')

/** Whether a member is a group, not a person. */
export const isGroup = (member: string): boolean => member.startsWith('group:')

/** The members that are people, without the groups. */
export const peopleAmong = (members: readonly string[]): readonly string[] => members.filter((member) => !isGroup(member))

/** Whether a person is among the members: under any of their accounts, or through a group that they are in at this moment. */
export const isMember = (members: readonly string[], person: Pick<Person, 'id' | 'groups' | 'also'>): boolean =>
  idsOf(person).some((id) => members.includes(id)) || (person.groups ?? []).some((group) => members.includes(`group:${group}`))

/**
 * Whether a named person can be given work that is reserved to `members`. If Licet cannot look the person up,
 * the id has the right form, and some members are groups, the result is `true`: whether the person is in such
 * a group is checked when they act.
 */
export function mayBeMember(members: readonly string[], named: NamedPerson): boolean {
  if (typeof named.found === 'object') return named.found.bot !== true && isMember(members, named.found)
  if (named.found === 'nobody') return false
  return isMember(members, named) || (/^[a-z]+:\S+$/.test(named.id) && members.some(isGroup))
}

/**
 * A person who was named by id, with their other accounts (`also`). `found` is the result of looking them
 * up on their platform: the person; `nobody` if there is no such person or no response; or `unknown` if the
 * look-up was not possible.
 */
export type NamedPerson = { readonly id: string; readonly also?: readonly string[]; readonly found: Person | 'nobody' | 'unknown' }
