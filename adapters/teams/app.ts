import type { IncomingMessage, ServerResponse } from 'node:http'
import { patience, type App as Licet, type Platform } from '../../src/index.ts'
import type { Registration, TeamsAccess } from './access.ts'
import { createConnector, type TokenFor } from './connector.ts'
import { createDoor } from './door.ts'
import { examineTeams } from './examine.ts'
import { listen } from './listen.ts'
import { createPeople } from './people.ts'
import { createReach } from './reach.ts'
import { createSend } from './send.ts'

/** How Teams is reached, and what Licet needs to know of it. */
export type TeamsConfig = {
  readonly access: TeamsAccess
  /** The groups of Entra that the settings name: whether somebody is in one is looked up at each click. */
  readonly groups: readonly string[]
  readonly tell: (line: string) => void
  /** In epoch milliseconds. */
  readonly now: () => number
}

/** Teams, running. `handle` takes the HTTP requests of the Bot Connector. */
export type Teams = {
  readonly platform: Platform
  readonly start: (licet: Licet) => void
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
}

/** Wires Teams to Licet. Of botbuilder only the credentials are used; ARCHITECTURE.md says why. */
export function createTeams({ access, groups, tell, now }: TeamsConfig): Teams {
  let licet: Licet | undefined
  const running = (): Licet => {
    if (licet === undefined) throw new Error('Teams was asked before it was started')
    return licet
  }
  const tokenFor = tokensOf(access)
  const connector = createConnector(tokenFor, access.kind === 'registered' ? access.cloud.graph : '')
  const reach = createReach(() => running().conversations, connector)
  const people = createPeople(connector, reach, { groups, tell, now })
  const targets = access.kind === 'registered' && access.targets
  return {
    platform: {
      name: 'teams',
      // Teams lets a bot say 7 things a second and 8 in two seconds in one conversation, and 50 a second in a tenant.
      pace: { channel: { gap: 1000, burst: 6 }, platform: { gap: 25, burst: 10 }, unasked: 100 },
      send: createSend({ connector, reach, targets, now }),
      person: people.find,
      examine: (desks, kept) => examineTeams({ access, connector, tokenFor, groups, kept, limits: { patience, tell } }, desks),
    },
    start: (app) => {
      licet = app
    },
    handle: createDoor({
      access,
      tell,
      now,
      refused: (why) => licet?.refused('teams', why),
      listen: (activity) => listen({ connector, reach, people, licet: running(), tell }, activity),
    }),
  }
}

type Credentials = { readonly getToken?: () => Promise<string> }

/**
 * Our own tokens, by botbuilder's credentials: a client secret or a managed identity. It keeps them until they run out. The
 * package is large, and so loaded only when the first token is wanted.
 */
function tokensOf(access: TeamsAccess): TokenFor {
  if (access.kind === 'playground') return () => Promise.resolve(undefined)
  let credentials: ReturnType<typeof readCredentials> | undefined
  return async (service) => {
    credentials ??= readCredentials(access)
    return await (await credentials)[service].getToken?.()
  }
}

async function readCredentials(access: Registration): Promise<Readonly<Record<'connector' | 'graph', Credentials>>> {
  const { ConfigurationServiceClientCredentialFactory } = await import('botbuilder')
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: access.appId,
    MicrosoftAppTenantId: access.appTenant,
    MicrosoftAppType: access.password === undefined ? 'UserAssignedMsi' : 'SingleTenant',
    ...(access.password === undefined ? {} : { MicrosoftAppPassword: access.password }),
  })
  const of = (audience: string): Promise<Credentials> =>
    factory.createCredentials(access.appId, audience, `${access.cloud.login}/${access.appTenant}`, true) as Promise<Credentials>
  return { connector: await of(access.cloud.connector), graph: await of(access.cloud.graph) }
}
