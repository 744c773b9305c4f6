import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSlack, type Slack } from '../../adapters/slack/app.ts'
import { createApp, type App } from '../../src/app.ts'
import type { Settings } from '../../src/config.ts'
import { keepVersions } from '../../src/record/versions.ts'
import { openMemory } from '../../src/store/kv.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { settings } from '../app.ts'
import { answerer } from '../licet.ts'
import { engines, type Made } from '../store/databases.ts'
import { startFakeSlack, type FakeSlack } from './fake/fake.ts'

const inSlack: Settings = {
  ...settings,
  admins: ['slack:T0FAKE.U2'],
  queues: settings.queues.map((queue) => ({ ...queue, counsel: ['group:S1'], leads: [], desk: { platform: 'slack', id: 'T0FAKE.CDESK' } })),
}

describe.each(['HTTP', 'Socket Mode'] as const)('Slack over %s', (mode) => {
  let fake: FakeSlack
  let slack: Slack
  let app: App
  let store: Store
  let made: Made
  let server: Server | undefined
  let timer: NodeJS.Timeout
  const told: string[] = []

  beforeEach(async () => {
    fake = await startFakeSlack()
    for (const user of ['U1', 'U2', 'U3']) fake.user(user, { name: `Name ${user}` })
    fake.channel('C1', { name: 'deals', members: ['U1', 'U2', 'U3'], withApp: true })
    fake.channel('CDESK', { name: 'counsel', is_private: true, members: ['U2'], withApp: true })
    fake.group('S1', ['U2'])
    const [engine] = engines
    if (engine === undefined) throw new Error('no engine')
    made = await engine.make()
    store = await openStore(made.url)
    slack = createSlack({
      botToken: fake.config.botToken,
      signingSecret: fake.config.signingSecret,
      apiUrl: fake.apiUrl,
      ...(mode === 'HTTP' ? {} : { appToken: fake.config.appToken }),
      groups: ['S1'],
      tell: (line) => told.push(line),
      now: () => Date.now(),
    })
    const versions = await keepVersions(store, answerer, Date.now())
    app = createApp({
      store,
      memory: openMemory(store, undefined, 100_000, (line) => told.push(line)),
      versions,
      settings: inSlack,
      code: 'test',
      platforms: [slack.platform],
      now: () => Date.now(),
      chance: () => 0.5,
      tell: (line) => told.push(line),
    })
    await slack.start(app)
    if (mode === 'HTTP') {
      server = createServer(slack.handle)
      await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
      fake.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
    }
    timer = setInterval(() => void app.tick(), 100)
  })
  afterEach(async () => {
    clearInterval(timer)
    await slack.stop()
    server?.close()
    await app.close()
    await fake.stop()
    await made.drop()
  })

  const said = (channel: string): readonly string[] =>
    fake
      .messages(channel)
      .filter((message) => message.bot_id !== undefined)
      .map((message) => message.text)

  test('a mention is answered in its thread, with the verdict first and everything in the text', async () => {
    const { message, status } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> can we sell an SLV stage to Australia?' })
    expect(status).toBe(200)
    const reply = await fake.until(() => fake.thread('C1', message.ts).find((one) => one.bot_id !== undefined))
    expect(reply.blocks[0]).toMatchObject({ type: 'header', text: { text: 'License required: reviewed case by case' } })
    expect(reply.text).toMatch(/^License required: reviewed case by case[\s\S]*Because: since 3 January 2025/)
    await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> what about China?', threadTs: message.ts })
    await fake.until(() => fake.thread('C1', message.ts).find((one) => one.text.includes('to China')))
  })

  test('asker and counsel both in Slack: the whole loop', async () => {
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> can we sell an SLV stage to Australia?' })
    const reply = await fake.until(() => fake.thread('C1', message.ts).find((one) => one.bot_id !== undefined))
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

  test('what people say among themselves is neither answered nor kept', async () => {
    await fake.message({ user: 'U1', channel: 'C1', text: 'can we sell an SLV stage to Australia?' })
    await fake.dm({ user: 'U1', text: 'drone to Poland' })
    await fake.until(() => fake.direct('U1').find((one) => one.bot_id !== undefined))
    expect(said('C1')).toEqual([])
    expect(JSON.stringify(await store.db.selectFrom('record_text').selectAll().execute())).not.toContain('Australia')
  })

  test('a slash command and a message shortcut are answered privately', async () => {
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'ask drone to Poland' })
    await fake.until(() => fake.ephemerals('U1').find((one) => one.text.includes('to Poland')))
    const { message } = await fake.message({ user: 'U2', channel: 'C1', text: 'rocket engine to Japan?' })
    await fake.messageShortcut({ user: 'U1', message, callbackId: 'check' })
    await fake.until(() => fake.ephemerals('U1').find((one) => one.text.includes('to Japan')))
    expect(said('C1')).toEqual([])
  })

  test('the Home tab shows a person’s own cases', async () => {
    await fake.openHome({ user: 'U1', tab: 'home' })
    const home = await fake.until(() => fake.home('U1'))
    expect(JSON.stringify(home)).toContain('Your cases')
  })

  test('an admin asks the doctor and gets the report alone; others are told who may', async () => {
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'doctor' })
    await fake.until(() => fake.ephemerals('U1').find((one) => one.text.startsWith('The doctor is for admins')))
    await fake.command({ user: 'U2', channel: 'C1', command: '/licet', text: 'doctor' })
    const report = await fake.until(() => fake.ephemerals('U2').find((one) => one.text.startsWith('Doctor: ')), 8000)
    expect(JSON.stringify(report.blocks)).toContain(
      mode === 'HTTP' ? 'Fine: Slack connection: posted to us at /slack/events.' : 'Fine: Slack connection: Socket Mode, connected.',
    )
    expect(JSON.stringify(report.blocks)).toMatch(
      /Fine: Events of slack: the last came[^]*Fine: Slack desk T0FAKE\.CDESK: Licet is in the channel/,
    )
    expect(said('C1')).toEqual([])
  })

  test('the button Doctor on the Home tab of an admin answers there', async () => {
    await fake.openHome({ user: 'U2', tab: 'home' })
    await fake.until(() => JSON.stringify(fake.home('U2') ?? '').includes('licet:doctor'))
    await fake.click({ user: 'U2', view: 'home', actionId: 'licet:doctor:0' })
    const report = await fake.until(() => fake.direct('U2').find((one) => one.text.startsWith('Doctor: ')), 8000)
    expect(report.text).toContain('Fine: Slack token of T0FAKE')
  })

  test.runIf(mode === 'Socket Mode')('a socket that was cut is seen, and mends itself', async () => {
    const events = async (): Promise<string | undefined> =>
      (await slack.platform.examine?.([]))?.find(({ what }) => what === 'Slack connection')?.seen
    expect(await events()).toBe('Socket Mode, connected')
    fake.sockets.drop()
    await expect.poll(events).toBe('Socket Mode, not connected')
    await expect.poll(events, { timeout: 15_000, interval: 200 }).toBe('Socket Mode, connected')
  })

  test('in a channel shared with another company the answer is for the asker alone', async () => {
    fake.channel('CX', { members: ['U1'], withApp: true, is_ext_shared: true })
    await fake.mention({ user: 'U1', channel: 'CX', text: '<@U0BOT> drone to Poland' })
    await fake.until(() => fake.ephemerals('U1').find((one) => one.text.includes('to Poland')))
    expect(said('CX')).toEqual([])
  })

  test('each event is answered once though it comes four times, and 429 is waited for', async () => {
    fake.fail('chat.postMessage', { kind: 'rateLimited', retryAfter: 1 }, { times: 1 })
    await Promise.all(
      [1, 2, 3].map((index) => fake.mention({ user: 'U1', channel: 'C1', text: `<@U0BOT> drone to Poland ${index}` }, { times: 4 })),
    )
    await fake.until(() => said('C1').length === 3, 8000)
    const answered = await store.db.selectFrom('record').select('id').where('kind', '=', 'answer').execute()
    expect(answered).toHaveLength(3)
  })

  test('words of people are only words: no mention, link or channel comes of them', async () => {
    await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> what is &lt;!channel&gt; and &lt;@U2&gt; *bold*?' })
    const text = await fake.until(() => said('C1')[0])
    expect(text).not.toMatch(/<!channel>|<@U2>/)
  })

  test.runIf(mode === 'HTTP')('a forged or old signature is refused and nothing is kept', async () => {
    expect((await fake.mention({ user: 'U1', channel: 'C1', text: 'x' }, { badSignature: true })).status).toBe(401)
    expect((await fake.mention({ user: 'U1', channel: 'C1', text: 'x' }, { staleTimestamp: true })).status).toBe(401)
    expect(await store.db.selectFrom('inbox').select('id').execute()).toEqual([])
  })
})
