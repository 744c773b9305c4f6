import type { Config } from '../src/index.ts'
import type { Environment } from './console/app.ts'
import type { SlackAccess } from './slack/access.ts'
import { createSlack, type Slack } from './slack/app.ts'

/** The configuration with the access that each platform gave. */
export type ServedConfig = Config & { readonly slack: SlackAccess | undefined }

/** Every platform that has credentials. */
export type Platforms = { readonly slack: Slack | undefined }

/** Makes the platforms that a configuration has credentials for. Nothing listens yet, and nobody is called. */
export const createPlatforms = (config: ServedConfig, { tell, now }: Environment['outside']): Platforms => ({
  slack: config.slack === undefined ? undefined : createSlack({ ...config.slack, groups: groupsIn(config), tell, now }),
})

/** The user groups that the settings name as members. */
const groupsIn = ({ settings: { queues, admins } }: Config): readonly string[] => [
  ...new Set(
    [...queues.flatMap(({ counsel, leads }) => [...counsel, ...leads]), ...admins].flatMap((member) =>
      member.startsWith('group:') ? [member.slice('group:'.length)] : [],
    ),
  ),
]
