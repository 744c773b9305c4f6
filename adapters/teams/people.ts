import { setTimeout as sleep } from 'node:timers/promises'
import type { Audience, Person } from '../../src/index.ts'
import { isPersonal, splitConversation, tenantOf, type Activity } from './activity.ts'
import { CallError, type Connector, type Member } from './connector.ts'
import type { Reach } from './reach.ts'
import { part, personOf } from './read.ts'

/** Who people are and who else is there. What changes seldom is kept for a while. */
export type People = {
  /** Who did it. `atOnce`: their groups as they are now; else as within half a minute. */
  readonly person: (activity: Activity, atOnce: boolean) => Promise<Person>
  /** The person of a whole id, `teams:TENANT.PERSON`, where Licet has spoken with them; else `undefined`. */
  readonly find: (id: string) => Promise<Person | undefined>
  /** Who else reads along. Where it cannot be seen, people from outside might. */
  readonly audience: (activity: Activity) => Promise<Audience>
}

const groupsLast = 30_000
const audienceLasts = 600_000
const mostKept = 5000
/** A look-up that takes longer would hold up the answer that Teams waits for, in milliseconds. */
const longestLook = 1500
/** A team of more people than these pages hold is looked at no further: somebody from outside may be among the others. */
const mostPages = 10
const mostGroups = 20

/** Looks people up. `groups` are those of Entra that the settings name; `now` is in epoch milliseconds. */
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
      return (await Promise.all(chunks.map((chunk) => connector.groupsOf(part(id).id, chunk)))).flat()
    } catch (error) {
      tell(
        `teams: groups cannot be read: ${error instanceof CallError ? `${error.status} ${error.code}` : String(error)}; nobody is counsel by a group meanwhile`,
      )
      return []
    }
  }
  const groupsOf = kept(now, groupsLast, readGroups)
  const audienceOf = kept(now, audienceLasts, (key: string): Promise<Audience> => readAudience(connector, JSON.parse(key) as Roster))
  const withGroups = async (person: Person, atOnce: boolean): Promise<Person> => {
    const id = person.id.slice('teams:'.length)
    return { ...person, groups: await inTime((atOnce ? readGroups : groupsOf)(id), []) }
  }
  return {
    person: (activity, atOnce) => withGroups(personOf(activity), atOnce),
    find: async (id) => {
      const reached = await reach.to({ platform: 'teams', id: id.slice('teams:'.length) }).catch(() => undefined)
      if (reached === undefined) return undefined
      const member = await connector
        .member(reached.serviceUrl, reached.conversation, part(id.slice('teams:'.length)).id)
        .catch(() => undefined)
      return member === undefined ? undefined : await withGroups({ id, name: member.name ?? 'Somebody' }, true)
    },
    audience: async (activity) => {
      if (isPersonal(activity)) return 'alone'
      if (activity.channelData?.channel?.type === 'shared') return 'outsiders'
      return await inTime(audienceOf(JSON.stringify(rosterOf(activity))), 'outsiders')
    },
  }
}

/** What a look-up gives, or else what is safe to suppose where it fails or takes too long. */
const inTime = <T>(look: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([look.catch(() => otherwise), sleep(longestLook, otherwise, { ref: false })])

/** Where the people of a conversation are listed: a channel's are those of its team, and whom it is shared with. */
type Roster = { readonly serviceUrl: string; readonly team?: string; readonly conversation: string; readonly tenant: string }

const rosterOf = (activity: Activity): Roster => ({
  serviceUrl: activity.serviceUrl,
  ...(activity.channelData?.team === undefined ? {} : { team: activity.channelData.team.id }),
  conversation: splitConversation(activity.conversation.id).id,
  tenant: tenantOf(activity),
})

/** Not every channel lists its own people; where it does not, those of the team count. */
async function readAudience(connector: Connector, { team, ...roster }: Roster): Promise<Audience> {
  const own = readMembers(connector, roster)
  if (team === undefined) return await own
  const all = await Promise.all([own.catch(() => 'colleagues' as const), readMembers(connector, { ...roster, conversation: team })])
  return all.includes('outsiders') ? 'outsiders' : 'colleagues'
}

async function readMembers(connector: Connector, { serviceUrl, conversation, tenant }: Omit<Roster, 'team'>): Promise<Audience> {
  let next: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const found = await connector.members(serviceUrl, conversation, next)
    if (found.members.some((member) => isOutsider(member, tenant))) return 'outsiders'
    next = found.next
    if (next === undefined || next === '') return 'colleagues'
  }
  return 'outsiders'
}

const isOutsider = ({ userRole, tenantId }: Member, tenant: string): boolean =>
  (userRole !== undefined && ['guest', 'anonymous'].includes(userRole.toLowerCase())) ||
  (tenantId !== undefined && tenantId.toLowerCase() !== tenant)

/** Remembers what a look-up gave for a while; what failed is asked again. */
function kept<T>(now: () => number, span: number, look: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { readonly value: Promise<T>; readonly at: number }>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined && now() - found.at < span) return found.value
    if (known.size >= mostKept) known.clear()
    const value = look(key)
    known.set(key, { value, at: now() })
    value.catch(() => known.delete(key))
    return value
  }
}
