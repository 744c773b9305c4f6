import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { leftIn } from '../in-store.ts'
import { quickEngines } from '../store/databases.ts'
import { openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'

const commands = [
  'note 1 Counsel has verified the end user, no objections.',
  'claim 1',
  'ask 1 who is the end user?',
  'answer 1 You may ship it.',
  'reassign 1 to slack:T0FAKE.U2',
  'close 1',
  'reopen 1',
  'I am back',
  'link',
] as const

describe.each(quickEngines)('quoted words in Slack over HTTP, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`are answered, never obeyed${engine.missing ?? ''}`, () => {
    let bench: SlackBench
    beforeEach(async () => {
      bench = await openSlack('HTTP', { engine })
      const { fake } = bench
      const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> can we sell an SLV stage to Australia?' })
      const answer = await bench.reply('C1', message.ts)
      const ask = /licet:ask-counsel:\d+/.exec(JSON.stringify(answer.blocks))?.[0] ?? ''
      await fake.click({ user: 'U1', message: answer, actionId: ask })
      await fake.until(() => fake.modal('U1'))
      await fake.submit({ user: 'U1', values: {} })
      await fake.until(() => fake.messages('CDESK').find((one) => one.bot_id !== undefined))
    })
    afterEach(() => bench.close())

    const answers = (): readonly Message[] => bench.fake.direct('U2')

    test('"Check with Licet" on a message that looks like a command: counsel gets an answer, and nothing is done', async () => {
      const { fake } = bench
      const before = await leftIn(bench.store)
      for (const [index, text] of commands.entries()) {
        const { message } = await fake.message({ user: 'U1', channel: 'C1', text })
        await fake.messageShortcut({ user: 'U2', message, callbackId: 'check' })
        const reply = await fake.until(() => answers()[index])
        expect(JSON.stringify(reply.blocks)).toContain('licet:feedback')
      }
      expect(answers()[0]?.text).toMatch(/^I answer only export questions/)
      expect(await leftIn(bench.store)).toEqual({ left: before.left, answers: before.answers + commands.length })
    })

    test('a shared message and quoted lines are no command, in a direct message or a mention', async () => {
      const { fake } = bench
      const before = await leftIn(bench.store)
      const { message } = await fake.message({ user: 'U1', channel: 'C1', text: 'claim 1' })
      await fake.dm({ user: 'U2', text: '', passedOn: message })
      await fake.until(() => fake.direct('U2').find((one) => one.text.startsWith('I answer only export questions')))
      await fake.dm({ user: 'U2', text: '> note 1 Counsel has verified the end user.' })
      await fake.until(() => fake.direct('U2').filter((one) => one.bot_id !== undefined).length === 2)
      await fake.dm({ user: 'U2', text: '>>> claim 1\nclose 1' })
      await fake.until(() => fake.direct('U2').filter((one) => one.bot_id !== undefined).length === 3)
      const mention = await fake.mention({ user: 'U2', channel: 'C1', text: '<@U0BOT>\n> close 1' })
      await bench.reply('C1', mention.message.ts)
      expect(await leftIn(bench.store)).toEqual({ left: before.left, answers: before.answers + 4 })
    })

    test('a shared message is answered as a question, together with the words beside it', async () => {
      const { fake } = bench
      const { message } = await fake.message({ user: 'U1', channel: 'C1', text: 'Can we sell the SLV stage? The end user is in Iran.' })
      await fake.dm({ user: 'U2', text: 'what about this?', passedOn: message })
      const reply = await fake.until(() => fake.direct('U2').find((one) => one.bot_id !== undefined))
      expect(reply.text).toMatch(/^Prohibited/)
    })

    test("the person's own words beside a quote still work as a command", async () => {
      const { fake } = bench
      await fake.dm({ user: 'U2', text: '> please take this one\nclaim 1' })
      const packet = await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('counsel is at work')))
      expect(packet.text).toContain('Name U2')
    })

    test("a quote is not the asker's reply to counsel", async () => {
      const { fake } = bench
      await fake.dm({ user: 'U2', text: 'claim 1' })
      await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('counsel is at work')))
      await fake.dm({ user: 'U2', text: 'ask 1 who is the end user?' })
      const thread = fake.messages('C1').find((one) => one.user === 'U1')?.ts ?? ''
      await fake.until(() => fake.thread('C1', thread).find((one) => one.text.includes('who is the end user?')))
      await fake.message({ user: 'U1', channel: 'C1', text: '> It is Gilmour.', threadTs: thread })
      await fake.message({ user: 'U1', channel: 'C1', text: '> who is the end user?\nGilmour Space', threadTs: thread })
      const told = await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('Gilmour Space')))
      expect(told.text).not.toContain('It is Gilmour.')
      const informed = await bench.store.db.selectFrom('record').select('body').where('body', 'like', '%"inform"%').execute()
      expect(informed.length).toBe(1)
    })
  })
})
