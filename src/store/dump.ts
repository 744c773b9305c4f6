import { closeSync, copyFileSync, openSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { StoreError } from './problem.ts'
import { currentSchema, type Store } from './store.ts'

/**
 * Runs a program on this machine with the arguments `words`; `more` are additional environment variables.
 * Returns its exit code and output, or `undefined` if there is no such program.
 */
export type Run = (
  program: string,
  words: readonly string[],
  more: Readonly<Record<string, string>>,
) => Promise<{ readonly code: number; readonly said: string } | undefined>

/** Makes an empty file that only its owner can read. Throws if the path exists. */
const makePrivate = (path: string): void => closeSync(openSync(path, 'wx', 0o600))

/**
 * More pages than any database has. All pages are then copied in one step, so the copy shows the database at
 * one moment, although other processes go on writing.
 */
const everyPage = 2 ** 31 - 1

/** Copies a database file while other connections use it. */
export async function copySqlite(from: string, to: string): Promise<void> {
  makePrivate(to)
  const source = new DatabaseSync(from, { readOnly: true })
  try {
    await backup(source, to, { rate: everyPage })
  } finally {
    source.close()
  }
}

/** Copies a database file to a new path. Throws if a file is there. */
export function placeSqlite(from: string, to: string): void {
  makePrivate(to)
  copyFileSync(from, to)
}

/**
 * Dumps the schema `schema` of the database at `url`, as it is seen by the transaction that exported
 * `snapshot`.
 */
export async function dumpPostgres(
  run: Run,
  { url, schema, snapshot, to }: Readonly<Record<'url' | 'schema' | 'snapshot' | 'to', string>>,
): Promise<void> {
  makePrivate(to)
  await use(run, 'pg_dump', url, ['--format=custom', ...ownersAside, `--schema="${schema}"`, `--snapshot=${snapshot}`, `--file=${to}`])
}

/** Restores a dump into a schema that has the same name as the dumped one. */
export const placePostgres = (run: Run, { url, schema, from }: Readonly<Record<'url' | 'schema' | 'from', string>>): Promise<void> =>
  use(run, 'pg_restore', url, ['--exit-on-error', ...ownersAside, `--schema=${schema}`, from])

const ownersAside = ['--no-owner', '--no-privileges']

/** Whether the current schema of a connection has any table, sequence or view. */
export async function hasTables({ db }: Pick<Store, 'db'>): Promise<boolean> {
  const schema = await currentSchema(db)
  const { rows } = await sql`
    select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = ${schema} and relkind in ('r', 'p', 'S', 'v') limit 1`.execute(db)
  return rows.length > 0
}

/**
 * Runs a tool of PostgreSQL. The password is passed in the environment, because everybody on the machine
 * can read a command's arguments.
 */
async function use(run: Run, tool: string, url: string, words: readonly string[]): Promise<void> {
  const at = new URL(url)
  const password = decodeURIComponent(at.password)
  at.password = ''
  const ran = await run(tool, [`--dbname=${at.href}`, ...words], password === '' ? {} : { PGPASSWORD: password })
  if (ran === undefined)
    throw new StoreError(`${tool} is not on this machine; install PostgreSQL's client tools, of the server's version or newer`, undefined)
  if (ran.code !== 0)
    throw new StoreError(`${tool} failed: ${ran.said.trim().split('\n').join(' | ').slice(0, 1000)}; mend that, and try again`, undefined)
}
