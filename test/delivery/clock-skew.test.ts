import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { longestBackoff } from '../../src/delivery/backoff.ts'
import { claim, sendLease } from '../../src/delivery/claims.ts'
import { createReceiver, eventLease, putBack, takeUp } from '../../src/delivery/inbox.ts'
import { put } from '../../src/delivery/outbox.ts'
import { longestHold } from '../../src/delivery/rate-limit.ts'
import { claimSlot } from '../../src/delivery/job-slots.ts'
import { noMeter } from '../../src/port/meter.ts'
import { createWorker } from '../../src/delivery/worker.ts'
import type { Platform, Sent } from '../../src/port/platform.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { engines, type Made } from '../store/databases.ts'

const minute = 60_000
const day = 24 * 60 * minute
const start = Date.parse('2026-11-23T15:00:00Z')

describe.each(engines)('a process whose clock was ahead, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`blocks nothing${engine.missing ?? ''}`, () => {
    let made: Made
    let store: Store
    let now: number
    let next: Sent | undefined
    let sent: string[]
    beforeEach(async () => {
      made = await engine.copy()
      store = await openStore(made.url)
      now = start
      next = undefined
      sent = []
    })
    afterEach(async () => {
      await store.close()
      await made.drop()
    })

    const platform: Platform = {
      name: 'p',
      pace: { channel: { gap: 1000, burst: 1 }, space: { gap: 10, burst: 5 } },
      send: ({ reply }) => {
        const outcome = next ?? { kind: 'sent', message: 'm' }
        next = undefined
        if (outcome.kind === 'sent') sent.push(reply.title)
        return Promise.resolve(outcome)
      },
    }
    const deliver = (): Promise<void> =>
      createWorker({
        meter: noMeter,
        store,
        platforms: [platform],
        now: () => now,
        chance: () => 1,
        tell: () => undefined,
        alarms: { givenUp: () => Promise.resolve(), shortened: () => Promise.resolve() },
      }).deliver()
    const say = (title: string): Promise<void> =>
      store.write((tx) =>
        put(
          tx,
          { kind: 'post', key: title, place: { platform: 'p', id: 'c' }, reply: { tone: 'neutral', title, blocks: [], actions: [] } },
          now,
        ),
      )
    const isSaid = async (): Promise<boolean> => (await deliver(), sent.length > 0)
    const isTakenUp = async (): Promise<boolean> => (await takeUp(store, now, 10)).length > 0

    /** Work left by that process: what it is, how long it should wait in milliseconds, and how to see that it continues. */
    const left: ReadonlyArray<readonly [what: string, leave: () => Promise<unknown>, waits: number, goesOn: () => Promise<boolean>]> = [
      ['an event of a process that died', () => createReceiver(store)({ id: 'e', payload: '{}', now }), eventLease, isTakenUp],
      [
        'an event that failed often',
        async () => {
          await createReceiver(store)({ id: 'e', payload: '{}', now })
          await putBack(store, { id: 'e', payload: '{}', attempts: 9 }, 'no', now, 1)
        },
        256_000,
        isTakenUp,
      ],
      [
        'a message to be tried again',
        async () => {
          next = { kind: 'retry', problem: '500' }
          await say('a')
          await deliver()
        },
        1000,
        isSaid,
      ],
      [
        'a message, and a whole space, that was asked to wait for an hour',
        async () => {
          next = { kind: 'retry', problem: '429', after: longestHold, holdsSpace: true }
          await say('a')
          await deliver()
        },
        longestHold,
        isSaid,
      ],
      [
        'a message whose send a process began before it died',
        async () => {
          await say('a')
          await claim(store, platform, now, 1)
        },
        sendLease,
        isSaid,
      ],
    ]

    test.each(left)('%s continues once the clock is right', async (_, leave, __, goesOn) => {
      now = start + day
      await leave()
      now = start
      expect(await goesOn()).toBe(true)
    })

    test.each(left)('%s waits as long as it should if the clock was right or a minute ahead', async (_, leave, waits, goesOn) => {
      now = start + minute - 1
      await leave()
      now = start
      expect(await goesOn()).toBe(false)
      now = start + minute - 2 + waits
      expect(await goesOn()).toBe(false)
      now = start + minute - 1 + waits
      expect(await goesOn()).toBe(true)
    })

    test.each([minute + 1, 10 * minute, day, 400 * day])(
      'however far ahead the clock was, nothing waits longer than its maximum: %i ms',
      async (ahead) => {
        now = start + ahead
        await left[0]?.[1]()
        await left[2]?.[1]()
        now = start + longestBackoff + 2 * minute
        expect(await isTakenUp()).toBe(true)
        now = start + longestHold + 2 * minute
        expect(await isSaid()).toBe(true)
      },
    )

    test("a platform's request to wait is honored, whatever the wrong clock stored about it", async () => {
      const ask = async (title: string): Promise<void> => {
        next = { kind: 'retry', problem: '429', after: longestHold, holdsSpace: true }
        await say(title)
        await deliver()
      }
      now = start + day
      await ask('a')
      now = start
      await ask('a')
      now = start + longestHold - 1
      expect(await isSaid()).toBe(false)
      now = start + longestHold
      expect(await isSaid()).toBe(true)
    })

    test('a job done too early is done again when it is due, once', async () => {
      const ours = () => store.write((tx) => claimSlot(tx, 'job', '2026-11-24', now))
      now = start + day
      expect([await ours(), await ours()]).toEqual([true, false])
      now = start
      expect([await ours(), await ours()]).toEqual([true, false])
      now = start - minute
      expect(await ours()).toBe(false)
    })
  })
})
