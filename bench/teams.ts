import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Request, type Response, type TurnContext } from 'botbuilder'
import { ServiceClientCredentialsFactory } from 'botframework-connector'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import nock from 'nock'
import { createTeams } from '../adapters/teams/app.ts'
import { clouds, type Cloud } from '../adapters/teams/clouds.ts'
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
 * `node bench/teams.ts [NAME]`: messages per second, from received to answered, of Licet and of bare botbuilder echo bots with and
 * without the same database rows. With a name, only that bot.
 */
const appId = 'bbbbbbbb-0000-4000-8000-000000000002'
const tenant = 'aaaaaaaa-0000-4000-8000-000000000001'
const home = new URL('..', import.meta.url).pathname
const licet = createLicet(`${home}knowledge`)
const quiet = (): void => undefined
const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
const key = { ...(await exportJWK(publicKey)), kid: 'teams', use: 'sig', alg: 'RS256', endorsements: ['msteams'] }

/** A fake Bot Connector that accepts every call at once, counts the messages sent, and publishes the signing key. */
function createStub(): { readonly listener: RequestListener; readonly said: () => number } {
  let said = 0
  const listener: RequestListener = (request, response) => {
    request.resume().once('end', () => {
      const url = `http://${request.headers.host}`
      const path = request.url ?? ''
      if (request.method === 'POST' && path.includes('/activities')) said++
      const metadata = { issuer: 'https://api.botframework.com', jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ['RS256'] }
      const body = path === '/openid' ? metadata : path === '/keys' ? { keys: [key] } : { id: String(said) }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  }
  return { listener, said: () => said }
}

const signed = (serviceurl: string): Promise<string> =>
  new SignJWT({ serviceurl })
    .setProtectedHeader({ alg: 'RS256', kid: 'teams' })
    .setIssuer('https://api.botframework.com')
    .setAudience(appId)
    .setNotBefore('-1m')
    .setExpirationTime('1h')
    .sign(privateKey)

const activityOf = (index: number, serviceUrl: string): string =>
  JSON.stringify({
    type: 'message',
    id: `${index}`,
    channelId: 'msteams',
    serviceUrl,
    from: {
      id: `29:${index % 50}`,
      aadObjectId: `cccccccc-0000-4000-8000-0000000000${String(index % 50).padStart(2, '0')}`,
      name: 'asker',
    },
    recipient: { id: `28:${appId}`, name: 'Licet' },
    conversation: { id: `a:${index % 50}`, conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    text: questions[index % questions.length],
  })

const stubbed = async () => {
  const stub = createStub()
  const api = await listen(stub.listener)
  const service = `${api.url}/`
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await signed(service)}` }
  return { api, said: stub.said, request: (index: number) => ({ headers, body: activityOf(index, service) }) }
}

async function startLicet(database: string): Promise<Contender> {
  const { api, ...to } = await stubbed()
  const file = `${home}settings.example.yaml`
  const { settings } = readConfig({}, { file, text: readFileSync(file, 'utf8') }, home)
  const store = await openStore(database)
  const teams = createTeams({
    access: {
      kind: 'registered',
      appId,
      appTenant: tenant,
      credential: { kind: 'secret', secret: 'bench-secret' },
      tokens: 'own',
      tenants: [tenant],
      targets: false,
      cloud: { ...clouds['public'], metadata: `${api.url}/openid`, graph: api.url } as Cloud,
    },
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
    platforms: [{ ...teams.platform, pace: { channel: free, space: free } }],
    now: Date.now,
    chance: Math.random,
    tell: quiet,
  })
  teams.start(app)
  const { server, url } = await listen(teams.handle)
  return {
    ...to,
    url: `${url}/api/messages`,
    close: async () => {
      await app.close()
      shut(server, api.server)
    },
  }
}

/** Gives the echo bots a fixed access token, so that getting tokens costs them no more than Licet, which requests one once. */
class FixedToken extends ServiceClientCredentialsFactory {
  override isValidAppId = (id = ''): Promise<boolean> => Promise.resolve(id === appId)
  override isAuthenticationDisabled = (): Promise<boolean> => Promise.resolve(false)
  override createCredentials = (): Promise<never> =>
    Promise.resolve({
      signRequest: (request: { headers: { set: (name: string, value: string) => void } }) => {
        request.headers.set('authorization', 'Bearer token-for-licet')
        return Promise.resolve(request)
      },
    } as never)
}

/**
 * An echo bot as one would write it with botbuilder. With a database it commits the same rows as Licet; `commits` says whether in
 * shared transactions.
 */
async function startEcho(database?: string, commits: Commits = 'alone'): Promise<Contender> {
  const { api, ...to } = await stubbed()
  const rows = database === undefined ? undefined : createRows(await openStore(database), 'teams', commits)
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      OAuthUrl: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: `${api.url}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${api.url}/openid`,
      CallerId: 'urn:botframework:azure',
    },
    new FixedToken(),
  )
  const adapter = new CloudAdapter(authentication)
  const turn = async (context: TurnContext): Promise<void> => {
    const { activity } = context
    const id = `teams:${activity.conversation.id}:${activity.id}`
    await rows?.received(id, JSON.stringify(activity))
    await rows?.answered(id, activity.conversation.id, activity.text)
    const sent = await context.sendActivity(activity.text)
    await rows?.sent(id, sent?.id ?? '')
  }
  const { server, url } = await listen((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const shim = {
        socket: response.socket,
        status: (code: number) => (response.statusCode = code),
        header: (name: string, value: unknown) => response.setHeader(name, String(value)),
        send: (body: unknown) => response.write(typeof body === 'string' ? body : JSON.stringify(body)),
        end: () => response.end(),
      }
      const incoming = { body: JSON.parse(text) as object, headers: request.headers, method: request.method ?? '' }
      void adapter.process(incoming as Request, shim as unknown as Response, turn)
    })
  })
  return {
    ...to,
    url: `${url}/api/messages`,
    close: async () => {
      await rows?.close()
      shut(server, api.server)
    },
  }
}

// Licet requests its access token once from this fake of Entra; no other host can be reached.
nock.disableNetConnect()
nock.enableNetConnect('127.0.0.1')
nock('https://login.microsoftonline.com')
  .post(/\/oauth2\/v2\.0\/token/)
  .reply(200, { token_type: 'Bearer', expires_in: 3600, access_token: 'token-for-licet' })

await sideBySide(
  {
    Licet: startLicet,
    'botbuilder echo, same rows': (database) => startEcho(database, 'alone'),
    'botbuilder echo, same rows, commits together': (database) => startEcho(database, 'together'),
    'botbuilder echo, no store': () => startEcho(),
  },
  process.argv[2],
)
process.exit(0)
