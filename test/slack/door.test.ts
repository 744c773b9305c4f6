import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createDoor } from '../../adapters/slack/door.ts'

const now = 1_795_000_000_000
const signed = (at = now): IncomingMessage =>
  ({ headers: { 'x-slack-signature': 'v0=0', 'x-slack-request-timestamp': `${at / 1000}` } }) as unknown as IncomingMessage
const bare = { headers: {} } as IncomingMessage

function open() {
  const counted: string[] = []
  const told: string[] = []
  const door = createDoor({ refused: (why) => counted.push(why), tell: (line) => told.push(line), now: () => now })
  return { door, counted, told }
}

describe('the door that Slack posts at', () => {
  test.each<[what: string, request: IncomingMessage, why: string, mend: string | undefined]>([
    [
      'of another secret',
      signed(),
      'a signature that does not fit SLACK_SIGNING_SECRET',
      "copy it again from the app's page Basic Information",
    ],
    ['of long ago', signed(now - 301_000), 'a signature of more than five minutes ago', "set this machine's clock by a time server"],
    ['of nobody', bare, 'a request without a signature', undefined],
  ])('a request %s is counted by what is wrong with it; what may be our own fault is told with its fix', (_, request, why, mend) => {
    const { door, counted, told } = open()
    door.answered(request, 401)
    expect(counted).toEqual([why])
    expect(told).toEqual(mend === undefined ? [] : [`slack: refused with 401: ${why}; ${mend}`])
    expect(door.isShut()).toBe(mend === undefined ? undefined : `all that came was refused: ${why}; ${mend}`)
  })

  test('once Slack was let in, whoever is refused is a stranger', () => {
    const { door, told } = open()
    door.answered(signed(), 401)
    door.answered(signed(), 200)
    door.answered(signed(), 401)
    expect([door.isShut(), told.length]).toEqual([undefined, 2])
  })

  test('what was taken, or failed for another reason, is no refusal', () => {
    const { door, counted } = open()
    for (const status of [200, 403, 500, 503]) door.answered(signed(), status)
    expect(counted).toEqual([])
  })
})
