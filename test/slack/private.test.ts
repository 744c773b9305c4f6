import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isResponseUrl } from '../../adapters/slack/response-url.ts'
import { inSlack, openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'
import { buttonOf, openCase, ratingOf } from './walk.ts'

describe('private messages in shared channels', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP', {
      settings: { ...inSlack, privatePlaces: [{ platform: 'slack', id: 'T0FAKE.CP' }] },
    })
    const { fake } = bench
    fake.channel('CX', { members: ['U1', 'U2', 'U3'], withApp: true, is_ext_shared: true })
    fake.user('U9', { name: 'guest', is_restricted: true })
    fake.channel('CG', { members: ['U1', 'U9'], withApp: true })
    fake.channel('CP', { members: ['U1', 'U2', 'U3'], withApp: true })
    fake.channel('CN', { members: ['U1', 'U2', 'U3'], withApp: false })
    fake.channel('DXY', { is_im: true, is_private: true, members: ['U1', 'U2'], withApp: false })
  })
  afterEach(() => bench.close())

  /** All private messages that a person can see. */
  const seenBy = (user: string): readonly Message[] => [...bench.fake.ephemerals(user), ...bench.fake.direct(user)]
  const mention = async (text: string, channel = 'C1', user = 'U1'): Promise<Message> =>
    (await bench.fake.mention({ user, channel, text: `<@U0BOT> ${text}` })).message
  const own = (user: string, words: string): Promise<Message> =>
    bench.fake.until(() => bench.fake.direct(user).find(({ text }) => text.includes(words)))

  test.each([
    'form',
    'my cases',
    'ask counsel',
    'why',
    'what would change it',
    'tips',
    'tips daily at 9',
    'link',
    'doctor',
    'claim 1',
    'case 1',
  ])('a first mention of "%s" is answered where only its person sees it', async (words) => {
    await mention(words, 'C1', 'U3')
    const shown = await bench.fake.until(() => seenBy('U3')[0])
    expect(shown.text).not.toBe('')
    expect(bench.said('C1')).toEqual([])
  })

  test.each(['CX', 'CG', 'CP'])(
    "a private answer to a question in %s goes to the asker's own chat, with a note in the channel",
    async (channel) => {
      const { fake } = bench
      await mention('can we sell an SLV stage to Australia?', channel)
      const answer = await own('U1', 'Because: since 3 January 2025')
      const line = await fake.until(() => fake.ephemerals('U1')[0])
      expect(line).toMatchObject({
        channel,
        text: expect.stringMatching(/^License needed; decided case by case\n+Only you can see this/),
      })
      expect(bench.said(channel)).toEqual([])
      expect(fake.ephemerals('U1')).toHaveLength(1)
      await fake.dm({ user: 'U1', text: 'what about China?', threadTs: answer.ts })
      await own('U1', 'to China')
    },
  )

  test('in a thread with a reply, private messages are shown in the thread', async () => {
    const { fake } = bench
    const asked = await mention('drone to Poland')
    const answer = await bench.reply('C1', asked.ts)
    await fake.click({ user: 'U3', message: answer, actionId: 'licet:feedback', value: ratingOf(answer, 'good') })
    const thanks = await fake.until(() => fake.ephemerals('U3')[0])
    expect(thanks.thread_ts).toBe(asked.ts)
  })

  test('a thread that lost its last reply counts as having none', async () => {
    const { fake } = bench
    const asked = await mention('drone to Poland')
    const answer = await bench.reply('C1', asked.ts)
    await fake.remove({ message: answer })
    await mention('my cases')
    await fake.until(() => fake.ephemerals('U1').find(({ text }) => text.includes('Your cases')))
    expect(fake.ephemerals('U1').every((one) => one.thread_ts === undefined)).toBe(true)
  })

  const acts: ReadonlyArray<readonly [name: string, user: string, press: (packet: Message) => Promise<unknown>]> = [
    [
      'somebody who may not claims a fresh packet',
      'U3',
      (packet) => bench.fake.click({ user: 'U3', message: packet, actionId: buttonOf(packet, 'claim') }),
    ],
    [
      'counsel notes something on a fresh packet',
      'U2',
      async (packet) => {
        await bench.fake.click({ user: 'U2', message: packet, actionId: buttonOf(packet, 'note') })
        await bench.fake.until(() => bench.fake.modal('U2'))
        await bench.fake.submit({ user: 'U2', values: { text: 'seen before' } })
      },
    ],
    ['somebody rates what stands in a channel', 'U3', (packet) => rate(packet)],
  ]
  const rate = async (packet: Message): Promise<void> => {
    const { fake } = bench
    // A shared answer outside a thread.
    await fake.command({
      user: 'U1',
      channel: packet.channel === 'CDESK' ? 'C1' : packet.channel,
      command: '/licet',
      text: 'ask drone to Poland',
    })
    const answer = await own('U1', 'to Poland')
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'share') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: {} })
    const shared = await fake.until(() => fake.messages('C1').find((one) => one.text.includes('shares Licet’s answer')))
    await fake.click({ user: 'U3', message: shared, actionId: 'licet:feedback', value: ratingOf(shared, 'good') })
  }
  test.each(acts)('if %s, the private reply is visible', async (_name, user, press) => {
    const { fake } = bench
    fake.channel('CDESK', { members: ['U2', 'U3'], withApp: true })
    const packet = await openCase(bench)
    const before = seenBy(user).length
    await press(packet)
    expect(await fake.until(() => seenBy(user).length > before)).toBe(true)
  })

  test.each([
    ['a channel that Licet is not in', 'CN'],
    ['a conversation of two others', 'DXY'],
    ['a channel', 'C1'],
  ])('a command in %s is answered in the own chat, with a note where it was typed', async (_name, channel) => {
    const { fake } = bench
    await fake.command({ user: 'U1', channel, command: '/licet', text: 'ask drone to Poland' })
    await own('U1', 'to Poland')
    const line = await fake.until(() => fake.ephemerals('U1').find((one) => one.channel === channel))
    expect(line.text).toContain('in our own chat')
    expect(fake.responses()).toHaveLength(1)
  })

  test('in the own chat there is no note, only the answer', async () => {
    const { fake } = bench
    await fake.command({ user: 'U1', channel: fake.directId('U1'), command: '/licet', text: 'ask drone to Poland' })
    await own('U1', 'to Poland')
    expect([fake.direct('U1').length, fake.responses().length, fake.ephemerals('U1').length]).toEqual([1, 0, 0])
  })

  test('a message between two others is checked without Licet in their chat', async () => {
    const { fake } = bench
    const { message } = await fake.message({ user: 'U2', channel: 'CN', text: 'rocket engine to Japan?' })
    await fake.messageShortcut({ user: 'U1', message, callbackId: 'check' })
    await own('U1', 'to Japan')
    await fake.until(() => fake.ephemerals('U1').find((one) => one.channel === 'CN'))
    expect(bench.told).toEqual([])
  })

  test('if the response_url is used up, another way is used', async () => {
    const { fake } = bench
    fake.fail('response_url', { kind: 'http', status: 404 })
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'my cases' })
    await fake.until(() => fake.ephemerals('U1').find((one) => one.text.includes('Your cases')))
    await fake.command({ user: 'U1', channel: 'CN', command: '/licet', text: 'my cases' })
    expect((await own('U1', 'Your cases')).channel).toBe(fake.directId('U1'))
  })

  test('the response_url of an event is stored only encrypted', async () => {
    const kept = await openSlack('HTTP', { keys: [randomBytes(32)] })
    await kept.fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'my cases' })
    await kept.fake.until(() => kept.fake.responses().length === 1)
    const rows = await kept.store.db.selectFrom('doors').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('/response/')
    expect(JSON.stringify(await kept.store.db.selectFrom('inbox').selectAll().execute())).not.toContain('/response/')
    expect(JSON.stringify(await kept.store.db.selectFrom('outbox').selectAll().execute())).not.toContain('/response/')
    await kept.close()
  })

  test.each([
    ['https://hooks.slack.com/commands/T1/2/x', true],
    ['https://hooks.slack-gov.com/commands/T1/2/x', true],
    ['http://hooks.slack.com/commands/T1/2/x', false],
    ['https://hooks.slack.com.evil.example/x', false],
    ['https://evil.example/hooks.slack.com', false],
    ['https://hooks.slack.com@evil.example/x', false],
    ['http://127.0.0.1:5432/', false],
    ['not an address', false],
    [undefined, false],
  ])("an address is used only if it is Slack's: %s", (way, isSlacks) => {
    expect(isResponseUrl(way, undefined)).toBe(isSlacks)
  })
})
