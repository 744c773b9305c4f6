import { renameSync, truncateSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { examineReadiness } from '../../src/doctor/ready.ts'
import type { Sent } from '../../src/port/platform.ts'
import type { Store } from '../../src/store/store.ts'
import { monday, openBench, settings, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'
import { postgres } from '../store/postgres.ts'
import { sqlite } from '../store/sqlite.ts'
import { openLine } from '../store/line.ts'

/** The broken findings, each with its subject. */
const inTheWay = async ({ app }: Bench): Promise<readonly string[]> => {
  const { isReady, findings } = await app.look()
  const broken = findings.filter(({ state }) => state === 'broken')
  expect(isReady).toBe(broken.length === 0)
  return broken.map(({ what, seen }) => `${what}: ${seen}`)
}

describe.each(engines)('readiness on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`shows what is broken${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine)))
    afterEach(() => bench.close())

    test('nothing: database, knowledge and platforms are listed', async () => {
      const { isReady, findings } = await bench.app.look()
      expect([isReady, findings.map(({ what }) => what)]).toEqual([true, ['Database', 'Knowledge', 'Database writing', 'ask', 'desk']])
    })

    test.each([
      ['9999-next', /^Schema: a newer Licet made it 9999-next/],
      ['0001-start', /^Schema: it is 0001-start/],
    ])('a schema of another version (%s)', async (name, words) => {
      await bench.store.db.deleteFrom('kysely_migration' as never).execute()
      await sql`insert into kysely_migration (name, timestamp) values (${name}, '')`.execute(bench.store.db)
      expect(await inTheWay(bench)).toEqual([expect.stringMatching(words)])
    })

    test.each([
      ['full', 'database or disk is full', '53100', /^Database writing: the disk of the database is full/],
      ['only to be read', 'attempt to write a readonly database', '25006', /^Database writing: the database can only be read now/],
    ])('a disk that is %s', async (_, words, code, seen) => {
      const { db } = bench.store
      const { begin, end } = engine.trouble.refuseRuns(words, code)
      for (const statement of begin) await sql.raw(statement).execute(db)
      expect(await inTheWay(bench)).toEqual([expect.stringMatching(seen)])
      await sql.raw(end).execute(db)
      expect(await inTheWay(bench)).toEqual([])
    })

    test('a slow disk is reported, but the process stays ready', async () => {
      let late = 0
      const write: Store['write'] = async (work) => {
        const value = await bench.store.write(work)
        late += 1200
        return value
      }
      const runner = {
        store: { ...bench.store, write },
        knowledge: bench.versions.current.base.version,
        platforms: [],
        away: () => new Map(),
        trouble: () => undefined,
        now: () => monday + late,
      }
      const { isReady, findings } = await examineReadiness(runner, { checkTimeout: 60_000, tell: () => undefined })
      expect([isReady, findings.find(({ state }) => state === 'doubtful')?.seen]).toEqual([true, 'a write took 1 second'])
    })

    test('a knowledge version that is not stored', async () => {
      await bench.store.db.deleteFrom('knowledge').execute()
      expect(await inTheWay(bench)).toEqual([expect.stringMatching(/^Knowledge: version \w+ answers and is not kept/)])
    })

    test('a record whose end is missing', async () => {
      await bench.hand('ask:ann', 'SLV stage to Australia?')
      await bench.store.db.updateTable('record_head').set({ seq: 99 }).execute()
      expect(await inTheWay(bench)).toEqual([expect.stringMatching(/^Record: /)])
    })

    test('a missing table, found only by the work on it', async () => {
      await bench.store.db.schema.alterTable('inbox').renameTo('away').execute()
      await bench.app.tick()
      expect(await inTheWay(bench)).toEqual(['Work: it fails in a way that nobody foresaw'])
      await bench.store.db.schema.alterTable('away').renameTo('inbox').execute()
      await bench.app.tick()
      expect(await inTheWay(bench)).toEqual([])
    })
  })
})

describe('readiness with a database file', () => {
  let bench: Bench
  let file: string
  beforeEach(async () => {
    bench = await openBench(sqlite)
    file = bench.store.file ?? ''
  })
  afterEach(() => bench.close())

  test('that another program has locked', async () => {
    const other = new DatabaseSync(file)
    other.exec('begin immediate')
    expect(await inTheWay(bench)).toEqual(['Database writing: no answer within 1.5 s'])
    other.exec('rollback')
    other.close()
    await expect.poll(() => inTheWay(bench)).toEqual([])
  })

  test('that is read-only', async () => {
    await sql`pragma query_only = on`.execute(bench.store.db)
    expect(await inTheWay(bench)).toEqual([expect.stringContaining('can only be read now')])
    await sql`pragma query_only = off`.execute(bench.store.db)
    expect(await inTheWay(bench)).toEqual([])
  })

  test('that was deleted', async () => {
    renameSync(file, `${file}.away`)
    expect(await inTheWay(bench)).toEqual(['Database: its file is gone'])
    renameSync(`${file}.away`, file)
    expect(await inTheWay(bench)).toEqual([])
  })

  test('that is damaged', async () => {
    await sql`pragma wal_checkpoint(truncate)`.execute(bench.store.db)
    truncateSync(file, 4096)
    writeFileSync(file, Buffer.alloc(4096, 7), { flag: 'r+' })
    await sql`pragma shrink_memory`.execute(bench.store.db)
    expect((await inTheWay(bench)).join()).toMatch(/damaged|malformed|not a database/)
  })
})

describe('readiness and platforms', () => {
  test.each<[string, Sent | Error, string]>([
    ['cannot be reached', { kind: 'retry', problem: 'network' }, 'doubtful'],
    ['does not say what came of it', { kind: 'notKnown', problem: 'timeout' }, 'doubtful'],
    ['asks us to wait', { kind: 'retry', problem: 'slow down', after: 1000 }, 'fine'],
    ['refuses', { kind: 'refused', problem: 'no such channel' }, 'fine'],
  ])('one that %s is reported, but the process stays ready', async (_, outcome, state) => {
    const bench = await openBench(sqlite)
    bench.outcomes.push(outcome)
    await bench.hand('ask:ann', 'SLV stage to Australia?')
    const found = async () => (await bench.app.look()).findings.find(({ what }) => what === 'ask')?.state
    expect([(await bench.app.look()).isReady, await found()]).toEqual([true, state])
    await bench.hand('ask:ben', 'SLV stage to Australia?')
    expect(await found()).toBe('fine')
    await bench.close()
  })

  test.each([true, false])('one with a connection of its own (connected: %s)', async (isThere) => {
    const bench = await openBench(sqlite, settings, { isConnected: () => isThere })
    expect((await bench.app.look()).isReady).toBe(isThere)
    await bench.close()
  })
})

describe.skipIf(postgres.missing !== undefined)('readiness with a database server', () => {
  test('that goes away and comes back', async () => {
    const line = await openLine(postgres)
    const bench = await openBench(line.engine)
    line.cut()
    expect((await inTheWay(bench)).join()).toMatch(/^Database: the database does not answer/)
    await line.mend()
    await expect.poll(() => inTheWay(bench)).toEqual([])
    await bench.close()
    line.close()
  })
})
