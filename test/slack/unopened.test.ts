import { afterEach, describe, expect, test } from 'vitest'
import { openSlack, type SlackBench } from './bench.ts'
import type { Fault } from './fake/faults.ts'
import type { Message } from './fake/types.ts'
import { buttonOf } from './walk.ts'

const faults: ReadonlyArray<readonly [name: string, fault: Fault]> = [
  ['says that the trigger is too old', { kind: 'error', error: 'expired_trigger_id' }],
  ['is slow', { kind: 'late', ms: 3500 }],
  ['does not answer', { kind: 'timeout' }],
  ['is unwell', { kind: 'http', status: 500 }],
  ['asks to wait', { kind: 'rateLimited', retryAfter: 1 }],
]

describe('a form that cannot open because Slack', () => {
  let bench: SlackBench
  afterEach(() => bench.close())

  test.each(faults)('%s, is offered by a button, which opens it', async (_name, fault) => {
    bench = await openSlack('HTTP', { longestCall: 1000 })
    const { fake } = bench
    fake.channel('CN', { members: ['U1'], withApp: false })
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'drone to Poland' })
    const answer = await bench.reply('C1', message.ts)
    const seen = (): readonly Message[] => [...fake.ephemerals('U1'), ...fake.direct('U1')]
    const acts: ReadonlyArray<readonly [act: () => Promise<unknown>, button: string]> = [
      [() => fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'ask-counsel') }), 'ask-counsel'],
      [() => fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'form' }), 'ask'],
      [() => fake.command({ user: 'U1', channel: 'CN', command: '/licet', text: 'form' }), 'ask'],
      [() => fake.shortcut({ user: 'U1', callbackId: 'ask' }), 'ask'],
    ]
    for (const [act, button] of acts) {
      const before = new Set(seen().map(({ ts }) => ts))
      fake.fail('views.open', fault, { times: 1 })
      await act()
      const offer = await fake.until(() => seen().find(({ ts }) => !before.has(ts)))
      expect(offer.text).toContain('Press the button to fill it in.')
      expect(fake.modal('U1')).toBeUndefined()
      await fake.click({ user: 'U1', message: offer, actionId: buttonOf(offer, button) })
      await fake.until(() => fake.modal('U1'))
      await fake.close({ user: 'U1' })
    }
    expect(bench.told.filter((line) => !line.includes('it is offered behind a button'))).toEqual([])
  })
})

describe('the layers of an answer', () => {
  let bench: SlackBench
  afterEach(() => bench.close())

  test.each(['why', 'changes'])('%s opens in a window, and nothing is posted', async (action) => {
    bench = await openSlack('HTTP')
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'can we sell an SLV stage to Australia?' })
    const answer = await bench.reply('C1', message.ts)
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, action) })
    const { view } = await fake.until(() => fake.modal('U1'))
    expect(JSON.stringify(view.blocks)).toMatch(action === 'why' ? /Rules that spoke/ : /under 300 km →/)
    expect(view['title']).toMatchObject({ text: action === 'why' ? 'Why' : 'What would change it' })
    expect([...fake.ephemerals('U1'), ...fake.direct('U1')]).toEqual([])
  })

  test('are posted instead if Slack opens no window', async () => {
    bench = await openSlack('HTTP', { longestCall: 1000 })
    const { fake } = bench
    const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: 'can we sell an SLV stage to Australia?' })
    const answer = await bench.reply('C1', message.ts)
    fake.fail('views.open', { kind: 'error', error: 'expired_trigger_id' }, { times: 1 })
    await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'why') })
    const said = await fake.until(() => fake.ephemerals('U1')[0])
    expect([said.text, fake.modal('U1')]).toEqual([expect.stringContaining('Rules that spoke'), undefined])
    expect(bench.told).toEqual([expect.stringContaining('it is said instead')])
  })
})
