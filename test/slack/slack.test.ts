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
  queues: settings.queues.map((queue) => ({ ...queue, counsel: ['group:S1'], leads: [], desk: { platform: 'slack', id: 'T0FAKE.CDESK' } })),
}

describe.each(['HTTP', 'Socket Mode'] as const)('Slack over %s', (mode) => {
  let fake: FakeSlack
  let slack: Slack
  let app: App
  let offer: App['suggest']
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
    offer = app.suggest
    await slack.start({ ...app, suggest: (from, typed) => offer(from, typed) })
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

  test('from the shortcut through the modal to an answer, picked by typing, and on from there in its thread', async () => {
    await fake.shortcut({ user: 'U1', callbackId: 'ask' })
    await fake.until(() => fake.modal('U1'))
    const items = await fake.suggest({ user: 'U1', actionId: 'licet:pick:item', query: 'rocket' })
    expect(items.options[0]).toMatchObject({ value: 'rocket', text: { text: 'rocket (complete rocket)' } })
    const countries = await fake.suggest({ user: 'U1', actionId: 'licet:pick:country', query: 'a' })
    expect(countries.options.length).toBeGreaterThan(10)
    await fake.submit({ user: 'U1', values: { item: 'rocket', to: ['AU'] } })
    const answer = await fake.until(() => fake.direct('U1').find((one) => one.bot_id !== undefined))
    expect(answer.text).toContain('Can we export the rocket to Australia?')
    await fake.dm({ user: 'U1', text: 'max range is 280 km', threadTs: answer.ts })
    await fake.until(() => fake.direct('U1').find((one) => /^A named exemption may apply[\s\S]*to Australia/.test(one.text)))
  })

  test('/licet form in a channel is answered to the asker alone, who may share it', async () => {
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'form' })
    await fake.until(() => fake.modal('U1'))
    await fake.suggest({ user: 'U1', actionId: 'licet:pick:item', query: '9A012' })
    await fake.suggest({ user: 'U1', actionId: 'licet:pick:country', query: 'p' })
    await fake.submit({ user: 'U1', values: { item: '9A012', to: ['PL', 'PT'], activity: 'temporary', asOf: '2025-01-03' } })
    const answer = await fake.until(() => fake.ephemerals('U1').find((one) => one.bot_id !== undefined))
    expect(answer.text).toContain('Can we temporarily export the 9A012 item to Poland or Portugal, as of 2025-01-03?')
    expect(said('C1')).toEqual([])
    expect(JSON.stringify(answer.blocks)).toContain('licet:share:')
  })

  test('the form opens from the Home tab and from the help in a channel, and there too only the asker sees the answer', async () => {
    await fake.openHome({ user: 'U1', tab: 'home' })
    await fake.until(() => fake.home('U1'))
    await fake.click({ user: 'U1', view: 'home', actionId: 'licet:ask:0' })
    await fake.until(() => fake.modal('U1'))
    await fake.close({ user: 'U1' })
    const { message } = await fake.mention({ user: 'U2', channel: 'C1', text: '<@U0BOT> help' })
    const help = await fake.until(() => fake.thread('C1', message.ts).find((one) => one.bot_id !== undefined))
    await fake.click({ user: 'U1', message: help, actionId: 'licet:ask:0' })
    await fake.until(() => fake.modal('U1'))
    await fake.suggest({ user: 'U1', actionId: 'licet:pick:item', query: 'igniter' })
    await fake.suggest({ user: 'U1', actionId: 'licet:pick:country', query: 'japan' })
    await fake.submit({ user: 'U1', values: { item: 'igniter', to: ['JP'] } })
    await fake.until(() => fake.ephemerals('U1').find((one) => one.text.includes('Can we export the igniter to Japan?')))
    expect(said('C1')).toHaveLength(1)
  })

  test('where Slack opens no form, a button for it is offered to that person alone', async () => {
    await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> form' })
    const offered = await fake.until(() => fake.ephemerals('U1').find((one) => one.text.startsWith('Ask with a form')))
    await fake.click({ user: 'U1', message: offered, actionId: 'licet:ask:0' })
    await fake.until(() => fake.modal('U1'))
  })

  test('picks that were never offered, or do not go together, are refused field by field; nothing is kept', async () => {
    await fake.shortcut({ user: 'U1', callbackId: 'ask' })
    await fake.until(() => fake.modal('U1'))
    offer = () => [
      { value: 'stage', label: 'a stage' },
      { value: 'drop table', label: 'forged' },
      { value: 'ZZ', label: 'forged too' },
      { value: 'US', label: 'home' },
      { value: 'JP', label: 'abroad' },
    ]
    for (const from of ['item', 'country']) await fake.suggest({ user: 'U1', actionId: `licet:pick:${from}`, query: 'x' })
    const forged = await fake.submit({ user: 'U1', values: { item: 'drop table', to: ['ZZ', 'JP'], asOf: '2999-01-01' } })
    expect(forged.errors).toEqual({
      item: '`drop table` is not an item that I know; please pick one of the list, or ask in your own words',
      to: '`ZZ` is not one country that I know; please pick one of the list, or ask in your own words',
      asOf: 'this day is still to come; please leave it empty for today',
    })
    const apart = await fake.submit({ user: 'U1', values: { item: 'stage', to: ['US', 'JP'], asOf: '2025-01-03' } })
    expect(Object.keys(apart.errors ?? {})).toEqual(['to'])
    const kept = await store.db.selectFrom('record').select('kind').where('kind', '=', 'answer').execute()
    expect(kept).toEqual([])
  })

  test('a field of names that cannot be looked up offers nothing, and never more than Slack takes', async () => {
    await fake.shortcut({ user: 'U1', callbackId: 'ask' })
    await fake.until(() => fake.modal('U1'))
    offer = () => {
      throw new Error('broken')
    }
    const broken = await fake.suggest({ user: 'U1', actionId: 'licet:pick:item', query: 'x' })
    expect([broken.status, broken.problem, broken.options]).toEqual([200, undefined, []])
    expect(told).toContainEqual(expect.stringContaining('slack: no names are offered: Error: broken'))
    offer = () => Array.from({ length: 150 }, (_, index) => ({ value: String(index), label: 'long '.repeat(40) }))
    const many = await fake.suggest({ user: 'U1', actionId: 'licet:pick:item', query: 'x' })
    expect([many.problem, many.options.length]).toEqual([undefined, 100])
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
