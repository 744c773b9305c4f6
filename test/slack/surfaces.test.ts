import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { starters } from '../../src/chat/starters.ts'
import { file } from '../files.ts'
import { modes, openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'
import { buttonOf, openCase, ratingOf } from './walk.ts'

const buttons = ({ blocks }: Pick<Message, 'blocks'>): readonly string[] =>
  [...JSON.stringify(blocks).matchAll(/"action_id":"licet:([a-z-]+)/g)].map(([, id = '']) => id)

describe.each(modes)('the features of Slack over %s', (mode) => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack(mode)
  })
  afterEach(() => bench.close())

  /** Asks in private in a channel; returns the answer. */
  const askPrivately = async (text = 'ask can we sell an SLV stage to Australia?'): Promise<Message> => {
    await bench.fake.command({ user: 'U1', channel: 'C1', command: '/licet', text })
    return await bench.fake.until(() => bench.fake.direct('U1').at(-1))
  }

  test("Share previews what others will see, and posts exactly that under the sharer's name", async () => {
    const { fake } = bench
    const answer = await askPrivately()
    expect(buttons(answer)).toContain('share')
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'share') })
    const modal = await fake.until(() => fake.modal('U1'))
    expect(fake.messages('C1').filter((one) => one.bot_id !== undefined)).toEqual([])
    const preview = [...JSON.stringify(modal.view.blocks.slice(1)).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(
      ([, text]) => JSON.parse(`"${text ?? ''}"`) as string,
    )
    await fake.submit({ user: 'U1', values: {} })
    const shared = await fake.until(() => fake.messages('C1').find((one) => one.bot_id !== undefined))
    expect(shared.text).toContain('Name U1 shares Licet’s answer to: can we sell an SLV stage to Australia?')
    expect(preview.length).toBeGreaterThan(20)
    expect(preview.filter((words) => !shared.text.includes(words.trim()))).toEqual([])
    expect(buttons(shared)).not.toContain('share')
  })

  test('the preview shows a table as a list, and says that the words are the same', async () => {
    const { fake } = bench
    const answer = await askPrivately('ask compare Australia, India and China for an SLV stage')
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'share') })
    const preview = JSON.stringify((await fake.until(() => fake.modal('U1'))).view.blocks)
    expect(preview).toContain('would see exactly these words, under your name:')
    await fake.submit({ user: 'U1', values: {} })
    const shared = await fake.until(() => fake.messages('C1').find((one) => one.bot_id !== undefined))
    const table = shared.blocks.find(({ type }) => type === 'table') as unknown as { rows: ReadonlyArray<ReadonlyArray<{ text: string }>> }
    for (const { text } of table.rows.slice(1).flat()) expect(preview).toContain(JSON.stringify(text).slice(1, -1))
  })

  test('sharing where outsiders can read warns first', async () => {
    const { fake } = bench
    fake.channel('CX', { members: ['U1'], withApp: true, is_ext_shared: true })
    await fake.mention({ user: 'U1', channel: 'CX', text: '<@U0BOT> drone to Poland' })
    const answer = await fake.until(() => fake.direct('U1').at(-1))
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'share') })
    const modal = await fake.until(() => fake.modal('U1'))
    expect(JSON.stringify(modal.view.blocks)).toContain('It goes to where you asked. People from outside your company may be there')
  })

  test('a case opened where outsiders can read is sent to the asker directly, and its card is updated there', async () => {
    const { fake } = bench
    fake.channel('CX', { members: ['U1'], withApp: true, is_ext_shared: true })
    await fake.mention({ user: 'U1', channel: 'CX', text: '<@U0BOT> drone to Poland' })
    const answer = await fake.until(() => fake.direct('U1').at(-1))
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'ask-counsel') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: {} })
    const packet = await fake.until(() => fake.messages('CDESK').find((one) => one.bot_id !== undefined))
    await fake.click({ user: 'U2', message: packet, actionId: buttonOf(packet, 'claim') })
    await fake.until(() => fake.direct('U1').find((one) => one.text.includes('Counsel: Name U2')))
    const claimed = await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('counsel is at work')))
    await fake.click({ user: 'U2', message: claimed, actionId: buttonOf(claimed, 'ask-info') })
    await fake.until(() => fake.modal('U2'))
    await fake.submit({ user: 'U2', values: { text: 'who is the end user?' } })
    const asked = await fake.until(() => fake.direct('U1').find((one) => one.text.includes('who is the end user?')))
    await fake.dm({ user: 'U1', text: 'Gilmour Space', threadTs: asked.ts })
    await fake.until(() => fake.thread('CDESK', packet.ts).find((one) => one.text.includes('Name U1: Gilmour Space')))
    expect(bench.said('CX')).toEqual([])
  })

  test('with a guest in a small channel the answer is private', async () => {
    const { fake } = bench
    fake.user('U9', { name: 'guest', is_restricted: true })
    fake.channel('CG', { members: ['U1', 'U9'], withApp: true })
    await fake.mention({ user: 'U1', channel: 'CG', text: '<@U0BOT> drone to Poland' })
    await fake.until(() => fake.direct('U1').find((one) => one.text.includes('to Poland')))
    expect(bench.said('CG')).toEqual([])
  })

  test('an answer can be rated; "Not right" asks why, and the desk gets it with the rules', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> can we sell an SLV stage to Australia?' })
    const answer = await bench.reply('C1', message.ts)
    await fake.click({ user: 'U1', message: answer, actionId: 'licet:feedback', value: ratingOf(answer, 'good') })
    await fake.until(() => fake.ephemerals('U1').find((one) => one.text.includes('Thank you')))
    await fake.click({ user: 'U3', message: answer, actionId: 'licet:feedback', value: ratingOf(answer, 'bad') })
    await fake.until(() => fake.modal('U3'))
    await fake.submit({ user: 'U3', values: { reason: 'outdated', text: 'The rule changed.' } })
    const told = await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('doubted')))
    expect(told.text).toMatch(/out of date[\s\S]*Rules: [\s\S]*The rule changed\./)
    const kept = await bench.store.db.selectFrom('record').select('body').where('kind', '=', 'feedback').execute()
    expect(kept.map(({ body }) => (JSON.parse(body) as { good: boolean; reason?: string }).reason ?? 'none')).toEqual([
      'none',
      'none',
      'outdated',
    ])
  })

  test('a comparison is a table, with the same content in the text', async () => {
    const { fake } = bench
    const { message } = await fake.mention({
      user: 'U1',
      channel: 'C1',
      text: '<@U0BOT> compare Australia, India and China for an SLV stage',
    })
    const reply = await bench.reply('C1', message.ts)
    const table = reply.blocks.find(({ type }) => type === 'table') as unknown as { rows: ReadonlyArray<ReadonlyArray<{ text: string }>> }
    expect(table.rows.slice(1).map(([place]) => place?.text)).toEqual(['China', 'Australia and India'])
    for (const cell of table.rows.slice(1).flat()) expect(reply.text).toContain(cell.text)
  })

  test('opening the conversation shows the prompts of the manifest', async () => {
    await bench.fake.openHome({ user: 'U1', tab: 'messages' })
    const call = await bench.fake.until(() => bench.fake.calls('assistant.threads.setSuggestedPrompts')[0])
    expect(call.args['prompts']).toEqual(starters)
    const manifest = JSON.parse(file('manifest/slack.json')) as { features: { agent_view: { suggested_prompts: unknown } } }
    expect(manifest.features.agent_view.suggested_prompts).toEqual(starters)
  })

  test('a slow answer shows a status', async () => {
    const { fake, stall } = bench
    let goOn = (): void => undefined
    stall.until = new Promise((resolve) => (goOn = resolve))
    await fake.dm({ user: 'U1', text: 'drone to Poland' })
    await fake.until(() => fake.calls('assistant.threads.setStatus')[0])
    expect(fake.direct('U1').filter((one) => one.bot_id !== undefined)).toEqual([])
    goOn()
    await fake.until(() => fake.direct('U1').find((one) => one.bot_id !== undefined))
  })

  test('who waits for Slack to accept the answer sees a status in their own thread', async () => {
    const { fake, clock } = bench
    const heal = fake.fail('chat.postMessage', { kind: 'rateLimited', retryAfter: 60 })
    const { message: first } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> drone to Poland' })
    await fake.until(() => fake.calls('chat.postMessage')[0])
    const { message: second } = await fake.mention({ user: 'U2', channel: 'C1', text: '<@U0BOT> drone to Chile' })
    const status = ({ ts }: { readonly ts: string }): string | undefined => fake.assistant('C1', ts).status
    for (const asked of [first, second]) await fake.until(() => status(asked) === 'has your answer, which waits for its turn …')
    heal()
    clock.ahead += 61_000
    for (const { ts } of [first, second]) await bench.reply('C1', ts)
    expect([first, second].map(status)).toEqual(['', ''])
  })

  test('a form asked for in words is offered by a button', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> drone to Poland' })
    await bench.reply('C1', message.ts)
    await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> ask counsel', threadTs: message.ts })
    const offer = await fake.until(() => fake.ephemerals('U1').find((one) => one.text.includes('Press the button')))
    await fake.click({ user: 'U1', message: offer, actionId: 'licet:ask-counsel:0' })
    const modal = await fake.until(() => fake.modal('U1'))
    expect(JSON.stringify(modal)).toContain('drone to Poland')
  })

  test("the Home tab shows counsel's queue, an admin's settings and everyone's own questions", async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> drone to Poland' })
    const answer = await bench.reply('C1', message.ts)
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'ask-counsel') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: {} })
    await fake.until(() => fake.messages('CDESK').find((one) => one.bot_id !== undefined))
    const homes: Record<string, string> = {}
    for (const user of ['U1', 'U2', 'U3']) {
      await fake.openHome({ user, tab: 'home' })
      homes[user] = JSON.stringify(await fake.until(() => fake.home(user)))
    }
    expect(homes['U1']).toMatch(/Your cases[\s\S]*Case 1[\s\S]*drone to Poland/)
    expect(homes['U1']).not.toMatch(/Not claimed"|Settings/)
    expect(homes['U2']).toMatch(/Not claimed[\s\S]*Case 1/)
    expect(homes['U3']).toMatch(/Settings[\s\S]*group:S1/)
    expect(homes['U3']).not.toContain('Case 1')
  })

  test('a case can be given only to somebody who is counsel at that moment, picked by name', async () => {
    const { fake } = bench
    const packet = await openCase(bench)
    fake.group('S1', ['U2', 'U3'])
    await fake.click({ user: 'U2', message: packet, actionId: buttonOf(packet, 'claim') })
    const give = async (to: string): Promise<void> => {
      const shown = await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('counsel is at work')))
      await fake.click({ user: 'U2', message: shown, actionId: buttonOf(shown, 'reassign') })
      await fake.until(() => fake.modal('U2'))
      await fake.submit({ user: 'U2', values: { person: to } })
    }
    await give('U1')
    await fake.until(() => fake.ephemerals('U2').find((one) => one.text.includes('not done')))
    await give('U3')
    const given = await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('Counsel: Name U3')))
    expect(given.text).not.toContain('Name U1 has')
  })
})
