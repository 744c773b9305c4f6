import { copyFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { sqlite as own } from '../../src/store/sqlite.ts'
import type { Run } from './run.ts'
import { anew, copying, type Engine, type Made, type Start, type Swap } from './tested-engine.ts'

const make = (): Promise<Made> => Promise.resolve(makeFile())

/** SQLite: each test gets a file of its own. */
export const sqlite: Engine = {
  name: 'SQLite',
  own,
  missing: undefined,
  hasClock: false,
  make,
  empty: make,
  copy: copying(make, copyFile),
  trouble: {
    openRecord: ['drop trigger record_kept', 'drop trigger record_stays'],
    refuseRuns: (words) => ({
      begin: [`create trigger refuse before insert on runs begin select raise(abort, '${words}'); end`],
      end: 'drop trigger refuse',
    }),
    holdWriter: (url) => {
      const other = new DatabaseSync(pathIn(url))
      other.exec('begin immediate')
      return Promise.resolve(() => {
        other.exec('rollback')
        return Promise.resolve(other.close())
      })
    },
    setReadOnly: async ({ db }, isReadOnly) => void (await sql.raw(`pragma query_only = ${isReadOnly ? 'on' : 'off'}`).execute(db)),
  },
  kept: {
    file: 'licet.db.br',
    content: (url, swap) => {
      const file = join(mkdtempSync(join(tmpdir(), 'licet-kept-')), 'licet.db')
      const open = new DatabaseSync(pathIn(url))
      // One small file, even while the database is open.
      open.exec(`vacuum into '${file}'`)
      open.close()
      swapReferences(file, swap)
      const content = readFileSync(file)
      rmSync(file)
      return content
    },
    restore: (made, content, swap) => {
      writeFileSync(pathIn(made.url), content)
      swapReferences(pathIn(made.url), swap)
      return Promise.resolve(made)
    },
    hurry: 'pragma synchronous = off',
    columns: sql`
      select m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" as line
      from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' order by 1`,
  },
}

const pathIn = (url: string): string => url.slice('file:'.length)

function makeFile(below = tmpdir()): Made & { readonly file: string } {
  const folder = mkdtempSync(join(below, 'licet-'))
  const file = join(folder, 'licet.db')
  return { file, url: `file:${file}`, drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })) }
}

async function copyFile({ name, fill }: Start, run: Run): Promise<Made> {
  const original = join(run.folder, `${name}.db`)
  if (!existsSync(original)) {
    // Two test files may make the same original at once; renaming replaces one by an equal one.
    const begun = `${original}.${anew()}`
    await fill(`file:${begun}`)
    renameSync(begun, original)
  }
  const made = makeFile(run.folder)
  copyFileSync(original, made.file)
  return made
}

function swapReferences(file: string, { from, to }: Swap): void {
  const db = new DatabaseSync(file)
  db.prepare('update conversations set reference = replace(reference, ?, ?)').run(from, to)
  db.exec('vacuum')
  db.close()
}
