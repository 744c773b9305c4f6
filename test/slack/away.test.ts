import { describe, expect, test } from 'vitest'
import { modes, openSlack, type SlackBench } from './bench.ts'
import type { Fault } from './fake/faults.ts'

/** The state of Slack in the readiness check. */
const found = async ({ app }: SlackBench): Promise<readonly unknown[]> => {
  const { isReady, findings } = await app.look()
  const slack = findings.find(({ what }) => what === 'slack')
  return [isReady, slack?.state, slack?.seen]
}

describe.each(modes)('Slack is unreachable when the program starts (%s)', (mode) => {
  test.each<[string, string, Fault]>([
    ['has no connection', 'auth.test', { kind: 'reset' }],
    ['is unwell', 'auth.test', { kind: 'http', status: 503 }],
    ['asks to wait', 'auth.test', { kind: 'rateLimited', retryAfter: 1 }],
    ['opens no socket', 'apps.connections.open', { kind: 'http', status: 503 }],
  ])('%s: the program starts anyway, says so once, and answers when Slack is back', async (_, method, fault) => {
    const bench = await openSlack(mode, { longestCall: 1000, before: (fake) => fake.fail(method, fault) })
    const { fake, told } = bench
    const isAsked = method === 'auth.test' || mode === 'Socket Mode'
    const away = [true, 'doubtful', expect.stringMatching(/^Slack cannot be reached \(\w+\); it is tried again until it can$/)]
    if (isAsked) {
      expect(await found(bench)).toEqual(away)
      if (mode === 'HTTP') expect((await fake.dm({ user: 'U1', text: 'drone to Poland' })).status).toBe(503)
      expect(told.filter((line) => line.includes('cannot be reached'))).toHaveLength(1)
    }
    fake.heal()
    await expect.poll(() => found(bench), { timeout: 50_000 }).toEqual([true, 'fine', 'nothing is known against it'])
    await fake.dm({ user: 'U1', text: 'drone to Poland' })
    await fake.until(() => fake.direct('U1').find(({ bot_id }) => bot_id !== undefined))
    await bench.close()
  })

  test('if Slack refuses outright, the program ends and names what to copy again', async () => {
    const refused = openSlack(mode, { before: (fake) => fake.fail('auth.test', { kind: 'error', error: 'invalid_auth' }) })
    await expect(refused).rejects.toThrow(/SLACK_BOT_TOKEN, SLACK_APP_TOKEN: Slack refuses \(invalid_auth\); copy what is named here again/)
  })
})
