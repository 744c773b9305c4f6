import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createRejectedByBolt } from '../../adapters/slack/rejected-by-bolt.ts'

const now = 1_795_000_000_000
const signed = (at = now): IncomingMessage =>
  ({ headers: { 'x-slack-signature': 'v0=0', 'x-slack-request-timestamp': `${at / 1000}` } }) as unknown as IncomingMessage
const bare = { headers: {} } as IncomingMessage

function open() {
  const counted: string[] = []
  const told: string[] = []
  const refused = createRejectedByBolt({ refused: (why) => counted.push(why), tell: (line) => told.push(line), now: () => now })
  return { refused, counted, told }
}

describe('refused requests at the Slack endpoint', () => {
  test.each<[what: string, request: IncomingMessage, why: string, mend: string | undefined]>([
    [
      'of another secret',
      signed(),
      'a signature that does not fit SLACK_SIGNING_SECRET',
      "copy it again from the app's page Basic Information",
    ],
    ['of long ago', signed(now - 301_000), 'a signature of more than five minutes ago', "set this machine's clock by a time server"],
    ['of nobody', bare, 'a request without a signature', undefined],
  ])('a request %s is counted by its fault; if the fault may be ours, the log names the remedy', (_, request, why, mend) => {
    const { refused, counted, told } = open()
    refused.answered(request, 401)
    expect(counted).toEqual([why])
    expect(told).toEqual(mend === undefined ? [] : [`slack: refused with 401: ${why}; ${mend}`])
    expect(refused.isShut()).toBe(mend === undefined ? undefined : `all that came was refused: ${why}; ${mend}`)
  })

  test('once a request was accepted, refused ones come from strangers', () => {
    const { refused, told } = open()
    refused.answered(signed(), 401)
    refused.answered(signed(), 200)
    refused.answered(signed(), 401)
    expect([refused.isShut(), told.length]).toEqual([undefined, 2])
  })

  test('accepted requests, and failures of other kinds, are not refusals', () => {
    const { refused, counted } = open()
    for (const status of [200, 403, 500, 503]) refused.answered(signed(), status)
    expect(counted).toEqual([])
  })
})
