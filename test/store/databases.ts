import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src/store/store.ts'
import { isFuzz } from '../seed.ts'
import { currentRun, type Run } from './run.ts'
import { connected, isThere, query, server, urlOf } from './server.ts'

/** A database made for one test; `drop` deletes it. */
export type Made = { readonly url: string; readonly drop: () => Promise<void> }

/** The initial contents of a database. Made once per run of the tests, then copied for each test. */
export type Start = { readonly name: string; readonly fill: (url: string) => Promise<void> }

/** A database engine; `missing` says why it cannot be tested, if so. */
export type Engine = {
  readonly name: 'SQLite' | 'Postgres'
  readonly missing: string | undefined
  /** An empty database that the program has not opened yet. */
  readonly make: () => Promise<Made>
  /** An address where no database exists yet. */
  readonly empty: () => Promise<Made>
  /** A copy of initial contents; by default only today's schema. */
  readonly copy: (start?: Start) => Promise<Made>
}

const missing = (await isThere()) ? undefined : ` (skipped: no Postgres at ${server.replace(/:[^:@/]+@/, ':…@')})`

const schemaOfToday: Start = { name: 'schema', fill: async (url) => await (await openStore(url)).close() }

const anew = (): string => randomBytes(6).toString('hex')

/** Both engines. Each test gets a file, schema or database of its own. */
export const engines: readonly Engine[] = [
  engineOf(
    'SQLite',
    undefined,
    () => Promise.resolve(makeFile()),
    () => Promise.resolve(makeFile()),
    copyFile,
  ),
  engineOf('Postgres', missing, makeSchema, makeDatabase, copyDatabase),
]

/** One engine, for tests that do not depend on the database; `npm run fuzz` runs them on both. */
export const quickEngines: readonly Engine[] = isFuzz ? engines : engines.slice(0, 1)

function engineOf(
  name: Engine['name'],
  missing: string | undefined,
  make: Engine['make'],
  empty: Engine['empty'],
  copyIn: (start: Start, run: Run) => Promise<Made>,
): Engine {
  const copy = async (start: Start = schemaOfToday): Promise<Made> => {
    const run = currentRun()
    if (run !== undefined) return await copyIn(start, run)
    const made = await make()
    await start.fill(made.url)
    return made
  }
  return { name, missing, make, empty, copy }
}

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

async function makeDatabase(): Promise<Made> {
  const name = `${currentRun()?.name ?? 'licet_test'}_${anew()}`
  await query(`create database ${name}`)
  return { url: urlOf(name), drop: () => query(`drop database if exists ${name} with (force)`) }
}

async function makeSchema(): Promise<Made> {
  const schema = `licet_test_${anew()}`
  await query(`create schema ${schema}`)
  return { url: `${server}?options=-c%20search_path%3D${schema}`, drop: () => query(`drop schema if exists ${schema} cascade`) }
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
