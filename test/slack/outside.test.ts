import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPeople } from '../../adapters/slack/people.ts'
import { inSlack, openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'
import { buttonOf } from './walk.ts'

describe('a person of another organization in a shared channel', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP', { settings: { ...inSlack, outsiders: 'answer' } })
    bench.fake.user('UEXT', { team_id: 'TOTHER', name: 'Ext' })
    bench.fake.channel('CX', { members: ['U1', 'UEXT'], withApp: true, is_ext_shared: true })
  })
  afterEach(() => bench.close())

  const seen = (words: string): Promise<Message> =>
    bench.fake.until(() => bench.fake.ephemerals('UEXT').find(({ text }) => text.includes(words)))
  const cases = async (): Promise<number> => (await bench.store.db.selectFrom('cases').select('number').execute()).length

  test('gets a private refusal with whom to ask, and no way to open a case', async () => {
    const { fake } = bench
    await fake.mention({ user: 'UEXT', channel: 'CX', text: 'drone to Poland' })
    const answer = await seen('to Poland')
    expect(answer.text).toContain('Counsel here answers for another organization than yours. Please ask your own export counsel')
    for (const id of ['ask-counsel', 'classify', 'screen', 'share']) expect(buttonOf(answer, id)).toBe('')
    expect(bench.said('CX')).toEqual([])
    await fake.mention({ user: 'UEXT', channel: 'CX', text: 'ask counsel' })
    await seen('Cases are not open to people of other organizations')
    expect(await cases()).toBe(0)
  })

  test('cannot open a case by a button or form that they came across', async () => {
    const { fake } = bench
    // A shared answer of U1's in the channel.
    await fake.command({ user: 'U1', channel: 'CX', command: '/licet', text: 'ask drone to Poland' })
    const answer = await fake.until(() => fake.direct('U1')[0])
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'share') })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: {} })
    const shared = await fake.until(() => fake.messages('CX').find((one) => one.bot_id !== undefined))
    await fake.click({ user: 'UEXT', message: shared, actionId: buttonOf(shared, 'ask-counsel') })
    await seen('Cases are not open to people of other organizations')
    expect(fake.modal('UEXT')).toBeUndefined()
    expect(await cases()).toBe(0)
  })

  test('can submit a form, which is handled for the workspace where it was opened', async () => {
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'help' })
    await bench.reply('C1', message.ts)
    await fake.mention({ user: 'UEXT', channel: 'CX', text: 'form' })
    const offer = await seen('Press the button')
    await fake.click({ user: 'UEXT', message: offer, actionId: buttonOf(offer, 'ask') })
    await fake.until(() => fake.modal('UEXT'))
    for (const [actionId, query] of [
      ['licet:pick:item', '9A012'],
      ['licet:pick:country', 'pol'],
    ] as const)
      await fake.suggest({ user: 'UEXT', actionId, query })
    await fake.submit({ user: 'UEXT', values: { item: '9A012', to: ['PL'] } })
    expect((await seen('Can we export the 9A012 item to Poland?')).channel).toBe('CX')
  })
})

describe('whether somebody is of another organization', () => {
  const users: Readonly<Record<string, object>> = {
    ours: { name: 'a', team_id: 'T1' },
    colleague: { name: 'b', team_id: 'T2', enterprise_user: { enterprise_id: 'E1' } },
    stranger: { name: 'c', team_id: 'T9' },
    other: { name: 'd', team_id: 'T8', enterprise_user: { enterprise_id: 'E8' } },
  }
  const people = (enterprise: string | undefined) =>
    createPeople(
      (_team, _method, options) =>
        Promise.resolve((users[String(options?.['user'])] === undefined ? {} : { user: users[String(options?.['user'])] }) as never),
      {
        groups: [],
        tell: () => undefined,
        now: () => 0,
        enterpriseOf: () => Promise.resolve(enterprise),
      },
    )
  test.each([
    ['ours', 'T1', undefined, undefined],
    ['ours', 'T1', 'E1', undefined],
    ['colleague', 'T2', 'E1', undefined],
    ['colleague', 'T2', undefined, true],
    ['stranger', 'T9', 'E1', true],
    ['stranger', 'T1', undefined, true],
    ['other', 'T8', 'E1', true],
    ['unknown', 'T9', undefined, true],
    ['unknown', 'T1', undefined, undefined],
    ['unknown', 'T2', 'E1', undefined],
  ])('%s of %s, in a workspace of organization %s: %s', async (user, from, enterprise, outside) => {
    expect((await people(enterprise).person('T1', user, from, false)).outside).toBe(outside)
  })
})
