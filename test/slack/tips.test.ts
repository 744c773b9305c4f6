import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nextTipDue } from '../in-store.ts'
import { inSlack, modes, openSlack, type SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'

const buttonOf = ({ blocks }: Message, id: string, index = 0): string =>
  [...JSON.stringify(blocks).matchAll(new RegExp(`licet:${id}:\\d+`, 'g'))][index]?.[0] ?? ''

describe.each(modes)('tips in Slack over %s', (mode) => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack(mode, { settings: { ...inSlack, tips: { ...inSlack.tips, holidays: [] } } })
  })
  afterEach(() => bench.close())

  /** Advances the clock to the next tip. */
  const goOn = async (): Promise<void> => {
    bench.clock.ahead = (await nextTipDue(bench.store)) + 1000 - Date.now()
  }
  const isTip = ({ text }: Message): boolean => /^(?:New: )?(?:Tip|Quiz) of the day/.test(text)
  /** Lets days pass until a quiz arrives. */
  const quizIn = async (messages: () => readonly Message[]): Promise<Message> => {
    for (let count = 1; count < 30; count++) {
      await goOn()
      const tips = await bench.fake.until(() => (messages().filter(isTip).length >= count ? messages().filter(isTip) : undefined))
      const last = tips.at(-1)
      if (last?.text.includes('Quiz of the day') === true) return last
    }
    throw new Error('no quiz came')
  }

  test('subscribe by command, receive, answer a quiz, pause, resume, stop', async () => {
    const { fake } = bench
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'tips daily at 9' })
    const on = await fake.until(() => fake.ephemerals('U1').find(({ text }) => text.startsWith('Tips are on')))
    expect(on.text).toContain('every day at 09:00 (London time)')
    const quiz = await quizIn(() => fake.direct('U1'))
    await fake.click({ user: 'U1', message: quiz, actionId: buttonOf(quiz, 'tips-choose', 1) })
    const told = await fake.until(() => fake.direct('U1').find(({ text }) => /^(?:Right|Not this time)/.test(text)))
    expect(told.text).toMatch(/Because: [\s\S]*Rule: [\s\S]*Sources/)
    await fake.click({ user: 'U1', message: quiz, actionId: buttonOf(quiz, 'tips-pause') })
    const paused = await fake.until(() => fake.direct('U1').find(({ text }) => text.startsWith('Paused for a week')))
    await fake.click({ user: 'U1', message: paused, actionId: buttonOf(paused, 'tips-resume') })
    await fake.until(() => fake.direct('U1').find(({ text }) => text.startsWith('Tips come again')))
    await fake.click({ user: 'U1', message: quiz, actionId: buttonOf(quiz, 'tips-stop') })
    await fake.until(() => fake.direct('U1').find(({ text }) => text.startsWith('Tips are stopped')))
    expect(await bench.store.db.selectFrom('subscriptions').selectAll().execute()).toEqual([])
  })

  test("the form opens from Home with the profile's time zone, reports problems, and subscribes", async () => {
    const { fake } = bench
    await fake.openHome({ user: 'U1', tab: 'home' })
    const home = await fake.until(() => fake.home('U1'))
    await fake.click({ user: 'U1', view: 'home', actionId: /licet:tips-set:\d+/.exec(JSON.stringify(home))?.[0] ?? '' })
    const modal = await fake.until(() => fake.modal('U1'))
    const elements = modal.view.blocks.flatMap(({ element }) =>
      element === undefined ? [] : [element as Readonly<Record<string, unknown>>],
    )
    expect(elements.map(({ type }) => type)).toEqual(['timepicker', 'multi_static_select', 'external_select', 'multi_static_select'])
    expect(elements[0]).toMatchObject({ initial_time: '09:00' })
    expect(JSON.stringify(elements[1]?.['initial_options'])).toMatch(/Monday.*Friday/)
    expect(elements[2]).toMatchObject({ initial_option: { value: 'Europe/London', text: { text: 'London (Europe/London)' } } })
    const wrong = await fake.submit({ user: 'U1', values: { time: '22:00', days: ['mon', 'wed'] } })
    expect(JSON.stringify(wrong)).toContain('the nearest time is 17:45')
    const zones = await fake.suggest({ user: 'U1', actionId: 'licet:pick:zone', query: 'syd' })
    expect(zones.options.map(({ value }) => value)).toEqual(['Australia/Sydney'])
    await fake.submit({ user: 'U1', values: { time: '10:00', zone: 'Australia/Sydney', topics: ['space-launch', 'aukus'] } })
    const on = await fake.until(() => fake.direct('U1').find(({ text }) => text.includes('Mondays and Wednesdays at 10:00 (Sydney time)')))
    expect(on.text).toMatch(/about .*AUKUS/)
    await fake.click({ user: 'U1', message: on, actionId: buttonOf(on, 'tips-set') })
    const again = await fake.until(() => fake.modal('U1'))
    expect(JSON.stringify(again.view.blocks)).toMatch(
      /"initial_options":\[[^\]]*"mon"[^\]]*"wed"[\s\S]*Sydney \(Australia\/Sydney\)[\s\S]*"initial_options":\[[^\]]*"space-launch"/,
    )
  })

  test("a channel's tips are for everyone in it, but only the person learns the result of their choice", async () => {
    const { fake } = bench
    await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> tips here daily at 9:30' })
    await fake.until(() => fake.messages('C1').find(({ text }) => text.startsWith('Tips are on')))
    const quiz = await quizIn(() => fake.messages('C1'))
    expect(quiz.thread_ts).toBeUndefined()
    await fake.click({ user: 'U2', message: quiz, actionId: buttonOf(quiz, 'tips-choose') })
    await fake.until(() => fake.ephemerals('U2').find(({ text }) => /^(?:Right|Not this time)/.test(text)))
    expect(fake.messages('C1').filter(({ text }) => /^(?:Right|Not this time)/.test(text))).toEqual([])
    await fake.click({ user: 'U3', message: quiz, actionId: buttonOf(quiz, 'tips-stop') })
    await fake.until(() => fake.messages('C1').find(({ text }) => text.startsWith('Tips are stopped')))
  })
})
