import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSlack, type SlackBench } from './bench.ts'
import { openCase } from './walk.ts'

describe('the personal page', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack('HTTP')
    await openCase(bench)
  })
  afterEach(() => bench.close())

  const open = async (user: string): Promise<string> => {
    await bench.fake.openHome({ user, tab: 'home' })
    return JSON.stringify(await bench.fake.until(() => bench.fake.home(user)))
  }
  const valueOf = (page: string, id: string): string =>
    new RegExp(`"action_id":"licet:${id}:\\d+"[^}]*}[^}]*"value":"([^"]+)"`).exec(page)?.[1] ?? ''

  test('a case is a row with its subject and buttons, and acts there update the page', async () => {
    const { fake } = bench
    const page = await open('U2')
    expect(page).toMatch(/Case 1: [^"]*to Poland/)
    expect(page).toContain('What you open here comes in our own chat.')
    expect(page).toMatch(/from Name U1 · [^"]* · not claimed · answer due by/)
    await fake.click({ user: 'U2', view: 'home', actionId: 'licet:claim:0', value: '1' })
    const now = await fake.until(() => {
      const shown = JSON.stringify(fake.home('U2'))
      return shown.includes('Name U2 · answer due by') ? shown : undefined
    })
    expect(now).toContain('Yours (1)')
    expect(now).not.toContain('"licet:claim:0"')
  })

  test('it can be refreshed', async () => {
    const { fake } = bench
    const before = await open('U1')
    expect(before).toContain('licet:home')
    await fake.dm({ user: 'U1', text: 'rocket engine to Japan' })
    await fake.until(() => fake.direct('U1').find((one) => one.bot_id !== undefined))
    await fake.click({ user: 'U1', view: 'home', actionId: 'licet:home' })
    expect(await fake.until(() => JSON.stringify(fake.home('U1')).includes('rocket engine to Japan'))).toBe(true)
  })

  test("people can see their own answers again, by row or receipt, but nobody else's", async () => {
    const { fake } = bench
    const page = await open('U1')
    const receipt = /receipt (\w{10})/.exec(page)?.[1] ?? ''
    await fake.click({
      user: 'U1',
      view: 'home',
      actionId: 'licet:show-answer:0',
      value: valueOf(page, 'show-answer'),
    })
    const again = await fake.until(() => fake.direct('U1').find(({ text }) => text.includes('As it was given on')))
    expect(again.text).toContain('to: drone to Poland')
    await fake.dm({ user: 'U1', text: `show ${receipt.toLowerCase()}` })
    await fake.until(() => fake.direct('U1').filter(({ text }) => text.includes('As it was given on')).length === 2)
    await fake.dm({ user: 'U3', text: `receipt ${receipt}` })
    await fake.until(() => fake.direct('U3').find(({ text }) => text.startsWith('No such answer of yours')))
  })

  test("an admin sees people's names, and who asks for the doctor is told whom to ask by name", async () => {
    bench.fake.group('S1', ['U2'])
    await bench.fake.dm({ user: 'U1', text: 'doctor' })
    const told = await bench.fake.until(() => bench.fake.direct('U1').find(({ text }) => text.startsWith('The doctor is for admins')))
    expect(told.text).toContain('These may ask for it: Name U3.')
  })

  test("only counsel's help lists counsel's commands", async () => {
    const { fake } = bench
    for (const user of ['U1', 'U2']) await fake.dm({ user, text: 'help' })
    const help = await fake.until(() => fake.direct('U2').find(({ text }) => text.startsWith('What I can do')))
    expect(help.text).toContain('hand back 118')
    const others = await fake.until(() => fake.direct('U1').find(({ text }) => text.startsWith('What I can do')))
    expect(others.text).not.toContain('hand back 118')
  })

  test('an unknown shortcut is acknowledged and explained', async () => {
    const { fake } = bench
    await fake.shortcut({ user: 'U1', callbackId: 'ask_licet_v1' })
    const told = await fake.until(() => fake.direct('U1').find(({ text }) => text.startsWith('I do not know that button')))
    expect(told.text).toContain('nothing was done')
  })
})
