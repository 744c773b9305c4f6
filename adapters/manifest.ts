import { writeFileSync } from 'node:fs'
import { ConfigError } from '../src/index.ts'
import type { Environment } from './console/command.ts'
import type { Env } from './platform-kind.ts'
import { platformKinds } from './platforms.ts'

const packages = platformKinds.flatMap(({ appPackage }) => appPackage ?? [])

/** The help text of `npm run manifest`. */
export const manifestUsage = packages.map(({ usage }) => usage).join('')

/** `npm run manifest`: writes the app package of each platform that wants one. Throws a ConfigError that lists every problem. */
export async function writeManifest({ arguments: flags, write }: Environment, env: Env, home: string): Promise<number> {
  const made = await Promise.all(packages.map(({ make }) => make(env, flags, home)))
  const problems = made.flatMap((one) => ('problems' in one ? one.problems : []))
  if (problems.length > 0) throw new ConfigError(problems)
  for (const one of made) {
    if ('problems' in one) continue
    const path = `${home}/${one.file}`
    writeFileSync(path, one.content)
    write(`wrote ${path}; ${one.use}\n`)
  }
  return 0
}
