import { closeSync, openSync } from 'node:fs'
import { Kysely, PostgresDialect, sql, type Dialect } from 'kysely'
import { onlyEmpty, type CopySource, type Engine, type Run } from './engine.ts'
import { diskFull, readOnly, StoreError, type ErrorMeaning } from './errors.ts'
import type { Tables } from './tables.ts'
import { fieldOf } from '../port/field.ts'

/** What errors of the server, of `pg` and of the network mean. */
const errors: readonly ErrorMeaning[] = [
  diskFull(/disk full|53100/i),
  readOnly(/read-only|25006/i),
  [/40P01|40001|deadlock/i, 'another writer was in the way; it is tried again'],
  [
    /53300|too many (?:clients|connections)|connection slots/i,
    'the database takes no more connections; raise max_connections there, or end what holds them: each process of Licet opens up to eight',
    'Licet goes on by itself once there is room',
  ],
  [
    /timeout exceeded when trying to connect/i,
    'every connection of this process to the database was busy for five seconds; see what makes the ' +
      'database slow (its disk, a lock, another program), or run one more process of Licet',
    'it is tried again by itself, and nothing that was acknowledged is lost',
  ],
  [/28P01|28000|password authentication|SASL/i, 'the database refused the name or the password in DATABASE_URL; correct them'],
  [/3D000|database ".*" does not exist/i, 'the database named in DATABASE_URL does not exist; create it, or correct the name'],
  [
    /42501|permission denied for/i,
    'the account in DATABASE_URL may not do what Licet needs; make it the owner of its database, or ' +
      'grant it its schema (GRANT ALL ON SCHEMA)',
  ],
  [
    /support SSL connections|self-signed certificate|verify the first certificate|ERR_TLS_CERT_ALTNAME/i,
    'no encrypted connection to the database came about; correct sslmode in DATABASE_URL, or name the ' +
      'certificate of its authority there (sslrootcert=PATH)',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/i,
    'the host of the database cannot be reached; correct its name in DATABASE_URL, or let this machine reach it',
    'Licet goes on by itself once it can',
  ],
  [
    /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0\d|terminat|Connection ended|not queryable|starting up|shutting down/i,
    'the database does not answer; start it, or correct DATABASE_URL',
    'Licet goes on by itself once it answers',
  ],
]

/**
 * Postgres: a database on a server, for several machines. To use a schema other than the default, name it in
 * the URL: `?options=-c%20search_path%3Dlicet`. Other schemas of the same database may hold other
 * installations of Licet.
 */
export const postgres: Engine = {
  id: 'postgres',
  title: 'PostgreSQL',
  address: {
    form: 'postgres://USER:PASSWORD@HOST/NAME',
    isMine: (url) => /^postgres(?:ql)?:\/\/./.test(url),
    isClear,
    care: 'in a password %40 for @, %2F for /, %3A for :, %23 for #, %3F for ?, %25 for %',
  },
  fileOf: () => undefined,
  dialect,
  lockWriter: async (tx) => void (await sql`select pg_advisory_xact_lock(hashtext(current_schema()), 1)`.execute(tx)),
  // The server's own log is not Licet's to clean.
  wipe: () => Promise.resolve(),
  version: sql<string>`current_setting('server_version')`,
  clock: async (db) => {
    const { rows } = await sql<{ readonly at: number }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(db)
    return rows[0]?.at
  },
  migration: {
    counter: { type: 'bigint', define: (column) => column.primaryKey().generatedAlwaysAsIdentity() },
    appendOnly: [
      `create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'the record is append-only'; end $$`,
      `create trigger record_kept before update or delete on record for each row execute function refuse_change()`,
      `create trigger record_stays before truncate on record for each statement execute function refuse_change()`,
    ],
    schemaIn: currentSchema,
    // Kysely lists the tables of all schemas. This is the error if another program drops a schema at that moment.
    isPassing: (error) => fieldOf(error, 'code') === '3F000',
  },
  errors,
  backup: {
    file: 'licet.dump',
    copy,
    restore: async ({ url, from, schema, run }, check) => {
      const db = new Kysely<Tables>({ dialect: await dialect(url) })
      try {
        const here = await currentSchema(db)
        if (here !== schema)
          throw new StoreError(`the backup is of the schema \`${schema}\`, and DATABASE_URL names \`${here}\`; name that one`, undefined)
        if (await hasTables(db, here)) throw new StoreError(`the schema \`${here}\` is not empty; ${onlyEmpty}`, undefined)
        await runTool(run, 'pg_restore', url, ['--exit-on-error', ...ownersAside, `--schema=${schema}`, from])
        return (await check(db)).found
      } finally {
        await db.destroy()
      }
    },
  },
}

/**
 * Whether a URL can only be read in one way: no @, / ? or # in the user name and the password, and no @ or #
 * after them. It may leave out the host and give a folder of sockets in its query; `canParse` needs a host, so
 * one is inserted for the test.
 */
function isClear(url: string): boolean {
  return /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?[^@#]*$/.test(url) && URL.canParse(url.replace(/@(?=\/|$)/, '@localhost'))
}

async function dialect(url: string): Promise<Dialect> {
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

async function currentSchema(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ readonly schema: string | null }>`select current_schema() as schema`.execute(db)
  const [found] = rows
  if (found?.schema == null)
    throw new StoreError('the schema named in DATABASE_URL does not exist; create it, or correct the name', undefined)
  return found.schema
}

/** Whether a schema has any table, sequence or view. */
async function hasTables(db: Kysely<Tables>, schema: string): Promise<boolean> {
  const { rows } = await sql`
    select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = ${schema} and relkind in ('r', 'p', 'S', 'v') limit 1`.execute(db)
  return rows.length > 0
}

/** Dumps the current schema, as the transaction sees it in which `look` reads. */
async function copy<T>({ url, db, to, run }: CopySource, look: (db: Kysely<Tables>) => Promise<T>) {
  const schema = await currentSchema(db)
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const { rows } = await sql<{ readonly id: string }>`select pg_export_snapshot() as id`.execute(tx)
      const found = await look(tx)
      // The tool would make the file readable for others; an existing file keeps its permissions.
      closeSync(openSync(to, 'wx', 0o600))
      const snapshot = `--snapshot=${rows[0]?.id ?? ''}`
      await runTool(run, 'pg_dump', url, ['--format=custom', ...ownersAside, `--schema="${schema}"`, snapshot, `--file=${to}`])
      return { found, schema }
    })
}

const ownersAside = ['--no-owner', '--no-privileges']

/**
 * Runs a tool of PostgreSQL. The password is passed in the environment, because everybody on the machine
 * can read a command's arguments.
 */
async function runTool(run: Run, tool: string, url: string, words: readonly string[]): Promise<void> {
  const at = new URL(url)
  const password = decodeURIComponent(at.password)
  at.password = ''
  const ran = await run(tool, [`--dbname=${at.href}`, ...words], password === '' ? {} : { PGPASSWORD: password })
  if (ran === undefined)
    throw new StoreError(`${tool} is not on this machine; install PostgreSQL's client tools, of the server's version or newer`, undefined)
  if (ran.code !== 0)
    throw new StoreError(`${tool} failed: ${ran.said.trim().split('\n').join(' | ').slice(0, 1000)}; mend that, and try again`, undefined)
}
