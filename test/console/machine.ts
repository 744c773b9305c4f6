import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { commands, type Environment } from '../../adapters/console/app.ts'
import { createLicet, readConfig, type Licet } from '../../src/index.ts'
import { today } from '../licet.ts'

const settings = new URL('../../settings.example.yaml', import.meta.url)
const knowledge = fileURLToPath(new URL('../../knowledge', import.meta.url))

let licet: Licet | undefined

/** Runs a command of the terminal in this process, on a database; `typed` are the lines that somebody types. */
export async function run(
  url: string,
  [name = '', ...words]: readonly string[],
  typed: readonly string[] = [],
): Promise<{ readonly code: number; readonly shown: string; readonly warned: string }> {
  let [shown, warned] = ['', '']
  const environment: Environment = {
    arguments: words,
    today,
    color: false,
    interactive: false,
    width: 100,
    input: Readable.from(typed.map((line) => `${line}\n`)),
    write: (text) => void (shown += text),
    warn: (text) => void (warned += text),
    now: () => 0,
    load: () => (licet ??= createLicet(knowledge)),
    config: () => readConfig({ DATABASE_URL: url }, { file: 'settings.example.yaml', text: readFileSync(settings, 'utf8') }, '/nowhere'),
    platforms: () => Promise.resolve([]),
    code: () => 'test',
    outside: { now: () => Date.parse(`${today}T15:00:00Z`), chance: () => 0.5, tell: (line) => void (warned += `${line}\n`) },
    stopped: Promise.resolve(),
    every: () => () => undefined,
  }
  const code = (await commands[name]?.(environment)) ?? -1
  return { code, shown, warned }
}
