import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { render } from '../../adapters/slack/render.ts'
import type { ChatReply } from '../../src/port/reply.ts'
import { inSlack, openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'
import { buttonOf } from './walk.ts'

const filler = 'The buyer wrote to us again and would like to know soon. '
const long = (length: number): string => filler.repeat(Math.ceil(length / filler.length)).slice(0, length)

/** All texts in some blocks. */
const shownIn = (value: unknown): string =>
  JSON.stringify(value)
    .match(/"text":"(?:[^"\\]|\\.)*"/g)
    ?.map((text) => JSON.parse(text.slice('"text":'.length)) as string)
    .join('\n') ?? ''

describe('a long message', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP', {
      settings: { ...inSlack, queues: inSlack.queues.map((queue) => ({ ...queue, leads: ['slack:T0FAKE.U3'] })) },
    })
  })
  afterEach(() => bench.close())

  /** U1 asks a long question and opens a case with a long remark (in characters); returns the packet at the desk. */
  const escalate = async (question: number, remark: number): Promise<Message> => {
    const { fake } = bench
    await fake.dm({ user: 'U1', text: `can we sell an SLV stage to Australia? ${long(question)}` })
    const answer = await fake.until(() => fake.direct('U1')[0])
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'ask-counsel') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: { remark: long(remark) } })
    return await fake.until(() => fake.messages('CDESK').find((one) => one.bot_id !== undefined))
  }

  test.each([
    [0, 0],
    [3400, 0],
    [3400, 2900],
    [7900, 2900],
  ])('a case with a question of %i and a remark of %i characters reaches the desk and can be claimed', async (question, remark) => {
    const { fake, told } = bench
    const packet = await escalate(question, remark)
    expect(packet.blocks[0]).toMatchObject({ type: 'header', text: { text: expect.stringMatching(/^Case 1: /) } })
    await fake.click({ user: 'U2', message: packet, actionId: buttonOf(packet, 'claim') })
    await fake.until(() => fake.messageAt('CDESK', packet.ts)?.text.includes('counsel is at work'))
    expect(told).toEqual([])
  })

  test('parts that do not fit are named, and a button opens everything', async () => {
    const { fake } = bench
    const packet = await escalate(7900, 2900)
    expect(shownIn(packet.blocks)).toMatch(/There is more than fits here\./)
    await fake.click({ user: 'U2', message: packet, actionId: 'licet:rest' })
    const modal = await fake.until(() => fake.modal('U2'))
    const whole = shownIn(modal.view.blocks).replaceAll('\n', ' ')
    expect(whole).toContain(long(7900).slice(-200).trim())
    expect(whole).toContain('Facts')
  })

  test('a case with long notes can be shown', async () => {
    const { fake } = bench
    const packet = await escalate(3400, 2900)
    await fake.click({ user: 'U2', message: packet, actionId: buttonOf(packet, 'claim') })
    await fake.until(() => fake.messageAt('CDESK', packet.ts)?.text.includes('counsel is at work'))
    const claimed = fake.messageAt('CDESK', packet.ts) ?? packet
    for (const note of ['one', 'two', 'three']) {
      await fake.click({ user: 'U2', message: claimed, actionId: buttonOf(claimed, 'note') })
      await fake.until(() => fake.modal('U2'))
      await fake.submit({ user: 'U2', values: { text: `${note} ${long(2500)}` } })
      await fake.until(() => fake.modal('U2') === undefined)
    }
    await fake.dm({ user: 'U2', text: 'case 1' })
    const shown = await fake.until(() => fake.direct('U2')[0])
    for (const note of ['one', 'two', 'three']) expect(shownIn(shown.blocks)).toContain(`: ${note} The buyer`)
  })

  test.each(['msg_blocks_too_long', 'msg_too_long', 'invalid_blocks'])(
    'a card that Slack refuses with %s is posted shorter, and the lead is told',
    async (error) => {
      const { fake } = bench
      await fake.dm({ user: 'U1', text: 'can we sell an SLV stage to Australia?' })
      const answer = await fake.until(() => fake.direct('U1')[0])
      await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'ask-counsel') })
      await fake.until(() => fake.modal('U1'))
      fake.fail('chat.postMessage', { kind: 'error', error }, { times: 1 })
      await fake.submit({ user: 'U1', values: {} })
      const packet = await fake.until(() => fake.messages('CDESK').find((one) => one.bot_id !== undefined))
      expect(shownIn(packet.blocks).length).toBeLessThan(3000)
      expect(buttonOf(packet, 'claim')).not.toBe('')
      const word = await fake.until(() => fake.direct('U3').find(({ text }) => text.startsWith('Case 1: its card is shortened')))
      await fake.click({ user: 'U3', message: word, actionId: buttonOf(word, 'show-case') })
      await fake.until(() => fake.direct('U3').find(({ text }) => text.includes('What happened')))
    },
  )

  test('if the desk accepts no card at all, the lead is told', async () => {
    const { fake } = bench
    fake.channel('CDESK', { is_archived: true })
    await fake.dm({ user: 'U1', text: 'drone to Poland' })
    const answer = await fake.until(() => fake.direct('U1')[0])
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'ask-counsel') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: {} })
    const word = await fake.until(() => fake.direct('U3').find(({ text }) => text.startsWith('Case 1 is not at the desk')))
    expect(word.text).toContain('is_archived')
  })
})

describe("fitting a message into Slack's limit", () => {
  const note = { kind: 'note', text: 'Rules, not AI, and not legal advice.' } as const
  const reply = (blocks: ChatReply['blocks']): ChatReply => ({
    entry: 'e',
    tone: 'neutral',
    title: 'Title',
    blocks: [...blocks, note],
    actions: [],
  })
  const kinds: ReadonlyArray<readonly [name: string, blocks: ChatReply['blocks']]> = [
    ['one long text', [{ kind: 'text', text: long(30_000) }]],
    ['many texts', Array.from({ length: 80 }, () => ({ kind: 'text', text: long(300) }) as const)],
    ['a long list', [{ kind: 'list', title: 'Conditions', items: Array.from({ length: 100 }, () => long(200)) }]],
    [
      'long fields',
      [{ kind: 'fields', title: 'Facts', fields: Array.from({ length: 60 }, (_, index) => [`f${index}`, long(400)] as const) }],
    ],
    ['one item longer than a block', [{ kind: 'list', title: 'Notes', items: [long(15_000)] }]],
    [
      'a table and much more',
      [
        { kind: 'table', title: 'Compared', columns: ['a', 'b'], rows: Array.from({ length: 90 }, () => [long(50), long(50)]) },
        { kind: 'text', text: long(9000) },
      ],
    ],
    [
      'many sources',
      [{ kind: 'citations', citations: Array.from({ length: 150 }, () => ({ title: long(100), section: '1', status: 'read' })) }],
    ],
  ]
  test.each(kinds)('%s: it fits, says that there is more, and keeps title, last note and buttons', (_name, blocks) => {
    const drawn = render(reply(blocks)).blocks
    expect(shownIn(drawn).length).toBeLessThan(11_000)
    expect(drawn.length).toBeLessThanOrEqual(50)
    const shown = shownIn(drawn)
    expect(shown.startsWith('Title')).toBe(true)
    expect(shown).toContain('There is more than fits here.')
    expect(shown).toContain('not legal advice')
    expect(JSON.stringify(drawn)).toMatch(/licet:rest.*licet:feedback/)
  })
  test('what fits is not shortened', () => {
    const drawn = render(reply([{ kind: 'text', text: long(9000) }])).blocks
    expect(shownIn(drawn)).not.toContain('There is more')
    expect(shownIn(drawn).replaceAll('\n', '').length).toBeGreaterThan(8900)
  })
})
