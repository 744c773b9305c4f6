import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import nock from 'nock'
import type { Registration } from '../../adapters/teams/config.ts'
import { createTeams } from '../../adapters/teams/app.ts'
import { createApp } from '../../src/app.ts'
import type { Settings } from '../../src/config.ts'
import { keepVersions } from '../../src/record/versions.ts'
import type { Platform } from '../../src/port/platform.ts'
import { openMemory } from '../../src/store/memory.ts'
import { openStore } from '../../src/store/store.ts'
import { settings, withKnowledge } from '../app.ts'
import { answerer } from '../licet.ts'
import type { Engine } from '../store/databases.ts'
import { startFakeTeams, type FakeTeams } from './fake/fake.ts'
import { pass } from '../passing.ts'
import { keepsIn } from '../told.ts'

/** Licet with a fake Teams. */
export type TeamsBench = Awaited<ReturnType<typeof openTeams>>

/** What a test needs otherwise. */
export type Wish = {
  readonly access?: Partial<Registration>
  readonly groups?: readonly string[]
  readonly settings?: (fake: FakeTeams) => Settings
  readonly platforms?: readonly Platform[]
  /** Adds people and places to the fake before the settings are read. */
  readonly before?: (fake: FakeTeams) => void
}

/** Microsoft's sign-in, which accepts everyone; a strict one is in test/teams/own-tokens.test.ts. */
export function signIn(): void {
  nock('https://login.microsoftonline.com')
    .persist()
    .post(/\/oauth2\/v2\.0\/token/)
    .reply(200, { token_type: 'Bearer', expires_in: 3600, access_token: 'token-for-licet' })
}

/** A fake Teams and the adapter connected to it. `clock.ahead` is by how many milliseconds its clock is ahead. */
export async function createSide(tell: (line: string) => void, wish: Pick<Wish, 'access' | 'groups'> = {}) {
  const clock = { ahead: 0 }
  const now = (): number => Date.now() + clock.ahead
  const fake = await startFakeTeams(now)
  const teams = createTeams({ access: { ...fake.registration, ...wish.access }, groups: wish.groups ?? [], tell, now })
  const server = createServer(teams.handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`
  fake.connect(url)
  return {
    fake,
    teams,
    clock,
    now,
    url,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await fake.stop()
    },
  }
}

/** Starts Licet with Teams over HTTP on a database of `engine`. */
export async function openTeams(engine: Engine, wish: Wish = {}) {
  const told: string[] = []
  const tell = keepsIn(told)
  const { fake, teams, clock, now, url, stop } = await createSide(tell, wish)
  wish.before?.(fake)
  const made = await engine.copy(withKnowledge)
  const store = await openStore(made.url)
  const memory = openMemory(store, undefined, 100_000_000, tell)
  const stall = { until: Promise.resolve() }
  const app = createApp({
    store,
    memory: { ...memory, get: async (key) => (await stall.until, await memory.get(key)) },
    versions: await keepVersions(store, answerer, now()),
    settings: wish.settings?.(fake) ?? settings,
    code: 'test',
    platforms: [teams.platform, ...(wish.platforms ?? [])],
    now,
    chance: () => 0.5,
    tell,
  })
  teams.start(app)
  const timer = setInterval(() => void app.tick(), 50)
  return {
    fake,
    app,
    store,
    teams,
    told,
    clock,
    url,
    /** Until this resolves, no conversation can be stored, so nothing is answered. */
    stall,
    /** Waits until `look` returns something, and returns that. */
    until: async <T>(look: () => T | undefined | false | Promise<T | undefined | false>, patience = 30_000): Promise<T> => {
      for (const end = Date.now() + patience; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
        pass(clock)
        const found = await look()
        if (found !== undefined && found !== false) return found
        if (Date.now() > end)
          throw new Error(
            `nothing in ${patience} ms; told: ${told.join(' | ')}; refused: ${fake.refused.join('; ')}; said: ${fake.messages.map(({ wire }) => wire.summary?.slice(0, 80)).join(' | ')}`,
          )
      }
    },
    close: async () => {
      clearInterval(timer)
      await app.close()
      await stop()
      await made.drop()
    },
  }
}
