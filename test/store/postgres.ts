import { execFileSync } from 'node:child_process'
import { sql } from 'kysely'
import pg from 'pg'
import { expect } from 'vitest'
import { postgres as own } from '../../src/store/postgres.ts'
import { currentRun, type Run } from './run.ts'
import { connected, isThere, query, server, urlOf } from './server.ts'
import { anew, copying, type Engine, type Made, type Start } from './tested-engine.ts'

/** Postgres: each test gets a schema or a database of its own. */
export const postgres: Engine = {
  name: 'Postgres',
  own,
  missing: (await isThere()) ? undefined : ` (skipped: no Postgres at ${server.replace(/:[^:@/]+@/, ':…@')})`,
  hasClock: true,
  make: makeSchema,
  empty: makeDatabase,
  copy: copying(makeSchema, copyDatabase),
  trouble: {
    openRecord: ['drop trigger record_kept on record', 'drop trigger record_stays on record'],
    refuseRuns: (words, code) => ({
      begin: [
        `create function refuse() returns trigger language plpgsql as $$ begin raise exception '${words}' using errcode = '${code}'; end $$`,
        `create trigger refuse before insert on runs for each row execute function refuse()`,
      ],
      end: 'drop trigger refuse on runs',
    }),
    holdWriter: (url) => whileConnected(url, 'select pg_advisory_lock(hashtext(current_schema()), 1)'),
    lockTable: (url, table) => whileConnected(url, `begin; lock table ${table} in access exclusive mode`),
    setReadOnly: async ({ url, db }, isReadOnly) => {
      const name = new URL(url).pathname.slice(1)
      const state = isReadOnly ? 'on' : 'off'
      await query(`alter database ${name} set default_transaction_read_only = ${state}`)
      await query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
      // A pooled connection notices only at its next use that it was closed.
      const read = () => sql<{ readonly is: string }>`select current_setting('default_transaction_read_only') as is`.execute(db)
      await expect
        .poll(() =>
          read().then(
            ({ rows }) => rows[0]?.is,
            () => undefined,
          ),
        )
        .toBe(state)
    },
  },
  kept: {
    file: 'licet.sql.br',
    content: (url, { from, to }) => Buffer.from(dumpOf(url).replaceAll(from, to)),
    restore: async (made, content, { from, to }) => {
      const end = await whileConnected(made.url, content.toString('utf8').replaceAll(from, to))
      await end()
      return made
    },
    columns: sql`
      select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line
      from information_schema.columns where table_schema = current_schema() order by 1`,
  },
}

/** Runs statements in a connection of their own; what they hold ends with it, by the returned function. */
async function whileConnected(url: string, statements: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statements)
  return () => client.end()
}

async function makeDatabase(): Promise<Made> {
  const name = `${currentRun()?.name ?? 'licet_test'}_${anew()}`
  await query(`create database ${name}`)
  return { url: urlOf(name), drop: () => query(`drop database if exists ${name} with (force)`) }
}

/** A schema whose commits do not wait for the disk: tests need not survive a power failure. */
async function makeSchema(): Promise<Made> {
  const schema = `licet_test_${anew()}`
  await query(`create schema ${schema}`)
  const options = encodeURIComponent(`-c search_path=${schema} -c synchronous_commit=off`)
  return { url: `${server}?options=${options}`, drop: () => query(`drop schema if exists ${schema} cascade`) }
}

const originals = new Map<string, Promise<string>>()

async function copyDatabase(start: Start, run: Run): Promise<Made> {
  const known = originals.get(start.name) ?? originalOf(start, run)
  originals.set(start.name, known)
  const original = await known
  const name = `${run.name}_${anew()}`
  await query(`create database ${name} template ${original}`)
  // Postgres waits for the disk before it drops a database, so tests do not wait for that; leftovers are dropped with the run.
  const drop = () => void query(`drop database if exists ${name} with (force)`).catch(() => undefined)
  return { url: `${urlOf(name)}?options=-c%20synchronous_commit%3Doff`, drop: () => Promise.resolve(drop()) }
}

/** Makes the original once, while others wait. Copying takes a fifth of the time of the migrations. */
async function originalOf({ name, fill }: Start, run: Run): Promise<string> {
  const original = `${run.name}_${name}`
  await connected(async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [original])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [original])
    if (rowCount !== 0) return
    const begun = `${run.name}_${anew()}`
    await client.query(`create database ${begun}`)
    await fill(urlOf(begun))
    await client.query(`alter database ${begun} rename to ${original}`)
  })
  return original
}

/** A schema as plain SQL without its name, so that any client can restore it into any schema. */
function dumpOf(url: string): string {
  const [address = '', options = ''] = url.split('?options=')
  const [, schema = ''] = /search_path=(\S+)/.exec(decodeURIComponent(options)) ?? []
  const dump = execFileSync('pg_dump', ['--no-owner', '--no-privileges', '--inserts', `--schema=${schema}`, address], {
    encoding: 'utf8',
    maxBuffer: 200_000_000,
  })
  return dump
    .split('\n')
    .filter((line) => !/^(?:--|SET |SELECT pg_catalog\.set_config|CREATE SCHEMA|\\)/.test(line))
    .join('\n')
    .replaceAll(`${schema}.`, '')
}
