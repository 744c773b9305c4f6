import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventLease } from '../../src/delivery/inbox.ts'
import { composeFindings } from '../../src/doctor/compose-findings.ts'
import { examine } from '../../src/doctor/examine.ts'
import { verifyChain } from '../../src/record/chain.ts'
import { linksOf } from '../../src/record/read-chain.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { storeProblem } from '../../src/store/problem.ts'
import { openBench, settings, type Bench } from '../app.ts'
import { base } from '../licet.ts'
import { quickEngines, type Engine } from '../store/databases.ts'

/** Wraps an engine so that its databases can be made read-only: a file without write permission, or a server that became a replica. */
function switchable(engine: Engine) {
  let url = ''
  const copy: Engine['copy'] = async (start) => {
    const made = await engine.copy(start)
    url = made.url
    return made
  }
  const setReadOnly = ({ store: { db } }: Bench, isReadOnly: boolean) => engine.trouble.setReadOnly({ url, db }, isReadOnly)
  return { engine: { ...engine, copy }, setReadOnly }
}

const words = /the database can only be read now; .*; Licet goes on by itself once it can be written, and nothing is lost/

describe.each(quickEngines)('a database that becomes read-only, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`is waited for${engine.missing ?? ''}`, () => {
    const { engine: mine, setReadOnly } = switchable(engine)
    let bench: Bench
    /** Lets the pending sends finish. */
    let arrive: () => void
    let begun: number
    beforeEach(async () => {
      begun = 0
      const arrived = new Promise<void>((resolve) => (arrive = resolve))
      bench = await openBench(mine, settings, {
        send: async ({ place, reply }) => {
          begun++
          await arrived
          bench.shown.push({ kind: 'post', place, reply, id: `m${begun}` })
          return { kind: 'sent', message: `m${begun}` }
        },
      })
    })
    afterEach(() => bench.close())

    const ask = (event: string, name: string) =>
      bench.app.accept({
        event,
        person: { id: `ask:${name}`, name },
        place: { platform: 'ask', id: name },
        said: { kind: 'message', text: 'SLV stage to Australia?' },
      })

    test('a sent message is recorded and not sent twice, a stored question is answered later, and one that could not be stored is refused', async () => {
      await ask('sending', 'ann')
      await expect.poll(() => begun).toBe(1)
      const kept = await ask('kept', 'bob')
      await setReadOnly(bench, true)
      expect(kept.kind).toBe('taken')
      arrive()
      await expect(ask('refused', 'cy')).rejects.toThrow(words)
      for (let ticks = 0; ticks < 5; ticks++) await Promise.race([bench.app.tick(), new Promise((resolve) => setImmediate(resolve))])
      await expect.poll(() => bench.told.filter((line) => line.startsWith('tick: '))).toHaveLength(1)
      await expect.poll(() => bench.told.filter((line) => line.startsWith('outbox: ')).length).toBeLessThan(2)
      expect(bench.told.filter((line) => /\n\s+at /.test(line))).toEqual([])
      const findings = await examine(
        {
          open: () => Promise.resolve(bench),
          knowledge: () => base,
          settings,
          platforms: [],
          now: () => bench.clock.now,
        },
        { checkTimeout: 3000, tell: () => undefined },
      )
      expect(toPlainText(composeFindings(findings))).toMatch(/Broken[^]*Database writing: the database can only be read now\. Mend: /)
      await setReadOnly(bench, false)
      bench.clock.now += eventLease
      await bench.app.tick()
      await expect.poll(() => ['ann', 'bob', 'cy'].map((name) => bench.at(name).length)).toEqual([1, 1, 0])
      await expect
        .poll(() => bench.store.db.selectFrom('outbox').select(['state', 'unsure']).where('platform', '=', 'ask').execute())
        .toEqual(Array.from({ length: 2 }, () => ({ state: 'sent', unsure: 0 })))
      expect((await verifyChain(linksOf(bench.store))).broken).toBeUndefined()
    })
  })
})

test.each([
  [Object.assign(new Error('cannot execute UPDATE in a read-only transaction'), { code: '25006' })],
  [new Error('attempt to write a readonly database')],
  [Object.assign(new Error('x'), { code: 'SQLITE_READONLY' })],
])('the error is explained in words: %s', (error) => expect(storeProblem(error)).toMatch(words))
