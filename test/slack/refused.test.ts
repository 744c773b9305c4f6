import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rejectedSince } from '../../src/delivery/rejected-requests.ts'
import { openSlack, type SlackBench } from './bench.ts'

describe('requests that the Slack endpoint refuses', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP')
  })
  afterEach(() => bench.close())

  const seconds = (): number => Math.floor(Date.now() / 1000)
  const sign = (body: string, at: number, secret = bench.fake.config.signingSecret): string =>
    `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`

  type Forged = {
    readonly body?: string
    readonly type?: string
    readonly at?: number
    readonly signature?: string | undefined
    readonly method?: string
  }
  const post = async ({
    body = JSON.stringify(mention()),
    type = 'application/json',
    at = seconds(),
    method = 'POST',
    ...rest
  }: Forged) => {
    const signature = 'signature' in rest ? rest.signature : sign(body, at)
    const headers = {
      'content-type': type,
      'x-slack-request-timestamp': String(at),
      ...(signature === undefined ? {} : { 'x-slack-signature': signature }),
    }
    const response = await fetch(bench.url, { method, headers, ...(method === 'GET' ? {} : { body }) })
    return { status: response.status, text: await response.text() }
  }
  const mention = (team = bench.fake.config.teamId) => ({
    type: 'event_callback',
    team_id: team,
    api_app_id: 'A0FAKE',
    event_id: 'EvForged',
    event_time: seconds(),
    event: { type: 'app_mention', user: 'U1', channel: 'C1', text: '<@U0BOT> drone to Poland', ts: '1.2' },
  })

  const cases: ReadonlyArray<readonly [name: string, forged: () => Forged, status: number, why: string]> = [
    ['no signature', () => ({ signature: undefined }), 401, 'signature'],
    ['a signature with another secret', () => ({ signature: sign(JSON.stringify(mention()), seconds(), 'wrong') }), 401, 'signature'],
    ['a signature of another body', () => ({ signature: sign('{}', seconds()) }), 401, 'signature'],
    ['a timestamp of six minutes ago', () => ({ at: seconds() - 360 }), 401, 'signature'],
    ['a content type that does not fit', () => ({ type: 'text/html', body: 'payload=%7B%7D' }), 400, 'cannot be read'],
    ['a body that is no JSON', () => ({ body: '{' }), 400, 'cannot be read'],
    ['a body of 5 MB', () => ({ body: JSON.stringify({ ...mention(), padding: 'x'.repeat(5_000_000) }) }), 413, 'more than'],
    ['a workspace where Licet is not installed', () => ({ body: JSON.stringify(mention('T0OTHER')) }), 403, 'not installed'],
    ['another method', () => ({ method: 'PUT' }), 405, 'method'],
  ]
  test.each(cases)('%s', async (_name, forged, status, why) => {
    const answer = await post(forged())
    expect(answer).toEqual({ status, text: '' })
    await bench.app.tick()
    const counted = await rejectedSince(bench.store, '2000-01-01')
    expect(counted).toEqual([{ platform: 'slack', why: expect.stringContaining(why), count: 1 }])
    expect(await bench.store.db.selectFrom('inbox').select('id').execute()).toEqual([])
    expect(bench.told.join('\n')).not.toMatch(/\n\s+at |Poland/)
  })

  test('foreign buttons and forms are acknowledged, counted and have no effect', async () => {
    const form = (payload: object): Forged => ({
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    })
    const about = { team: { id: bench.fake.config.teamId }, user: { id: 'U1', team_id: bench.fake.config.teamId }, trigger_id: '1.2.3' }
    const button = {
      type: 'block_actions',
      ...about,
      channel: { id: 'C1' },
      actions: [{ type: 'button', action_id: 'delete-all', value: 'x' }],
    }
    const view = { id: 'V1', hash: '1', type: 'modal', callback_id: 'licet:nothing', private_metadata: '{', state: { values: {} } }
    expect((await post(form(button))).status).toBe(200)
    await bench.fake.until(() => bench.fake.direct('U1').find(({ text }) => text.startsWith('I do not know that button any more')))
    expect((await post(form({ type: 'view_submission', ...about, view }))).status).toBe(200)
    await bench.app.tick()
    expect((await rejectedSince(bench.store, '2000-01-01')).map(({ why }) => why)).toEqual([
      'a button that is not ours',
      'a form that is not ours',
    ])
    expect(await bench.store.db.selectFrom('inbox').select('id').execute()).toEqual([])
  })

  test('a form with forged metadata counts as foreign', async () => {
    const view = { id: 'V1', hash: '1', type: 'modal', callback_id: 'licet:note', private_metadata: '{', state: { values: {} } }
    const payload = {
      type: 'view_submission',
      team: { id: bench.fake.config.teamId },
      user: { id: 'U1', team_id: bench.fake.config.teamId },
      view,
    }
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    expect((await post({ type: 'application/x-www-form-urlencoded', body })).status).toBe(200)
    await bench.app.tick()
    expect((await rejectedSince(bench.store, '2000-01-01')).map(({ why }) => why)).toEqual(['a form that is not ours'])
  })
})
