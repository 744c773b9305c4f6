import type { Audience } from '../../src/index.ts'
import { isPersonal, splitConversation, tenantOf, type Activity } from './activity.ts'
import type { Connector } from './connector.ts'
import { isOutsider } from './outsider.ts'
import { inTimeOr } from './patience.ts'

/** Who else reads along in a conversation, kept for a while: whoever asks there has to be among them. */
export type Audiences = {
  /** Where it cannot be seen, people from outside might read along. */
  readonly of: (activity: Activity) => Promise<Audience>
  /** Whether people from outside read along in a conversation by now; yes, where it cannot be seen. */
  readonly hasOutsiders: (roster: Roster) => Promise<boolean>
  /** People joined or left the conversation, or the team, of an event: what is known of it counts no more. */
  readonly forget: (activity: Activity) => void
}

/** One process is told who joins; others see it after a minute, in milliseconds. */
const lasts = 60_000
const mostKept = 5000
/** A team of more people than these pages hold is looked at no further: somebody from outside may be among the others. */
const mostPages = 10

/** Where the people of a conversation are listed: a channel's are those of its team, and whom it is shared with. */
export type Roster = { readonly serviceUrl: string; readonly team?: string; readonly conversation: string; readonly tenant: string }

type Kept = { readonly roster: Roster; readonly value: Promise<Audience>; readonly at: number; readonly askers: Set<string> }

/** Keeps who reads along. `now` is in epoch milliseconds. */
export function createAudiences(connector: Connector, now: () => number): Audiences {
  const kept = new Map<string, Kept>()
  const look = (roster: Roster, asker?: string): Promise<Audience> => {
    const key = JSON.stringify([roster.team, roster.conversation])
    const known = kept.get(key)
    // Who asks for the first time may have joined since the roster was read.
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
