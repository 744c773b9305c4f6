import type { ColumnDataType, ColumnDefinitionBuilder, Dialect, Kysely, RawBuilder } from 'kysely'
import type { ErrorMeaning } from './errors.ts'
import type { Tables, Tx } from './tables.ts'

/**
 * All that differs between database engines. Each engine has a file that exports one, and `engines.ts` lists
 * them.
 */
export type Engine = {
  /** Its name in descriptions of backups. Never changed, because backups carry it. */
  readonly id: string
  /** Its name as people write it. */
  readonly title: string
  readonly address: Address
  /** The path of the database file that an address names; `undefined` for a server or a database in memory. */
  readonly fileOf: (url: string) => string | undefined
  /** Loads the engine's driver. Connects to the database at `url` when the first query runs. */
  readonly dialect: (url: string) => Promise<Dialect>
  /**
   * Takes the lock of the one writer over all processes, until the transaction ends; does nothing if every
   * transaction of the engine has such a lock.
   */
  readonly lockWriter: (tx: Tx) => Promise<void>
  /** Removes erased data from files beside the database, where the engine would leave them. */
  readonly wipe: (db: Kysely<Tables>) => Promise<void>
  /** An expression that gives the engine's version. */
  readonly version: RawBuilder<string>
  /** The clock of the database server, in epoch milliseconds; `undefined` if there is no server. */
  readonly clock: (db: Kysely<Tables>) => Promise<number | undefined>
  readonly migration: EngineMigration
  /** What its driver's errors mean. The errors of all engines are known together, those of the first engine first. */
  readonly errors: readonly ErrorMeaning[]
  readonly backup: EngineBackup
}

/** The URLs of an engine's databases. */
type Address = {
  /** How such a URL is written, for people. */
  readonly form: string
  /** Whether a URL names this engine. */
  readonly isMine: (url: string) => boolean
  /** Whether a URL that names this engine can only be read in one way. */
  readonly isClear: (url: string) => boolean
  /** How to write a URL that is not clear, in addition to `form`. */
  readonly care?: string
}

/** How the engine's schema is built. It is part of migrations that have run, so it never changes for an engine. */
type EngineMigration = {
  /** The type and the definition of a primary key that the database counts up by itself. */
  readonly counter: { readonly type: ColumnDataType; readonly define: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder }
  /** Statements that make the record append-only: any update or deletion fails. They are the only raw SQL of the schema. */
  readonly appendOnly: readonly string[]
  /** The schema, a part of the database, that holds the tables; `undefined` if the engine has no such parts. */
  readonly schemaIn: (db: Kysely<Tables>) => Promise<string | undefined>
  /** Whether a migration that failed with this error succeeds when it is tried again. */
  readonly isPassing: (error: unknown) => boolean
}

/** How a database is copied to a file and restored from it. */
type EngineBackup = {
  /** The name of the file in a backup's folder. */
  readonly file: string
  /**
   * Copies the database as it is at one moment, while others write, to the new file `to` that only its owner
   * can read. `look` is called with a connection that shows just what the copy holds. `schema` is the schema
   * that was copied, if the engine has schemas.
   */
  readonly copy: <T>(
    source: CopySource,
    look: (db: Kysely<Tables>) => Promise<T>,
  ) => Promise<{ readonly schema?: string; readonly found: T }>
  /**
   * Restores a copy to the database at `url`. Throws a StoreError if that is not empty. `check` is called with
   * a connection to what was restored; if it is not sound and the engine can prevent that, it is not left at
   * `url`.
   */
  readonly restore: <T>(target: RestoreTarget, check: (db: Kysely<Tables>) => Promise<Checked<T>>) => Promise<T>
}

export type CopySource = { readonly url: string; readonly db: Kysely<Tables>; readonly to: string; readonly run: Run }
export type RestoreTarget = { readonly url: string; readonly from: string; readonly schema: string | undefined; readonly run: Run }
export type Checked<T> = { readonly found: T; readonly isSound: boolean }

/**
 * Runs a program on this machine with the arguments `words`; `more` are additional environment variables.
 * Returns its exit code and output, or `undefined` if there is no such program.
 */
export type Run = (
  program: string,
  words: readonly string[],
  more: Readonly<Record<string, string>>,
) => Promise<{ readonly code: number; readonly said: string } | undefined>

/** The end of the error if a backup is to be restored where something is already. */
export const onlyEmpty = 'a backup is only restored to an empty place'
