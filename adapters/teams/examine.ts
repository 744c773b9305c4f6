import { broken, runCheck, doubtful, fine, type Finding, type Limits, type Place, type Platform } from '../../src/index.ts'
import type { TeamsAccess } from './config.ts'
import { hostsOf } from './clouds.ts'
import { CallError, type Connector, type TokenFor } from './connector.ts'
import { createReach } from './reach.ts'
import { remedyFor } from './send.ts'
import { TokenError } from './token-error.ts'

/** What the doctor needs to check Teams. */
export type Examined = {
  readonly access: TeamsAccess
  readonly connector: Connector
  readonly tokenFor: TokenFor
  /** The groups of Entra in the settings. */
  readonly groups: readonly string[]
  /** Gives access to what the database stores for platforms, e.g. how to reach conversations. */
  readonly kept: Parameters<NonNullable<Platform['examine']>>[1]
  readonly limits: Limits
}

/**
 * Checks the registration, the keys, each desk and each group with a separate call, so that one failure
 * makes only one finding broken.
 */
export async function examineTeams(parts: Examined, desks: readonly Place[]): Promise<readonly Finding[]> {
  const { access, groups } = parts
  if (access.kind === 'playground')
    return [doubtful('Teams registration', 'none: the Agents Playground on this machine alone', 'register the bot to serve people')]
  const lines = await Promise.all([
    lookAtToken(parts, 'connector'),
    lookAtKeys(parts, access.cloud.metadata),
    ...desks.map((desk) => lookAtDesk(parts, desk)),
    ...(groups.length === 0 ? [] : [lookAtToken(parts, 'graph')]),
    ...groups.map((group) => lookAtGroup(parts, group)),
  ])
  return lines.flat()
}

/** The remedy if the cloud cannot be reached. */
const unreached = ({ access }: Examined): string =>
  access.kind === 'registered' ? `let this machine reach ${hostsOf(access.cloud).join(', ')}` : 'start the Agents Playground'

/** Runs one check. If Teams refuses a call, the finding has the status and code of the refusal. */
const ask = (
  parts: Examined,
  what: string,
  look: () => Promise<Finding>,
  mend: (error: CallError) => string = remedyFor,
): Promise<readonly Finding[]> =>
  runCheck(
    {
      what,
      mend: unreached(parts),
      look: async () => {
        try {
          return await look()
        } catch (error) {
          if (!(error instanceof CallError)) throw error
          const { status, code } = error
          if (code === 'no_token') return doubtful(what, 'not looked at, for want of a token', 'mend the registration first')
          if (code === 'unknown_tenant')
            return doubtful(
              what,
              'not seen yet: nobody of its tenant has spoken to Licet',
              'install Licet there, and ask again; or correct the id in settings.yaml',
            )
          return status === 0
            ? broken(what, 'Teams cannot be reached', unreached(parts))
            : broken(what, `Teams refuses: ${status} ${code}`, mend(error))
        }
      },
    },
    parts.limits,
  )

const services = { connector: 'Teams registration', graph: 'Teams directory' } as const

/**
 * Checks that Entra gives Licet a token. Only Licet's own error texts are shown, because other parts of the
 * error could contain secrets.
 */
const lookAtToken = (parts: Examined, service: keyof typeof services): Promise<readonly Finding[]> =>
  ask(parts, services[service], async () => {
    try {
      await parts.tokenFor(service)
      return fine(services[service], 'Entra gives a token')
    } catch (error) {
      if (!(error instanceof TokenError)) throw error
      return broken(services[service], error.message, error.mend)
    }
  })

/** Checks that the keys with which requests by Teams are verified can be fetched. */
const lookAtKeys = (parts: Examined, metadata: string): Promise<readonly Finding[]> =>
  ask(parts, 'Teams keys', async () => {
    const response = await fetch(metadata, { signal: AbortSignal.timeout(parts.limits.checkTimeout) }).catch(() => {
      throw new CallError(0, 'network')
    })
    if (!response.ok) throw new CallError(response.status, 'metadata')
    return fine('Teams keys', 'published, so its requests can be told from others')
  })

function lookAtDesk(parts: Examined, desk: Place): Promise<readonly Finding[]> {
  const what = `Teams desk ${desk.id}`
  if (!/^[0-9a-f-]{36}\../i.test(desk.id))
    return Promise.resolve([broken(what, 'it names no tenant', 'write the desk as teams TENANT.CONVERSATION in settings.yaml')])
  return ask(parts, what, async () => {
    const { conversationReferences } = await parts.kept()
    const { serviceUrl, conversation, isPersonal } = await createReach(() => conversationReferences, parts.connector).to(desk)
    await parts.connector.members(serviceUrl, conversation)
    return fine(what, isPersonal ? 'a chat with one person' : 'Licet is there')
  })
}

const granted =
  'grant GroupMember.Read.All and User.ReadBasic.All to the app in Entra, with an admin’s consent; or list the members one by one'

const lookAtGroup = (parts: Examined, group: string): Promise<readonly Finding[]> => {
  const what = `Teams group ${group}`
  return ask(
    parts,
    what,
    async () =>
      (await parts.connector.isPeopled(group))
        ? fine(what, 'it can be read, and somebody is in it')
        : broken(what, 'nobody is in it', 'add its members in Entra, or name another group in settings.yaml'),
    ({ status }) => (status === 404 ? 'correct the id of the group in settings.yaml' : granted),
  )
}
