import type { Config } from '../src/index.ts'
import type { Environment } from './console/command.ts'
import type { Env, PlatformAccess, PlatformKind, Problems, Served } from './platform-kind.ts'
import { slack } from './slack/kind.ts'
import { teams } from './teams/kind.ts'

/** Every chat platform that Licet knows. */
export const platformKinds: readonly PlatformKind[] = [slack, teams]

/** A platform that has credentials, with its kind. */
export type ConfiguredPlatform = PlatformAccess & { readonly kind: PlatformKind }

/** Reads the credentials of every platform: those that have some, and every problem with them. */
export function readPlatforms(env: Env): Problems & { readonly platforms: readonly ConfiguredPlatform[] } {
  const read = platformKinds.map((kind) => ({ kind, access: kind.read(env) }))
  return {
    platforms: read.flatMap(({ kind, access }) => (access === undefined || 'problems' in access ? [] : [{ ...access, kind }])),
    problems: read.flatMap(({ access }) => (access !== undefined && 'problems' in access ? access.problems : [])),
  }
}

/**
 * Creates the platforms that have credentials. They do not listen or make calls yet. A platform's SDK is
 * loaded only if the platform has credentials.
 */
export async function createPlatforms(
  config: Config & { readonly platforms: readonly ConfiguredPlatform[] },
  { tell, now }: Environment['outside'],
): Promise<readonly Served[]> {
  const groups = groupsIn(config)
  const served: Served[] = []
  for (const { kind, create } of config.platforms)
    served.push(await create({ port: config.port, groups: groups.filter((group) => isGroupOf(kind, group)), tell, now }))
  return served
}

/** The ids of the groups that the settings name as counsel, leads or admins, whatever platform they belong to. */
const groupsIn = ({ settings: { queues, admins } }: Config): readonly string[] => [
  ...new Set(
    [...queues.flatMap(({ counsel, leads }) => [...counsel, ...leads]), ...admins].flatMap((member) =>
      member.startsWith('group:') ? [member.slice('group:'.length)] : [],
    ),
  ),
]

const isGroupOf = ({ isGroup }: PlatformKind, group: string): boolean =>
  isGroup?.(group) ?? !platformKinds.some((other) => other.isGroup?.(group) === true)
