import { createHmac } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '../store/databases.ts'
import { keepOffline } from '../offline.ts'
import { openTeams, signIn, type TeamsBench } from './bench.ts'
import type { TokenChange } from './fake/issuer.ts'

keepOffline()
beforeAll(signIn)

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

describe('the endpoint of Teams', () => {
  let bench: TeamsBench
  beforeEach(async () => void (bench = await openTeams(engine)))
  afterEach(() => bench.close())

  /** A message that would be answered if accepted. */
  const activity = (change: object = {}) => ({
    type: 'message',
    id: '1600000000001',
    channelId: 'msteams',
    serviceUrl: bench.fake.serviceUrl,
    from: { id: '29:ann', aadObjectId: 'cccccccc-0000-4000-8000-000000000003', name: 'Ann' },
    recipient: { id: bench.fake.world.bot },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId: bench.fake.world.tenant },
    channelData: { tenant: { id: bench.fake.world.tenant } },
    text: 'drone to Poland',
    ...change,
  })
  const refusals = async () => {
    await bench.app.tick()
    return await bench.store.db.selectFrom('refusals').select(['platform', 'why', 'count']).execute()
  }
  const kept = async () => (await bench.store.db.selectFrom('inbox').select('id').execute()).length

  const unsigned = (head: object, body: object, signature = ''): string =>
    [...[head, body].map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')), signature].join('.')
  const claims = () => {
    const seconds = Math.floor(Date.now() / 1000)
    const { appId } = bench.fake.registration
    return { iss: 'https://api.botframework.com', aud: appId, serviceurl: bench.fake.serviceUrl, nbf: seconds - 60, exp: seconds + 3600 }
  }
  /** An HMAC made with the published key as the secret, an attack to which some libraries fell. */
  const confused = (): string => {
    const words = unsigned({ alg: 'HS256', kid: 'teams' }, claims()).slice(0, -1)
    return `${words}.${createHmac('sha256', JSON.stringify(bench.fake.issuer.keys[0])).update(words).digest('base64url')}`
  }

  type Shown = TokenChange | 'none' | (() => { readonly raw: string })
  const table: ReadonlyArray<readonly [name: string, token: Shown, change: object, status: number, why: string]> = [
    ['without a token', 'none', {}, 401, 'a request without a token'],
    ['with an empty token', () => ({ raw: 'Bearer ' }), {}, 401, 'a token that cannot be read'],
    ['with a password instead', () => ({ raw: 'Basic bGljZXQ6bGljZXQ=' }), {}, 401, 'a token that cannot be read'],
    ['with garbage', () => ({ raw: 'Bearer garbage' }), {}, 401, 'a token that cannot be read'],
    ['with garbage in three parts', () => ({ raw: 'Bearer a.b.c' }), {}, 401, 'a token that cannot be read'],
    ['with an expired token', { from: -7200, until: -3600 }, {}, 401, 'a token that has expired'],
    ['with a token that expired beyond the tolerance', { from: -7200, until: -301 }, {}, 401, 'a token that has expired'],
    ['with a token that is not valid yet', { from: 3600, until: 7200 }, {}, 401, 'a token that is not valid yet'],
    ['with a token without an end', { drop: ['exp'] }, {}, 401, 'a token without an end'],
    ['with a token for another bot', { claims: { aud: 'dddddddd-0000-4000-8000-000000000004' } }, {}, 401, 'a token for another bot'],
    ['with a token of another issuer', { claims: { iss: 'https://evil.example' } }, {}, 401, 'a token of another issuer'],
    ['with a token of an unknown key', { key: 'unknown' }, {}, 401, 'a token signed with an unknown key'],
    ['with a forged signature', { key: 'forged' }, {}, 401, 'a token with a forged signature'],
    ['with an unsigned token', () => ({ raw: `Bearer ${unsigned({ alg: 'none' }, claims())}` }), {}, 401, 'a token with another algorithm'],
    ['with the public key for a secret', () => ({ raw: `Bearer ${confused()}` }), {}, 401, 'a token with another algorithm'],
    ['with a token without a service address', { drop: ['serviceurl'] }, {}, 401, 'a token for another service address'],
    ['with a token for another service address', {}, { serviceUrl: 'https://evil.example/' }, 401, 'a token for another service address'],
    ['with a key of another channel', { key: 'webchat' }, {}, 403, 'a token whose key is not endorsed for the channel'],
    ['for another channel with its own key', { key: 'webchat' }, { channelId: 'webchat' }, 403, 'another channel than Teams'],
    [
      'from another tenant',
      {},
      { channelData: { tenant: { id: 'eeeeeeee-0000-4000-8000-000000000005' } } },
      403,
      'a tenant that is not let in',
    ],
    [
      'from a tenant that nothing names',
      {},
      { channelData: {}, conversation: { id: 'a:1', conversationType: 'personal' } },
      403,
      'a tenant that is not let in',
    ],
  ]
  test.each(table)(
    'a request %s is refused, counted, and logged in one line without a secret',
    async (_name, token, change, status, why) => {
      const answered = await bench.fake.deliver(activity(change), typeof token === 'function' ? token() : token)
      expect(answered).toEqual({ status, body: undefined })
      expect(await refusals()).toEqual([{ platform: 'teams', why, count: 1 }])
      expect(bench.told).toEqual([`teams: refused with ${status}: ${why}`])
      expect(await kept()).toBe(0)
    },
  )

  test('clocks may differ by five minutes', async () => {
    expect(await bench.fake.deliver(activity(), { from: -7200, until: -240 })).toMatchObject({ status: 200 })
    expect(await kept()).toBe(1)
  })

  test('a kind of refusal is logged once a minute; the count includes all', async () => {
    for (let time = 0; time < 5; time++) await bench.fake.deliver(activity(), 'none')
    bench.clock.ahead = 60_001
    await bench.fake.deliver(activity(), 'none')
    expect(bench.told).toEqual(Array.from({ length: 2 }, () => 'teams: refused with 401: a request without a token'))
    expect((await refusals())[0]?.count).toBe(6)
  })

  test('while the keys cannot be fetched, the request gets 503, and is accepted later', async () => {
    const { fake } = bench
    fake.fail({ path: /openid/, status: 500 })
    expect(await fake.deliver(activity())).toMatchObject({ status: 503 })
    expect(bench.told).toEqual(['teams: refused with 503: the keys of the Bot Connector cannot be fetched'])
    expect(await fake.deliver(activity())).toMatchObject({ status: 200 })
  })

  const away = (times = 99): void => bench.fake.fail({ path: /openid|keys/, status: 503 }, times)
  const asks = (): number => bench.fake.world.asked.filter((path) => path === '/openid').length
  const hours = 3_600_000

  test('known keys remain valid for a day while the list cannot be fetched, and then no request is accepted', async () => {
    expect(await bench.fake.deliver(activity())).toMatchObject({ status: 200 })
    away()
    for (const [after, status] of [
      [25, 200],
      [25.001, 200],
      [47, 200],
      [49, 503],
      [49.001, 503],
    ] as const) {
      bench.clock.ahead = after * hours
      expect([after, await bench.fake.deliver(activity({ id: `${after}` }))]).toMatchObject([after, { status }])
    }
    expect(await bench.fake.deliver(activity(), { key: 'unknown' })).toMatchObject({ status: 503 })
    bench.fake.world.faults.length = 0
    expect(await bench.fake.deliver(activity({ id: 'again' }))).toMatchObject({ status: 200 })
    expect(bench.told.filter((line) => line.includes('are trusted until'))).toHaveLength(2)
  })

  test('an unknown key is refused while the list cannot be fetched, and accepted once it is on the list', async () => {
    await bench.fake.deliver(activity())
    away()
    bench.clock.ahead = 2 * hours
    expect(await bench.fake.deliver(activity({ id: '1' }), { key: 'unknown' })).toMatchObject({ status: 401 })
    expect(await bench.fake.deliver(activity({ id: '2' }))).toMatchObject({ status: 200 })
    bench.fake.world.faults.length = 0
    bench.fake.issuer.publish('unknown')
    expect(await bench.fake.deliver(activity({ id: '3' }), { key: 'unknown' })).toMatchObject({ status: 401 })
    bench.clock.ahead += 60_000
    expect(await bench.fake.deliver(activity({ id: '4' }), { key: 'unknown' })).toMatchObject({ status: 200 })
  })

  test('tokens with made-up keys cause no flood of fetches', async () => {
    await bench.fake.deliver(activity())
    bench.clock.ahead = 2 * hours
    await Promise.all(Array.from({ length: 30 }, () => bench.fake.deliver(activity(), { key: 'unknown' })))
    expect(asks()).toBe(2)
  })

  test('the list is fetched again after a day; a key that is gone from it is refused', async () => {
    await bench.fake.deliver(activity())
    bench.fake.issuer.withdraw('teams')
    expect(await bench.fake.deliver(activity({ id: '1' }))).toMatchObject({ status: 200 })
    bench.clock.ahead = 24 * hours
    expect(await bench.fake.deliver(activity({ id: '2' }))).toMatchObject({ status: 401 })
  })

  /** Undocumented forms of activities that Teams sends or has sent (microsoft/teams.py#433, #563; Microsoft/Agents-for-python#450). */
  test.each<readonly [name: string, change: object, dropped: readonly string[]]>([
    [
      'nulls in every field that may be missing',
      {
        name: null,
        action: null,
        value: null,
        entities: null,
        attachments: null,
        membersAdded: null,
        localTimezone: null,
        replyToId: null,
      },
      [],
    ],
    ['nulls about the sender', { from: { id: '29:ann', name: null, aadObjectId: null, role: null } }, []],
    ['nulls in lists', { entities: [null, { type: 'clientInfo', text: null }, null], attachments: [null] }, []],
    ['no recipient', { recipient: null }, []],
    ['a recipient without an id', { recipient: {} }, []],
    ['a conversation of no kind', { conversation: { id: 'a:1', conversationType: null, tenantId: null } }, []],
    ['an entity without a type', { entities: [{ text: 'x' }, { type: 'clientInfo' }] }, ['entities.type']],
    ['a mention of a tag, whose id is a number', { entities: [{ type: 'mention', mentioned: { id: 7 } }] }, ['entities.mentioned.id']],
    ['an entity whose text is an object', { entities: [{ type: 'x', text: { a: 1 } }] }, ['entities.text']],
    ['entities that are no list', { entities: { type: 'x' } }, ['entities']],
    ['more entities than anybody writes', { entities: Array.from({ length: 501 }, () => ({ type: 'x' })) }, ['entities']],
    ['attachments that are no list', { attachments: 'none' }, ['attachments']],
    ['a time zone that is a number', { localTimezone: 60 }, ['localTimezone']],
    ['a name that is an object', { from: { id: '29:ann', name: {} } }, ['from.name']],
    ['an id that is a number', { id: 1_600_000_000_001 }, ['id']],
    ['a message it replies to that is a number', { replyToId: 0 }, ['replyToId']],
    ['members who are words', { membersAdded: ['29:x'], membersRemoved: [{ id: '29:y' }, {}] }, ['membersAdded', 'membersRemoved.id']],
  ])('%s: the message is handled, and the log names what was dropped', async (_name, change, dropped) => {
    expect(await bench.fake.deliver(activity(change))).toMatchObject({ status: 200 })
    expect(await kept()).toBe(1)
    expect(bench.told).toEqual(dropped.map((name) => `teams: what cannot be read was dropped: ${name}`))
  })

  const send = async (init: RequestInit): Promise<number> => {
    const authorization = `Bearer ${await bench.fake.issuer.token()}`
    const response = await fetch(bench.url, { method: 'POST', ...init, headers: { authorization, ...init.headers } })
    await response.arrayBuffer()
    return response.status
  }
  const json = { 'content-type': 'application/json' }

  test.each<readonly [name: string, init: RequestInit, status: number, why: string]>([
    ['by another method', { method: 'GET', headers: json }, 405, 'a method other than POST'],
    ['of another type', { headers: { 'content-type': 'text/plain' }, body: '{}' }, 415, 'a body that is not JSON'],
    ['without a type', { body: new Uint8Array(2) }, 415, 'a body that is not JSON'],
    ['that is too long', { headers: json, body: `"${'x'.repeat(262_144)}"` }, 413, 'a body of more than 262144 bytes'],
    ['that is no JSON', { headers: json, body: '{' }, 400, 'a body that cannot be read'],
    ['that is no activity', { headers: json, body: '{"type":7}' }, 400, 'a body that cannot be read'],
  ])('a body %s is refused', async (_name, init, status, why) => {
    expect(await send(init)).toBe(status)
    expect(await refusals()).toEqual([{ platform: 'teams', why, count: 1 }])
    expect(await kept()).toBe(0)
  })

  test('an activity with an overlong required field is refused', async () => {
    const long = activity({ from: { id: `29:${'x'.repeat(200)}`, name: 'Ann' } })
    expect(await bench.fake.deliver(long)).toMatchObject({ status: 400 })
    expect(await kept()).toBe(0)
  })
})

describe('the endpoint in the Playground', () => {
  test('accepts requests from this machine only, and no service address elsewhere', async () => {
    const { createEndpoint } = await import('../../adapters/teams/endpoint.ts')
    const { createServer } = await import('node:http')
    const refused: string[] = []
    const handle = createEndpoint({
      access: { kind: 'playground' },
      listen: () => Promise.resolve({ status: 200 }),
      refused: (why) => void refused.push(why),
      tell: () => undefined,
      now: () => 0,
    })
    const server = createServer(handle)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const post = async (serviceUrl: string, headers: Readonly<Record<string, string>> = {}): Promise<number> => {
      const account = { id: 'someone' }
      const body = { type: 'message', channelId: 'msteams', serviceUrl, from: account, recipient: account, conversation: account }
      const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
      const response = await fetch(`http://127.0.0.1:${address.port}/api/messages`, init)
      await response.arrayBuffer()
      return response.status
    }
    expect(await post('http://localhost:56150/_connector')).toBe(200)
    expect(await post('http://169.254.169.254/')).toBe(403)
    expect(await post('http://localhost.evil.example/')).toBe(403)
    expect(await post('http://localhost/', { 'x-forwarded-for': '203.0.113.9' })).toBe(403)
    expect(refused).toEqual([
      'a service address on another machine',
      'a service address on another machine',
      'a request from another machine',
    ])
    server.close()
    server.closeAllConnections()
  })
})
