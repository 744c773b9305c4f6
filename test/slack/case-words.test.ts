import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'
import { buttonOf, openCase } from './walk.ts'

describe('messages about a case in Slack', () => {
  let bench: SlackBench
  let packet: Message
  beforeEach(async () => {
    bench = await openSlack('HTTP')
    bench.fake.user('U1', { name: 'Name U1', tz: 'Australia/Sydney' })
    packet = await openCase(bench)
  })
  afterEach(() => bench.close())

  type Drawn = { readonly action_id: string; readonly style?: string; readonly confirm?: object }
  const drawn = ({ blocks }: Pick<Message, 'blocks'>): string => JSON.stringify(blocks)
  const inThread = (words: string): Promise<Message> =>
    bench.fake.until(() => bench.fake.messages('C1').find((one) => one.bot_id !== undefined && one.text.includes(words)))
  const desk = (words: string): Promise<Message> =>
    bench.fake.until(() => bench.fake.messages('CDESK').find((one) => one.bot_id !== undefined && one.text.includes(words)))
  const claim = async (): Promise<Message> => {
    await bench.fake.click({ user: 'U2', message: packet, actionId: buttonOf(packet, 'claim') })
    return await desk('counsel is at work')
  }
  const fill = async (user: string, message: Message, id: string, values: Readonly<Record<string, string>>): Promise<void> => {
    const { fake } = bench
    const now = fake.messageAt(message.channel, message.ts) ?? message
    await fake.click({ user, message: now, actionId: buttonOf(now, id) })
    await fake.until(() => fake.modal(user))
    await fake.submit({ user, values })
  }

  test('a new packet mentions the group and links to the conversation; a claimed one mentions nobody', async () => {
    expect(drawn(packet)).toContain('{"type":"usergroup","usergroup_id":"S1"}')
    const question = bench.fake.messages('C1').find(({ user }) => user === 'U1')
    expect(drawn(packet)).toContain(`/archives/C1/p${question?.ts.replace('.', '')}`)
    const shut = packet.blocks.filter(({ type }) => type === 'container').map((one) => (one['title'] as { readonly text: string }).text)
    expect(shut.map((title) => title.replace(/: \d+$/, ''))).toEqual(['Facts', 'Rules that spoke', 'Sources'])
    const claimed = await claim()
    expect(drawn(claimed)).not.toContain('usergroup')
    expect(drawn(claimed)).toContain('/archives/C1/p')
  })

  test("counsel's question, answer and withdrawal mention the asker; the asker's reply mentions the claimant", async () => {
    const called = '{"type":"user","user_id":"U1"}'
    const claimed = await claim()
    await fill('U2', claimed, 'ask-info', { text: 'who is the end user?' })
    const asked = await inThread('who is the end user?')
    expect(drawn(asked)).toContain(called)
    await bench.fake.message({ user: 'U1', channel: 'C1', text: 'the Polish army', threadTs: asked.thread_ts ?? '' })
    expect(drawn(await desk('the Polish army'))).toContain('{"type":"user","user_id":"U2"}')
    await fill('U2', claimed, 'answer', { text: 'You may apply with a DSP-5.' })
    const answer = await inThread('You may apply with a DSP-5.')
    expect(drawn(answer)).toContain(called)
    await desk('answered by counsel')
    await fill('U2', claimed, 'withdraw', { text: 'The facts were wrong.' })
    expect(drawn(await inThread('The facts were wrong.'))).toContain(called)
    const now = await bench.fake.until(() => {
      const shown = bench.fake.messageAt('C1', answer.ts)
      return shown?.text.startsWith('Withdrawn: Answer from counsel') === true ? shown : undefined
    })
    expect(drawn(now)).toContain('"text":"You may apply with a DSP-5.","style":{"strike":true}')
    expect(drawn(now)).not.toContain('"actions"')
  })

  test("moments show in each reader's time zone; as text, in the asker's for the asker and the queue's for counsel", async () => {
    const status = await inThread('Case 1 is with')
    for (const message of [packet, status])
      expect(drawn(message)).toMatch(/"type":"date","timestamp":\d{10},"format":"\{date_short_pretty\}, \{time\}"/)
    expect(status.text).toContain('(Australia/Sydney)')
    expect(status.text).not.toContain('New_York')
    expect(packet.text).toContain('(America/New_York)')
  })

  test('the next step is highlighted, and acts that end or give away a case ask for confirmation', async () => {
    const buttons = (message: Message): Readonly<Record<string, Drawn>> =>
      Object.fromEntries(
        message.blocks
          .flatMap((block) => (block.type === 'actions' ? (block['elements'] as readonly Drawn[]) : []))
          .map((one) => [one.action_id.split(':')[1] ?? '', one]),
      )
    expect(buttons(packet)['claim']).toMatchObject({ style: 'primary' })
    const claimed = await claim()
    expect(buttons(claimed)['answer']).toMatchObject({ style: 'primary' })
    expect(buttons(claimed)['hand-back']?.confirm).toMatchObject({ confirm: { text: 'Hand back' } })
    expect(buttons(await inThread('Case 1 is with'))['close']?.confirm).toMatchObject({ title: { text: 'No longer needed?' } })
    await fill('U2', claimed, 'answer', { text: 'You may apply.' })
    const answered = buttons(await desk('answered by counsel'))
    expect(answered['withdraw']).toMatchObject({ style: 'danger' })
    expect(answered['reopen']?.confirm).toMatchObject({ title: { text: 'Reopen?' } })
  })

  test("counsel's messages link to the question if it is elsewhere", async () => {
    const claimed = await claim()
    bench.fake.channel('C1', { is_read_only: true })
    await fill('U2', claimed, 'answer', { text: 'You may apply with a DSP-5.' })
    const answer = await bench.fake.until(() => bench.fake.direct('U1').find(({ text }) => text.includes('DSP-5.')))
    expect(drawn(answer)).toMatch(/archives\/C1\/p\d+[^"]*","text":"Your question"/)
  })

  test("counsel's question in an asker's own chat can be answered anywhere in that chat", async () => {
    const { fake } = bench
    await fake.dm({ user: 'U1', text: 'rocket engine to Japan' })
    const answer = await fake.until(() => fake.direct('U1').find((one) => one.bot_id !== undefined))
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'ask-counsel') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: {} })
    const second = await desk('Case 2')
    await fake.click({ user: 'U2', message: second, actionId: buttonOf(second, 'claim') })
    await fake.until(() => fake.messageAt('CDESK', second.ts)?.text.includes('counsel is at work'))
    await fill('U2', second, 'ask-info', { text: 'which launch site?' })
    const asked = await fake.until(() => fake.direct('U1').find(({ text }) => text.includes('which launch site?')))
    await fake.dm({ user: 'U1', text: 'Tanegashima', threadTs: asked.ts })
    await desk('Name U1: Tanegashima')
    await fill('U2', second, 'ask-info', { text: 'and who launches?' })
    await fake.until(() => fake.direct('U1').find(({ text }) => text.includes('and who launches?')))
    await fake.dm({ user: 'U1', text: 'JAXA does' })
    expect((await desk('Name U1: JAXA does')).thread_ts).toBe(second.ts)
  })
})
