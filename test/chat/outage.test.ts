import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventLease } from '../../src/delivery/inbox.ts'
import { verifyChain } from '../../src/record/chain.ts'
import { linksOf } from '../../src/record/read-chain.ts'
import { openBench, type Bench } from '../app.ts'
import { openLine, type Line } from '../store/line.ts'
import { postgres } from '../store/postgres.ts'

describe.skipIf(postgres.missing !== undefined)(`the database is unreachable${postgres.missing ?? ''}`, () => {
  let line: Line
  let bench: Bench
  beforeEach(async () => {
    line = await openLine(postgres)
    bench = await openBench(line.engine)
  })
  afterEach(async () => {
    await bench.close()
    line.close()
  })

  test('an event that cannot be stored is not acknowledged; a stored one is answered once the database is back, without a restart', async () => {
    await bench.hand('ask:ann', 'SLV stage to Australia?')
    const person = { id: 'ask:ann', name: 'ann' }
    const place = { platform: 'ask', id: 'ann' }
    const accepted = await bench.app.accept({ event: 'stored', person, place, said: { kind: 'message', text: 'drone to Poland' } })
    line.cut()
    expect(accepted.kind === 'taken' ? await accepted.done : accepted).toEqual({})
    await expect(
      bench.app.accept({ event: 'not stored', person, place, said: { kind: 'message', text: 'drone to Chile' } }),
    ).rejects.toThrow('the database does not answer; start it, or correct DATABASE_URL')
    await bench.app.tick()
    expect(bench.told.join('\n')).toContain('the database does not answer; start it, or correct DATABASE_URL')
    expect(bench.told.join('\n')).not.toMatch(/Poland|Chile/)
    await line.mend()
    bench.clock.now += eventLease
    await bench.app.tick()
    await expect.poll(() => bench.at('ann').filter((said) => said.includes('to Poland')).length).toBe(1)
    await bench.hand('ask:ann', 'drone to Chile')
    expect(bench.at('ann').at(-1)).toContain('to Chile')
    expect((await verifyChain(linksOf(bench.store))).broken).toBeUndefined()
  })
})
