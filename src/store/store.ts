import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Engine } from './engine.ts'
import { engineOf } from './engines.ts'
import { StoreError } from './errors.ts'
import { migrations } from './migrations.ts'
import { openingError } from './problem.ts'
import type { Tables } from './tables.ts'
import { createWriter, type Write } from './writer.ts'

/** The database: one schema, whatever its engine. */
export type Store = {
  readonly engine: Engine
  /** The path of the database file; `undefined` for a database on a server or in memory. */
  readonly file: string | undefined
  /** For reads, and for changes that take one statement. */
  readonly db: Kysely<Tables>
  /**
   * Runs a change of several statements in a transaction. Only one of all processes writes at a time, so
   * what `work` has read stays true until `work` ends.
   */
  readonly write: Write
  /** Removes erased data from files that the engine keeps beside the database, so that no file contains them any more. */
  readonly wipe: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Opens the database at a URL and brings its schema up to date, under a lock. Throws a {@link StoreError}
 * that says what is wrong and how to fix it.
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
  const dialect = await engine.dialect(url).catch((error: unknown) => {
    throw openingError(error)
  })
  const db = new Kysely<Tables>({ dialect })
  return {
    engine,
    file: engine.fileOf(url),
    db,
    write: createWriter({ db, engine }),
    wipe: () => engine.wipe(db),
    close: () => db.destroy(),
  }
}

/** How often a migration is tried that fails for a moment. */
const mostLooks = 10

async function migrate({ db, engine }: Store): Promise<void> {
  const known = migrations(engine)
  const provider = { getMigrations: () => Promise.resolve(known) }
  const schema = await engine.migration.schemaIn(db)
  const where = schema === undefined ? {} : { migrationTableSchema: schema }
  let error: unknown
  for (let tries = 0; tries < mostLooks; tries++) {
    error = (await new Migrator({ db, provider, ...where }).migrateToLatest()).error
    if (error === undefined) return
    if (!engine.migration.isPassing(error)) break
  }
  const [, newer] = /previously executed migration (\S+) is missing/.exec(error instanceof Error ? error.message : '') ?? []
  throw newer === undefined
    ? error
    : new StoreError(`the database was made by a newer Licet (it knows ${newer}); update this program, the data is untouched`, error)
}
