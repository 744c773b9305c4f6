import { z } from 'zod'
import type { Secrets } from '../../src/index.ts'
import type { Installing } from './config.ts'
import type { Grant, Grants, Origin } from './grants.ts'
import { CallError, type WebApi } from './web.ts'

/** The grants of workspaces and organizations that installed Licet themselves. `keep` stores a grant. */
export type Installs = Grants & { readonly keep: (grant: StoredGrant) => Promise<void> }

const keptSchema = z.strictObject({
  token: z.string(),
  bot: z.string(),
  botId: z.string().exactOptional(),
  team: z.string().exactOptional(),
  enterprise: z.string().exactOptional(),
  /** If tokens rotate: the refresh token, and until when `token` is valid, in epoch milliseconds. */
  refresh: z.strictObject({ token: z.string(), until: z.number() }).exactOptional(),
})

/** A grant as it is stored, encrypted. Without `team` it is for a whole organization. */
export type StoredGrant = Grant & { readonly refresh?: { readonly token: string; readonly until: number } }

/** What installations need. `now` is in epoch milliseconds. */
export type InstallParts = {
  readonly api: WebApi
  readonly secrets: Secrets
  readonly installing: Installing
  readonly now: () => number
}

const beginning = 'slack install '
const nameFor = (id: string): string => `${beginning}${id}`
const nameOf = ({ team, enterprise }: Grant): string => nameFor(team ?? enterprise ?? '')

/**
 * How long a grant is cached, in milliseconds. A grant that another process removed is used for at most
 * this long.
 */
const remembered = 30_000
/** How long the list of an organization's workspaces is cached, in milliseconds. */
const teamsLast = 60_000

/** The installations in the database. A workspace without its own grant uses that of its organization. */
export function createInstalls(parts: InstallParts): Installs {
  const { secrets, now } = parts
  const known = new Map<string, { readonly kept: StoredGrant; readonly at: number }>()
  const teams = new Map<string, { readonly ids: readonly string[]; readonly at: number }>()

  const read = async (name: string): Promise<StoredGrant | undefined> => {
    const last = known.get(name)
    if (last !== undefined && now() - last.at < remembered) return last.kept
    known.delete(name)
    const sealed = await secrets.find(name)
    if (sealed === undefined) return undefined
    const kept = keptSchema.parse(JSON.parse(sealed))
    known.set(name, { kept, at: now() })
    return kept
  }
  const keep = async (kept: StoredGrant): Promise<void> => {
    await secrets.keep(nameOf(kept), JSON.stringify(kept))
    known.set(nameOf(kept), { kept, at: now() })
  }
  const belonging = async ({ team, enterprise, isOrganization }: Origin): Promise<StoredGrant | undefined> => {
    const own = team === undefined || isOrganization ? undefined : await read(nameFor(team))
    return own ?? (enterprise === undefined ? undefined : await read(nameFor(enterprise)))
  }
  const usable = async (kept: StoredGrant | undefined): Promise<Grant | undefined> =>
    kept === undefined ? undefined : await fresh(parts, kept, keep, () => known.delete(nameOf(kept)))
  const grants = async (): Promise<readonly StoredGrant[]> => {
    const all = await Promise.all((await secrets.names(beginning)).map(read))
    return all.filter((kept) => kept !== undefined)
  }
  const teamsOf = async (kept: StoredGrant): Promise<readonly string[]> => {
    const last = teams.get(nameOf(kept))
    if (last !== undefined && now() - last.at < teamsLast) return last.ids
    const ids = await listTeams(parts.api, (await usable(kept))?.token ?? '')
    teams.set(nameOf(kept), { ids, at: now() })
    return ids
  }
  const ofOrganization = async (team: string): Promise<StoredGrant | undefined> => {
    for (const kept of await grants()) if (kept.team === undefined && (await teamsOf(kept)).includes(team)) return kept
    return undefined
  }
  return {
    keep,
    from: async (origin) => await usable(await belonging(origin)),
    of: async (team) => await usable((await read(nameFor(team))) ?? (await ofOrganization(team))),
    all: grants,
    revoke: async (origin) => {
      const kept = await belonging(origin)
      if (kept === undefined || !(await isDead(parts.api, kept))) return
      known.delete(nameOf(kept))
      await secrets.forget(nameOf(kept))
    },
  }
}

/** The error codes of a token that was revoked. */
const dead = new Set(['token_revoked', 'account_inactive', 'invalid_auth', 'token_expired'])

/**
 * Whether a token has stopped working. The event that Licet was removed does not tell this: an organization
 * that removes Licet from only one of its workspaces causes the same event.
 */
async function isDead(api: WebApi, { token }: Grant): Promise<boolean> {
  try {
    await api(token, 'auth.test')
    return false
  } catch (error) {
    if (error instanceof CallError && dead.has(error.code)) return true
    throw error
  }
}

/** The ids of the workspaces of an organization for which its token is valid; at most 10,000 are read. */
async function listTeams(api: WebApi, token: string): Promise<readonly string[]> {
  const ids: string[] = []
  for (let cursor = '', pages = 0; pages < 50; pages++) {
    const answer = await api(token, 'auth.teams.list', { limit: 200, ...(cursor === '' ? {} : { cursor }) })
    ids.push(...(answer.teams ?? []).map(({ id }) => id))
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (cursor === '') break
  }
  return ids
}

/** A rotating token is renewed if it is valid for less than this, in milliseconds. */
const early = 2 * 3_600_000
/** The length of a time slot, in milliseconds. In each slot only one process may renew a grant, because a refresh token works only once. */
const turn = 120_000
/**
 * A renewal must begin within this many milliseconds after a slot begins, so that it ends before the next
 * slot.
 */
const latestBegin = 90_000

/**
 * The grant with a valid token. If its token expires soon, it is renewed, by this process or another.
 * Throws if the token has expired and could not be renewed.
 */
async function fresh(parts: InstallParts, kept: StoredGrant, keep: Installs['keep'], forget: () => void): Promise<Grant> {
  const { refresh } = kept
  const left = refresh === undefined ? Number.POSITIVE_INFINITY : refresh.until - parts.now()
  if (refresh === undefined || left > early) return kept
  try {
    const renewed = await rotate(parts, { ...kept, refresh })
    if (renewed !== undefined) {
      await keep(renewed)
      return renewed
    }
  } catch (error) {
    if (left <= 0) throw error
  }
  if (left > 0) return kept
  forget()
  throw new CallError('token_rotating')
}

/**
 * Renews a token if no other process does so in this time slot. If another process has already renewed it,
 * returns what that process stored. `undefined` if it is too late in the slot, if another process has the
 * slot, or if the grant no longer exists.
 */
async function rotate(
  { api, secrets, installing, now }: InstallParts,
  kept: StoredGrant & Required<Pick<StoredGrant, 'refresh'>>,
): Promise<StoredGrant | undefined> {
  const began = now()
  if (began % turn > latestBegin || !(await secrets.mayChange(nameOf(kept), String(Math.floor(began / turn))))) return undefined
  const latest = await secrets.find(nameOf(kept))
  const current = latest === undefined ? undefined : keptSchema.parse(JSON.parse(latest))
  if (current === undefined || current.refresh?.token !== kept.refresh.token) return current
  const answer = await api(undefined, 'oauth.v2.access', {
    client_id: installing.clientId,
    client_secret: installing.clientSecret,
    grant_type: 'refresh_token',
    refresh_token: kept.refresh.token,
  })
  return {
    ...kept,
    token: answer.access_token,
    refresh: { token: answer.refresh_token, until: began + answer.expires_in * 1000 },
  }
}
