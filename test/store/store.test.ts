import { DatabaseSync } from 'node:sqlite'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { append } from '../../src/record/chain.ts'
import { migrations } from '../../src/store/migrations.ts'
import { openMemory } from '../../src/store/memory.ts'
import { prepared } from '../../src/store/prepared.ts'
import { engines as known } from '../../src/store/engines.ts'
import { StoreError } from '../../src/store/errors.ts'
import { storeProblem } from '../../src/store/problem.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { engines, type Made } from './databases.ts'
import { sqlite } from './sqlite.ts'
import { pack } from '../../src/record/pack-knowledge.ts'

describe.each(engines)('the store on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`keeps its contract${engine.missing ?? ''}`, () => {
    let made: Made
    let store: Store
    beforeEach(async () => {
      made = await engine.copy()
      store = await openStore(made.url)
    })
    afterEach(async () => {
      await store.close()
      await made.drop()
    })
    const entry = { kind: 'head', at: 1, body: { a: 1 } } as const
    const seqs = async (): Promise<readonly number[]> =>
      (await store.db.selectFrom('record').select('seq').orderBy('seq').execute()).map((row) => row.seq)

    test('several processes may open it at once', async () => {
      const others = await Promise.all(Array.from({ length: 4 }, () => openStore(made.url)))
      await Promise.all(others.map((other) => other.write((tx) => append(tx, entry))))
      await Promise.all(others.map((other) => other.close()))
      expect(await seqs()).toEqual([1, 2, 3, 4])
    })

    test('a failed write leaves no trace and harms no other write in the same commit', async () => {
      const works = [1, 2, 3].map((at) =>
        store.write(async (tx) => {
          await append(tx, { ...entry, at })
          if (at === 2) throw new Error('no')
          return at
        }),
      )
      expect((await Promise.allSettled(works)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await seqs()).toEqual([1, 2])
    })

    test('a prepared query uses the values of each run, even if one occurs twice', async () => {
      const find = prepared((db, { low, high }: { readonly low: number; readonly high: number }) =>
        db
          .selectFrom('record')
          .select('seq')
          .where('seq', '>=', low)
          .where((row) => row.or([row('seq', '<', high), row('seq', '=', low)]))
          .orderBy('seq'),
      )
      await store.write(async (tx) => {
        for (let at = 1; at <= 3; at++) await append(tx, { ...entry, at })
      })
      const runs = [await find(store.db, { low: 1, high: 3 }), await find(store.db, { low: 2, high: 2 })]
      const within = await store.write((tx) => find(tx, { low: 3, high: 9 }))
      expect([...runs, within].map((rows) => rows.map(({ seq }) => seq))).toEqual([[1, 2], [2], [3]])
    })

    test('a prepared query that spreads its placeholders fails at once', async () => {
      const spread = prepared((db, blanks: { readonly person: string; readonly human: string }) =>
        db.insertInto('accounts').values({ ...blanks }),
      )
      await expect(spread(store.db, { person: 'a', human: 'b' })).rejects.toThrow('name each blank')
    })

    test('writers of two connections take turns', async () => {
      const other = await openStore(made.url)
      await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? store : other).write((tx) => append(tx, entry))))
      await other.close()
      expect(await seqs()).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    })

    test.each(['update record set body = body', 'delete from record'])('the record refuses: %s', async (statement) => {
      await store.write((tx) => append(tx, entry))
      await expect(sql.raw(statement).execute(store.db)).rejects.toThrow('append-only')
      expect(await seqs()).toEqual([1])
    })

    test('a database of a newer program is refused and not touched', async () => {
      await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2999-01-01T00:00:00.000Z')`.execute(store.db)
      await expect(openStore(made.url)).rejects.toThrow('was made by a newer Licet (it knows 9999-later); update this program')
    })

    test('an older program, which cannot read the new packing of versions, refuses the database', async () => {
      expect(() => gunzipSync(Buffer.from(pack({ 'a.yaml': 'x: 1' }), 'base64'))).toThrow('incorrect header check')
      const { '0012-spaces': _, ...before } = migrations(store.engine)
      const schema = await store.engine.migration.schemaIn(store.db)
      const where = schema === undefined ? {} : { migrationTableSchema: schema }
      const migrator = new Migrator({ db: store.db, provider: { getMigrations: () => Promise.resolve(before) }, ...where })
      expect(String((await migrator.migrateToLatest()).error)).toContain('previously executed migration 0012-spaces is missing')
    })

    test('conversation memory is stored, renewed, expired and deleted', async () => {
      const memory = openMemory(store, undefined, 1000, () => undefined)
      await Promise.all([memory.set('a', { one: 1 }), memory.set('b', 2), memory.set('a', { one: 3 })])
      expect([await memory.get('a'), await memory.get('b'), await memory.get('c')]).toEqual([{ one: 3 }, 2, undefined])
      await memory.delete('b')
      vi.useFakeTimers({ now: Date.now() + 1001, toFake: ['Date'] })
      expect([await memory.get('a'), await memory.get('b')]).toEqual([undefined, undefined])
      vi.useRealTimers()
    })
  })
})

test('every engine is in the list of those that are tested', () => {
  expect(engines.map(({ own }) => own)).toEqual(known)
})

describe('database errors name the remedy', () => {
  test.each([
    ['nothing listens', 'postgres://x@127.0.0.1:1/x', 'the database does not answer; start it, or correct DATABASE_URL'],
    ['no such kind', 'mysql://x', 'write file:PATH or postgres://USER:PASSWORD@HOST/NAME'],
    ['a folder in its place', `file:${tmpdir()}`, 'the database file cannot be opened; check the path'],
  ])('%s', async (_, url, words) => {
    await expect(openStore(url)).rejects.toThrow(StoreError)
    await expect(openStore(url)).rejects.toThrow(words)
  })

  test('a file that is no database', async () => {
    const { url, drop } = await sqlite.make()
    writeFileSync(url.slice('file:'.length), 'this is not a database at all, '.repeat(50))
    await expect(openStore(url)).rejects.toThrow('the database file is damaged; put the last backup in its place')
    await drop()
  })

  test('a full disk loses nothing, and work continues once there is space', async () => {
    const { url, drop } = await sqlite.make()
    const store = await openStore(url)
    const { rows } = await sql<{ readonly page_count: number }>`pragma page_count`.execute(store.db)
    await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + 2}`).execute(store.db)
    const big = (at: number) => store.write((tx) => append(tx, { kind: 'act', at, body: {}, words: { text: 'x'.repeat(90000) } }))
    const error: unknown = await big(1).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(storeProblem(error)).toBe('the disk of the database is full; free some space, nothing was lost')
    await sql.raw('pragma max_page_count = 1000000').execute(store.db)
    await big(2)
    expect(await store.db.selectFrom('record').select('at').execute()).toEqual([{ at: 2 }])
    await store.close()
    await drop()
  })

  test('a file locked by another program is waited for, then reported', async () => {
    const { url, drop } = await sqlite.make()
    const store = await openStore(url)
    const other = new DatabaseSync(url.slice('file:'.length))
    other.exec('begin immediate')
    const waiting = store.write((tx) => append(tx, { kind: 'head', at: 1, body: {} }))
    other.exec('commit')
    await waiting
    other.exec('begin immediate')
    const error: unknown = await store
      .write((tx) => append(tx, { kind: 'head', at: 2, body: {} }))
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
    expect(storeProblem(error)).toBe('another program holds the database locked; end that program, or wait for its work to finish')
    other.exec('rollback')
    await store.write((tx) => append(tx, { kind: 'head', at: 3, body: {} }))
    other.close()
    await store.close()
    await drop()
  }, 20_000)
})
