import { describe, expect, test } from 'vitest'
import { readAccess } from '../../adapters/teams/config.ts'

const app = 'AAAAAAAA-0000-4000-8000-000000000001'
const tenant = 'BBBBBBBB-0000-4000-8000-000000000002'
const other = 'cccccccc-0000-4000-8000-000000000003'
const bare = { MICROSOFT_APP_ID: app, MICROSOFT_APP_TENANT_ID: tenant }
const whole = { MICROSOFT_APP_ID: app, MICROSOFT_APP_TENANT_ID: tenant, MICROSOFT_APP_PASSWORD: 'secret-of-the-app' }

describe("Teams' settings in the environment", () => {
  test.each<readonly [name: string, env: Readonly<Record<string, string>>, access: object | undefined]>([
    ['nothing', {}, undefined],
    ['empty values', { MICROSOFT_APP_ID: '', MICROSOFT_APP_PASSWORD: '' }, undefined],
    [
      'a client secret',
      whole,
      {
        kind: 'registered',
        tokens: 'own',
        credential: { kind: 'secret', secret: 'secret-of-the-app' },
        appId: app.toLowerCase(),
        appTenant: tenant.toLowerCase(),
        tenants: [tenant.toLowerCase()],
        targets: false,
      },
    ],
    [
      'a managed identity',
      { MICROSOFT_APP_ID: app, MICROSOFT_APP_TENANT_ID: tenant, MICROSOFT_APP_TYPE: 'UserAssignedMSI' },
      { kind: 'registered', appId: app.toLowerCase(), credential: { kind: 'managed' } },
    ],
    [
      'a managed identity in App Service',
      { ...bare, MICROSOFT_APP_TYPE: 'UserAssignedMSI', IDENTITY_ENDPOINT: 'http://x', IDENTITY_HEADER: 'h' },
      { credential: { kind: 'managed', host: { endpoint: 'http://x', header: 'h' } } },
    ],
    ['a certificate', { ...bare, MICROSOFT_APP_CERTIFICATE: '/a.pem' }, { credential: { kind: 'certificate', file: '/a.pem' } }],
    [
      'an identity that vouches',
      { ...bare, MICROSOFT_APP_FEDERATED_IDENTITY: other },
      { credential: { kind: 'vouched', identity: other } },
    ],
    ['a token in a file', { ...bare, MICROSOFT_APP_FEDERATED_FILE: '/token' }, { credential: { kind: 'token-file', file: '/token' } }],
    ['botbuilder', { ...whole, TEAMS_TOKENS: 'botbuilder' }, { tokens: 'botbuilder', credential: { kind: 'secret' } }],
    ['several tenants', { ...whole, TEAMS_TENANTS: `${tenant}, ${other} ,` }, { tenants: [tenant.toLowerCase(), other] }],
    ['private messages', { ...whole, TEAMS_TARGETED_MESSAGES: 'on' }, { targets: true }],
    ['the US government’s cloud', { ...whole, MICROSOFT_CLOUD: 'us-government' }, { cloud: { issuer: 'https://api.botframework.us' } }],
    ['empty lines of a file', { ...whole, MICROSOFT_CLOUD: '', TEAMS_TARGETED_MESSAGES: '', TEAMS_TENANTS: '' }, { targets: false }],
    ['the Playground', { MICROSOFT_APP_TYPE: 'Playground' }, { kind: 'playground' }],
  ])('%s', (_name, env, access) => {
    const read = readAccess(env)
    if (access === undefined) expect(read).toBeUndefined()
    else expect(read).toMatchObject(access)
    expect(read !== undefined && 'problems' in read).toBe(false)
  })

  test.each<readonly [name: string, env: Readonly<Record<string, string>>, problems: readonly RegExp[]]>([
    ['an id alone', { MICROSOFT_APP_ID: app }, [/^MICROSOFT_APP_TENANT_ID: is missing/, /^MICROSOFT_APP_PASSWORD: is missing/]],
    [
      'everything wrong at once',
      {
        MICROSOFT_APP_ID: 'licet',
        MICROSOFT_APP_TENANT_ID: 'contoso.com',
        MICROSOFT_APP_PASSWORD: '',
        MICROSOFT_APP_TYPE: 'MultiTenant',
        TEAMS_TENANTS: 'contoso',
        TEAMS_TARGETED_MESSAGES: 'yes',
        MICROSOFT_CLOUD: 'moon',
      },
      [
        /^MICROSOFT_APP_TYPE: `MultiTenant` is none that Licet knows/,
        /^MICROSOFT_APP_ID: is not an id/,
        /^MICROSOFT_APP_TENANT_ID: is not an id/,
        /^MICROSOFT_APP_PASSWORD: is missing/,
        /^TEAMS_TENANTS: `contoso` is not a tenant's id/,
        /^TEAMS_TARGETED_MESSAGES: `yes` is neither on nor off/,
        /^MICROSOFT_CLOUD: `moon` is none that Licet knows; write public, gcc, gcc-high, dod$/,
      ],
    ],
    [
      'a managed identity with a password',
      { ...whole, MICROSOFT_APP_TYPE: 'UserAssignedMSI' },
      [/^MICROSOFT_APP_PASSWORD: a managed identity has none/],
    ],
    [
      'two credentials',
      { ...whole, MICROSOFT_APP_CERTIFICATE: '/a.pem' },
      [/^MICROSOFT_APP_PASSWORD and MICROSOFT_APP_CERTIFICATE: only one can be the app's/],
    ],
    [
      'an identity by its name',
      { ...bare, MICROSOFT_APP_FEDERATED_IDENTITY: 'licet' },
      [/^MICROSOFT_APP_FEDERATED_IDENTITY: is not an id/],
    ],
    ['tokens of nobody', { ...whole, TEAMS_TOKENS: 'msal' }, [/^TEAMS_TOKENS: `msal` is none that Licet knows; write own or botbuilder$/]],
    [
      'botbuilder with a certificate',
      { ...bare, MICROSOFT_APP_CERTIFICATE: '/a.pem', TEAMS_TOKENS: 'botbuilder' },
      [/^TEAMS_TOKENS: botbuilder is used with a client secret or a managed identity alone/],
    ],
    [
      'the Playground in production',
      { MICROSOFT_APP_TYPE: 'Playground', NODE_ENV: 'production' },
      [/^MICROSOFT_APP_TYPE: Playground asks nobody who they are, so it does not start where NODE_ENV is production/],
    ],
    [
      'the Playground with a registration',
      { MICROSOFT_APP_TYPE: 'Playground', MICROSOFT_APP_ID: app },
      [/^MICROSOFT_APP_ID: Playground uses no registration/],
    ],
  ])('%s is reported, with every remedy and no secret', (_name, env, problems) => {
    const read = readAccess(env)
    const found = read !== undefined && 'problems' in read ? read.problems : []
    expect(found).toEqual(problems.map((problem) => expect.stringMatching(problem) as string))
    expect(JSON.stringify(found)).not.toContain('secret-of-the-app')
  })

  test('a name of Object.prototype is no cloud', () => {
    expect(readAccess({ ...whole, MICROSOFT_CLOUD: 'constructor' })).toHaveProperty('problems')
  })
})
