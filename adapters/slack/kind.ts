import type { Installation, PlatformKind, Served } from '../platform-kind.ts'
import { readAccess, type SlackAccess } from './config.ts'

/** Slack, as the program knows it before it loads Slack's SDK. */
export const slack: PlatformKind = {
  name: 'slack',
  settings: ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_WORKSPACES'],
  credentials: 'SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, SLACK_CLIENT_ID for many workspaces',
  read: (env) => {
    const access = readAccess(env)
    if (access === undefined || 'problems' in access) return access
    return { isOnlyLocal: false, create: (installation) => create(access, installation) }
  },
}

async function create(access: SlackAccess, { port, groups, tell, now }: Installation): Promise<Served> {
  const { createSlack, pathsOf } = await import('./app.ts')
  const way = access.appToken === undefined ? `at port ${port}, path /slack/events` : 'over Socket Mode'
  const installPage = access.installing === undefined ? '' : `, installed at ${access.installing.url}/slack/install`
  return { ...createSlack({ ...access, groups, tell, now }), paths: pathsOf(access), words: `Slack ${way}${installPage}` }
}
