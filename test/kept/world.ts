import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import nock from 'nock'
import { createTerminal } from '../../adapters/console/terminal.ts'
import { createSlack } from '../../adapters/slack/app.ts'
import { createTeams } from '../../adapters/teams/app.ts'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { keepVersions } from '../../src/record/versions.ts'
import type { Delivery, Platform } from '../../src/port/platform.ts'
import { openMemory } from '../../src/store/memory.ts'
import { openStore } from '../../src/store/store.ts'
import { answerer } from '../licet.ts'
import { startFakeSlack, type FakeSlack } from '../slack/fake/fake.ts'
import { signIn } from '../teams/bench.ts'
import { startFakeTeams, type FakeTeams } from '../teams/fake/fake.ts'

/** The Entra group of counsel. */
export const counselGroup = 'ffffffff-0000-4000-8000-000000000006'

/** The key for the secrets of a stored database; used for nothing else. */
const keyText = Buffer.alloc(32, 'kept').toString('base64')

/** The two fake platforms. */
export type Workplaces = { readonly slack: FakeSlack; readonly teams: FakeTeams }

/** How to open a world: the database, the time (epoch milliseconds), the people, and the settings. */
export type Opening = {
  readonly url: (workplaces: Workplaces) => Promise<string>
  readonly now: number
  readonly people: (workplaces: Workplaces) => void
  readonly settings: (workplaces: Workplaces) => string
}

/** A message shown in the terminal. */
export type Shown = Delivery & { readonly id: string }

export type World = Awaited<ReturnType<typeof openWorld>>

/** The real program on a database, with fake Slack and Teams, a terminal, and a clock set by hand. */
export async function openWorld({ url: urlOf, now: start, people, settings: settingsOf }: Opening) {
  const clock = { now: start }
  const now = (): number => clock.now
  const told: string[] = []
  const tell = (line: string): void => void told.push(line)
  const slack = await startFakeSlack()
  slack.advance(start - Date.now())
  const teams = await startFakeTeams(now)
  people({ slack, teams })
  const text = settingsOf({ slack, teams })
  const { settings, keys } = readConfig({ LICET_KEYS: keyText }, { file: 'settings.yaml', text }, '/nowhere')
  const inSlack = createSlack({
    signingSecret: slack.config.signingSecret,
    apiUrl: slack.apiUrl,
    installing: {
      clientId: slack.config.clientId,
      clientSecret: slack.config.clientSecret,
      url: 'https://licet.example',
      allowed: ['T0FAKE', 'T0OTHER'],
    },
    groups: ['S1'],
    tell,
    now,
  })
  signIn()
  const inTeams = createTeams({ access: teams.registration, groups: [counselGroup], tell, now })
  const shown: Shown[] = []
  const store = await openStore(await urlOf({ slack, teams }))
  const versions = await keepVersions(store, answerer, start)
  const memory = openMemory(store, undefined, forEver, tell)
  const stall = { until: Promise.resolve() }
  const app = createApp({
    store,
    memory: { ...memory, get: async (key) => (await stall.until, await memory.get(key)) },
    versions,
    settings,
    keys,
    code: 'kept',
    platforms: [inSlack.platform, inTeams.platform, terminalOf(shown)],
    now,
    chance: () => 0.5,
    tell,
  })
  await inSlack.start(app)
  inTeams.start(app)
  const [slackDoor, teamsDoor] = [await listen(inSlack.handle), await listen(inTeams.handle)]
  slack.connect(`${addressOf(slackDoor)}/slack/events`)
  teams.connect(`${addressOf(teamsDoor)}/api/messages`)
  /** Advances all clocks. */
  const goOn = (milliseconds: number): void => {
    clock.now += milliseconds
    slack.advance(milliseconds)
  }
  return {
    slack,
    teams,
    shown,
    app,
    settings,
    store,
    versions,
    text,
    clock,
    told,
    /** Until this resolves, no conversation can be stored, so no question is answered. */
    stall,
    goOn,
    installUrl: addressOf(slackDoor),
    /** Waits until all events are handled and all due messages are sent. Advances the clock if a channel's pace requires it. */
    settle: async (): Promise<void> => {
      await app.tick()
      for (let looks = 1; looks < 3000; looks++) {
        const { events, messages } = await leftIn(store, clock.now)
        if (events + messages === 0) return
        if (events > 0) await pause(2)
        // Slack's clock is not advanced, because trigger ids are valid for only three seconds there.
        else clock.now += 5000
        if (events === 0 || looks % 10 === 0) await app.tick()
      }
      throw new Error(`it never came to rest: ${told.join(' | ')}`)
    },
    close: async (): Promise<void> => {
      for (const server of [slackDoor, teamsDoor]) {
        server.close()
        server.closeAllConnections()
      }
      await inSlack.stop()
      await app.close()
      await slack.stop()
      await teams.stop()
    },
  }
}

/** Conversations never expire, so that later test runs can continue them; in milliseconds. */
const forEver = 3_000_000_000_000

/** One platform for all terminals; a real terminal reaches only the person at it. */
function terminalOf(shown: Shown[]): Platform {
  const { channel: _all, ...terminal } = createTerminal('everybody', () => undefined)
  return {
    ...terminal,
    send: async (delivery) => {
      const sent = await terminal.send(delivery)
      if (sent.kind === 'sent') shown.push({ ...delivery, id: sent.message })
      return sent
    },
  }
}

async function leftIn({ db }: World['store'], now: number): Promise<{ readonly events: number; readonly messages: number }> {
  const [inbox, outbox] = await Promise.all([
    db.selectFrom('inbox').select('id').where('state', '=', 'received').execute(),
    db.selectFrom('outbox').select('key').where('state', '=', 'due').where('due', '<=', now).execute(),
  ])
  return { events: inbox.length, messages: outbox.length }
}

const listen = (handler: RequestListener): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer(handler)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Blocks all network access except to this machine. */
export function stayHere(): void {
  nock.disableNetConnect()
  nock.enableNetConnect('127.0.0.1')
}
