import { inTimeOr, type Audience } from '../../src/index.ts'
import { isPersonal, splitConversation, tenantOf, type Activity } from './activity.ts'
import type { Connector } from './connector.ts'
import { isOutsider } from './outsider.ts'

/** Looks up who else can read a conversation. Results are cached for a while. */
export type Audiences = {
  /** The readers of an event's conversation. "outsiders" if they cannot be looked up. */
  readonly of: (activity: Activity) => Promise<Audience>
  /** Whether people from outside can read a conversation now; true if they cannot be looked up. */
  readonly hasOutsiders: (roster: Roster) => Promise<boolean>
  /**
   * Called after somebody joined or left: deletes what is cached about the conversation or team of the
   * event.
   */
  readonly forget: (activity: Activity) => void
}

/**
 * How long a result is cached, in milliseconds. Only one process gets the event that somebody joined; the
 * others notice it after this time.
 */
const lasts = 60_000
const mostKept = 5000
/**
 * At most this many pages of a team's members are read. A larger team counts as having outsiders, because the
 * pages that are not read could list some.
 */
const mostPages = 10

/** Which members to list: those of `conversation`, and for a channel also those of its team. */
export type Roster = { readonly serviceUrl: string; readonly team?: string; readonly conversation: string; readonly tenant: string }

type CachedAudience = { readonly roster: Roster; readonly value: Promise<Audience>; readonly at: number; readonly askers: Set<string> }

/** Creates a cache of readers. `now` gives epoch milliseconds. */
export function createAudiences(connector: Connector, now: () => number): Audiences {
  const kept = new Map<string, CachedAudience>()
  const look = (roster: Roster, asker?: string): Promise<Audience> => {
    const key = JSON.stringify([roster.team, roster.conversation])
    const known = kept.get(key)
    // A person who asks for the first time has perhaps joined after the members were read, so the members are
    // read again.
    const isFresh = known !== undefined && now() - known.at < lasts
    if (isFresh && (asker === undefined || known.askers.has(asker))) return known.value
    if (kept.size >= mostKept) kept.clear()
    const value = readAudience(connector, roster)
    const askers = [...(isFresh ? known.askers : []), ...(asker === undefined ? [] : [asker])]
    const one = { roster, value, at: now(), askers: new Set(askers) }
    kept.set(key, one)
    value.catch(() => {
      if (kept.get(key) === one) kept.delete(key)
    })
    return value
  }
  return {
    of: async (activity) => {
      if (isPersonal(activity)) return 'alone'
      if (isOutsider(activity.from, tenantOf(activity)) || activity.channelData?.channel?.type === 'shared') return 'outsiders'
      return await inTimeOr(look(rosterOf(activity), activity.from.id), 'outsiders')
    },
    hasOutsiders: async (roster) => (await inTimeOr(look(roster), 'outsiders')) === 'outsiders',
    forget: (activity) => {
      const { team, conversation } = rosterOf(activity)
      for (const [key, { roster }] of kept)
        if (roster.conversation === conversation || [team, conversation].some((id) => id !== undefined && id === roster.team))
          kept.delete(key)
    },
  }
}

const rosterOf = (activity: Activity): Roster => ({
  serviceUrl: activity.serviceUrl,
  ...(activity.channelData?.team === undefined ? {} : { team: activity.channelData.team.id }),
  conversation: splitConversation(activity.conversation.id).id,
  tenant: tenantOf(activity),
})

/**
 * Reads the members of a channel and of its team. Some channels do not list their own members; then only
 * those of the team count.
 */
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
