import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modes, openSlack, type SlackBench } from './bench.ts'

describe.each(modes)('the doctor in Slack over %s', (mode) => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await openSlack(mode)
  })
  afterEach(() => bench.close())

  test("an admin gets the doctor's report in private; others are told who may", async () => {
    const { fake } = bench
    await fake.command({ user: 'U1', channel: 'C1', command: '/licet', text: 'doctor' })
    await fake.until(() => fake.ephemerals('U1').find((one) => one.text.startsWith('The doctor is for admins')))
    await fake.command({ user: 'U3', channel: 'C1', command: '/licet', text: 'doctor' })
    const report = await fake.until(() => fake.ephemerals('U3').find((one) => one.text.startsWith('Doctor: ')), 8000)
    expect(JSON.stringify(report.blocks)).toContain(
      mode === 'HTTP' ? 'Slack connection: posted to us at /slack/events.' : 'Slack connection: Socket Mode, connected.',
    )
    expect(JSON.stringify(report.blocks)).toMatch(/Events of slack: the last came[^]*Slack desk T0FAKE\.CDESK: Licet is in the channel/)
    expect(bench.said('C1')).toEqual([])
  })

  test("the Doctor button on an admin's Home tab works", async () => {
    const { fake } = bench
    await fake.openHome({ user: 'U3', tab: 'home' })
    const home = JSON.stringify(await fake.until(() => fake.home('U3')))
    await fake.click({ user: 'U3', view: 'home', actionId: /licet:doctor:\d+/.exec(home)?.[0] ?? '' })
    const report = await fake.until(() => fake.direct('U3').find((one) => one.text.startsWith('Doctor: ')), 8000)
    expect(report.text).toContain('Slack token of T0FAKE')
  })

  test.runIf(mode === 'Socket Mode')('a cut socket is reported, and reconnects by itself', async () => {
    const { fake, slack } = bench
    const events = async (): Promise<string | undefined> =>
      (await slack.platform.examine?.([], () => Promise.resolve(bench.app)))?.find(({ what }) => what === 'Slack connection')?.seen
    expect(await events()).toBe('Socket Mode, connected')
    fake.sockets.drop()
    await expect.poll(events).toBe('Socket Mode, not connected')
    await expect.poll(events, { timeout: 15_000, interval: 200 }).toBe('Socket Mode, connected')
  })
})
