import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inSlack, openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'
import { buttonOf, openCase } from './walk.ts'

describe('in shared channels', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP')
  })
  afterEach(() => bench.close())

  const own = (user: string, words: string): Promise<Message> =>
    bench.fake.until(() => bench.fake.direct(user).find((one) => one.bot_id !== undefined && one.text.includes(words)))
  const share = async (answer: Message): Promise<Message> => {
    const { fake } = bench
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'share') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: {} })
    return await fake.until(() => fake.messages('C1').find((one) => one.text.includes('shares Licet’s answer')))
  }

  test('Share posts only the questions that the answer depends on', async () => {
    const { fake } = bench
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'ask drone to Poland' })
    await own('U1', 'to Poland')
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'ask can we sell an SLV stage to Australia?' })
    const shared = await share(await own('U1', 'to Australia'))
    expect(shared.text).toContain('answer to: can we sell an SLV stage to Australia?')
    expect(shared.text).not.toContain('Poland')
  })

  test('sharing a follow-up includes the question it continues', async () => {
    const { fake } = bench
    for (const text of ['ask drone to Poland', 'ask can we sell an SLV stage to Australia?', 'ask and to Japan?'])
      await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text })
    const shared = await share(await own('U1', 'to Japan'))
    expect(shared.text).toContain('answer to: can we sell an SLV stage to Australia? / and to Japan?')
  })

  test("a colleague's message that was checked is not shared with a later answer", async () => {
    const { fake } = bench
    const { message } = await fake.message({ user: 'U2', channel: 'C1', text: 'Can we give the Koreans a 300 km drone?' })
    await fake.messageShortcut({ user: 'U1', message, callbackId: 'check' })
    await own('U1', 'South Korea')
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'ask can we sell an SLV stage to Australia?' })
    expect((await share(await own('U1', 'to Australia'))).text).not.toContain('Koreans')
  })

  const inThread = (ts: string, words: string): Promise<Message> =>
    bench.fake.until(() => bench.fake.thread('C1', ts).find((one) => one.bot_id !== undefined && one.text.includes(words)))

  test('a colleague can continue an answer in a thread; their private questions stay private', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'can we sell an SLV stage to Australia?' })
    await inThread(message.ts, 'to Australia')
    await fake.command({ user: 'U3', channel: 'C1', command: '/licet', text: 'ask drone to Poland' })
    await own('U3', 'to Poland')
    await fake.mention({ user: 'U3', channel: 'C1', text: 'and to Japan?', threadTs: message.ts })
    expect((await inThread(message.ts, 'to Japan')).text).toMatch(/stage/i)
    await fake.mention({ user: 'U1', channel: 'C1', text: 'and to India?', threadTs: message.ts })
    expect((await inThread(message.ts, 'to India')).text).toMatch(/stage/i)
    const rows = await bench.store.db.selectFrom('record_text').select('words').where('kind', '=', 'answer').execute()
    const last = JSON.parse(rows.at(-1)?.words ?? '{}') as { readonly voices?: readonly string[] }
    expect(last.voices).toEqual(['slack:T0FAKE.U3'])
  })

  test.each([
    ['alone', false],
    ['with a reply, where a stone is left', true],
  ])('deleting a question %s removes its answer, and nothing continues from it', async (_name, isFollowed) => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'drone to Poland' })
    const answer = await inThread(message.ts, 'to Poland')
    if (isFollowed) await fake.message({ user: 'U2', channel: 'C1', text: 'thanks', threadTs: message.ts })
    await fake.remove({ message })
    const now = await fake.until(() => {
      const shown = fake.messageAt('C1', answer.ts)
      return shown?.text.startsWith('Withdrawn: the question was deleted') === true ? shown : undefined
    })
    expect(JSON.stringify(now.blocks)).not.toMatch(/Poland|"actions"/)
    await fake.mention({ user: 'U1', channel: 'C1', text: 'and to Japan?', threadTs: message.ts })
    const next = await fake.until(() => fake.messages('C1').findLast((one) => one.bot_id !== undefined && one.ts !== answer.ts))
    expect(next.text).toMatch(/^I do not know this/)
  })

  test("who refers to others' messages is told that they are not read, and how to have one checked", async () => {
    const { fake } = bench
    await fake.message({ user: 'U2', channel: 'C1', text: 'Can we give the Koreans a 300 km drone?' })
    for (const text of ['can you check this?', 'is this ok?', 'see what <@U0BOT> said above']) {
      const { message } = await fake.mention({ user: 'U1', channel: 'C1', text })
      expect((await inThread(message.ts, 'I answer only export questions')).text).toContain('choose Check with Licet')
    }
    const { message: thanks } = await fake.mention({ user: 'U1', channel: 'C1', text: 'thanks' })
    expect((await fake.until(() => fake.thread('C1', thanks.ts).find((one) => one.bot_id !== undefined))).text).not.toContain(
      'Check with Licet',
    )
  })

  test('the answer to a checked message says which message', async () => {
    const { fake } = bench
    const { message } = await fake.message({ user: 'U2', channel: 'C1', text: 'rocket engine to Japan?' })
    await fake.messageShortcut({ user: 'U1', message, callbackId: 'check' })
    expect((await own('U1', 'to Japan')).text).toContain('Checked: rocket engine to Japan?')
  })

  test('deleted messages of others are not stored', async () => {
    const { fake } = bench
    const { message } = await fake.message({ user: 'U2', channel: 'C1', text: 'lunch?' })
    await fake.remove({ message })
    expect(await bench.store.db.selectFrom('inbox').select('id').execute()).toEqual([])
  })

  test('if the question was deleted meanwhile, the answer is not posted to the channel', async () => {
    const { fake } = bench
    await fake.mention({ user: 'U1', channel: 'C1', text: 'hello' })
    await fake.until(() => bench.said('C1').length === 1)
    let goOn = (): void => undefined
    bench.stall.until = new Promise((resolve) => (goOn = resolve))
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'drone to Poland' })
    const removing = fake.remove({ message })
    goOn()
    await removing
    await fake.until(() => fake.direct('U1').find((one) => one.bot_id !== undefined))
    expect(fake.messages('C1').filter((one) => one.thread_ts === undefined && one.bot_id !== undefined && !one.deleted)).toEqual([])
  })

  describe('a guest who joins', () => {
    beforeEach(() => bench.fake.user('U9', { name: 'Guest', is_restricted: true }))

    test("counts at once, for answers and for counsel's messages", async () => {
      const { fake } = bench
      const packet = await openCase(bench)
      await fake.until(() => bench.said('C1').some((text) => text.includes('Case 1')))
      await fake.join({ user: 'U9', channel: 'C1' })
      await fake.mention({ user: 'U3', channel: 'C1', text: 'rocket engine to Japan' })
      await own('U3', 'to Japan')
      await fake.click({ user: 'U2', message: packet, actionId: buttonOf(packet, 'claim') })
      const claimed = await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('counsel is at work')))
      await fake.click({ user: 'U2', message: claimed, actionId: buttonOf(claimed, 'answer') })
      await fake.until(() => fake.modal('U2'))
      await fake.submit({ user: 'U2', values: { text: 'You may apply with a DSP-5.' } })
      await own('U1', 'You may apply with a DSP-5.')
      expect(bench.said('C1').join()).not.toMatch(/Japan|DSP-5\./)
    })

    test('does not see a later update of an answer', async () => {
      const { fake } = bench
      const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'drone to Poland' })
      const answer = await inThread(message.ts, 'to Poland')
      await fake.join({ user: 'U9', channel: 'C1' })
      await fake.edit({ message, text: '<@U0BOT> drone to India' })
      await own('U1', 'to India')
      expect(fake.messageAt('C1', answer.ts)?.text).toMatch(/^This went to whoever asked/)
    })

    test('gets a friendly private refusal in every way', async () => {
      const { fake } = bench
      await fake.mention({ user: 'U9', channel: 'C1', text: 'drone to Poland' })
      await fake.command({ user: 'U9', channel: 'C1', command: '/licet', text: 'ask drone to Poland' })
      await fake.until(() => fake.ephemerals('U9').length === 2)
      for (const { text } of fake.ephemerals('U9'))
        expect(text).toMatch(/^I answer only people of the organization[\s\S]*your own export counsel/)
      await fake.openHome({ user: 'U9', tab: 'home' })
      expect(JSON.stringify(await fake.until(() => fake.home('U9')))).toContain('I answer only people')
      expect(await bench.store.db.selectFrom('record').select('id').where('kind', '=', 'answer').execute()).toEqual([])
    })
  })

  test('people of other organizations are refused, unless the settings allow them', async () => {
    const { fake } = bench
    fake.user('UEXT', { team_id: 'TOTHER', name: 'Ext' })
    fake.channel('CX', { members: ['U1', 'UEXT'], withApp: true, is_ext_shared: true })
    await fake.mention({ user: 'UEXT', channel: 'CX', text: 'drone to Poland' })
    await fake.until(() => fake.ephemerals('UEXT').find(({ text }) => text.startsWith('I answer only people of the organization')))
    await bench.close()
    bench = await openSlack('HTTP', { settings: { ...inSlack, outsiders: 'answer' } })
    bench.fake.user('UEXT', { team_id: 'TOTHER', name: 'Ext' })
    bench.fake.channel('CX', { members: ['U1', 'UEXT'], withApp: true, is_ext_shared: true })
    await bench.fake.mention({ user: 'UEXT', channel: 'CX', text: 'drone to Poland' })
    const answer = await bench.fake.until(() => bench.fake.ephemerals('UEXT')[0])
    expect(answer.text).toContain('to Poland')
  })
})
