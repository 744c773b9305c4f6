import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSlack, type SlackBench } from './bench.ts'

describe('titles of threads in a chat with Licet', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP')
  })
  afterEach(() => bench.close())

  const titleOf = (channel: string, thread: string): string | undefined => bench.fake.assistant(channel, thread).title
  const begin = async (text: string): Promise<{ readonly channel: string; readonly ts: string }> => {
    const { message } = await bench.fake.dm({ user: 'U1', text })
    return message
  }
  const answered = (ts: string, count: number): Promise<boolean> =>
    bench.fake.until(() => bench.fake.direct('U1').filter((one) => one.bot_id !== undefined && one.thread_ts === ts).length === count)

  test('come from each answer, and stay', async () => {
    const { fake } = bench
    const first = await begin('can we sell an SLV stage to Australia?')
    await fake.until(() => titleOf(first.channel, first.ts)?.startsWith('Rocket stage'))
    expect(titleOf(first.channel, first.ts)).toMatch(/^Rocket stage .*to Australia$/)
    await fake.dm({ user: 'U1', text: 'and to Japan?', threadTs: first.ts })
    await answered(first.ts, 2)
    const second = await begin('drone to Poland')
    await fake.until(() => titleOf(second.channel, second.ts)?.endsWith('to Poland'))
    expect(titleOf(first.channel, first.ts)).toMatch(/to Australia$/)
  })

  test('of a thread that begins with a greeting come from the first answer about a deal', async () => {
    const { fake } = bench
    const thread = await begin('hello')
    await fake.until(() => titleOf(thread.channel, thread.ts) === 'Hello')
    await fake.dm({ user: 'U1', text: 'drone to Poland', threadTs: thread.ts })
    await fake.until(() => titleOf(thread.channel, thread.ts) !== 'Hello')
    expect(titleOf(thread.channel, thread.ts)).toMatch(/to Poland$/)
  })

  test('contain nothing that people wrote', async () => {
    const { fake } = bench
    const thread = await begin('SECRET//NOFORN thrust 4242 kN at 99 s')
    await answered(thread.ts, 1)
    await fake.until(() => titleOf(thread.channel, thread.ts) !== undefined)
    expect(titleOf(thread.channel, thread.ts)).not.toMatch(/4242|NOFORN/)
  })

  test('may fail without affecting the answer; threads in channels have none', async () => {
    const { fake, told } = bench
    fake.fail('assistant.threads.setTitle', { kind: 'error', error: 'missing_scope' })
    const thread = await begin('drone to Poland')
    await answered(thread.ts, 1)
    await fake.until(() => told.includes('slack: a thread is not named: missing_scope'))
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> drone to Poland' })
    await bench.reply('C1', message.ts)
    expect(titleOf('C1', message.ts)).toBeUndefined()
  })
})
