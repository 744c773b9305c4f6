import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { ConfigError } from '../src/index.ts'
import type { Env } from './platform-kind.ts'
import { platformKinds } from './platforms.ts'

/**
 * The names of all settings: the program's own, then those of the platforms. Instead of a setting, a file with its value can be given, which is how secrets
 * are usually mounted: `PORT_FILE` is the path of a file that contains the value of `PORT`.
 */
export const settingNames: readonly string[] = [
  'DATABASE_URL',
  'REDIS_URL',
  'LICET_SETTINGS',
  'LICET_KNOWLEDGE',
  'LICET_KEYS',
  'LICET_URL',
  'LICET_DRAIN',
  'LICET_LOG',
  'PORT',
  'METRICS_PORT',
  ...platformKinds.flatMap(({ settings }) => settings),
]

const fileOf = (name: string): string => `${name}_FILE`

/**
 * The variables to add to the environment: those in the file `dotenv`, and those whose `_FILE` variable
 * names a file. A variable that is already set in the environment takes precedence over `.env`. Throws a
 * ConfigError that lists every file that cannot be read, and every setting that is given in both ways
 * (`PORT` and `PORT_FILE`).
 */
export function addedBy(dotenv: string, env: Env): Readonly<Record<string, string>> {
  const fromDotenv = toldIn(dotenv, env)
  const all: Env = { ...fromDotenv, ...env }
  const problems: string[] = []
  const added = settingNames.flatMap((name) => {
    const path = all[fileOf(name)]
    if (path === undefined) return []
    const value = all[name] === undefined ? readText(path) : { problem: `is there beside ${name}; keep one of them` }
    if (typeof value === 'string') return [[name, value] as const]
    problems.push(`${fileOf(name)}: ${value.problem}`)
    return []
  })
  if (problems.length > 0) throw new ConfigError(problems)
  return { ...fromDotenv, ...Object.fromEntries(added) }
}

/** The variables of `.env` that the environment sets neither directly nor through `_FILE`. */
function toldIn(file: string, env: Env): Readonly<Record<string, string>> {
  if (!existsSync(file)) return {}
  const text = readText(file)
  if (typeof text !== 'string') throw new ConfigError([`${file}: ${text.problem}`])
  const isFree = (name: string): boolean => [name, fileOf(name), name.replace(/_FILE$/, '')].every((one) => env[one] === undefined)
  return Object.fromEntries(
    Object.entries(parseEnv(text)).flatMap(([name, value]) => (value !== undefined && isFree(name) ? [[name, value]] : [])),
  )
}

/** The text of a file without its final line break; or, if the file cannot be read, the problem. */
function readText(path: string): string | { readonly problem: string } {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { problem: `cannot be read: ${why}; let the program read it, or take it away` }
  }
}
