import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { readServedConfig } from '../../adapters/config.ts'
import { commands } from '../../adapters/console/app.ts'
import type { Environment } from '../../adapters/console/command.ts'
import { runProgram } from '../../adapters/run-program.ts'
import { createPlatforms } from '../../adapters/platforms.ts'
import { ConfigError, createLicet, KnowledgeError, StoreError, type Licet } from '../../src/index.ts'
import { today } from '../licet.ts'

export const home = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

export type Env = Readonly<Record<string, string>>

let licet: Licet | undefined
/** The knowledge as a command loads it; loaded once per test worker. */
export const loadedLicet = (): Licet => (licet ??= createLicet(`${home}/knowledge`))

/** A terminal environment as in `adapters/main.ts`, with the given variables; the clock stands still. */
export function machineOf(env: Env, given: Partial<Environment> & Pick<Environment, 'write' | 'warn'>): Environment {
  const config = () => readServedConfig({ LICET_SETTINGS: `${home}/settings.example.yaml`, ...env }, home)
  const outside = given.outside ?? {
    now: () => Date.parse(`${today}T15:00:00Z`),
    chance: () => 0.5,
    tell: (line: string) => given.warn(`${line}\n`),
  }
  return {
    arguments: [],
    account: 'ann@laptop',
    today,
    color: false,
    interactive: false,
    width: 100,
    input: Readable.from([]),
    now: () => 0,
    load: (folder = env['LICET_KNOWLEDGE']) => (folder === undefined ? loadedLicet() : createLicet(folder)),
    config,
    platforms: async () => (await createPlatforms(config(), outside)).map(({ platform }) => platform),
    code: () => 'test',
    taken: () => Promise.resolve(),
    stopped: () => Promise.resolve(),
    run: (program, words, more) => runProgram(program, words, { ...process.env, ...more }),
    every: () => () => undefined,
    ...given,
    outside,
  }
}

/** Runs a command in this process. `typed` are the lines of input, `now` a running clock, `account` the account that runs it. */
export async function run(
  env: Env,
  [name = '', ...words]: readonly string[],
  typed: readonly string[] = [],
  { now, account = 'ann@laptop' }: { readonly now?: () => number; readonly account?: string } = {},
): Promise<{ readonly code: number; readonly shown: string; readonly warned: string }> {
  let [shown, warned] = ['', '']
  const machine = machineOf(env, {
    arguments: words,
    account,
    input: Readable.from(typed.map((line) => `${line}\n`)),
    write: (text) => void (shown += text),
    warn: (text) => void (warned += text),
    ...(now === undefined ? {} : { outside: { now, chance: () => 0.5, tell: (line) => void (warned += `${line}\n`) } }),
  })
  try {
    return { code: (await commands[name]?.(machine)) ?? -1, shown, warned }
  } catch (error) {
    if (!(error instanceof KnowledgeError || error instanceof ConfigError || error instanceof StoreError)) throw error
    return { code: 1, shown, warned: `${warned}${error.message}\n` }
  }
}
