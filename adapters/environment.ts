import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { ConfigError } from '../src/index.ts'

/** What the file `.env` beside the program adds to the environment: what stands there already goes before. Throws a ConfigError where it cannot be read. */
export function addedBy(file: string, env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  if (!existsSync(file)) return {}
  const told = Object.entries(parseEnv(read(file)))
  return Object.fromEntries(told.flatMap(([name, value]) => (env[name] === undefined && value !== undefined ? [[name, value]] : [])))
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError([`${file}: cannot be read: ${why}; let the program read it, or take it away`])
  }
}
