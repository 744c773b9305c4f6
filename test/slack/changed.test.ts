import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'
import { buttonOf } from './walk.ts'

describe('an edited question', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP')
  })
  afterEach(() => bench.close())

  const answers = async (): Promise<number> =>
    (await bench.store.db.selectFrom('record').select('id').where('kind', '=', 'answer').execute()).length
  const handled = async (count: number): Promise<void> =>
    await expect
      .poll(async () => (await bench.store.db.selectFrom('inbox').select('id').where('state', '=', 'handled').execute()).length)
      .toBe(count)

  test('the new answer replaces the old one, and says so', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'drone to Poland' })
    const answer = await bench.reply('C1', message.ts)
    await fake.edit({ message, text: '<@U0BOT> drone to China' })
    const now = await fake.until(() =>
      fake.messageAt('C1', answer.ts)?.text.includes('to China') === true ? fake.messageAt('C1', answer.ts) : undefined,
    )
    expect(now?.text).toContain('You changed your question; this answer stands in the place of the first.')
    await handled(2)
    expect(fake.thread('C1', message.ts)).toHaveLength(1)
    expect(await answers()).toBe(2)
    await fake.edit({ message, text: '<@U0BOT> drone to India' })
    await fake.until(() => fake.messageAt('C1', answer.ts)?.text.includes('to India'))
    await fake.mention({ user: 'U1', channel: 'C1', text: 'and to Japan?', threadTs: message.ts })
    await fake.until(() => fake.thread('C1', message.ts).find(({ text }) => text.includes('to Japan')))
    expect(fake.thread('C1', message.ts)).toHaveLength(2)
  })

  test.each(['<@U0BOT> drone to  Poland', '<@U0BOT> drone to Poland '])(
    'if nothing relevant changed, nothing more is said: %s',
    async (text) => {
      const { fake } = bench
      const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'drone to Poland' })
      const answer = await bench.reply('C1', message.ts)
      await fake.edit({ message, text })
      await handled(2)
      expect(fake.thread('C1', message.ts).map(({ ts, edits }) => [ts, edits.length])).toEqual([[answer.ts, 0]])
      expect(await answers()).toBe(1)
    },
  )

  test('an edited follow-up continues from the same message as before', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'can we sell an SLV stage to Australia?' })
    await bench.reply('C1', message.ts)
    const { message: next } = await fake.mention({ user: 'U1', channel: 'C1', text: 'what about Japn?', threadTs: message.ts })
    await fake.until(() => fake.thread('C1', message.ts).filter((one) => one.bot_id !== undefined).length === 2)
    await fake.edit({ message: next, text: '<@U0BOT> what about China?' })
    await fake.until(() => fake.thread('C1', message.ts).find(({ text }) => text.includes('to China') && /stage/i.test(text)))
    expect(fake.thread('C1', message.ts).filter((one) => one.bot_id !== undefined)).toHaveLength(2)
  })

  test('also in the own chat', async () => {
    const { fake } = bench
    const { message } = await fake.dm({ user: 'U1', text: 'drone to Poland' })
    await fake.until(() => fake.direct('U1')[0])
    await fake.edit({ message, text: 'drone to China' })
    await fake.until(() => fake.direct('U1')[0]?.text.includes('to China'))
    expect(fake.direct('U1')).toHaveLength(1)
  })

  test('a private answer is changed in the own chat, with a note in the channel', async () => {
    const { fake } = bench
    fake.channel('CX', { members: ['U1'], withApp: true, is_ext_shared: true })
    const { message } = await fake.mention({ user: 'U1', channel: 'CX', text: 'drone to Poland' })
    await fake.until(() => fake.ephemerals('U1').length === 1)
    await fake.edit({ message, text: '<@U0BOT> drone to China' })
    await fake.until(() => fake.ephemerals('U1').length === 2)
    expect(fake.direct('U1')).toHaveLength(1)
    expect(fake.direct('U1')[0]?.text).toContain('to China')
    expect(bench.said('CX')).toEqual([])
  })

  test('a message that mentions Licet only after an edit is answered once', async () => {
    const { fake } = bench
    const { message } = await fake.message({ user: 'U1', channel: 'C1', text: 'drone to Poland' })
    await fake.edit({ message, text: '<@U0BOT> drone to Poland' })
    await bench.reply('C1', message.ts)
    await handled(1)
    expect(fake.thread('C1', message.ts)).toHaveLength(1)
  })

  test('changes by Slack itself, and edits of messages to others, are ignored', async () => {
    const { fake, store } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'drone to Poland' })
    await bench.reply('C1', message.ts)
    await handled(1)
    const wire = { user: 'U1', text: message.text, ts: message.ts, type: 'message' }
    await fake.event({
      type: 'message',
      subtype: 'message_changed',
      channel: 'C1',
      channel_type: 'channel',
      ts: '1.1',
      message: wire,
      previous_message: wire,
    })
    const { message: other } = await fake.message({ user: 'U2', channel: 'C1', text: 'lunch?' })
    await fake.edit({ message: other, text: 'dinner?' })
    expect(await store.db.selectFrom('inbox').select('id').execute()).toHaveLength(1)
    expect(fake.thread('C1', message.ts)).toHaveLength(1)
  })
})

describe('files in a message', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP')
  })
  afterEach(() => bench.close())
  const replies = (ts: string): readonly Message[] => bench.fake.thread('C1', ts).filter((one) => one.bot_id !== undefined)

  test.each(['mention', 'message', 'both'] as const)(
    'a mention with a file that arrives as %s is answered once, and says that no file was opened',
    async (comesAs) => {
      const { fake } = bench
      const { message } = await fake.mention({
        user: 'U1',
        channel: 'C1',
        text: 'can we sell an SLV stage to China?',
        files: ['spec.pdf'],
        comesAs,
      })
      const answer = await bench.reply('C1', message.ts)
      expect(answer.text).toMatch(
        /I open no files; what stands in them is not in this answer\. If one holds technical data, please delete it here\./,
      )
      expect(answer.text).toContain('to China')
      await expect.poll(async () => await bench.store.db.selectFrom('inbox').select('state').execute()).toEqual([{ state: 'handled' }])
      expect(replies(message.ts)).toHaveLength(1)
    },
  )

  test('nothing is cleared while a file is unread', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'a passenger car to France?' })
    const clear = await bench.reply('C1', message.ts)
    const { message: withFile } = await fake.mention({ user: 'U1', channel: 'C1', text: 'a passenger car to France?', files: ['car.pdf'] })
    const answer = await fake.until(() => replies(withFile.ts)[0] ?? fake.ephemerals('U1')[0])
    expect(answer.text).toContain('open no files')
    expect(clear.text).not.toContain('open no files')
  })

  test.each(['', ' '])('a file without words gets a friendly reply', async (text) => {
    const { fake } = bench
    await fake.dm({ user: 'U1', text, files: ['a.pdf', 'b.pdf'] })
    const word = await fake.until(() => fake.direct('U1')[0])
    expect(word.text).toMatch(/^I open no files\n+Please ask in words/)
  })

  test('counsel sees that a reply came with files', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'drone to Poland' })
    const answer = await bench.reply('C1', message.ts)
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'ask-counsel') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: {} })
    const packet = await fake.until(() => fake.messages('CDESK').find((one) => one.bot_id !== undefined))
    await fake.click({ user: 'U2', message: packet, actionId: buttonOf(packet, 'claim') })
    const claimed = await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('counsel is at work')))
    await fake.click({ user: 'U2', message: claimed, actionId: buttonOf(claimed, 'ask-info') })
    await fake.until(() => fake.modal('U2'))
    await fake.submit({ user: 'U2', values: { text: 'who is the end user?' } })
    await fake.until(() => bench.said('C1').some((text) => text.includes('who is the end user?')))
    await fake.message({ user: 'U1', channel: 'C1', text: 'it is in the file', threadTs: message.ts, files: ['end-user.pdf'] })
    const told = await fake.until(() => fake.thread('CDESK', packet.ts).find(({ text }) => text.includes('it is in the file')))
    expect(told.text).toContain('(Files that came with this are left out; Licet opens none.)')
  })
})
