import { closeSync, copyFileSync, existsSync, openSync, renameSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { onlyEmpty, type Engine } from './engine.ts'
import { diskFull, readOnly, StoreError } from './errors.ts'
import { openFile, sqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

/** SQLite: a database in a file (`file:data/licet.db`), or in memory (`file::memory:`) for tests. */
export const sqlite: Engine = {
  id: 'sqlite',
  title: 'SQLite',
  address: { form: 'file:PATH', isMine: (url) => /^file:./.test(url), isClear: () => true },
  fileOf,
  dialect: (url) => Promise.resolve(sqliteDialect(pathIn(url))),
  // Each transaction begins with the write lock.
  lockWriter: () => Promise.resolve(),
  wipe: async (db) => void (await sql`pragma wal_checkpoint(truncate)`.execute(db)),
  version: sql<string>`sqlite_version()`,
  clock: () => Promise.resolve(undefined),
  migration: {
    counter: { type: 'integer', define: (column) => column.primaryKey().autoIncrement() },
    appendOnly: [
      `create trigger record_kept before update on record begin select raise(abort, 'the record is append-only'); end`,
      `create trigger record_stays before delete on record begin select raise(abort, 'the record is append-only'); end`,
    ],
    schemaIn: () => Promise.resolve(undefined),
    isPassing: () => false,
  },
  errors: [
    diskFull(/database or disk is full|SQLITE_FULL/i),
    [/database is locked|SQLITE_BUSY/i, 'another program holds the database locked; end that program, or wait for its work to finish'],
    readOnly(/readonly|read-only/i),
    [/unable to open database|SQLITE_CANTOPEN/i, `the database file cannot be opened; ${openFile}`],
    [/not a database|malformed|SQLITE_CORRUPT/i, 'the database file is damaged; put the last backup in its place'],
  ],
  backup: {
    file: 'licet.db',
    copy: async ({ url, to }, look) => {
      await copyWhileUsed(fileOf(url) ?? '', to)
      return { found: await opened(to, look) }
    },
    // What was restored is checked beside its place, and moved there only if it is sound.
    restore: async ({ url, from }, check) => {
      const file = fileOf(url)
      if (file === undefined) throw new StoreError('the backup is of a file, and DATABASE_URL names none; write file:PATH there', undefined)
      const restored = `${file}.restored`
      const there = [file, restored].find((path) => existsSync(path))
      if (there !== undefined) throw new StoreError(`\`${there}\` is there already; ${onlyEmpty}`, undefined)
      makePrivate(restored)
      copyFileSync(from, restored)
      const { found, isSound } = await opened(restored, check)
      if (isSound) renameSync(restored, file)
      return found
    },
  },
}

const pathIn = (url: string): string => url.slice('file:'.length)

function fileOf(url: string): string | undefined {
  const path = pathIn(url)
  return path === ':memory:' ? undefined : path
}

/** Makes an empty file that only its owner can read. Throws if the path exists. */
const makePrivate = (path: string): void => closeSync(openSync(path, 'wx', 0o600))

/**
 * More pages than any database has. All pages are then copied in one step, so the copy shows the database at
 * one moment, although other processes go on writing.
 */
const everyPage = 2 ** 31 - 1

async function copyWhileUsed(from: string, to: string): Promise<void> {
  makePrivate(to)
  const source = new DatabaseSync(from, { readOnly: true })
  try {
    await backup(source, to, { rate: everyPage })
  } finally {
    source.close()
  }
}

/** Does `work` with the database in a file, and closes it. */
async function opened<T>(file: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(file) })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
