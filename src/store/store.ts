import { Kysely, PostgresDialect, sql, type Dialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { addressProblem } from './address.ts'
import { migrations } from './migrations.ts'
import { openingError, StoreError } from './problem.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'
import { createWriter, type Write } from './writer.ts'
import { fieldOf } from '../port/field.ts'

/** The database: one schema, on SQLite (`file:data/licet.db`) or Postgres (`postgres://…`). */
export type Store = {
  readonly engine: 'sqlite' | 'postgres'
  /** The path of the database file; `undefined` for a database on Postgres or in memory. */
  readonly file: string | undefined
  /** For reads, and for changes that take one statement. */
  readonly db: Kysely<Tables>
  /**
   * Runs a change of several statements in a transaction. Only one of all processes writes at a time, so
   * what `work` has read stays true until `work` ends.
   */
  readonly write: Write
  /**
   * Removes erased data from SQLite's write-ahead log, so that no file contains them any more; does nothing
   * on Postgres.
   */
  readonly wipe: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Opens the database at a URL and brings its schema up to date, under a lock. To use a Postgres schema
 * other than the default, name it in the URL: `?options=-c%20search_path%3Dlicet`. Throws a {@link
 * StoreError} that says what is wrong and how to fix it.
 */
export async function openStore(url: string): Promise<Store> {
  const store = await connectStore(url)
  try {
    await migrate(store)
    return store
  } catch (error) {
    await store.close().catch(() => undefined)
    throw openingError(error)
  }
}

/** Connects to the database at a URL without changing its schema. Throws a {@link StoreError}. */
export async function connectStore(url: string): Promise<Store> {
  const engine = engineOf(url)
  const dialect = await dialectOf(url).catch((error: unknown) => {
    throw openingError(error)
  })
  const db = new Kysely<Tables>({ dialect })
  return {
    engine,
    file: fileOf(url),
    db,
    write: createWriter({ db, engine }),
    wipe: async () => {
      if (engine === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(db)
    },
    close: () => db.destroy(),
  }
}

/** The path in a URL: "data/licet.db" for "file:data/licet.db"; `undefined` for a database in memory or on Postgres. */
export function fileOf(url: string): string | undefined {
  const path = url.startsWith('file:') ? url.slice('file:'.length) : ':memory:'
  return path === ':memory:' ? undefined : path
}

function engineOf(url: string): Store['engine'] {
  const problem = addressProblem(url)
  if (problem !== undefined) throw new StoreError(`DATABASE_URL ${problem}`, undefined)
  return url.startsWith('file:') ? 'sqlite' : 'postgres'
}

async function dialectOf(url: string): Promise<Dialect> {
  if (engineOf(url) === 'sqlite') return sqliteDialect(url.slice('file:'.length))
  const { default: pg } = await import('pg')
  const bigint = 20
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    max: 8,
    types: { getTypeParser: (oid: number, format?: 'text') => (oid === bigint ? Number : pg.types.getTypeParser(oid, format)) } as never,
  })
  // The pool replaces a connection that breaks, whether it is idle or in a transaction; the next query
  // reports the error.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new PostgresDialect({ pool })
}

/**
 * Kysely lists the tables of all schemas. If another program drops a schema at that moment, this is the
 * error code, and the migration is tried again.
 */
const schemaIsGone = '3F000'
const mostLooks = 10

async function migrate({ db, engine }: Store): Promise<void> {
  const known = migrations(engine)
  const provider = { getMigrations: () => Promise.resolve(known) }
  const schema = engine === 'postgres' ? { migrationTableSchema: await currentSchema(db) } : {}
  let error: unknown
  for (let tries = 0; tries < mostLooks; tries++) {
    error = (await new Migrator({ db, provider, ...schema }).migrateToLatest()).error
    if (error === undefined) return
    if (fieldOf(error, 'code') !== schemaIsGone) break
  }
  const [, newer] = /previously executed migration (\S+) is missing/.exec(error instanceof Error ? error.message : '') ?? []
  throw newer === undefined
    ? error
    : new StoreError(`the database was made by a newer Licet (it knows ${newer}); update this program, the data is untouched`, error)
}

/** The Postgres schema that a connection uses. Other schemas of the same database may hold other installations of Licet. */
export async function currentSchema(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ readonly schema: string | null }>`select current_schema() as schema`.execute(db)
  const [found] = rows
  if (found?.schema == null)
    throw new StoreError('the schema named in DATABASE_URL does not exist; create it, or correct the name', undefined)
  return found.schema
}
