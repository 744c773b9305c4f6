import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { App, Config, Platform } from '../src/index.ts'
import type { Environment } from './console/app.ts'
import type { SlackAccess } from './slack/access.ts'
import type { TeamsAccess } from './teams/access.ts'

/** The configuration with the access that each platform gave. */
export type ServedConfig = Config & { readonly slack: SlackAccess | undefined; readonly teams: TeamsAccess | undefined }

/** A platform that runs: where it takes HTTP requests, and what is said of it at the start. */
type Served = {
  readonly platform: Platform
  readonly path: string
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
  readonly start: (app: App) => Promise<void>
  readonly stop: () => Promise<void>
  readonly words: string
}

/** `npm start`: every platform that has credentials, behind one HTTP server, until somebody ends it. */
export async function serve(environment: Environment, config: ServedConfig): Promise<number> {
  const served = [...(await slackOf(environment, config)), ...(await teamsOf(environment, config))]
  if (served.length === 0) {
    environment.warn(
      'no platform has credentials; set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID (see manifest/README.md), or use npm run console\n',
    )
    return 2
  }
  const licet = environment.load()
  const platforms = served.map(({ platform }) => platform)
  const app = await licet.start(config, environment.code(), { ...environment.outside, platforms })
  for (const one of served) await one.start(app)
  const server = createServer((request, response) => {
    const one = served.find(({ path }) => request.url === path)
    if (one === undefined) response.writeHead(request.url === '/health' ? 200 : 404).end()
    else one.handle(request, response)
  })
  await listen(server, config.port, config.teams?.kind === 'playground' ? '127.0.0.1' : undefined)
  const stop = environment.every(500, () => app.tick())
  environment.write(`Licet, knowledge ${licet.version}, answers in ${served.map(({ words }) => words).join(' and in ')}\n`)
  await environment.stopped
  stop()
  for (const one of served) await one.stop()
  server.close()
  await app.close()
  return 0
}

/** A platform's SDK is loaded only where the platform is wanted. */
async function slackOf(environment: Environment, config: ServedConfig): Promise<readonly Served[]> {
  if (config.slack === undefined) return []
  const { createSlack } = await import('./slack/app.ts')
  const { tell, now } = environment.outside
  const slack = createSlack({ ...config.slack, groups: groupsIn(config).filter((group) => !isEntraGroup(group)), tell, now })
  const way = config.slack.appToken === undefined ? `at port ${config.port}, path /slack/events` : 'over Socket Mode'
  return [{ ...slack, path: '/slack/events', words: `Slack ${way}` }]
}

async function teamsOf(environment: Environment, config: ServedConfig): Promise<readonly Served[]> {
  const access = config.teams
  if (access === undefined) return []
  const { createTeams } = await import('./teams/app.ts')
  const { tell, now } = environment.outside
  const teams = createTeams({ access, groups: groupsIn(config).filter(isEntraGroup), tell, now })
  const way =
    access.kind === 'playground'
      ? 'from this machine alone: without credentials nobody is asked who they are; start the Agents Playground on'
      : 'at'
  return [
    {
      platform: teams.platform,
      handle: teams.handle,
      path: '/api/messages',
      start: (app) => Promise.resolve(teams.start(app)),
      stop: () => Promise.resolve(),
      words: `Teams ${way} port ${config.port}, path /api/messages`,
    },
  ]
}

const listen = (server: Server, port: number, host: string | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })

/** The groups that the settings name as members: user groups of Slack, and groups of Entra, whose ids are GUIDs. */
const groupsIn = ({ settings }: Config): readonly string[] => [
  ...new Set(
    settings.queues
      .flatMap(({ counsel, leads }) => [...counsel, ...leads])
      .flatMap((member) => (member.startsWith('group:') ? [member.slice('group:'.length)] : [])),
  ),
]

const isEntraGroup = (group: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(group)
