import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App, Config, Platform } from '../src/index.ts'
import type { Environment } from './console/command.ts'
import type { ServedConfig } from './config.ts'
import { isGuid } from './teams/config.ts'

/**
 * A platform that has credentials, with the HTTP paths that `handle` serves. `words` describe the platform
 * in the line that is printed at the start.
 */
export type Served = {
  readonly platform: Platform
  readonly paths: readonly string[]
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
  readonly start: (app: App) => Promise<void>
  readonly stop: () => Promise<void>
  readonly words: string
}

/**
 * Creates the platforms that have credentials. They do not listen or make calls yet. A platform's SDK is
 * loaded only if the platform has credentials.
 */
export const createPlatforms = async (config: ServedConfig, outside: Environment['outside']): Promise<readonly Served[]> => [
  ...(await slackOf(config, outside)),
  ...(await teamsOf(config, outside)),
]

async function slackOf(config: ServedConfig, { tell, now }: Environment['outside']): Promise<readonly Served[]> {
  if (config.slack === undefined) return []
  const { createSlack, pathsOf } = await import('./slack/app.ts')
  const slack = createSlack({ ...config.slack, groups: groupsIn(config).filter((group) => !isGuid(group)), tell, now })
  const way = config.slack.appToken === undefined ? `at port ${config.port}, path /slack/events` : 'over Socket Mode'
  const installPage = config.slack.installing === undefined ? '' : `, installed at ${config.slack.installing.url}/slack/install`
  return [{ ...slack, paths: pathsOf(config.slack), words: `Slack ${way}${installPage}` }]
}

async function teamsOf(config: ServedConfig, { tell, now }: Environment['outside']): Promise<readonly Served[]> {
  const access = config.teams
  if (access === undefined) return []
  const { createTeams } = await import('./teams/app.ts')
  const teams = createTeams({ access, groups: groupsIn(config).filter(isGuid), tell, now })
  const way =
    access.kind === 'playground'
      ? 'from this machine alone: without credentials nobody is asked who they are; start the Agents Playground on'
      : 'at'
  return [
    {
      platform: teams.platform,
      handle: teams.handle,
      paths: ['/api/messages'],
      start: (app) => Promise.resolve(teams.start(app)),
      stop: () => Promise.resolve(),
      words: `Teams ${way} port ${config.port}, path /api/messages`,
    },
  ]
}

/**
 * The ids of the groups that the settings name as counsel, leads or admins: user groups of Slack, and
 * groups of Entra. Each platform picks out its own: only the ids of Entra groups are GUIDs.
 */
const groupsIn = ({ settings: { queues, admins } }: Config): readonly string[] => [
  ...new Set(
    [...queues.flatMap(({ counsel, leads }) => [...counsel, ...leads]), ...admins].flatMap((member) =>
      member.startsWith('group:') ? [member.slice('group:'.length)] : [],
    ),
  ),
]
