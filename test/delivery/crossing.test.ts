import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createReceiver } from '../../src/delivery/inbox.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { engines, type Made } from '../store/databases.ts'

describe.each(engines)('the same events at two processes on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`never block each other${engine.missing ?? ''}`, () => {
    let made: Made
    let stores: readonly [Store, Store]
    beforeEach(async () => {
      made = await engine.copy()
      stores = [await openStore(made.url), await openStore(made.url)]
    })
    afterEach(async () => {
      for (const store of stores) await store.close()
      await made.drop()
    })

    test('in any order, each is stored once, and none fails', async () => {
      const [one, other] = [createReceiver(stores[0]), createReceiver(stores[1])]
      const payload = 'x'.repeat(2000)
      for (let round = 0; round < 5; round++) {
        const ids = Array.from({ length: 101 }, (_, index) => `e${round}-${index}`)
        // The first of each goes alone, the others together after it.
        const came = [...ids.map((id) => one({ id, payload, now: 0 })), ...ids.toReversed().map((id) => other({ id, payload, now: 0 }))]
        const answers = await Promise.allSettled(came)
        expect(answers.filter(({ status }) => status === 'rejected')).toEqual([])
        expect(answers.filter((answer) => answer.status === 'fulfilled' && answer.value)).toHaveLength(ids.length)
      }
    })
  })
})
