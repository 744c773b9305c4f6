import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modes, openSlack, type SlackBench } from './bench.ts'

describe.each(modes)('Slack over %s', (mode) => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack(mode)
  })
  afterEach(() => bench.close())

  test('a mention is answered in its thread, with the verdict first and everything in the text', async () => {
    const { fake } = bench
    const { message, status } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> can we sell an SLV stage to Australia?' })
    expect(status).toBe(200)
    const reply = await bench.reply('C1', message.ts)
    expect(reply.blocks[0]).toMatchObject({ type: 'header', text: { text: 'License needed; decided case by case' } })
    expect(reply.text).toMatch(/^License needed; decided case by case[\s\S]*Because: since 3 January 2025/)
    await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> what about China?', threadTs: message.ts })
    await fake.until(() => fake.thread('C1', message.ts).find((one) => one.text.includes('to China')))
  })

  test('a whole case with asker and counsel in Slack', async () => {
    const { fake, said, told } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> can we sell an SLV stage to Australia?' })
    const reply = await bench.reply('C1', message.ts)
    await fake.click({ user: 'U1', message: reply, actionId: 'licet:ask-counsel:0' })
    await fake.until(() => fake.modal('U1'))
    const wrong = await fake.submit({ user: 'U1', values: { remark: 'For Gilmour', neededBy: '2020-01-01' } })
    expect(wrong.errors).toEqual({ neededBy: 'this day is past; please choose a later one' })
    await fake.submit({ user: 'U1', values: { remark: 'For Gilmour', neededBy: '2999-01-01' } })
    const packet = await fake.until(() => fake.messages('CDESK').find((one) => one.bot_id !== undefined))
    expect(packet.text).toContain('The asker adds: For Gilmour')
    await fake.click({ user: 'U3', message: packet, actionId: 'licet:claim:0' }).catch(() => undefined)
    await fake.click({ user: 'U2', message: packet, actionId: 'licet:claim:0' })
    await fake.until(() => said('C1').some((text) => text.includes('Counsel: Name U2')))
    const claimed = await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('counsel is at work')))
    await fake.click({ user: 'U2', message: claimed, actionId: 'licet:ask-info:1' })
    await fake.until(() => fake.modal('U2'))
    await fake.submit({ user: 'U2', values: { text: 'who is the end user?' } })
    await fake.until(() => said('C1').some((text) => text.includes('who is the end user?')))
    await fake.message({ user: 'U1', channel: 'C1', text: 'Gilmour Space', threadTs: message.ts })
    await fake.until(() => fake.thread('CDESK', packet.ts).find((one) => one.text.includes('Name U1: Gilmour Space')))
    await fake.message({ user: 'U2', channel: 'CDESK', text: 'You may apply with a DSP-5.', threadTs: packet.ts })
    const offer = await fake.until(() => fake.ephemerals('U2').find((one) => one.text.includes('Send this as your answer')))
    await fake.click({ user: 'U2', message: offer, actionId: 'licet:send-draft:0' })
    await fake.until(
      () => fake.thread('C1', message.ts).find((one) => /Answer from counsel[\s\S]*You may apply with a DSP-5\./.test(one.text)),
      8000,
    )
    expect(told.filter((line) => !line.includes('slack: not shown'))).toEqual([])
  })

  test('messages among people are neither answered nor stored', async () => {
    const { fake, said, store } = bench
    await fake.message({ user: 'U1', channel: 'C1', text: 'can we sell an SLV stage to Australia?' })
    await fake.dm({ user: 'U1', text: 'drone to Poland' })
    await fake.until(() => fake.direct('U1').find((one) => one.bot_id !== undefined))
    expect(said('C1')).toEqual([])
    expect(JSON.stringify(await store.db.selectFrom('record_text').selectAll().execute())).not.toContain('Australia')
  })

  test('slash commands and message shortcuts are answered in private', async () => {
    const { fake, said } = bench
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'ask drone to Poland' })
    await fake.until(() => fake.direct('U1').find((one) => one.text.includes('to Poland')))
    const { message } = await fake.message({ user: 'U2', channel: 'C1', text: 'rocket engine to Japan?' })
    await fake.messageShortcut({ user: 'U1', message, callbackId: 'check' })
    await fake.until(() => fake.direct('U1').find((one) => one.text.includes('to Japan')))
    expect(said('C1')).toEqual([])
  })

  test("the Home tab shows the person's own cases", async () => {
    const { fake } = bench
    await fake.openHome({ user: 'U1', tab: 'home' })
    const home = await fake.until(() => fake.home('U1'))
    expect(JSON.stringify(home)).toContain('Your cases')
  })

  test('in a channel shared with another company the answer is private', async () => {
    const { fake, said } = bench
    fake.channel('CX', { members: ['U1'], withApp: true, is_ext_shared: true })
    await fake.mention({ user: 'U1', channel: 'CX', text: '<@U0BOT> drone to Poland' })
    await fake.until(() => fake.direct('U1').find((one) => one.text.includes('to Poland')))
    expect(said('CX')).toEqual([])
  })

  test('an event delivered four times is answered once, and a 429 is waited for', async () => {
    const { fake, said, store } = bench
    fake.fail('chat.postMessage', { kind: 'rateLimited', retryAfter: 1 }, { times: 1 })
    await Promise.all(
      [1, 2, 3].map((index) => fake.mention({ user: 'U1', channel: 'C1', text: `<@U0BOT> drone to Poland ${index}` }, { times: 4 })),
    )
    await fake.until(() => said('C1').length === 3, 8000)
    const answered = await store.db.selectFrom('record').select('id').where('kind', '=', 'answer').execute()
    expect(answered).toHaveLength(3)
  })

  test("people's words form no mention, link or channel", async () => {
    const { fake, said } = bench
    await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> what is &lt;!channel&gt; and &lt;@U2&gt; *bold*?' })
    const text = await fake.until(() => said('C1')[0])
    expect(text).not.toMatch(/<!channel>|<@U2>/)
  })

  test.runIf(mode === 'HTTP')('a forged or old signature is refused and nothing is stored', async () => {
    const { fake, store } = bench
    expect((await fake.mention({ user: 'U1', channel: 'C1', text: 'x' }, { badSignature: true })).status).toBe(401)
    expect((await fake.mention({ user: 'U1', channel: 'C1', text: 'x' }, { staleTimestamp: true })).status).toBe(401)
    expect(await store.db.selectFrom('inbox').select('id').execute()).toEqual([])
  })
})
