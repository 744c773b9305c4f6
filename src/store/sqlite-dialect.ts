import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type StatementSync, type SQLInputValue } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler, type Dialect } from 'kysely'
import type { DatabaseConnection, QueryResult } from 'kysely'
import { StoreError } from './errors.ts'
import { fieldOf } from '../port/field.ts'

/**
 * How long a statement waits while another process writes, in milliseconds: in total (`lockTimeout`), and
 * in one try (`longestTry`).
 */
const lockTimeout = 5000
const longestTry = 20

/** How to fix a file that cannot be opened. */
export const openFile =
  'check the path in DATABASE_URL, make its folder, and let the account Licet runs under write to both, on a disk that can be written'

/**
 * SQLite through Node's own driver, with a write-ahead log and full synchronization: committed data survive
 * a crash. A transaction takes the write lock when it begins, and waits for it without blocking the
 * program.
 */
export function sqliteDialect(file: string): Dialect {
  if (file !== ':memory:') onDisk(file, () => makeFolder(dirname(file)))
  return {
    createAdapter: () => Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true }),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createDriver: () => {
      const driver = new SqliteDriver({ database: () => Promise.resolve(connect(file)) })
      const acquire = driver.acquireConnection.bind(driver)
      return Object.assign(driver, {
        acquireConnection: async () => patient(await acquire()),
        beginTransaction: (connection: DatabaseConnection) =>
          connection.executeQuery(CompiledQuery.raw('begin immediate')).then(() => undefined),
        rollbackTransaction: rollBack,
      })
    },
  }
}

/**
 * Makes the last folder of a path. The folders above must exist; if they do not, the path is probably
 * wrong.
 */
function makeFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process may have made the folder in the meantime.
    if (!existsSync(folder)) throw error
  }
}

function onDisk(file: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    throw new StoreError(`the database file \`${file}\` cannot be opened (${String(fieldOf(error, 'code'))}); ${openFile}`, error)
  }
}

function connect(file: string) {
  // Only the owner can read the file; SQLite gives the files that it creates beside it the same permissions.
  if (file !== ':memory:' && !existsSync(file)) onDisk(file, () => closeSync(openSync(file, 'a', 0o600)))
  const db = new DatabaseSync(file, { timeout: longestTry })
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on')
  const known = new Map<string, Statement>()
  const prepare = (sql: string): Statement => {
    const statement = known.get(sql) ?? statementOf(db.prepare(sql))
    if (known.size < mostKept) known.set(sql, statement)
    return statement
  }
  return { close: () => db.close(), prepare }
}

/**
 * How many prepared statements a connection keeps. Most queries need one; a query with a list of values
 * needs one for each length of the list.
 */
const mostKept = 500

type Statement = ReturnType<typeof statementOf>

/** Wraps a statement in the form that kysely expects. */
function statementOf(statement: StatementSync) {
  return {
    reader: statement.columns().length > 0,
    all: (values: readonly SQLInputValue[]) => statement.all(...values),
    run: (values: readonly SQLInputValue[]) => statement.run(...values),
    iterate: (values: readonly SQLInputValue[]) => statement.iterate(...values),
  }
}

/**
 * Wraps a connection: if another process has locked the file, a statement is tried again for about
 * `lockTimeout`, without blocking this process.
 */
const patient = (connection: DatabaseConnection): DatabaseConnection => ({
  streamQuery: connection.streamQuery.bind(connection),
  executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    for (let waited = 0, wait = 1; ; waited += wait + longestTry, wait = Math.min(wait * 2, 50)) {
      try {
        return await connection.executeQuery<R>(query)
      } catch (error) {
        if (!/locked|busy/i.test(String(error)) || waited > lockTimeout) throw error
        await sleep(wait)
      }
    }
  },
})

/**
 * Rolls back. If the disk is full, SQLite has already rolled back; its error "no transaction is active" is
 * then ignored, so that the error of the full disk is the one reported.
 */
async function rollBack(connection: DatabaseConnection): Promise<void> {
  try {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  } catch (error) {
    if (!/no transaction is active/.test(String(error))) throw error
  }
}
