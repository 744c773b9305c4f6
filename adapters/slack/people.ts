import { cachedFor, joinId, ownChatOf, splitId, inTimeOr, type Audience, type Person } from '../../src/index.ts'
import { codeOf, type Call } from './web.ts'

/** Looks up people and who can read a conversation. Results are cached for a while. */
export type People = {
  /**
   * The person who acts in the workspace `home` and belongs to the workspace `from`. With `atOnce` their
   * groups are read now; otherwise the groups can be half a minute old. What Slack does not tell in time is
   * left out; a person whose groups are missing counts as being in none.
   */
  readonly person: (home: string, user: string, from: string, atOnce: boolean) => Promise<Person>
  /**
   * The person with a full id, `slack:TEAM.USER`; `undefined` if there is none, they have left, or Slack
   * does not respond.
   */
  readonly find: (id: string) => Promise<Person | undefined>
  /**
   * Who else can read a conversation: "outsiders" are people of another company, or guests (who are looked
   * for only in small conversations). If Licet lacks the scope to see this, "colleagues" is assumed; if
   * Slack does not respond, "outsiders".
   */
  readonly audience: (home: string, channel: string) => Promise<Audience>
  /** Called after somebody joined or left a conversation: deletes what is cached about who can read it. */
  readonly moved: (home: string, channel: string) => void
  /**
   * Whether a conversation is the person's own chat with Licet, and not e.g. a chat of two people, in which
   * commands and shortcuts can be used, too. If Slack does not respond, a direct chat counts as the
   * person's own.
   */
  readonly isOwnChat: (home: string, user: string, channel: string) => Promise<boolean>
}

type About = {
  /** The workspace and organization that the person belongs to. */
  readonly team: string | undefined
  readonly enterprise: string | undefined
  readonly name: string
  readonly zone: string | undefined
  readonly bot: boolean
  readonly isGone: boolean
  readonly isGuest: boolean
}

const groupsLast = 30_000
const aboutLasts = 600_000
/**
 * How long the readers of a conversation are cached, in milliseconds. Only one process gets the event that
 * somebody joined; the others notice it after this time.
 */
const audienceLasts = 60_000
/** In a conversation of more people than this, Licet does not look for guests. */
const mostMembers = 25

/** The look-ups in Slack whose results are cached. */
function createLooks(call: Call, now: () => number) {
  const aboutUser = cachedFor(now, aboutLasts, async (home: string, user: string): Promise<About | undefined> => {
    const { user: found } = await call(home, 'users.info', { user })
    if (found === undefined) return undefined
    const name = found.profile?.display_name?.trim() || found.real_name || found.name || user
    return {
      name,
      team: found.team_id,
      enterprise: found.enterprise_user?.enterprise_id,
      zone: found.tz,
      bot: found.is_bot === true,
      isGone: found.deleted === true,
      isGuest: found.is_restricted === true || found.is_ultra_restricted === true,
    }
  })
  const readMembers = async (home: string, usergroup: string): Promise<readonly string[]> =>
    (await call(home, 'usergroups.users.list', { usergroup })).users ?? []
  const membersOf = cachedFor(now, groupsLast, readMembers)
  const hasOutsiders = cachedFor(now, audienceLasts, async (home: string, channel: string): Promise<boolean> => {
    const { channel: found } = await call(home, 'conversations.info', { channel, include_num_members: true })
    if (found?.is_ext_shared === true || found?.is_pending_ext_shared === true) return true
    if ((found?.num_members ?? mostMembers + 1) > mostMembers) return false
    const { members = [] } = await call(home, 'conversations.members', { channel, limit: mostMembers })
    const all = await Promise.all(members.map((user) => aboutUser(home, user)))
    return all.some((about) => about === undefined || about.isGuest)
  })
  const ownChat = cachedFor(now, aboutLasts, async (home: string, users: string): Promise<string | undefined> => {
    const { channel } = await call(home, 'conversations.open', { users })
    return channel?.id
  })
  return { aboutUser, readMembers, membersOf, hasOutsiders, ownChat }
}

type Looking = {
  readonly groups: readonly string[]
  readonly tell: (line: string) => void
  readonly now: () => number
  /** The organization of a workspace in which Licet is installed; `undefined` if it has none. */
  readonly enterpriseOf: (team: string) => Promise<string | undefined>
}

/**
 * Looks people up with Slack's Web API. `groups` are the user groups in the settings; `now` gives epoch
 * milliseconds.
 */
export function createPeople(call: Call, { groups, tell, now, enterpriseOf }: Looking): People {
  const { aboutUser, readMembers, membersOf, hasOutsiders, ownChat } = createLooks(call, now)
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
      const [about, inGroups, enterprise] = await Promise.all([
        inTimeOr(aboutUser(home, user), undefined),
        inTimeOr(groupsOf(home, user, atOnce), []),
        inTimeOr(enterpriseOf(home), undefined),
      ])
      const isOurs =
        (about?.team ?? from) === home || (enterprise !== undefined && (about === undefined || about.enterprise === enterprise))
      return {
        id: `slack:${joinId(from, user)}`,
        name: about?.name ?? user,
        ...(about?.bot === true ? { bot: true } : {}),
        ...(isOurs && about?.isGuest !== true ? {} : { outside: true }),
        ...zoneOf(about),
        groups: inGroups,
      }
    },
    find: async (id) => {
      const { space: team, id: user } = splitId(ownChatOf(id).id)
      const about = await aboutUser(team, user).catch(() => undefined)
      if (about === undefined || about.isGone) return undefined
      return { id, name: about.name, ...(about.bot ? { bot: true } : {}), ...zoneOf(about), groups: await groupsOf(team, user, true) }
    },
    isOwnChat: async (home, user, channel) => {
      if (!channel.startsWith('D')) return /^[UW]/.test(channel)
      return (await inTimeOr(ownChat(home, user), channel)) === channel
    },
    moved: hasOutsiders.forget,
    audience: async (home, channel) => {
      if (/^[DUW]/.test(channel)) return 'alone'
      const look = hasOutsiders(home, channel).catch((error: unknown) => !ungranted.has(codeOf(error)))
      return (await inTimeOr(look, true)) ? 'outsiders' : 'colleagues'
    },
  }
}

/** The error codes with which Slack says that Licet is not allowed to see a conversation. */
const ungranted = new Set(['missing_scope', 'not_allowed_token_type', 'no_permission', 'channel_not_found'])

const zoneOf = (about: About | undefined): Pick<Person, 'zone'> => (about?.zone === undefined ? {} : { zone: about.zone })
