import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mostTries } from '../../src/delivery/backoff.ts'
import { noMeter } from '../../src/port/meter.ts'
import { deadLetters, put } from '../../src/delivery/outbox.ts'
import { createWorker } from '../../src/delivery/worker.ts'
import type { Sent } from '../../src/port/platform.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { engines, type Made } from '../store/databases.ts'

/** The result when a busy platform names a time to retry, which is not the message's fault. */
const wait: Sent = { kind: 'retry', problem: '429', after: 2000 }
const failure: Sent = { kind: 'retry', problem: '503' }

describe.each(engines)('a platform that asks to wait on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`does not count as a failed attempt${engine.missing ?? ''}`, () => {
    let made: Made
    let store: Store
    let now: number
    let arrived: number
    beforeEach(async () => {
      made = await engine.copy()
      store = await openStore(made.url)
      now = 1_000_000
      arrived = 0
      const key = 'a'
      const reply = { tone: 'neutral', title: 'a', blocks: [], actions: [] } as const
      await store.write((tx) => put(tx, { kind: 'post', key, place: { platform: 'p', id: 'c' }, reply }, now))
    })
    afterEach(async () => {
      await store.close()
      await made.drop()
    })

    /** Sends what is due while the platform gives these results in turn, with `pause` milliseconds after each. */
    async function meet(outcomes: readonly Sent[], pause: number): Promise<void> {
      for (const outcome of outcomes) {
        const worker = createWorker({
          meter: noMeter,
          store,
          platforms: [
            {
              name: 'p',
              pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
              send: () => {
                if (outcome.kind === 'sent') arrived++
                return Promise.resolve(outcome)
              },
            },
          ],
          now: () => now,
          chance: () => 1,
          tell: () => undefined,
          alarms: { givenUp: () => Promise.resolve(), shortened: () => Promise.resolve() },
        })
        await worker.deliver()
        now += pause
      }
    }
    const times = (count: number, ...outcomes: readonly Sent[]): readonly Sent[] => Array.from({ length: count }, () => outcomes).flat()

    test.each<[what: string, failure: Sent]>([
      ['a failure', failure],
      ['a send that nobody saw the end of', { kind: 'notKnown', problem: '504' }],
    ])('%s after many waits counts as the first: it is retried after a second, and not given up', async (_, after) => {
      await meet(times(2 * mostTries, wait), 3000)
      await meet([after], 1000)
      await meet([{ kind: 'sent', message: 'm' }], 0)
      expect(arrived).toBe(1)
      expect(await deadLetters(store, 10)).toEqual([])
    })

    test('failures add up, however many waits come between them', async () => {
      await meet(times(mostTries - 1, wait, failure), 700_000)
      await meet([wait], 700_000)
      expect(await deadLetters(store, 10)).toEqual([])
      await meet([failure], 0)
      expect(await deadLetters(store, 10)).toMatchObject([{ key: 'a', attempts: 2 * mostTries }])
    })
  })
})
