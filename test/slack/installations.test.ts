import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSlack, pathsOf, type Slack } from '../../adapters/slack/app.ts'
import type { SlackConfig } from '../../adapters/slack/config.ts'
import { createApp, type App } from '../../src/app.ts'
import { rejectedSince } from '../../src/delivery/rejected-requests.ts'
import { keepVersions } from '../../src/record/versions.ts'
import { openMemory } from '../../src/store/memory.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { withKnowledge } from '../app.ts'
import { answerer } from '../licet.ts'
import { quickEngines, type Made } from '../store/databases.ts'
import { inSlack } from './bench.ts'
import { startFakeSlack, type FakeSlack } from './fake/fake.ts'

const keys = [randomBytes(32)]
const hour = 3_600_000

/** One process of Licet with many workspaces. */
type Process = { readonly app: App; readonly slack: Slack; readonly server: Server; readonly url: string; readonly told: string[] }

async function startProcess(
  fake: FakeSlack,
  databaseUrl: string,
  allowed: readonly string[],
): Promise<Process & { readonly store: Store }> {
  const store = await openStore(databaseUrl)
  const told: string[] = []
  const tell = (line: string): unknown => told.push(line)
  const { now } = fake
  const config: SlackConfig = {
    signingSecret: fake.config.signingSecret,
    apiUrl: fake.apiUrl,
    installing: { clientId: fake.config.clientId, clientSecret: fake.config.clientSecret, url: 'https://licet.example', allowed },
    groups: [],
    tell,
    now,
  }
  const slack = createSlack(config)
  const app = createApp({
    store,
    memory: openMemory(store, undefined, 100_000, tell),
    versions: await keepVersions(store, answerer, now()),
    settings: inSlack,
    code: 'test',
    platforms: [slack.platform],
    keys,
    now,
    chance: () => 0.5,
    tell,
  })
  await slack.start(app)
  const server = createServer(slack.handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { app, slack, server, told, store, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe.each(quickEngines)('workspaces install Licet, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`over HTTP${engine.missing ?? ''}`, () => {
    let fake: FakeSlack
    let made: Made
    let all: Array<Awaited<ReturnType<typeof startProcess>>>
    const start = async (allowed: readonly string[] = ['T1', 'T2', 'E1']) => {
      const started = await startProcess(fake, made.url, allowed)
      all.push(started)
      fake.connect(`${started.url}/slack/events`)
      return started
    }
    beforeEach(async () => {
      fake = await startFakeSlack()
      made = await engine.copy(withKnowledge)
      all = []
    })
    afterEach(async () => {
      for (const { server, slack, app } of all) {
        server.close()
        server.closeAllConnections()
        await slack.stop()
        await app.close()
      }
      await fake.stop()
      await made.drop()
    })

    /** Acts as the browser: opens the install page, goes to Slack, and returns with a code. */
    const letIn = async (url: string, code: string, change: { readonly cookie?: string; readonly query?: string } = {}) => {
      const first = await fetch(`${url}/slack/install`)
      const [, href = ''] = /href="([^"]+)"/.exec(await first.text()) ?? []
      const asked = new URL(href.replaceAll('&amp;', '&'))
      const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
      const query = change.query ?? `code=${code}&state=${asked.searchParams.get('state') ?? ''}`
      const back = await fetch(`${url}/slack/oauth_redirect?${query}`, { headers: { cookie: change.cookie ?? cookie } })
      return { asked, status: back.status, text: await back.text(), headers: back.headers }
    }
    const ask = async (team: string, user: string, channel: string) => {
      fake.user(user, { team_id: team })
      fake.channel(channel, { team_id: team, members: [user] })
      const { message } = await fake.mention({ user, channel, text: 'can we sell an SLV stage to Australia?' })
      return await fake.until(() => fake.thread(channel, message.ts).find((one) => one.bot_id !== undefined), 8000)
    }

    test('two workspaces are answered, each with its own token', async () => {
      const { url, store } = await start()
      const [one, two] = [fake.install({ id: 'T1', name: 'Orbital <b>' }), fake.install({ id: 'T2' })]
      const first = await letIn(url, one.code)
      expect([first.status, first.text]).toEqual([200, expect.stringContaining('It is now in Orbital &lt;b&gt;')])
      expect(first.asked.searchParams.get('scope')?.split(',')).toContain('chat:write')
      expect(first.asked.searchParams.get('redirect_uri')).toBe('https://licet.example/slack/oauth_redirect')
      expect(first.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect((await letIn(url, two.code)).status).toBe(200)
      expect((await ask('T1', 'UA', 'CA')).text).toContain('reviewed case by case')
      expect((await ask('T2', 'UB', 'CB')).text).toContain('reviewed case by case')
      const tokens = fake.calls('chat.postMessage').map(({ token }) => token)
      expect(tokens).toEqual([one.token, two.token])
      const kept = await store.db.selectFrom('sealed').selectAll().execute()
      expect(kept.map(({ name }) => name).sort()).toEqual(['slack install T1', 'slack install T2'])
      expect(JSON.stringify(kept)).not.toContain('xoxb')
      const entries = await store.db.selectFrom('record').select('body').where('kind', '=', 'installed').execute()
      expect(entries.map(({ body }) => (JSON.parse(body) as { where: string }).where).sort()).toEqual(['T1', 'T2'])
    })

    test('a workspace that Slack asks to wait for holds up no other', async () => {
      const { url, app } = await start()
      const [one, two] = [fake.install({ id: 'T1' }), fake.install({ id: 'T2' })]
      for (const { code } of [one, two]) await letIn(url, code)
      fake.fail('chat.postMessage', { kind: 'rateLimited', retryAfter: 60 }, { token: one.token, forMs: 60_000 })
      const slow = ask('T1', 'UA', 'CA')
      await fake.until(() => fake.calls('chat.postMessage').find(({ status }) => status === 429))
      expect((await ask('T2', 'UB', 'CB')).text).toContain('reviewed case by case')
      expect((await ask('T2', 'UC', 'CC')).text).toContain('reviewed case by case')
      fake.advance(61_000)
      await app.tick()
      expect((await slow).text).toContain('reviewed case by case')
    })

    test('another process answers a workspace installed here, and stops when it is removed', async () => {
      const here = await start()
      await letIn(here.url, fake.install({ id: 'T1' }).code)
      const there = await start()
      expect((await ask('T1', 'UA', 'CA')).text).toContain('reviewed case by case')
      const gone = await fake.uninstall('T1')
      expect(gone.status).toBe(200)
      expect(await there.store.db.selectFrom('sealed').selectAll().execute()).toEqual([])
      const late = await fake.event({ type: 'app_mention', user: 'UA', channel: 'CA', text: 'hello', ts: '1.1' }, { teamId: 'T1' })
      expect(late.status).toBe(403)
      await expect.poll(() => there.store.db.selectFrom('record').select('kind').where('kind', '=', 'removed').execute()).toHaveLength(1)
      await there.app.tick()
      expect((await rejectedSince(there.store, '2000-01-01')).map(({ why }) => why)).toEqual(['a workspace where Licet is not installed'])
    })

    test('messages for a workspace that removed Licet are given up, with the remedy', async () => {
      const { url, app, store } = await start()
      await letIn(url, fake.install({ id: 'T1' }).code)
      await ask('T1', 'UA', 'CA')
      await fake.revokeTokens('T1')
      await app.accept({
        event: 'slack:late',
        person: { id: 'slack:T1.UA', name: 'UA' },
        place: { platform: 'slack', id: 'T1.CA' },
        said: { kind: 'message', text: 'help' },
      })
      await expect
        .poll(async () => {
          await app.tick()
          return await store.db.selectFrom('outbox').select('problem').where('state', '=', 'dead').execute()
        })
        .toEqual([{ problem: 'not_installed; Licet is not installed in that workspace; install it there' }])
    })

    test('an organization installs it once for all its workspaces', async () => {
      const { url, store } = await start()
      const org = fake.install({ id: 'E1' }, undefined, { enterprise: 'E1', teams: ['T7', 'T8'] })
      const done = await letIn(url, org.code)
      expect([done.status, done.text]).toEqual([200, expect.stringContaining('Org E1')])
      expect((await ask('T7', 'UA', 'CA')).text).toContain('reviewed case by case')
      expect((await ask('T8', 'UB', 'CB')).text).toContain('reviewed case by case')
      expect((await store.db.selectFrom('sealed').select('name').execute()).map(({ name }) => name)).toEqual(['slack install E1'])
      // The organization removed one of two workspaces; the token still works and is kept.
      expect((await fake.event({ type: 'app_uninstalled' }, { teamId: 'T7' })).status).toBe(200)
      expect((await store.db.selectFrom('sealed').select('name').execute()).map(({ name }) => name)).toEqual(['slack install E1'])
    })

    test('a workspace that is not on the list is refused, and its token is revoked', async () => {
      const { url, store, app } = await start(['T1'])
      const stranger = fake.install({ id: 'T9' })
      const refused = await letIn(url, stranger.code)
      expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('Nothing was installed')])
      expect(await store.db.selectFrom('sealed').selectAll().execute()).toEqual([])
      expect(fake.calls('auth.revoke').map(({ token }) => token)).toEqual([stranger.token])
      await app.tick()
      expect((await rejectedSince(store, '2000-01-01')).map(({ why }) => why)).toEqual([
        'an installation by a workspace that is not on the list',
      ])
    })

    test.each([
      ['no state', { query: 'code=x' }, 400, 'not opened from Licet’s install page'],
      ['a forged state', { query: 'code=x&state=eyJhbGciOiJub25lIn0.e30.' }, 400, 'another browser'],
      ['a state of another browser', { cookie: 'slack-app-oauth-state=other' }, 400, 'another browser'],
      ['no code', { query: 'state=x' }, 400, 'not opened by Slack'],
      ['cancelled in Slack', { query: 'error=access_denied&state=x' }, 403, 'It was cancelled in Slack'],
      ['a code that Slack does not know', {}, 502, 'did not answer as it should'],
    ])('%s', async (_name, change, status, words) => {
      const { url, store, told } = await start()
      const back = await letIn(url, 'nonsense', change)
      expect([back.status, back.text]).toEqual([status, expect.stringContaining(words)])
      expect(await store.db.selectFrom('sealed').selectAll().execute()).toEqual([])
      expect(told.join('\n')).not.toMatch(/nonsense|eyJ|fake-client-secret/)
    })

    test('a rotating token is renewed by one of three processes, and used by all', async () => {
      const first = await start()
      const grant = fake.install({ id: 'T1' }, undefined, { until: fake.now() + 12 * hour, refresh: 'xoxe-first' })
      await letIn(first.url, grant.code)
      const others = [await start(), await start()]
      expect((await ask('T1', 'UA', 'CA')).text).toContain('reviewed case by case')
      fake.advance(11 * hour)
      toBeginOfTurn(fake)
      for (const { url } of [first, ...others]) {
        fake.connect(`${url}/slack/events`)
        await ask('T1', 'UA', 'CA')
      }
      const renewals = fake.calls('oauth.v2.access').filter(({ args }) => args['grant_type'] === 'refresh_token')
      expect(renewals.map(({ answer }) => answer['ok'])).toEqual([true])
      fake.advance(2 * hour)
      for (const { url } of [first, ...others]) {
        fake.connect(`${url}/slack/events`)
        expect((await ask('T1', 'UA', 'CA')).text).toContain('reviewed case by case')
      }
      expect(new Set(fake.calls('chat.postMessage').map(({ token }) => token)).size).toBe(2)
    })

    test('messages wait for a token that expired while Slack was unreachable', async () => {
      const { url, app, store } = await start()
      await letIn(url, fake.install({ id: 'T1' }, undefined, { until: fake.now() + 12 * hour, refresh: 'xoxe-first' }).code)
      await ask('T1', 'UA', 'CA')
      // Wait until the send is recorded before advancing the clock.
      await expect.poll(() => store.db.selectFrom('outbox').select('state').execute()).toEqual([{ state: 'sent' }])
      fake.advance(13 * hour)
      toBeginOfTurn(fake)
      fake.fail('oauth.v2.access', { kind: 'http', status: 503 })
      await app.accept({
        event: 'slack:late',
        person: { id: 'slack:T1.UA', name: 'UA' },
        place: { platform: 'slack', id: 'T1.CA' },
        said: { kind: 'message', text: 'help' },
      })
      const waiting = () => store.db.selectFrom('outbox').select(['state', 'problem']).where('key', '=', 'reply:slack:late').execute()
      await expect.poll(waiting).toEqual([{ state: 'due', problem: 'http' }])
      fake.heal()
      fake.advance(3 * 60_000)
      toBeginOfTurn(fake)
      await expect
        .poll(async () => {
          await app.tick()
          return await waiting()
        })
        .toEqual([{ state: 'sent', problem: null }])
    })

    test('the doctor lists each installation, and says where to install if there is none', async () => {
      const { url, app, slack } = await start()
      const look = async () => (await slack.platform.examine?.([], () => Promise.resolve(app))) ?? []
      expect((await look()).find(({ what }) => what === 'Slack access')).toMatchObject({
        state: 'broken',
        mend: 'install Licet at https://licet.example/slack/install',
      })
      await letIn(url, fake.install({ id: 'T1' }).code)
      expect((await look()).find(({ what }) => what === 'Slack token of T1')).toMatchObject({ state: 'fine' })
    })

    test('its pages accept only GET, and there are no others', async () => {
      const { url } = await start()
      expect((await fetch(`${url}/slack/install`, { method: 'POST' })).status).toBe(405)
      expect(pathsOf({ signingSecret: '', botToken: 'x' })).toEqual(['/slack/events'])
    })
  })
})

/** A token is renewed only in the first part of a turn (a period of 120 s), so the clock is moved to the start of one. */
function toBeginOfTurn(fake: FakeSlack): void {
  const turn = 120_000
  fake.advance(turn - (fake.now() % turn) + 1)
}
