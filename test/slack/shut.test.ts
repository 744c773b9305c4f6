import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSlack, type SlackBench } from './bench.ts'
import type { Channel, Message } from './fake/types.ts'
import { buttonOf, openCase } from './walk.ts'

type Shutting = readonly [name: string, about: Partial<Channel> & { readonly withApp?: boolean }]

const shut: readonly Shutting[] = [
  ['was archived', { is_archived: true }],
  ['became read-only', { is_read_only: true }],
  ['put Licet out', { withApp: false }],
  ['is gone', { is_private: true, withApp: false }],
]

describe('channels that no longer accept messages', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP')
  })
  afterEach(() => bench.close())

  const inOwnChat = (words: string): Promise<Message> =>
    bench.fake.until(() => bench.fake.direct('U1').find(({ text }) => text.includes(words)))
  const desk = (words: string): Promise<Message> =>
    bench.fake.until(() => bench.fake.messages('CDESK').find(({ text }) => text.includes(words)))

  test.each(shut)("the answer to a question in a channel that %s goes to the asker's own chat", async (_name, about) => {
    const { fake } = bench
    // The channel's readers are looked up first, then the channel changes.
    await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> hello' })
    await fake.until(() => bench.said('C1').length === 1)
    const held = fake.hold()
    const asking = fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> drone to Poland' })
    fake.channel('C1', about)
    await held.release('in order')
    await asking
    await inOwnChat('to Poland')
    expect(bench.said('C1')).toHaveLength(1)
  })

  test.each(shut)(
    "counsel's messages to an asker in a channel that %s go to the own chat, and can be replied to there",
    async (_name, about) => {
      const { fake, told } = bench
      const packet = await openCase(bench)
      await fake.until(() => bench.said('C1').some((text) => text.includes('Case 1 is with')))
      await fake.click({ user: 'U2', message: packet, actionId: buttonOf(packet, 'claim') })
      const claimed = await desk('counsel is at work')
      fake.channel('C1', about)
      const act = async (id: string, values: Readonly<Record<string, string>>): Promise<void> => {
        const now = fake.messageAt('CDESK', claimed.ts) ?? claimed
        await fake.click({ user: 'U2', message: now, actionId: buttonOf(now, id) })
        await fake.until(() => fake.modal('U2'))
        await fake.submit({ user: 'U2', values })
      }
      await act('ask-info', { text: 'who is the end user?' })
      const asked = await inOwnChat('who is the end user?')
      await fake.dm({ user: 'U1', text: 'the Polish army', threadTs: asked.ts })
      await desk('Name U1: the Polish army')
      await act('answer', { text: 'You may apply with a DSP-5.' })
      await inOwnChat('You may apply with a DSP-5.')
      await desk('answered by counsel')
      await act('withdraw', { text: 'The facts were wrong.' })
      await inOwnChat('The facts were wrong.')
      expect(fake.thread('CDESK', packet.ts).filter(({ text }) => text.includes('was not reached'))).toEqual([])
      expect(told.filter((line) => line.includes('case:1:') && !line.includes('asker'))).toEqual([])
    },
  )

  test('a status card in the own chat is updated there', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> drone to Poland' })
    const answer = await bench.reply('C1', message.ts)
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'ask-counsel') })
    await fake.until(() => fake.modal('U1'))
    fake.channel('C1', { is_read_only: true })
    await fake.submit({ user: 'U1', values: {} })
    const status = await inOwnChat('Case 1 is with')
    const packet = await desk('Case 1')
    await fake.click({ user: 'U2', message: packet, actionId: buttonOf(packet, 'claim') })
    await fake.until(() => fake.messageAt(status.channel, status.ts)?.text.includes('Counsel: Name U2'))
    expect(fake.direct('U1').filter(({ text }) => text.includes('Case 1 is with'))).toHaveLength(1)
  })
})
