import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lease } from '../../src/delivery/inbox.ts'
import type { Memory } from '../../src/store/kv.ts'
import { openBench, settings, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

describe.each(engines)('an event on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`is handled once${engine.missing ?? ''}`, () => {
    let bench: Bench
    /** Lets what is being handled go on. */
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

    test('answered, recorded and marked once, however often it is taken up while it is still being handled', async () => {
      const accepted = await bench.app.accept({
        event: 'slow',
        person: { id: 'ask:ann', name: 'ann' },
        place: { platform: 'ask', id: 'ann' },
        said: { kind: 'message', text: 'SLV stage to Australia?' },
      })
      await expect.poll(() => looks).toBe(1)
      for (let time = 0; time < 3; time++) {
        bench.clock.now += lease
        await bench.app.tick()
      }
      goOn()
      if (accepted.kind === 'taken') await accepted.done
      await bench.app.tick()
      await expect
        .poll(() => bench.store.db.selectFrom('inbox').select(['state', 'attempts']).execute())
        .toEqual([{ state: 'handled', attempts: 4 }])
      await expect.poll(() => bench.at('ann')).toHaveLength(1)
      bench.clock.now += lease
      await bench.app.tick()
      const answers = await bench.store.db.selectFrom('record').select('id').where('kind', '=', 'answer').execute()
      expect(answers).toHaveLength(1)
    })
  })
})
