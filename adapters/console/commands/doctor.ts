import {
  broken,
  checkTimeout,
  runCheck,
  composeFindings,
  ConfigError,
  doubtful,
  examineApart,
  findingFromError,
  knowledgeCheck,
  type Base,
  type Config,
  type Finding,
} from '../../../src/index.ts'
import type { Command, Environment } from '../command.ts'
import { render } from '../render.ts'
import { createTerminal } from '../terminal.ts'

/**
 * `npm run doctor`: checks configuration, database, knowledge, and the rights that each platform grants.
 * Exits with 1 if something is broken.
 */
export const doctor: Command = async (environment) => {
  const findings = await findingsOf(environment)
  environment.write(render(composeFindings(findings), environment, true))
  return findings.some(({ state }) => state === 'broken') ? 1 : 0
}

async function findingsOf(environment: Environment): Promise<readonly Finding[]> {
  const config = configOf(environment)
  const { now, tell } = environment.outside
  const knowledge = (): Base => environment.load().answerer.base
  if ('problems' in config)
    return [...config.problems.map(toFinding), ...(await runCheck(knowledgeCheck(knowledge, now()), { checkTimeout, tell }))]
  const platforms = await environment.platforms()
  const terminal = createTerminal('doctor', () => undefined)
  const found = await examineApart(config, { knowledge, platforms: [...platforms, terminal], now, tell })
  return platforms.length > 0 ? found : [...found, alone]
}

const alone = doubtful('Platforms', 'none has credentials', 'see manifest/README.md; npm run console needs none')

function configOf({ config }: Environment): Config | ConfigError {
  try {
    return config()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

const toFinding = (problem: string): Finding =>
  findingFromError(broken, 'Configuration', problem, 'see settings.example.yaml and .env.example')
