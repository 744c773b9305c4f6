import { cachedFor, ownChatOf, splitId, inTimeOr, type Person } from '../../src/index.ts'
import { splitConversation, tenantOf, type Activity } from './activity.ts'
import { createAudiences, type Audiences } from './audience.ts'
import { CallError, type Connector } from './connector.ts'
import { isOutsider, type MemberKind } from './outsider.ts'
import type { Reach } from './reach.ts'
import { personOf } from './read.ts'

/** Looks up people and who can read a conversation ({@link Audiences}). Results are cached for a while. */
export type People = {
  /**
   * The person of an event. With `atOnce` their groups are read now; otherwise the groups can be half a
   * minute old. What Teams does not tell in time is left out; a person whose groups are missing counts as
   * being in none.
   */
  readonly person: (activity: Activity, atOnce: boolean) => Promise<Person>
  /**
   * The person with a full id, `teams:TENANT.PERSON`. Opens their chat with Licet if there is none.
   * `undefined` if there is no such person, if nobody of the tenant has written to Licet yet, or if Teams
   * does not respond.
   */
  readonly find: (id: string) => Promise<Person | undefined>
  readonly audience: Audiences
}

const groupsLast = 30_000
const aboutLasts = 600_000
const mostGroups = 20

/**
 * Looks people up with the Bot Connector and Graph. `groups` are the groups of Entra in the settings; `now`
 * gives epoch milliseconds.
 */
export function createPeople(
  connector: Connector,
  reach: Reach,
  { groups, tell, now }: { readonly groups: readonly string[]; readonly tell: (line: string) => void; readonly now: () => number },
): People {
  const readGroups = async (id: string): Promise<readonly string[]> => {
    if (groups.length === 0) return []
    const chunks = Array.from({ length: Math.ceil(groups.length / mostGroups) }, (_, at) =>
      groups.slice(at * mostGroups, (at + 1) * mostGroups),
    )
    try {
      return (await Promise.all(chunks.map((chunk) => connector.groupsOf(splitId(id).id, chunk)))).flat()
    } catch (error) {
      tell(
        'teams: groups cannot be read: ' +
          `${error instanceof CallError ? `${error.status} ${error.code}` : String(error)}; nobody is counsel ` +
          'by a group meanwhile',
      )
      return []
    }
  }
  const groupsOf = cachedFor(now, groupsLast, readGroups)
  const withGroups = async (person: Person, atOnce: boolean): Promise<Person> => {
    const id = ownChatOf(person.id).id
    return { ...person, groups: await inTimeOr((atOnce ? readGroups : groupsOf)(id), []) }
  }
  // An event does not tell whether its person is a guest of the tenant; the member list of the conversation
  // does.
  const aboutMember = cachedFor(now, aboutLasts, async (key): Promise<MemberKind> => {
    const { serviceUrl, conversation, user }: Standing = JSON.parse(key)
    return await connector.member(serviceUrl, conversation, user)
  })
  const isFromOutside = async (activity: Activity): Promise<boolean> =>
    isOutsider(await inTimeOr<MemberKind>(aboutMember(JSON.stringify(standingOf(activity))), {}), tenantOf(activity))
  return {
    person: async (activity, atOnce) => {
      const [person, isOutside] = await Promise.all([withGroups(personOf(activity), atOnce), isFromOutside(activity)])
      return isOutside ? { ...person, outside: true } : person
    },
    find: async (id) => {
      const reached = await reach.to(ownChatOf(id)).catch(() => undefined)
      if (reached === undefined) return undefined
      const user = await reach.userOf(id)
      const member = await connector.member(reached.serviceUrl, reached.conversation, user).catch(() => undefined)
      if (member === undefined) return undefined
      const person = { id, name: member.name ?? 'Somebody', ...(isOutsider(member, reached.tenant) ? { outside: true } : {}) }
      return await withGroups(person, true)
    },
    audience: createAudiences(connector, now),
  }
}

/** A member of a conversation. Its JSON is the key of cached look-ups. */
type Standing = { readonly serviceUrl: string; readonly conversation: string; readonly user: string }

const standingOf = ({ serviceUrl, conversation, from }: Activity): Standing => ({
  serviceUrl,
  conversation: splitConversation(conversation.id).id,
  user: from.id,
})
