import type { Installation, PlatformKind, Served } from '../platform-kind.ts'
import { isGuid, readAccess, type TeamsAccess } from './config.ts'

/** Microsoft Teams, as the program knows it before it loads the code for it. */
export const teams: PlatformKind = {
  name: 'teams',
  settings: [
    'MICROSOFT_APP_ID',
    'MICROSOFT_APP_PASSWORD',
    'MICROSOFT_APP_TENANT_ID',
    'MICROSOFT_APP_CERTIFICATE',
    'MICROSOFT_APP_FEDERATED_IDENTITY',
    'MICROSOFT_APP_FEDERATED_FILE',
    'MICROSOFT_CLOUD',
    'MICROSOFT_APP_TYPE',
    'TEAMS_TENANTS',
    'TEAMS_TARGETED_MESSAGES',
    'TEAMS_TOKENS',
  ],
  credentials: 'MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID',
  read: (env) => {
    const access = readAccess(env)
    if (access === undefined || 'problems' in access) return access
    // In the Agents Playground there is no registration, so nobody proves who they are.
    return { isOnlyLocal: access.kind === 'playground', create: (installation) => create(access, installation) }
  },
  isGroup: isGuid,
  appPackage: {
    usage: `npm run manifest                  writes the app package for Teams; see manifest/README.md
  --schema 1.10 or 1.30           for that version of Teams
  --overhear                      hears what is not said to it, too, where a team's owner consents
`,
    make: async (env, flags, home) => (await import('./app-package.ts')).makePackage(env, flags, home),
  },
}

/** The path to which the Bot Connector posts. */
const path = '/api/messages'

async function create(access: TeamsAccess, { port, groups, tell, now }: Installation): Promise<Served> {
  const { createTeams } = await import('./app.ts')
  const { platform, handle, start } = createTeams({ access, groups, tell, now })
  const way =
    access.kind === 'playground'
      ? 'from this machine alone: without credentials nobody is asked who they are; start the Agents Playground on'
      : 'at'
  return {
    platform,
    handle,
    paths: [path],
    start: (app) => Promise.resolve(start(app)),
    stop: () => Promise.resolve(),
    words: `Teams ${way} port ${port}, path ${path}`,
  }
}
