import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runProgram } from '../../adapters/run-program.ts'
import { makeBackup, restoreBackup } from '../../src/record/backup.ts'
import { headOf } from '../../src/record/read-chain.ts'
import { verifyRecord } from '../../src/record/verify.ts'
import type { Run } from '../../src/store/engine.ts'
import { monday, openBench, type Bench } from '../app.ts'
import { engines, type Made } from '../store/databases.ts'
import { postgres } from '../store/postgres.ts'

const run: Run = (program, words, more) => runProgram(program, words, { ...process.env, ...more })
const question = 'SLV stage to Australia?'

describe.each(engines)('a backup on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`can be restored${engine.missing ?? ''}`, () => {
    let made: Made
    let bench: Bench
    let empty: Made
    let folder: string
    let at: string
    beforeEach(async () => {
      bench = await openBench({ ...engine, copy: async (start) => (made = await engine.copy(start)) })
      empty = await engine.empty()
      folder = mkdtempSync(join(tmpdir(), 'licet-backup-'))
      at = join(folder, 'backup')
    })
    afterEach(async () => {
      await bench.close()
      await empty.drop()
      rmSync(folder, { recursive: true, force: true })
    })
    const back = (wanted?: string) => makeBackup(made.url, at, { now: monday, program: 'test', run, wanted })
    const restore = (wanted?: string) => restoreBackup(empty.url, at, { run, wanted })

    test('the full drill: a backup under load, a restore, and Licet continues from it', async () => {
      await bench.hand('ask:ann', question)
      const before = await headOf(bench.store)
      const load = { isOver: false }
      const loaded = (async () => {
        for (let count = 0; !load.isOver || count < 20; count++) await bench.hand(`ask:p${count}`, question)
        return await headOf(bench.store)
      })()
      const { backup, verdict } = await back(before.hash)
      load.isOver = true
      const after = await loaded
      expect([verdict.broken, verdict.hasHash]).toEqual([undefined, true])
      expect(backup.head.seq).toBeGreaterThanOrEqual(before.seq)
      expect(backup.head.seq).toBeLessThanOrEqual(after.seq)

      const restored = await restore(before.hash)
      expect([restored.verdict.broken, restored.verdict.hasHash, restored.verdict.head]).toEqual([undefined, true, backup.head])
      const again = await openBench({ ...engine, copy: () => Promise.resolve(empty) })
      await again.hand('ask:zoe', question)
      expect(again.at('zoe')).toHaveLength(1)
      const end = await verifyRecord(again.store, { wanted: backup.head.hash })
      expect([end.broken, end.hasHash, end.head.seq > backup.head.seq]).toEqual([undefined, true, true])
      await again.app.close()
    })

    test('only its owner can read it', async () => {
      const { backup } = await back()
      const modes = ['', 'backup.json', backup.file.name].map((name) => (statSync(join(at, name)).mode & 0o777).toString(8))
      expect(modes).toEqual(['700', '600', '600'])
    })

    test('a posted head that is missing in it is reported', async () => {
      await bench.hand('ask:ann', question)
      expect((await back('f'.repeat(64))).verdict.hasHash).toBe(false)
    })

    test('a broken chain is reported', async () => {
      await bench.hand('ask:ann', question)
      await bench.store.db.updateTable('record_text').set({ words: '{}' }).execute()
      expect((await back()).verdict.broken?.why).toBe('its words were changed')
    })

    test('nothing is restored over existing data', async () => {
      await back()
      await restore()
      await expect(restore()).rejects.toThrow(/only restored to an empty place/)
      await expect(back()).rejects.toThrow(/is there already/)
    })

    test('it is restored to no other engine', async () => {
      await back()
      for (const { own } of engines.filter((other) => other !== engine))
        await expect(restoreBackup(own.address.form, at, { run })).rejects.toThrow(
          `the backup is of ${engine.own.title}, and DATABASE_URL names ${own.title}; write ${engine.own.address.form} there`,
        )
    })

    test.each([
      ['another file', (file: string) => writeFileSync(file, 'x'), /is not what backup.json says/],
      ['no file', (file: string) => rmSync(file), /is not what backup.json says/],
      ['a note that cannot be read', () => writeFileSync(join(at, 'backup.json'), '{'), /cannot be read/],
      ['no note', () => rmSync(join(at, 'backup.json')), /holds no backup.json/],
      [
        'a note that names a file elsewhere',
        () => {
          const note = JSON.parse(readFileSync(join(at, 'backup.json'), 'utf8')) as { file: { name: string } }
          note.file.name = '../../etc/passwd'
          writeFileSync(join(at, 'backup.json'), JSON.stringify(note))
        },
        /cannot be read/,
      ],
      [
        'a note that names an unknown engine',
        () => {
          const note = JSON.parse(readFileSync(join(at, 'backup.json'), 'utf8')) as { engine: string }
          note.engine = 'other'
          writeFileSync(join(at, 'backup.json'), JSON.stringify(note))
        },
        /cannot be read/,
      ],
    ])('%s is refused', async (_, spoil, words) => {
      const { backup } = await back()
      spoil(join(at, backup.file.name))
      await expect(restore()).rejects.toThrow(words)
    })
  })
})

describe('a backup', () => {
  test('of a missing database fails without leaving files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'licet-backup-'))
    await expect(makeBackup(`file:${folder}/none.db`, join(folder, 'b'), { now: 0, program: 'test', run })).rejects.toThrow(
      /there is no database/,
    )
    expect(existsSync(join(folder, 'none.db'))).toBe(false)
    rmSync(folder, { recursive: true })
  })

  test.skipIf(postgres.missing !== undefined)(
    'needs the tools of Postgres, names a missing one, and never passes them a password visibly',
    async () => {
      const made = await postgres.copy()
      const folder = mkdtempSync(join(tmpdir(), 'licet-backup-'))
      const seen: string[] = []
      const url = made.url.replace('postgres@', 'postgres:very%20secret@')
      const none: Run = (program, words, more) => {
        seen.push(program, ...words)
        expect(more).toEqual({ PGPASSWORD: 'very secret' })
        return Promise.resolve(undefined)
      }
      await expect(makeBackup(url, join(folder, 'b'), { now: 0, program: 'test', run: none })).rejects.toThrow(
        /pg_dump is not on this machine/,
      )
      expect(seen.join()).not.toMatch(/secret/)
      const failing: Run = () => Promise.resolve({ code: 1, said: 'server version mismatch\n' })
      await expect(makeBackup(url, join(folder, 'c'), { now: 0, program: 'test', run: failing })).rejects.toThrow(
        /pg_dump failed: server version mismatch/,
      )
      rmSync(folder, { recursive: true })
      await made.drop()
    },
  )
})
