import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApp, type App } from '../../src/app.ts'
import { takeUp } from '../../src/delivery/inbox.ts'
import { put } from '../../src/delivery/outbox.ts'
import { keepVersions } from '../../src/record/versions.ts'
import type { Delivery, Platform } from '../../src/port/platform.ts'
import { openMemory } from '../../src/store/memory.ts'
import { openStore } from '../../src/store/store.ts'
import { monday, settings, withKnowledge } from '../app.ts'
import { answerer } from '../licet.ts'
import { engines, type Made } from '../store/databases.ts'

describe.each(engines)('shutdown on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`loses and repeats nothing${engine.missing ?? ''}`, () => {
    let made: Made
    let app: App
    let told: string[]
    let begun: Delivery[]
    /** Lets pending sends finish. */
    let arrive: () => void
    /** Until this resolves, no conversation can be stored, so nothing is answered. */
    let remembering: Promise<void>
    beforeEach(async () => {
      made = await engine.copy(withKnowledge)
      told = []
      begun = []
      remembering = Promise.resolve()
      const arrived = new Promise<void>((resolve) => (arrive = resolve))
      const slow: Platform = {
        name: 'ask',
        pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
        send: async (delivery) => {
          begun.push(delivery)
          await arrived
          return { kind: 'sent', message: `m${begun.length}` }
        },
      }
      const store = await openStore(made.url)
      const tell = (line: string): void => void told.push(line)
      const memory = openMemory(store, undefined, 1_000_000, tell)
      app = createApp({
        store,
        memory: { ...memory, get: async (key) => (await remembering, await memory.get(key)) },
        versions: await keepVersions(store, answerer, monday),
        settings,
        code: 'test',
        platforms: [slow],
        now: () => monday,
        chance: () => 0.5,
        tell,
      })
    })
    afterEach(() => made.drop())

    const say = async (...places: readonly string[]): Promise<void> => {
      const store = await openStore(made.url)
      const reply = { tone: 'neutral', title: 'a tip', blocks: [], actions: [] } as const
      await store.write(async (tx) => {
        for (const [index, id] of places.entries())
          await put(tx, { kind: 'post', key: `k${index}`, place: { platform: 'ask', id }, reply }, monday)
      })
      await store.close()
    }
    const rows = async () => {
      const store = await openStore(made.url)
      const found = await store.db
        .selectFrom('outbox')
        .select(['key', 'state', 'unsure', 'claimed_until'])
        .where('platform', '=', 'ask')
        .orderBy('seq')
        .execute()
      await store.close()
      return found
    }
    const isOver = async (closing: Promise<void>): Promise<boolean> =>
      await Promise.race([closing.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))])

    test('a send started by the clock is awaited and recorded', async () => {
      await say('ann')
      void app.tick()
      await expect.poll(() => begun.length).toBe(1)
      const closing = app.close()
      expect(await isOver(closing)).toBe(false)
      arrive()
      await closing
      expect(await rows()).toEqual([{ key: 'k0', state: 'sent', unsure: 0, claimed_until: 0 }])
      expect(told).toEqual([])
    })

    test('messages waiting behind it are not started and not marked', async () => {
      await say('ann', 'ann', 'ann')
      void app.tick()
      await expect.poll(() => begun.length).toBe(1)
      const closing = app.close()
      await app.tick()
      arrive()
      await closing
      expect(begun).toHaveLength(1)
      expect((await rows()).map(({ state, unsure }) => [state, unsure])).toEqual([
        ['sent', 0],
        ['due', 0],
        ['due', 0],
      ])
    })

    test('new events are refused, so that the platform delivers them to another process', async () => {
      const closing = app.close()
      const late = app.accept({
        event: 'late',
        person: { id: 'ask:ann', name: 'ann' },
        place: { platform: 'ask', id: 'ann' },
        said: { kind: 'message', text: 'SLV stage to Australia?' },
      })
      await expect(late).rejects.toThrow(/is ending/)
      arrive()
      await closing
      expect(await rows()).toEqual([])
    })

    test('events still waiting when the time is nearly over are left to the next process, which can take them at once', async () => {
      const remember = Promise.withResolvers<void>()
      remembering = remember.promise
      const ask = (event: string) =>
        app.accept({
          event,
          person: { id: 'ask:ann', name: 'ann' },
          place: { platform: 'ask', id: 'ann' },
          said: { kind: 'message', text: 'SLV stage to Australia?' },
        })
      for (const event of ['first', 'second', 'third']) expect((await ask(event)).kind).toBe('taken')
      const closing = app.close(0)
      arrive()
      // The time ends immediately.
      await new Promise((resolve) => setTimeout(resolve, 20))
      remember.resolve()
      await closing
      expect((await rows()).map(({ key, state }) => [key, state])).toEqual([['reply:first', 'sent']])
      const store = await openStore(made.url)
      expect((await takeUp(store, monday, 10)).map(({ id }) => id).toSorted()).toEqual(['second', 'third'])
      await store.close()
      expect(told).toEqual([])
    })

    test('with enough time, waiting events are answered, too', async () => {
      const accepted = ['first', 'second', 'third'].map((event) =>
        app.accept({
          event,
          person: { id: 'ask:ann', name: 'ann' },
          place: { platform: 'ask', id: 'ann' },
          said: { kind: 'message', text: 'SLV stage to Australia?' },
        }),
      )
      await Promise.all(accepted)
      arrive()
      await app.close(600_000)
      const store = await openStore(made.url)
      expect(await store.db.selectFrom('inbox').select('id').where('state', '=', 'handled').execute()).toHaveLength(3)
      await store.close()
    })

    test('a question being handled is answered first', async () => {
      const person = { id: 'ask:ann', name: 'ann' }
      const accepted = await app.accept({
        event: 'e',
        person,
        place: { platform: 'ask', id: 'ann' },
        said: { kind: 'message', text: 'SLV stage to Australia?' },
      })
      expect(accepted.kind).toBe('taken')
      const closing = app.close()
      await expect.poll(() => begun.length).toBe(1)
      expect(await isOver(closing)).toBe(false)
      arrive()
      await closing
      expect(await rows()).toMatchObject([{ key: 'reply:e', state: 'sent', unsure: 0 }])
    })
  })
})
