import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { append, type EntryKind } from '../../src/record/chain.ts'
import { eraseOld } from '../../src/record/retention.ts'
import { openBench, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

/** Every kind of entry, and whether its words are taken away when they are old enough. */
const kinds: Readonly<Record<EntryKind, boolean>> = {
  answer: true,
  act: true,
  refused: true,
  // Who had words erased is kept on purpose.
  erasure: false,
  // These two never have words.
  head: false,
  knowledge: false,
  correction: true,
  reminder: true,
  feedback: true,
  shared: true,
  installed: true,
  removed: true,
  linked: true,
  unlinked: true,
}

describe.each(engines)('retention on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`takes words away${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => {
      bench = await openBench(engine)
    })
    afterEach(async () => await bench.close())

    test('old words of every kind that has any', async () => {
      const { store, clock } = bench
      const words = { person: { id: 'ask:ann', name: 'Ann' } }
      const at = clock.now - 20 * 366 * 86_400_000
      await store.write(async (tx) => {
        for (const kind of Object.keys(kinds) as EntryKind[]) await append(tx, { kind, at, person: 'ask:ann', body: {}, words })
      })
      await eraseOld(store, { retention: { answer: 1830, case: 1830, event: 30 }, hold: [] }, clock.now)
      const left = await store.db.selectFrom('record_text').select('kind').where('words', 'is not', null).orderBy('kind').execute()
      expect(left.map(({ kind }) => kind)).toEqual(
        Object.entries(kinds)
          .flatMap(([kind, isTaken]) => (isTaken ? [] : [kind]))
          .toSorted(),
      )
    })
  })
})
