import { joinId, splitId, broken, runCheck, doubtful, fine, judgeClock, type Finding, type Limits, type Place } from '../../src/index.ts'
import type { Grant, Grants } from './grants.ts'
import { remedies } from './remedies.ts'
import { features, type Feature } from './scopes.ts'
import { CallError, type WebApi } from './web.ts'
import type { SlackChannel } from './methods.ts'

/** What the doctor needs to check Slack. */
export type Examined = {
  readonly api: WebApi
  readonly grants: () => Promise<Grants>
  /** The address of the install page, if workspaces may install Licet themselves. */
  readonly installPage?: string | undefined
  /** The user groups that the settings name. */
  readonly groups: readonly string[]
  readonly socket:
    | {
        readonly appToken: string
        /**
         * Whether the socket is connected; `undefined` if this process never opened the socket, e.g. in the
         * `doctor` command.
         */
        readonly isConnected: () => boolean | undefined
      }
    | undefined
  /**
   * By how many milliseconds Slack's clock is ahead of this machine's (negative: behind); `undefined`
   * before the first response.
   */
  readonly ahead: () => number | undefined
  readonly limits: Limits
}

/**
 * Checks the grants, each desk, each group and the connection in checks of their own, so that a call that fails breaks the finding of one
 * check only. If the grants cannot be read, desks and groups are not checked.
 */
export async function examineSlack(parts: Examined, desks: readonly Place[]): Promise<readonly Finding[]> {
  const [granted, heard] = await Promise.all([lookAtAccess(parts, desks), lookAtEars(parts)])
  const ahead = parts.ahead()
  return [...granted, ...heard, ...(ahead === undefined ? [] : [judgeClock('Slack clock', ahead)])]
}

const unreached = 'let this machine reach slack.com, through the firewall and the proxy; status.slack.com says whether Slack is unwell'

/**
 * Runs one check. If Slack refuses a call, the finding has Slack's error code and the remedy in `known`; for a code that `known` lacks,
 * the remedy is `mend`.
 */
const ask = (
  { limits }: Examined,
  what: string,
  mend: string,
  look: () => Promise<Finding | readonly Finding[]>,
  known: Readonly<Record<string, string>> = remedies,
): Promise<readonly Finding[]> =>
  runCheck(
    {
      what,
      mend: unreached,
      look: async () => {
        try {
          return await look()
        } catch (error) {
          if (!(error instanceof CallError)) throw error
          return error.code === 'network'
            ? broken(what, 'Slack cannot be reached', unreached)
            : broken(what, error.message, known[error.code] ?? mend)
        }
      },
    },
    limits,
  )

const again = 'install Licet again, with the scopes of manifest/slack.json'

async function lookAtAccess(parts: Examined, desks: readonly Place[]): Promise<readonly Finding[]> {
  let grants: Grants | undefined
  let all: readonly Grant[] = []
  const what = 'Slack access'
  const enter =
    parts.installPage === undefined ? 'copy SLACK_BOT_TOKEN again from the app’s pages' : `install Licet at ${parts.installPage}`
  const found = await ask(parts, what, enter, async () => {
    grants = await parts.grants()
    all = await grants.all()
    return all.length > 0 ? [] : broken(what, 'no workspace lets Licet in', parts.installPage === undefined ? again : enter)
  })
  if (grants === undefined || all.length === 0) return found
  const { of } = grants
  const lines = await Promise.all([
    ...all.map((grant) => lookAtGrant(parts, grant)),
    ...desks.map((desk) => lookAtDesk(parts, of, desk)),
    ...parts.groups.map((group) => lookAtGroup(parts, all, group)),
  ])
  return lines.flat()
}

function lookAtGrant(parts: Examined, grant: Grant): Promise<readonly Finding[]> {
  const known = grant.team ?? grant.enterprise ?? ''
  return ask(parts, `Slack token of ${known}`, again, async () => {
    const { team, response_metadata: about } = await parts.api(grant.token, 'auth.test')
    const name = team ?? known
    const token = fine(`Slack token of ${known}`, `it works, in ${name}`)
    if (about?.scopes === undefined) return [token, doubtful(`Slack scopes in ${name}`, 'Slack does not say which are granted', again)]
    const { scopes } = about
    return [token, ...features.map((surface) => judgeSurface(surface, scopes, name))]
  })
}

function judgeSurface({ name, scopes, isOptional, without }: Feature, granted: readonly string[], team: string): Finding {
  const what = `Slack ${name} in ${team}`
  const missing = scopes.filter((scope) => !granted.includes(scope))
  if (missing.length === 0) return fine(what, `granted by ${scopes.join(', ')}`)
  const seen = `${missing.join(', ')} not granted: ${without}`
  return isOptional ? doubtful(what, seen, `${again}; or leave it so`) : broken(what, seen, again)
}

async function lookAtDesk(parts: Examined, of: Grants['of'], desk: Place): Promise<readonly Finding[]> {
  const what = `Slack desk ${desk.id}`
  const { space: team, id } = splitId(desk.id)
  if (joinId(team, id) !== desk.id) return [broken(what, 'it names no workspace', 'write the desk as slack TEAM.CHANNEL in settings.yaml')]
  if (/^[DUW]/.test(id)) return [fine(what, 'a direct message')]
  return await ask(parts, what, 'look at the channel in Slack', async () => {
    const grant = await of(team)
    if (grant === undefined) throw new CallError('not_installed')
    try {
      const { channel } = await parts.api(grant.token, 'conversations.info', { channel: id })
      return judgeChannel(what, channel)
    } catch (error) {
      if (!(error instanceof CallError && error.code === 'missing_scope')) throw error
      return doubtful(what, 'it cannot be looked at without channels:read and groups:read', `${again}; or see there that Licet is a member`)
    }
  })
}

function judgeChannel(what: string, channel: SlackChannel | undefined): Finding {
  const { is_archived: isArchived, is_member: isMember, name } = channel ?? {}
  if (isArchived === true) return broken(what, 'the channel is archived', 'unarchive it, or name another desk in settings.yaml')
  if (isMember !== true) return broken(what, 'Licet is not in the channel', 'invite Licet to the channel')
  return fine(what, `Licet is in the channel${name === undefined ? '' : ` #${name}`}`)
}

/**
 * Checks a user group. Its id does not tell its workspace, so every grant is tried; it is enough if one can
 * read the group.
 */
async function lookAtGroup(parts: Examined, all: readonly Grant[], group: string): Promise<readonly Finding[]> {
  const what = `Slack group ${group}`
  const refused = 'grant usergroups:read by installing again, or list the members one by one in settings.yaml'
  return await ask(
    parts,
    what,
    refused,
    async () => {
      const answers = all.map(({ token }) => parts.api(token, 'usergroups.users.list', { usergroup: group }))
      const read = (await Promise.allSettled(answers)).find(({ status }) => status === 'fulfilled')
      const { users = [] } = (read?.status === 'fulfilled' ? read.value : await answers[0]) ?? {}
      if (users.length === 0) return broken(what, 'nobody is in it', 'add its members in Slack, or name another group in settings.yaml')
      return fine(what, `${users.length} in it`)
    },
    { ...remedies, missing_scope: refused },
  )
}

const renewed = 'copy SLACK_APP_TOKEN again; it needs connections:write'

/** Checks how events arrive: by HTTP, or over the socket. */
async function lookAtEars(parts: Examined): Promise<readonly Finding[]> {
  const { api, socket } = parts
  const what = 'Slack connection'
  if (socket === undefined) return [fine(what, 'posted to us at /slack/events')]
  const isConnected = socket.isConnected()
  if (isConnected === true) return [fine(what, 'Socket Mode, connected')]
  if (isConnected === false)
    return [broken(what, 'Socket Mode, not connected', 'it is tried again by itself; let this machine reach slack.com by wss')]
  return await ask(
    parts,
    what,
    renewed,
    async () => {
      await api(socket.appToken, 'apps.connections.open')
      return fine(what, 'Socket Mode, the app token works')
    },
    {
      ...remedies,
      invalid_auth: renewed,
      not_allowed_token_type: renewed,
      missing_scope: renewed,
      token_revoked: renewed,
      account_inactive: renewed,
    },
  )
}
