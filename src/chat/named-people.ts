import { accountsOf } from '../cases/accounts.ts'
import type { Who } from '../cases/case.ts'
import { peopleAmong, type NamedPerson } from '../cases/members.ts'
import { withLinkedAccounts } from './account-links.ts'
import type { ChatParts } from './plan.ts'

/**
 * Looks up a person who was named by id, with their linked accounts. `found` of the result is the person as their
 * platform knows them, or why there is none (`nobody`, `unknown`).
 */
export const lookUpNamed = async (parts: ChatParts, id: string): Promise<NamedPerson> => {
  const found = await parts.lookUp(id)
  const also = await accountsOf(parts.store.db, id)
  return { id, also, found: typeof found === 'object' ? await withLinkedAccounts(parts, found) : found }
}

/**
 * The names of the people in a list of members, keyed by id. People whose platform tells no name, and
 * groups, are left out.
 */
export async function namesOf({ lookUp }: Pick<ChatParts, 'lookUp'>, members: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = peopleAmong([...new Set(members)])
  const found = await Promise.all(people.map(async (id) => [id, await lookUp(id).catch(() => 'unknown' as const)] as const))
  return new Map(found.flatMap(([id, person]) => (typeof person === 'object' ? [[id, person.name] as const] : [])))
}

/**
 * A named person with the name that their platform gives; without one, with their id on the platform as the
 * name.
 */
export const whoOfNamed = ({ id, found }: NamedPerson): Who => ({
  id,
  name: typeof found === 'object' ? found.name : id.slice(id.indexOf(':') + 1),
})
