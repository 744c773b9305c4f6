import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modes, openSlack, type SlackBench } from './bench.ts'

describe.each(modes)('the question form in Slack over %s', (mode) => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack(mode)
  })
  afterEach(() => bench.close())

  test('from the shortcut through the modal to an answer, with names picked by typing, and a follow-up in its thread', async () => {
    const { fake } = bench
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
    await fake.until(() => fake.direct('U1').find((one) => /^An exemption may cover this[\s\S]*to Australia/.test(one.text)))
  })

  test('after /licet form in a channel only the asker sees the answer, and can share it', async () => {
    const { fake, said } = bench
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'form' })
    await fake.until(() => fake.modal('U1'))
    await fake.suggest({ user: 'U1', actionId: 'licet:pick:item', query: '9A012' })
    await fake.suggest({ user: 'U1', actionId: 'licet:pick:country', query: 'p' })
    await fake.submit({ user: 'U1', values: { item: '9A012', to: ['PL', 'PT'], activity: 'temporary', asOf: '2025-01-03' } })
    const answer = await fake.until(() => fake.direct('U1')[0])
    expect(answer.text).toContain('Can we temporarily export the 9A012 item to Poland or Portugal, as of 2025-01-03?')
    expect(said('C1')).toEqual([])
    expect(JSON.stringify(answer.blocks)).toContain('licet:share:')
  })

  test('the form opens from the Home tab and from the help in a channel; there, too, only the asker sees the answer', async () => {
    const { fake, said } = bench
    await fake.openHome({ user: 'U1', tab: 'home' })
    await fake.until(() => fake.home('U1'))
    await fake.click({ user: 'U1', view: 'home', actionId: 'licet:ask:0' })
    await fake.until(() => fake.modal('U1'))
    await fake.close({ user: 'U1' })
    const { message } = await fake.mention({ user: 'U2', channel: 'C1', text: '<@U0BOT> help' })
    const help = await bench.reply('C1', message.ts)
    await fake.click({ user: 'U1', message: help, actionId: 'licet:ask:0' })
    await fake.until(() => fake.modal('U1'))
    await fake.suggest({ user: 'U1', actionId: 'licet:pick:item', query: 'igniter' })
    await fake.suggest({ user: 'U1', actionId: 'licet:pick:country', query: 'japan' })
    await fake.submit({ user: 'U1', values: { item: 'igniter', to: ['JP'] } })
    await fake.until(() => fake.direct('U1').find((one) => one.text.includes('Can we export the igniter to Japan?')))
    expect(said('C1')).toHaveLength(1)
  })

  test('if Slack cannot open the form, the person gets a button for it in private', async () => {
    const { fake } = bench
    await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> form' })
    const offered = await fake.until(() => fake.ephemerals('U1').find((one) => one.text.startsWith('Ask with a form')))
    await fake.click({ user: 'U1', message: offered, actionId: 'licet:ask:0' })
    const { view } = await fake.until(() => fake.modal('U1'))
    expect(view.callback_id).toBe('licet:question')
  })

  test('picks that were never suggested or do not go together are refused by field, and nothing is stored', async () => {
    const { fake, store } = bench
    await fake.shortcut({ user: 'U1', callbackId: 'ask' })
    await fake.until(() => fake.modal('U1'))
    bench.offer.names = () => [
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

  test('a failing look-up suggests nothing, and there are never more suggestions than Slack accepts', async () => {
    const { fake, told } = bench
    await fake.shortcut({ user: 'U1', callbackId: 'ask' })
    await fake.until(() => fake.modal('U1'))
    bench.offer.names = () => {
      throw new Error('broken')
    }
    const broken = await fake.suggest({ user: 'U1', actionId: 'licet:pick:item', query: 'x' })
    expect([broken.status, broken.problem, broken.options]).toEqual([200, undefined, []])
    expect(told).toContainEqual(expect.stringContaining('slack: no names are offered: Error: broken'))
    bench.offer.names = () => Array.from({ length: 150 }, (_, index) => ({ value: String(index), label: 'long '.repeat(40) }))
    const many = await fake.suggest({ user: 'U1', actionId: 'licet:pick:item', query: 'x' })
    expect([many.problem, many.options.length]).toEqual([undefined, 100])
  })
})
