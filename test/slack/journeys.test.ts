import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modes, openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'
import { buttonOf, ratingOf } from './walk.ts'

describe.each(modes)('journeys in Slack over %s', (mode) => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack(mode)
  })
  afterEach(() => bench.close())

  const alone = (user: string, words: string): Promise<Message> =>
    bench.fake.until(() => bench.fake.direct(user).find((one) => one.bot_id !== undefined && one.text.includes(words)))

  test('J1: the first question in a channel is answered in its thread on one screen, and anyone can open the layers', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> can we sell an SLV stage to Australia?' })
    const answer = await bench.reply('C1', message.ts)
    expect(answer.thread_ts).toBe(message.ts)
    // The text for notifications and screen readers: verdict, subject, reason.
    expect(answer.text).toMatch(/^License needed; decided case by case\nRocket stage [^\n]* to Australia\n\nBecause: [^]*\[1\]/)
    expect(answer.blocks.map(({ type }) => type).slice(0, 2)).toEqual(['header', 'rich_text'])
    const drawn = JSON.stringify(answer.blocks)
    expect(drawn).toMatch(/Next: [^]*"Assumed: [^]*Rules, not AI, not legal advice · as of [^]*receipt \w{10}/)
    expect(drawn).toContain('"accessibility_label":"This answer helped"')
    const shut = answer.blocks.filter(({ type }) => type === 'container')
    expect(shut.length).toBeGreaterThan(2)
    expect(shut.every((one) => one['default_collapsed'] === true)).toBe(true)
    for (const id of ['ask-counsel', 'why', 'change-fact']) expect(buttonOf(answer, id)).not.toBe('')
    await fake.click({ user: 'U3', message: answer, actionId: buttonOf(answer, 'why') })
    const { view } = await fake.until(() => fake.modal('U3'))
    expect(JSON.stringify(view)).toMatch(/Facts assumed[^]*Rules that spoke[^]*Sources/)
    expect(bench.said('C1')).toHaveLength(1)
  })

  test(`J3: with a customer's partner in the channel the answer is private; Share previews and warns; "out of date" is recorded`, async () => {
    const { fake } = bench
    fake.user('U9', { name: 'Partner', is_restricted: true })
    fake.channel('CG', { members: ['U1', 'U2', 'U9'], withApp: true })
    await fake.command({ user: 'U1', channel: 'CG', command: '/licet', text: 'ask SLV stage Australia' })
    const answer = await alone('U1', 'License needed')
    const pointer = await fake.until(() => fake.ephemerals('U1')[0])
    expect(pointer).toMatchObject({ channel: 'CG' })
    expect(pointer.text).toMatch(/^License needed[^]*The whole answer stands in our own chat/)
    expect(bench.said('CG')).toEqual([])
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'share') })
    const preview = await fake.until(() => fake.modal('U1'))
    expect(JSON.stringify(preview.view)).toMatch(
      /People from outside your company may be there[^]*Name U1 shares Licet’s answer to: SLV stage Australia/,
    )
    await fake.close({ user: 'U1' })
    expect(bench.said('CG')).toEqual([])
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'share') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: {} })
    await fake.until(() => bench.said('CG').length === 1)
    expect(bench.said('CG')[0]).toContain('Name U1 shares Licet’s answer to: SLV stage Australia')
    await fake.click({ user: 'U1', message: answer, actionId: 'licet:feedback', value: ratingOf(answer, 'bad') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: { reason: 'outdated', text: 'The rule changed.' } })
    await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('out of date')))
  })

  test('small talk is short: without disclaimer, receipt or rating', async () => {
    const { fake } = bench
    await fake.dm({ user: 'U1', text: 'Hello' })
    const hello = await alone('U1', 'Hello')
    expect(hello.text).not.toMatch(/receipt|Rules, not AI/)
    expect(ratingOf(hello, 'good')).toBe('')
  })
})
