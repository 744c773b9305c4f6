import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkTimeout, type App as Licet, type Platform } from '../../src/index.ts'
import type { TeamsAccess } from './config.ts'
import { createConnector, type TokenFor } from './connector.ts'
import { createEndpoint } from './endpoint.ts'
import { examineTeams } from './examine.ts'
import { listen } from './callbacks.ts'
import { createPeople } from './people.ts'
import { createReach } from './reach.ts'
import { createSend } from './send.ts'
import { TokenError } from './token-error.ts'
import { createTokens } from './own-tokens.ts'

/** The configuration of the Teams platform. */
export type TeamsConfig = {
  readonly access: TeamsAccess
  /**
   * The ids of the Entra groups that the settings name. At a click, Licet looks up which of these groups the
   * person is in; at other events, it uses a look-up that is at most half a minute old.
   */
  readonly groups: readonly string[]
  readonly tell: (line: string) => void
  /** Gives epoch milliseconds. */
  readonly now: () => number
}

/** The running Teams platform. `handle` serves the HTTP requests of the Bot Connector. */
export type Teams = {
  readonly platform: Platform
  readonly start: (licet: Licet) => void
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
}

/**
 * How fast Licet sends. In one conversation, Teams allows a bot 7 messages a second and 8 in two seconds;
 * in a tenant, 50 a second.
 */
const pace = { channel: { gap: 1000, burst: 6 }, space: { gap: 25, burst: 10 }, unasked: 100 }

/**
 * Creates the Teams platform, which hands messages from the Bot Connector to Licet and sends the replies.
 * It serves nothing before `start`.
 */
export function createTeams({ access, groups, tell, now }: TeamsConfig): Teams {
  let licet: Licet | undefined
  const running = (): Licet => {
    if (licet === undefined) throw new Error('Teams was asked before it was started')
    return licet
  }
  const tokenFor = tokensOf(access, now)
  const connector = createConnector(tokenFor, access.kind === 'registered' ? access.cloud.graph : '')
  const reach = createReach(() => running().conversationReferences, connector)
  const people = createPeople(connector, reach, { groups, tell, now })
  const targets = access.kind === 'registered' && access.targets
  const client = access.kind === 'registered' ? access.cloud.client : undefined
  return {
    platform: {
      name: 'teams',
      pace,
      send: createSend({ connector, reach, audience: people.audience, targets, client, now }),
      person: people.find,
      examine: (desks, kept) => examineTeams({ access, connector, tokenFor, groups, kept, limits: { checkTimeout, tell } }, desks),
    },
    start: (app) => {
      licet = app
    },
    handle: createEndpoint({
      access,
      tell,
      now,
      refused: (why) => licet?.refused('teams', why),
      listen: (activity) => listen({ connector, reach, people, licet: running(), tell }, activity),
    }),
  }
}

/**
 * Gets the app's access tokens: with Licet's own code, or with botbuilder if an admin chose that. The
 * botbuilder package is large, so it is loaded only then.
 */
function tokensOf(access: TeamsAccess, now: () => number): TokenFor {
  if (access.kind === 'playground') return () => Promise.resolve(undefined)
  if (access.tokens === 'own') return createTokens(access, now)
  let tokens: Promise<TokenFor> | undefined
  return async (service) => {
    tokens ??= import('./botbuilder.ts').then(
      ({ botbuilderTokens }) => botbuilderTokens(access),
      () => Promise.reject(new TokenError('botbuilder is not installed', 'run npm install botbuilder, or set TEAMS_TOKENS to own')),
    )
    return await (
      await tokens
    )(service)
  }
}
