import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'

describe('a question that Licet asked', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP')
  })
  afterEach(() => bench.close())

  const inThread = (ts: string, words: string | RegExp): Promise<Message> =>
    bench.fake.until(() => bench.fake.thread('C1', ts).find((one) => one.bot_id !== undefined && one.text.search(words) >= 0))
  const own = (words: string | RegExp): Promise<Message> =>
    bench.fake.until(() => bench.fake.direct('U1').find((one) => one.bot_id !== undefined && one.text.search(words) >= 0))
  const kept = async (): Promise<number> => (await bench.store.db.selectFrom('inbox').select('id').execute()).length

  test('in a thread can be answered there by the asker without a mention; other messages there are ignored', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'can we sell an SLV stage to Korea?' })
    await inThread(message.ts, 'South Korea or North Korea?')
    const before = await kept()
    for (const [user, text] of [
      ['U1', 'I shall ask Bob'],
      ['U1', 'thanks all, brb'],
      ['U2', 'South'],
    ] as const)
      await fake.message({ user, channel: 'C1', text, threadTs: message.ts })
    expect(await kept()).toBe(before)
    await fake.message({ user: 'U1', channel: 'C1', text: 'South', threadTs: message.ts })
    await inThread(message.ts, /^License needed[^]*to South Korea/)
    await fake.message({ user: 'U1', channel: 'C1', text: 'and to Japan?', threadTs: message.ts })
    expect(await kept()).toBe(before + 1)
  })

  test('in a channel with outsiders gets its answer in private', async () => {
    const { fake } = bench
    fake.channel('CX', { name: 'with-acme', members: ['U1'], withApp: true, is_ext_shared: true })
    const { message } = await fake.mention({ user: 'U1', channel: 'CX', text: 'can we sell an SLV stage to Korea?' })
    await own('South Korea or North Korea?')
    await fake.message({ user: 'U1', channel: 'CX', text: 'South', threadTs: message.ts })
    await own(/^License needed[^]*to South Korea/)
    expect(fake.messages('CX').filter((one) => one.bot_id !== undefined && one.ephemeral_user === undefined)).toEqual([])
  })

  test('in the own chat is answered by the next message there, even outside its thread', async () => {
    const { fake } = bench
    await fake.dm({ user: 'U1', text: 'can we sell an SLV stage to Korea?' })
    await own('South Korea or North Korea?')
    await fake.dm({ user: 'U1', text: 'South' })
    expect((await own(/^License needed/)).text).toContain('to South Korea')
  })

  test('after a command is answered in the own chat, where it was asked', async () => {
    const { fake } = bench
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'ask can we sell an SLV stage to Korea?' })
    await own('South Korea or North Korea?')
    await fake.dm({ user: 'U1', text: 'South' })
    expect((await own(/^License needed/)).text).toContain('to South Korea')
  })

  test('is not continued by a new complete question, and ends once something else was answered', async () => {
    const { fake } = bench
    await fake.dm({ user: 'U1', text: 'can we sell an SLV stage to Korea?' })
    await own('South Korea or North Korea?')
    await fake.dm({ user: 'U1', text: 'drone to Poland' })
    await own('to Poland')
    await fake.dm({ user: 'U1', text: 'South' })
    await fake.until(() => fake.direct('U1').filter((one) => one.bot_id !== undefined).length === 3)
    expect(fake.direct('U1').filter(({ text }) => /^License needed[^]*to South Korea/.test(text))).toEqual([])
  })
})
