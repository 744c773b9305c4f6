import { existsSync, readFileSync } from 'node:fs'
import { ConfigError, readConfig, type Config } from '../src/index.ts'
import { readAccess as readSlackAccess, type SlackAccess } from './slack/access.ts'
import { readAccess as readTeamsAccess, type TeamsAccess } from './teams/access.ts'

/** The configuration with the access that each platform gave. */
export type ServedConfig = Config & { readonly slack: SlackAccess | undefined; readonly teams: TeamsAccess | undefined }

/** What an installation decides: its environment and its settings, or else the example's. Throws a ConfigError that lists every problem. */
export function readServedConfig(env: Readonly<Record<string, string | undefined>>, home: string): ServedConfig {
  const own = env['LICET_SETTINGS'] ?? `${home}/settings.yaml`
  const file = env['LICET_SETTINGS'] !== undefined || existsSync(own) ? own : `${home}/settings.example.yaml`
  if (!existsSync(file)) throw new ConfigError([`LICET_SETTINGS: there is no file \`${file}\`; correct the path, or leave it out`])
  const slack = readSlackAccess(env)
  const teams = readTeamsAccess(env)
  const problems = [
    ...(slack !== undefined && 'problems' in slack ? slack.problems : []),
    ...(teams !== undefined && 'problems' in teams ? teams.problems : []),
  ]
  const config = readConfig(env, { file, text: readFileSync(file, 'utf8') }, home, problems)
  return { ...config, slack: slack as SlackAccess | undefined, teams: teams as TeamsAccess | undefined }
}
