import { asNotMade, CallError, type Call, type WebApi } from './web.ts'

/**
 * The right to act in one workspace (`team`). Without `team` it is valid in a whole organization
 * (`enterprise`, Enterprise Grid). `bot` is Licet's user id there.
 */
export type Grant = {
  readonly token: string
  readonly bot: string
  readonly botId?: string
  readonly team?: string
  readonly enterprise?: string
}

/**
 * The workspace and organization that an event comes from. `isOrganization`: the event belongs to an
 * installation for the whole organization, so a grant for a single workspace does not count.
 */
export type Origin = { readonly team?: string | undefined; readonly enterprise?: string | undefined; readonly isOrganization: boolean }

/** The grants of all workspaces and organizations that installed Licet. */
export type Grants = {
  /** The grant that an event belongs to; `undefined` if Licet is not installed there. */
  readonly from: (origin: Origin) => Promise<Grant | undefined>
  /** The grant with which messages are sent in a workspace; `undefined` if Licet is not installed there. */
  readonly of: (team: string) => Promise<Grant | undefined>
  readonly all: () => Promise<readonly Grant[]>
  /** Called after a workspace or organization has removed Licet. */
  readonly revoke: (origin: Origin) => Promise<void>
}

/** The grants of a single bot token. Throws a CallError if Slack refuses the token. */
export async function grantsOfToken(api: WebApi, token: string): Promise<Grants> {
  const { team_id, enterprise_id, is_enterprise_install, user_id, bot_id } = await api(token, 'auth.test')
  const grant: Grant = {
    token,
    bot: user_id ?? '',
    ...(bot_id === undefined ? {} : { botId: bot_id }),
    ...(team_id === undefined || is_enterprise_install === true ? {} : { team: team_id }),
    ...(enterprise_id === undefined ? {} : { enterprise: enterprise_id }),
  }
  let isRevoked = false
  const fits = (team: string | undefined, enterprise: string | undefined): boolean =>
    !isRevoked && (grant.team === undefined ? enterprise === grant.enterprise : team === grant.team)
  return {
    from: ({ team, enterprise }) => Promise.resolve(fits(team, enterprise) ? grant : undefined),
    of: (team) => Promise.resolve(fits(team, grant.enterprise) ? grant : undefined),
    all: () => Promise.resolve(isRevoked ? [] : [grant]),
    revoke: () => {
      isRevoked = true
      return Promise.resolve()
    },
  }
}

/**
 * Returns a function that makes calls with the grant of a workspace. The calls throw `not_installed` if
 * there is no grant.
 */
export const createCall =
  (api: WebApi, grantOf: (team: string) => Promise<Grant | undefined>): Call =>
  async (team, method, options) => {
    const grant = await grantOf(team).catch((error: unknown) => {
      throw asNotMade(error)
    })
    if (grant === undefined) throw new CallError('not_installed')
    return await api(grant.token, method, options)
  }
