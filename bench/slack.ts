import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { createSlack } from '../adapters/slack/app.ts'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createLicet } from '../src/index.ts'
import { keepVersions } from '../src/record/versions.ts'
import { openMemory } from '../src/store/memory.ts'
import { openStore } from '../src/store/store.ts'
import { questions } from './questions.ts'
import { createRows, type Commits } from './rows.ts'
import { listen, shut, sideBySide, type Contender } from './side-by-side.ts'

/**
 * `node bench/slack.ts [NAME]`: mentions per second, from received to answered, of Licet and of bare Bolt echo bots with and
 * without the same database rows. With a name, only that bot.
 */
const secret = 'bench-secret'
const home = new URL('..', import.meta.url).pathname
const licet = createLicet(`${home}knowledge`)
const quiet = (): void => undefined

/** A fake Slack API that accepts every call at once and counts the messages posted. */
function createStub() {
  let said = 0
  const answers: Readonly<Record<string, object>> = {
    '/api/auth.test': { ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: 'B1' },
    '/api/users.info': { ok: true, user: { id: 'U1', name: 'asker', profile: {} } },
    '/api/conversations.info': { ok: true, channel: { id: 'C1', num_members: 100 } },
  }
  const listener: RequestListener = (request, response) => {
    request.resume().once('end', () => {
      if (request.url === '/api/chat.postMessage') said++
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answers[request.url ?? ''] ?? { ok: true, ts: `${said}.1` }))
    })
  }
  return { listener, said: () => said }
}

function request(index: number): RequestInit {
  const event = {
    type: 'app_mention',
    user: `U${index % 50}`,
    channel: `C${index % 50}`,
    text: `<@UBOT> ${questions[index % questions.length]}`,
    ts: `${index}.5`,
  }
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T1', api_app_id: 'A1', event_id: `Ev${index}`, event_time: 1, event })
  const at = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`
  return { body, headers: { 'content-type': 'application/json', 'x-slack-request-timestamp': at, 'x-slack-signature': signature } }
}

async function startLicet(database: string): Promise<Contender> {
  const stub = createStub()
  const api = await listen(stub.listener)
  const file = `${home}settings.example.yaml`
  const { settings } = readConfig({}, { file, text: readFileSync(file, 'utf8') }, home)
  const store = await openStore(database)
  const slack = createSlack({
    botToken: 'xoxb-1',
    signingSecret: secret,
    apiUrl: `${api.url}/api/`,
    groups: [],
    tell: quiet,
    now: Date.now,
  })
  const free = { gap: 0, burst: 1 }
  const app = createApp({
    store,
    memory: openMemory(store, undefined, 60_000, quiet),
    versions: await keepVersions(store, licet.answerer, Date.now()),
    settings,
    code: 'bench',
    platforms: [{ ...slack.platform, pace: { channel: free, space: free } }],
    now: Date.now,
    chance: Math.random,
    tell: quiet,
  })
  await slack.start(app)
  const { server, url } = await listen(slack.handle)
  return {
    url: `${url}/slack/events`,
    request,
    said: stub.said,
    close: async () => {
      await app.close()
      shut(server, api.server)
    },
  }
}

/**
 * An echo bot as one would write it with Bolt. With a database it commits the same rows as Licet; `commits` says whether in shared
 * transactions.
 */
async function startEcho(database?: string, commits: Commits = 'alone'): Promise<Contender> {
  const stub = createStub()
  const api = await listen(stub.listener)
  const rows = database === undefined ? undefined : createRows(await openStore(database), 'slack', commits)
  const receiver = new HTTPReceiver({ signingSecret: secret, logLevel: LogLevel.ERROR })
  const app = new App({ token: 'xoxb-1', receiver, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: `${api.url}/api/` } })
  app.event('app_mention', async ({ event, body, say }) => {
    await rows?.received(body.event_id, JSON.stringify(event))
    await rows?.answered(body.event_id, `T1.${event.channel}`, event.text)
    const { ts = '' } = await say({ text: event.text, thread_ts: event.ts })
    await rows?.sent(body.event_id, ts)
  })
  const { server, url } = await listen(receiver.requestListener)
  return {
    url: `${url}/slack/events`,
    request,
    said: stub.said,
    close: async () => {
      await rows?.close()
      shut(server, api.server)
    },
  }
}

await sideBySide(
  {
    Licet: startLicet,
    'Bolt echo, same rows': (database) => startEcho(database, 'alone'),
    'Bolt echo, same rows, commits together': (database) => startEcho(database, 'together'),
    'Bolt echo, no store': () => startEcho(),
  },
  process.argv[2],
)
process.exit(0)
