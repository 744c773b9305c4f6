import { createHash, randomUUID, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfidentialClientApplication } from '@azure/msal-node'
import nock from 'nock'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Registration } from '../../adapters/teams/config.ts'
import { botbuilderTokens } from '../../adapters/teams/botbuilder.ts'
import { clouds, hostsOf, type Cloud } from '../../adapters/teams/clouds.ts'
import type { Credential } from '../../adapters/teams/credentials.ts'
import { createTokens } from '../../adapters/teams/own-tokens.ts'
import { keepOffline } from '../offline.ts'
import { makeCertificate } from './fake/certificate.ts'
import { startAppService, startEntra, startIdentity, type Known } from './fake/entra.ts'

keepOffline()

const app = 'bbbbbbbb-0000-4000-8000-000000000002'
const tenant = 'aaaaaaaa-0000-4000-8000-000000000001'
const identity = 'cccccccc-0000-4000-8000-000000000003'
const secret = 'secret-of-the-app'
const day = 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'licet-tokens-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const good = makeCertificate('licet', new Date(Date.now() - day), new Date(Date.now() + day))
const gone = makeCertificate('licet', new Date(Date.now() - 2 * day), new Date(Date.now() - day))
const other = makeCertificate('other', new Date(Date.now() - day), new Date(Date.now() + day))

const cloudOf = (name: string): Cloud => clouds[name] as Cloud
const access = (credential: Credential, cloud = 'public', appId = app): Registration => ({
  kind: 'registered',
  appId,
  appTenant: tenant,
  credential,
  tokens: 'own',
  tenants: [tenant],
  targets: false,
  cloud: cloudOf(cloud),
})
const entraOf = (knows: Partial<Known>, cloud = 'public') => {
  const { login, connector, graph } = cloudOf(cloud)
  return startEntra({ login, tenant, app, resources: [connector, graph], ...knows })
}
const clock = { ahead: 0 }
const now = (): number => Date.now() + clock.ahead
const tokensOf = (credential: Credential, cloud?: string) => createTokens(access(credential, cloud), now)

describe("the app's access tokens", () => {
  beforeEach(() => {
    nock.cleanAll()
    clock.ahead = 0
  })

  test.each(Object.keys(clouds))('with a client secret in the cloud %s; a token is requested only once', async (cloud) => {
    const { asked } = entraOf({ secret }, cloud)
    const token = tokensOf({ kind: 'secret', secret }, cloud)
    expect(await Promise.all([token('connector'), token('connector'), token('graph')])).toEqual(['token-1', 'token-1', 'token-2'])
    expect(asked.map(({ scope }) => scope)).toEqual([`${cloudOf(cloud).connector}/.default`, `${cloudOf(cloud).graph}/.default`])
    clock.ahead = 3_290_000
    expect(await token('connector')).toBe('token-1')
    clock.ahead = 3_310_000
    expect(await token('connector')).toBe('token-3')
  })

  test('with a certificate, which is read again for each token', async () => {
    const at = file('certificate.pem', gone.pem)
    entraOf({ certificate: good.certificate })
    const token = tokensOf({ kind: 'certificate', file: at })
    await expect(token('connector')).rejects.toMatchObject({ message: expect.stringMatching(/^the certificate ran out on /) as string })
    file('certificate.pem', other.pem)
    await expect(token('connector')).rejects.toMatchObject({ mend: expect.stringMatching(/^upload the certificate/) as string })
    file('certificate.pem', good.pem)
    expect(await token('connector')).toMatch(/^token-/)
  })

  test('with a managed identity of Azure, on a machine and in App Service', async () => {
    const { connector, graph } = cloudOf('public')
    const { asked } = startIdentity(app, { [connector]: 'of-the-machine', [graph]: 'graph' })
    const token = tokensOf({ kind: 'managed' })
    expect([await token('connector'), await token('connector'), await token('graph')]).toEqual([
      'of-the-machine',
      'of-the-machine',
      'graph',
    ])
    expect(asked).toHaveLength(2)
    const host = startAppService(app, { [connector]: 'of-the-service' }, Date.now() + 3_600_000)
    const served = tokensOf({ kind: 'managed', host })
    expect(await served('connector')).toBe('of-the-service')
    await expect(served('graph')).rejects.toMatchObject({ message: 'the managed identity gives no token (400)' })
  })

  test.each(['public', 'gcc-high'])('with an identity that vouches for the app in %s, again for each token', async (cloud) => {
    startIdentity(identity, { [cloudOf(cloud).exchange]: 'voucher' })
    const { asked } = entraOf({ vouchers: ['voucher'] }, cloud)
    const token = tokensOf({ kind: 'vouched', identity }, cloud)
    expect(await token('connector')).toBe('token-1')
    expect(await token('graph')).toBe('token-2')
    expect(asked.every(({ client_secret }) => client_secret === undefined)).toBe(true)
  })

  test('with a token in a file that vouches for the app, which is read again', async () => {
    entraOf({ vouchers: ['second'] })
    const at = file('voucher', 'first\n')
    const token = tokensOf({ kind: 'token-file', file: at })
    await expect(token('connector')).rejects.toMatchObject({ mend: expect.stringMatching(/^add a federated credential/) as string })
    file('voucher', 'second\n')
    expect(await token('connector')).toBe('token-2')
  })

  test.each<readonly [what: string, credential: Credential, knows: Partial<Known>, message: RegExp, mend: RegExp]>([
    ['a wrong secret', { kind: 'secret', secret: 'wrong' }, { secret }, /^Entra gives no token \(AADSTS7000215\)$/, /not its id/],
    ['another app', { kind: 'secret', secret }, { app: identity, secret }, /AADSTS700016/, /MICROSOFT_APP_ID/],
    [
      'a file that is not there',
      { kind: 'certificate', file: '/nowhere.pem' },
      {},
      /CERTIFICATE cannot be read \(ENOENT\)/,
      /correct MICROSOFT_APP_CERT/,
    ],
    [
      'no file of a token',
      { kind: 'token-file', file: '/nowhere' },
      {},
      /FEDERATED_FILE cannot be read/,
      /correct MICROSOFT_APP_FEDERATED_FILE/,
    ],
    [
      'half a certificate',
      { kind: 'certificate', file: file('half.pem', good.certificate) },
      {},
      /holds no certificate with its RSA key/,
      /PEM/,
    ],
    [
      'a key of another',
      { kind: 'certificate', file: file('mixed.pem', good.certificate + other.pem.slice(other.certificate.length)) },
      {},
      /holds no certificate with its RSA key/,
      /PEM/,
    ],
  ])('%s: the error gives reason and remedy, without a secret', async (_what, credential, knows, message, mend) => {
    entraOf(knows)
    const error: unknown = await tokensOf(credential)('connector').catch((failed: unknown) => failed)
    expect(error).toMatchObject({
      name: 'TokenError',
      message: expect.stringMatching(message) as string,
      mend: expect.stringMatching(mend) as string,
    })
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/secret-of-the-app|MII|wrong/)
  })

  test('if nobody answers, the error names the host of the cloud', async () => {
    for (const [cloud, host] of [
      ['public', 'login.microsoftonline.com'],
      ['dod', 'login.microsoftonline.us'],
    ] as const)
      await expect(tokensOf({ kind: 'secret', secret }, cloud)('graph')).rejects.toMatchObject({ mend: `let this machine reach ${host}` })
    await expect(tokensOf({ kind: 'managed' })('graph')).rejects.toMatchObject({
      mend: expect.stringMatching(/^run Licet where/) as string,
    })
  })
})

/** The same fake Entra is used with Microsoft's own libraries: it must accept them, and they must send what we send. */
describe("compared with Microsoft's own libraries", () => {
  beforeEach(() => nock.cleanAll())

  test.each(['public', 'gcc-high', 'dod'])('botbuilder, with a client secret in %s', async (cloud) => {
    // The library caches tokens of all its users together by app id, so this uses a new one.
    const appId = randomUUID()
    const { asked } = entraOf({ app: appId, secret }, cloud)
    const ours = access({ kind: 'secret', secret }, cloud, appId)
    expect(await createTokens(ours, now)('connector')).toBe('token-1')
    expect(await (await botbuilderTokens(ours))('connector')).toBe('token-2')
    const [mine = {}, theirs = {}] = asked
    expect(mine).toEqual(Object.fromEntries(Object.keys(mine).map((name) => [name, theirs[name]])))
  })

  test('a refusal through botbuilder is reported in our words', async () => {
    const appId = randomUUID()
    entraOf({ app: appId, secret: 'another' })
    const token = await botbuilderTokens(access({ kind: 'secret', secret }, 'public', appId))
    await expect(token('connector')).rejects.toMatchObject({ name: 'TokenError', message: 'Entra gives no token (AADSTS7000215)' })
  })

  test('botbuilder, with a managed identity of Azure', async () => {
    const appId = randomUUID()
    const { asked } = startIdentity(appId, { [cloudOf('public').connector]: 'of-the-machine' })
    const ours = access({ kind: 'managed' }, 'public', appId)
    expect(await createTokens(ours, now)('connector')).toBe('of-the-machine')
    expect(await (await botbuilderTokens(ours))('connector')).toBe('of-the-machine')
    const [mine, theirs] = asked.map((url) => Object.fromEntries(new URL(url).searchParams))
    expect(mine).toEqual(theirs)
  })

  test('MSAL, with a certificate and with a token of another issuer', async () => {
    const { login, connector } = cloudOf('public')
    const authority = `${login}/${tenant}`
    const scopes = [`${connector}/.default`]
    const certificate = entraOf({ certificate: good.certificate })
    const thumbprintSha256 = createHash('sha256').update(new X509Certificate(good.pem).raw).digest('hex')
    const signed = new ConfidentialClientApplication({
      auth: { clientId: app, authority, clientCertificate: { thumbprintSha256, privateKey: good.pem.slice(good.certificate.length) } },
    })
    expect((await signed.acquireTokenByClientCredential({ scopes }))?.accessToken).toBe('token-1')
    expect(await tokensOf({ kind: 'certificate', file: file('certificate.pem', good.pem) })('connector')).toBe('token-2')
    expect(Object.keys(certificate.asked[0] ?? {})).toEqual(expect.arrayContaining(Object.keys(certificate.asked[1] ?? {})))
    nock.cleanAll()
    entraOf({ vouchers: ['voucher'] })
    const vouched = new ConfidentialClientApplication({ auth: { clientId: app, authority, clientAssertion: 'voucher' } })
    expect((await vouched.acquireTokenByClientCredential({ scopes }))?.accessToken).toBe('token-1')
  })
})

describe("Microsoft's clouds", () => {
  // Copied from @microsoft/teams.api 2.1.0: PUBLIC, US_GOV and US_GOV_DOD of CloudEnvironment.
  const theirs = {
    public: [
      'https://login.microsoftonline.com',
      'https://api.botframework.com',
      'https://login.botframework.com/v1/.well-known/openidconfiguration',
      'https://api.botframework.com',
      'https://graph.microsoft.com',
    ],
    'gcc-high': [
      'https://login.microsoftonline.us',
      'https://api.botframework.us',
      'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      'https://api.botframework.us',
      'https://graph.microsoft.us',
    ],
    dod: [
      'https://login.microsoftonline.us',
      'https://api.botframework.us',
      'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      'https://api.botframework.us',
      'https://dod-graph.microsoft.us',
    ],
  }
  test.each([
    ['public', 'public'],
    ['gcc', 'public'],
    ['gcc-high', 'gcc-high'],
    ['us-government', 'gcc-high'],
    ['dod', 'dod'],
  ] as const)('%s has exactly the addresses of %s', (name, of) => {
    const { login, connector, metadata, issuer, graph } = cloudOf(name)
    expect([login, connector, metadata, issuer, graph]).toEqual(theirs[of])
  })

  test('each names the hosts to reach, and none of another cloud', () => {
    expect(hostsOf(cloudOf('gcc'))).toEqual([
      'login.microsoftonline.com',
      'login.botframework.com',
      'smba.infra.gcc.teams.microsoft.com',
      'graph.microsoft.com',
    ])
    expect(hostsOf(cloudOf('gcc-high'))).toEqual([
      'login.microsoftonline.us',
      'login.botframework.azure.us',
      'smba.infra.gov.teams.microsoft.us',
      'graph.microsoft.us',
    ])
    expect(hostsOf(cloudOf('dod'))).toEqual([
      'login.microsoftonline.us',
      'login.botframework.azure.us',
      'smba.infra.dod.teams.microsoft.us',
      'dod-graph.microsoft.us',
    ])
  })
})
