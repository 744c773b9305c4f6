import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createReceiver, eventLease } from '../../src/delivery/inbox.ts'
import type { Memory } from '../../src/store/memory.ts'
import { openBench, settings, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

describe.each(engines)('an event on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`is handled once${engine.missing ?? ''}`, () => {
    let bench: Bench
    /** Lets the handling of the event continue. */
    let goOn: () => void
    let looks: number
    beforeEach(async () => {
      looks = 0
      const going = new Promise<void>((resolve) => (goOn = resolve))
      const slow: Memory = {
        get: async () => {
          looks++
          await going
          return undefined
        },
        set: () => Promise.resolve(),
        delete: () => Promise.resolve(),
        where: 'the database',
        probe: () => Promise.resolve(),
        close: () => Promise.resolve(),
      }
      bench = await openBench(engine, settings, {}, slow)
    })
    afterEach(() => bench.close())

    test('even if it is taken up again while it is still being handled', async () => {
      const accepted = await bench.app.accept({
        event: 'slow',
        person: { id: 'ask:ann', name: 'ann' },
        place: { platform: 'ask', id: 'ann' },
        said: { kind: 'message', text: 'SLV stage to Australia?' },
      })
      await expect.poll(() => looks).toBe(1)
      for (let time = 0; time < 3; time++) {
        bench.clock.now += eventLease
        await bench.app.tick()
      }
      goOn()
      if (accepted.kind === 'taken') await accepted.done
      await bench.app.tick()
      await expect
        .poll(() => bench.store.db.selectFrom('inbox').select(['state', 'attempts']).execute())
        .toEqual([{ state: 'handled', attempts: 4 }])
      await expect.poll(() => bench.at('ann')).toHaveLength(1)
      bench.clock.now += eventLease
      await bench.app.tick()
      const forOne = looks
      await bench.hand('ask:bob', 'SLV stage to Australia?')
      expect(looks - forOne).toBe(forOne)
      const answers = await bench.store.db.selectFrom('record').select('id').where('kind', '=', 'answer').execute()
      expect(answers).toHaveLength(2)
    })

    test('and left alone if another process handled it while it waited here', async () => {
      const person = { id: 'ask:ann', name: 'ann' }
      const place = { platform: 'ask', id: 'ann' }
      const incoming = (event: string) => ({ event, person, place, said: { kind: 'message', text: 'SLV stage to Australia?' } }) as const
      await bench.app.accept(incoming('slow'))
      await expect.poll(() => looks).toBe(1)
      await createReceiver(bench.store)({ id: 'left', payload: JSON.stringify(incoming('left')), now: bench.clock.now - eventLease })
      await bench.app.tick()
      await bench.store.db.updateTable('inbox').set({ state: 'handled' }).where('id', '=', 'left').execute()
      goOn()
      await expect.poll(() => bench.at('ann')).toHaveLength(1)
      const forOne = looks
      await bench.hand('ask:bob', 'SLV stage to Australia?')
      expect(looks - forOne).toBe(forOne)
    })

    test('a busy process takes up nothing more', async () => {
      for (let index = 0; index < 20; index++)
        await bench.app.accept({
          event: `slow${index}`,
          person: { id: `ask:p${index}`, name: '' },
          place: { platform: 'ask', id: `p${index}` },
          said: { kind: 'message', text: 'SLV stage to Australia?' },
        })
      const waiting = JSON.stringify({
        event: 'left',
        person: { id: 'ask:ann', name: 'ann' },
        place: { platform: 'ask', id: 'ann' },
        said: { kind: 'message', text: 'SLV stage to Australia?' },
      })
      await createReceiver(bench.store)({ id: 'left', payload: waiting, now: bench.clock.now - eventLease })
      const attempts = async (): Promise<number | undefined> =>
        (await bench.store.db.selectFrom('inbox').select('attempts').where('id', '=', 'left').executeTakeFirst())?.attempts
      await bench.app.tick()
      expect(await attempts()).toBe(1)
      goOn()
      await expect.poll(() => bench.shown.length).toBe(20)
      await bench.app.tick()
      await expect.poll(() => bench.at('ann')).toHaveLength(1)
      expect(await attempts()).toBe(2)
    })
  })
})
