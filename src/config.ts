import { load as parseYaml } from 'js-yaml'
import { z } from 'zod'
import { addressProblem } from './store/engines.ts'
import { readKeys } from './store/vault.ts'
import { placeSchema, queueSchema, timeSchema, toQueue, zoneSchema, type Queue } from './cases/queue.ts'
import { feedbackSchema } from './cases/feedback-readers.ts'
import { tipsSchema } from './tips/settings.ts'
import { memberSchema } from './cases/members.ts'

const days = z.number().int().min(1).max(36_500)
const count = z.number().int().min(1)

const settingsSchema = z.strictObject({
  queues: z.array(queueSchema).min(1, 'lists no queue; at least one is needed'),
  /** Who is allowed to configure Licet and run its checks. This alone gives no access to cases. */
  admins: z.array(memberSchema).default([]),
  /** The desk where the last hash of the record is posted once a day, and the local time for that. */
  head: z
    .strictObject({
      desk: placeSchema,
      zone: zoneSchema,
      at: timeSchema,
    })
    .optional(),
  /** Places in which only the asker sees an answer, e.g. channels with guests. */
  privatePlaces: z.array(placeSchema).default([]),
  /** Who reads feedback on answers; by default the desk that takes questions for counsel. */
  feedback: feedbackSchema.default({}),
  /**
   * Whether Licet answers guests and people of other organizations. Even if Licet answers them, they cannot
   * open cases.
   */
  outsiders: z.enum(['refuse', 'answer'], 'is neither refuse nor answer; write one of them').default('refuse'),
  /** When tips are sent at the earliest and latest, and which channels tips are offered to. */
  tips: tipsSchema,
  /** How many days after counsel's answer a case is closed automatically. */
  closeAnswered: days.default(30),
  /** For how many days words are kept: those of answers, of cases (and of all else that somebody did), and of the events that came in. */
  retention: z.strictObject({ answer: days, case: days, event: days }),
  /**
   * How much one person can write in a minute before Licet drops the rest. The default is far more than
   * anybody types.
   */
  perMinute: z.strictObject({ messages: count, characters: count }).default({ messages: 60, characters: 100_000 }),
  /**
   * People whose words are never erased, neither by retention nor by `record erase`, because a law or a
   * court requires that.
   */
  hold: z.array(z.union([z.literal('everybody'), memberSchema])).default([]),
})

/** What an admin decides, e.g. who answers which cases, when, and how long words are kept. */
export type Settings = Omit<z.infer<typeof settingsSchema>, 'queues'> & { readonly queues: readonly Queue[] }

/** Everything that differs from one installation to another. */
export type Config = {
  readonly databaseUrl: string
  readonly redisUrl: string | undefined
  /** The keys that secrets are encrypted with, newest first; empty if no platform stores secrets. */
  readonly keys: readonly Buffer[]
  readonly knowledge: string
  readonly settings: Settings
  /** The port of the HTTP server, to which platforms send their events. */
  readonly port: number
  /** How long work that has begun can still take after the program was told to end, in milliseconds. */
  readonly drain: number
}

/** Everything that is wrong with the configuration: where, what, and how to fix it. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(
      `the configuration has ${problems.length} ` +
        `problem${problems.length === 1 ? '' : 's'}\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    )
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/**
 * Reads the configuration from environment variables and the text of the settings file. `home` is the
 * folder of the program; `others` are problems found elsewhere, which are reported together with those
 * found here. Throws a {@link ConfigError}.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  settings: { readonly file: string; readonly text: string },
  home: string,
  others: readonly string[] = [],
): Config {
  const databaseUrl = env['DATABASE_URL'] ?? `file:${home}/data/licet.db`
  const redisUrl = env['REDIS_URL']
  const read = readSettings(settings.text, settings.file)
  const address = addressProblem(databaseUrl)
  const keys = env['LICET_KEYS'] === undefined ? { keys: [] } : readKeys(env['LICET_KEYS'])
  const problems = [
    ...others,
    ...(address === undefined ? [] : [`DATABASE_URL: ${address}`]),
    ...(redisUrl === undefined || /^rediss?:\/\/./.test(redisUrl)
      ? []
      : ['REDIS_URL: is not the address of a Redis; write redis://HOST:PORT, or leave it out']),
    ...('problem' in keys ? [keys.problem] : []),
    ...('problems' in read ? read.problems : []),
  ]
  const port = Number(env['PORT'] ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push('PORT: is not a port; write a number from 1 to 65535')
  const drain = Number(env['LICET_DRAIN'] ?? 25)
  if (!Number.isInteger(drain) || drain < 1 || drain > 3600)
    problems.push('LICET_DRAIN: is not a time to end in; write seconds from 1 to 3600')
  if ('problems' in read || 'problem' in keys || problems.length > 0) throw new ConfigError(problems)
  const knowledge = env['LICET_KNOWLEDGE'] ?? `${home}/knowledge`
  return { databaseUrl, redisUrl, keys: keys.keys, knowledge, settings: read.settings, port, drain: 1000 * drain }
}

function readSettings(text: string, file: string): { readonly settings: Settings } | { readonly problems: readonly string[] } {
  let value: unknown
  try {
    value = parseYaml(text)
  } catch (error) {
    return {
      problems: [
        `${file}: not readable as YAML: ` +
          `${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}; mend the indentation or the ` +
          'quotes there',
      ],
    }
  }
  const result = settingsSchema.safeParse(value)
  if (!result.success)
    return {
      problems: result.error.issues.map(
        (issue) => `${file} at ${issue.path.join('.') || 'the top'}: ${issue.message}; see settings.example.yaml`,
      ),
    }
  const queues = result.data.queues.map(toQueue)
  const twice = queues.filter((queue, index) => queues.findIndex((other) => other.id === queue.id) !== index)
  const untaken = (['ask-counsel', 'classify', 'screen'] as const).filter(
    (button) => queues.filter((queue) => queue.takes.includes(button)).length !== 1,
  )
  const problems = [
    ...twice.map((queue) => `${file} at queues: \`${queue.id}\` is there twice; give each queue its own id`),
    ...untaken.map((button) => `${file} at queues: \`${button}\` must be taken by exactly one queue; list it under takes there`),
  ]
  return problems.length > 0 ? { problems } : { settings: { ...result.data, queues } }
}
