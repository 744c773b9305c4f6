import type { Audience, Person } from '../../src/index.ts'
import { join, part } from './read.ts'
import { codeOf, type Call } from './web.ts'

/** Who people are and who else is there, as the workspace says. What changes seldom is kept for a while. */
export type People = {
  /** A person of `home`, or of the other workspace they come from. `atOnce`: their groups as they are now; else as within half a minute. */
  readonly person: (home: string, user: string, from: string, atOnce: boolean) => Promise<Person>
  /** The person of a whole id, `slack:TEAM.USER`; `undefined` where nobody has it, or they left. */
  readonly find: (id: string) => Promise<Person | undefined>
  /** Who else reads along in a conversation. What cannot be seen counts as people of the company. */
  readonly audience: (home: string, channel: string) => Promise<Audience>
}

type About = { readonly name: string; readonly bot: boolean; readonly isGone: boolean }

const groupsLast = 30_000
const aboutLasts = 600_000
const mostKept = 5000

/** Looks people up through a workspace's own methods. `groups` are those that the settings name; `now` is in epoch milliseconds. */
export function createPeople(
  call: Call,
  { groups, tell, now }: { readonly groups: readonly string[]; readonly tell: (line: string) => void; readonly now: () => number },
): People {
  const aboutUser = kept(now, aboutLasts, async (home: string, user: string): Promise<About | undefined> => {
    const { user: found } = (await call(home, 'users.info', { user })) as { readonly user?: SlackUser }
    if (found === undefined) return undefined
    const name = found.profile?.display_name?.trim() || found.real_name || found.name || user
    return { name, bot: found.is_bot === true, isGone: found.deleted === true }
  })
  const readMembers = async (home: string, usergroup: string): Promise<readonly string[]> =>
    ((await call(home, 'usergroups.users.list', { usergroup })) as { readonly users?: readonly string[] }).users ?? []
  const membersOf = kept(now, groupsLast, readMembers)
  const isOutside = kept(now, aboutLasts, async (home: string, channel: string): Promise<boolean> => {
    const { channel: found } = (await call(home, 'conversations.info', { channel })) as { readonly channel?: SlackChannel }
    return found?.is_ext_shared === true || found?.is_pending_ext_shared === true
  })
  const groupsOf = async (home: string, user: string, atOnce: boolean): Promise<readonly string[]> => {
    const all = await Promise.all(
      groups.map(async (group) => {
        try {
          return (await (atOnce ? readMembers : membersOf)(home, group)).includes(user) ? [group] : []
        } catch (error) {
          tell(`slack: the group ${group} cannot be read: ${codeOf(error)}; nobody is counsel by it meanwhile`)
          return []
        }
      }),
    )
    return all.flat()
  }
  return {
    person: async (home, user, from, atOnce) => {
      const about = await aboutUser(home, user).catch(() => undefined)
      return {
        id: `slack:${join(from, user)}`,
        name: about?.name ?? user,
        ...(about?.bot === true ? { bot: true } : {}),
        groups: from === home ? await groupsOf(home, user, atOnce) : [],
      }
    },
    find: async (id) => {
      const { team, id: user } = part(id.slice('slack:'.length))
      const about = await aboutUser(team, user).catch(() => undefined)
      if (about === undefined || about.isGone) return undefined
      return { id, name: about.name, ...(about.bot ? { bot: true } : {}), groups: await groupsOf(team, user, true) }
    },
    audience: async (home, channel) => {
      if (/^[DUW]/.test(channel)) return 'alone'
      return (await isOutside(home, channel).catch(() => false)) ? 'outsiders' : 'colleagues'
    },
  }
}

type SlackUser = {
  readonly name?: string
  readonly real_name?: string
  readonly is_bot?: boolean
  readonly deleted?: boolean
  readonly profile?: { readonly display_name?: string }
}
type SlackChannel = { readonly is_ext_shared?: boolean; readonly is_pending_ext_shared?: boolean }

/** Remembers what a look-up gave for a while; what failed is asked again. */
function kept<T>(
  now: () => number,
  span: number,
  look: (home: string, id: string) => Promise<T>,
): (home: string, id: string) => Promise<T> {
  const known = new Map<string, { readonly value: Promise<T>; readonly at: number }>()
  return (home, id) => {
    const key = join(home, id)
    const found = known.get(key)
    if (found !== undefined && now() - found.at < span) return found.value
    if (known.size >= mostKept) known.clear()
    const value = look(home, id)
    known.set(key, { value, at: now() })
    value.catch(() => known.delete(key))
    return value
  }
}
