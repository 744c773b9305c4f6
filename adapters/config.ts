import { existsSync, readFileSync } from 'node:fs'
import { ConfigError, readConfig, fieldOf, type Config } from '../src/index.ts'
import type { LogFormat } from './log.ts'
import type { Env } from './platform-kind.ts'
import { readPlatforms, type ConfiguredPlatform } from './platforms.ts'

/** The configuration, plus the platforms that have credentials and how the program writes its log and metrics. */
export type ServedConfig = Config & {
  readonly platforms: readonly ConfiguredPlatform[]
  readonly log: LogFormat
  /** The port that serves `/metrics`; `undefined` turns metrics off. */
  readonly metricsPort: number | undefined
}

/**
 * Reads the configuration of an installation from its environment and its settings file. If there is no settings file, it reads
 * `settings.example.yaml` in `home`. Throws a ConfigError that lists every problem.
 */
export function readServedConfig(env: Env, home: string): ServedConfig {
  const own = env['LICET_SETTINGS'] ?? `${home}/settings.yaml`
  const file = env['LICET_SETTINGS'] !== undefined || existsSync(own) ? own : `${home}/settings.example.yaml`
  if (!existsSync(file)) throw new ConfigError([`LICET_SETTINGS: there is no file \`${file}\`; correct the path, or leave it out`])
  const { platforms, problems: platformProblems } = readPlatforms(env)
  const isPort = (text: string | undefined): boolean =>
    text === undefined || (/^[1-9]\d{0,4}$/.test(text) && Number(text) < 65_536 && text !== (env['PORT'] ?? '3000'))
  const log = env['LICET_LOG'] ?? 'plain'
  const problems = [
    ...platformProblems,
    ...(isPort(env['METRICS_PORT']) ? [] : ['METRICS_PORT: is not a port of its own; write a number from 1 to 65535 other than PORT']),
    ...(isLogFormat(log) ? [] : ['LICET_LOG: is neither plain nor json; write one of them']),
  ]
  const config = readConfig(env, { file, text: settingsIn(file) }, home, problems)
  return {
    ...config,
    platforms,
    log: isLogFormat(log) ? log : 'plain',
    metricsPort: env['METRICS_PORT'] === undefined ? undefined : Number(env['METRICS_PORT']),
  }
}

function settingsIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError([
      `LICET_SETTINGS: \`${file}\` cannot be read (${String(fieldOf(error, 'code'))}); let the account Licet runs under read it`,
    ])
  }
}

const isLogFormat = (text: string): text is LogFormat => text === 'plain' || text === 'json'
