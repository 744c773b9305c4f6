import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSlack, type Slack } from '../../adapters/slack/app.ts'
import { createApp, type App } from '../../src/app.ts'
import type { Settings } from '../../src/config.ts'
import { keepVersions } from '../../src/record/versions.ts'
import type { Platform } from '../../src/port/platform.ts'
import { openMemory } from '../../src/store/memory.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { settings, withKnowledge } from '../app.ts'
import { answerer } from '../licet.ts'
import { engines, type Engine } from '../store/databases.ts'
import { startFakeSlack, type FakeSlack } from './fake/fake.ts'
import type { Message } from './fake/types.ts'
import { pass } from '../passing.ts'
import { keepsIn } from '../told.ts'

/** Counsel is the user group S1, with the desk in channel CDESK. */
export const inSlack: Settings = {
  ...settings,
  queues: settings.queues.map((queue) => ({ ...queue, counsel: ['group:S1'], leads: [], desk: { platform: 'slack', id: 'T0FAKE.CDESK' } })),
  admins: ['slack:T0FAKE.U3'],
}

export const modes = ['HTTP', 'Socket Mode'] as const
export type Mode = (typeof modes)[number]

/** Licet with a fake Slack: people U1 (asks), U2 (counsel) and U3 (neither), in channel C1. */
export type SlackBench = {
  readonly fake: FakeSlack
  readonly slack: Slack
  readonly app: App
  readonly store: Store
  readonly told: string[]
  /** How far Licet's clock is ahead of the machine's, in milliseconds; it runs on while a test waits with `fake.until`. */
  readonly clock: { ahead: number }
  /** Until this resolves, no conversation can be stored, so nothing is answered. */
  readonly stall: { until: Promise<void> }
  /** The suggestions while somebody types; Licet's own until a test replaces them. */
  readonly offer: { names: App['suggest'] }
  /** The address for Slack's HTTP requests. */
  readonly url: string
  /** The texts Licet posted in a channel. */
  readonly said: (channel: string) => readonly string[]
  /** Waits for Licet's first message in a thread. */
  readonly reply: (channel: string, thread: string) => Promise<Message>
  readonly close: () => Promise<void>
}

export type Choices = {
  readonly engine?: Engine
  readonly settings?: Settings
  readonly others?: readonly Platform[]
  /** The timeout of a call to Slack, in milliseconds. */
  readonly longestCall?: number
  /** The keys for encrypting secrets. */
  readonly keys?: readonly Buffer[]
  /** Prepares the fake Slack before Licet starts. */
  readonly before?: (fake: FakeSlack) => void
}

export async function openSlack(
  mode: Mode,
  { engine = engines[0], settings: chosen = inSlack, others = [], longestCall, keys = [], before }: Choices = {},
): Promise<SlackBench> {
  if (engine === undefined) throw new Error('no engine')
  const clock = { ahead: 0 }
  const started = await startFakeSlack()
  const fake: FakeSlack = { ...started, until: (found, longest) => started.until(() => (pass(clock), found()), longest) }
  before?.(fake)
  for (const user of ['U1', 'U2', 'U3']) fake.user(user, { name: `Name ${user}` })
  fake.channel('C1', { name: 'deals', members: ['U1', 'U2', 'U3'], withApp: true })
  fake.channel('CDESK', { name: 'counsel', is_private: true, members: ['U2'], withApp: true })
  fake.group('S1', ['U2'])
  const made = await engine.copy(withKnowledge)
  const store = await openStore(made.url)
  const told: string[] = []
  const tell = keepsIn(told)
  const now = (): number => Date.now() + clock.ahead
  const memory = openMemory(store, undefined, 100_000, tell)
  const stall = { until: Promise.resolve() }
  const slack = createSlack({
    botToken: fake.config.botToken,
    signingSecret: fake.config.signingSecret,
    apiUrl: fake.apiUrl,
    ...(mode === 'HTTP' ? {} : { appToken: fake.config.appToken }),
    groups: ['S1'],
    tell,
    now,
    again: 50,
    ...(longestCall === undefined ? {} : { longestCall }),
  })
  const app = createApp({
    store,
    memory: { ...memory, get: async (key) => (await stall.until, await memory.get(key)) },
    versions: await keepVersions(store, answerer, now()),
    settings: chosen,
    code: 'test',
    platforms: [slack.platform, ...others],
    keys,
    now,
    chance: () => 0.5,
    tell,
  })
  const offer: SlackBench['offer'] = { names: app.suggest }
  await slack.start({ ...app, suggest: (from, typed) => offer.names(from, typed) })
  const server = mode === 'HTTP' ? await listen(slack) : undefined
  const url = server === undefined ? '' : `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  if (server !== undefined) fake.connect(url)
  const timer = setInterval(() => void app.tick(), 100)
  return {
    fake,
    slack,
    app,
    store,
    told,
    clock,
    stall,
    offer,
    url,
    said: (channel) =>
      fake
        .messages(channel)
        .filter((message) => message.bot_id !== undefined)
        .map((message) => message.text),
    reply: (channel, thread) => fake.until(() => fake.thread(channel, thread).find((one) => one.bot_id !== undefined)),
    close: async () => {
      clearInterval(timer)
      await slack.stop()
      server?.close()
      server?.closeAllConnections()
      await app.close()
      await fake.stop()
      await made.drop()
    },
  }
}

const listen = (slack: Slack): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer(slack.handle)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
