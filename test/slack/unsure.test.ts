import { afterEach, describe, expect, test } from 'vitest'
import type { Message } from './fake/types.ts'
import { put } from '../../src/delivery/outbox.ts'
import { openSlack, type SlackBench } from './bench.ts'
import type { Fault } from './fake/faults.ts'

type Row = { readonly state: string; readonly unsure: number; readonly problem: string | null }

describe('a send to Slack whose end nobody saw', () => {
  let bench: SlackBench
  afterEach(() => bench.close())

  const open = async (longestCall?: number): Promise<void> => {
    bench = await openSlack('HTTP', longestCall === undefined ? {} : { longestCall })
  }
  const ask = async (): Promise<Message> =>
    (await bench.fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> drone to Poland' })).message
  const row = (): Promise<Row | undefined> =>
    bench.store.db.selectFrom('outbox').select(['state', 'unsure', 'problem']).where('platform', '=', 'slack').executeTakeFirst()
  const posts = (): number => bench.fake.calls('chat.postMessage').length
  /** Advances the clock until the message is sent or given up. */
  const settled = async (): Promise<Row | undefined> => {
    await expect
      .poll(async () => ((bench.clock.ahead += 1000), (await row())?.state ?? 'not there'), { timeout: 9000 })
      .toMatch(/sent|dead/)
    return await row()
  }

  const lost: ReadonlyArray<readonly [name: string, { readonly fault: Fault; readonly longest?: number }]> = [
    ['502', { fault: { kind: 'http', status: 502 } }],
    ['504', { fault: { kind: 'http', status: 504 } }],
    ['500', { fault: { kind: 'http', status: 500 } }],
    ['a connection cut after the message went', { fault: { kind: 'reset' } }],
    ['no answer in time', { fault: { kind: 'timeout' }, longest: 1000 }],
    ['fatal_error', { fault: { kind: 'error', error: 'fatal_error' } }],
    ['internal_error', { fault: { kind: 'error', error: 'internal_error' } }],
  ]
  test.each(lost)('after %s it is sent at most twice, marked', async (_name, { fault, longest }) => {
    await open(longest)
    bench.fake.fail('chat.postMessage', fault, { applied: true })
    const asked = await ask()
    expect(await settled()).toEqual({
      state: 'dead',
      unsure: 2,
      problem: 'two sends were begun and never finished; look there whether it arrived',
    })
    expect(bench.fake.thread('C1', asked.ts)).toHaveLength(2)
    expect(posts()).toBe(2)
  })

  test.each(lost)('after a single %s it is sent, and stays marked', async (_name, { fault, longest }) => {
    await open(longest)
    bench.fake.fail('chat.postMessage', fault, { times: 1 })
    const asked = await ask()
    expect(await settled()).toMatchObject({ state: 'sent', unsure: 1 })
    expect(bench.fake.thread('C1', asked.ts)).toHaveLength(1)
  })

  const refused: ReadonlyArray<readonly [name: string, fault: Fault]> = [
    ['429', { kind: 'rateLimited', retryAfter: 1 }],
    ['503', { kind: 'http', status: 503 }],
    ['ok: false', { kind: 'error', error: 'service_unavailable' }],
  ]
  test.each(refused)('after %s it was surely not sent, and is retried without a mark', async (_name, fault) => {
    await open()
    bench.fake.fail('chat.postMessage', fault, { times: 5 })
    const asked = await ask()
    expect(await settled()).toMatchObject({ state: 'sent', unsure: 0 })
    expect(posts()).toBe(6)
    expect(bench.fake.thread('C1', asked.ts)).toHaveLength(1)
  })

  test.each(lost)('an update may be repeated: after %s it is, without a mark', async (_name, { fault, longest }) => {
    await open(longest)
    const { store, fake, clock } = bench
    const asked = await ask()
    await bench.reply('C1', asked.ts)
    await expect.poll(async () => (await row())?.state).toBe('sent')
    fake.fail('chat.update', fault, { times: 3, applied: true })
    const [key, now] = ['made new', Date.now() + clock.ahead]
    await store.write(async (tx) => {
      const { key: of } = await tx.selectFrom('outbox').select('key').where('platform', '=', 'slack').executeTakeFirstOrThrow()
      const place = { platform: 'slack', id: 'T0FAKE.C1' }
      await put(tx, { kind: 'update', key, place, of, reply: { tone: 'neutral', title: 'New', blocks: [], actions: [] } }, now)
    })
    const made = () => store.db.selectFrom('outbox').select(['state', 'unsure', 'problem']).where('key', '=', key).executeTakeFirst()
    await expect
      .poll(async () => ((clock.ahead += 1000), await made()), { timeout: 9000 })
      .toEqual({ state: 'sent', unsure: 0, problem: null })
    expect(fake.calls('chat.update')).toHaveLength(4)
  })
})
