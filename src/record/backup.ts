import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { copySqlite, dumpPostgres, hasTables, placePostgres, placeSqlite, type Run } from '../store/dump.ts'
import { identify } from '../store/probe.ts'
import { inStoreWords, StoreError } from '../store/problem.ts'
import { connectStore, currentSchema, fileOf, type Store } from '../store/store.ts'
import type { ChainVerdict } from './chain.ts'
import { digestOf } from './read-export.ts'
import { headOf } from './read-chain.ts'
import { verifyRecord } from './verify.ts'
import { parseJson } from '../port/parse-json.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * The description of a backup, stored in a file next to it. `place`: on Postgres, the schema that was
 * dumped. `head`: the last correct entry of the backup's chain.
 */
const backupSchema = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  engine: z.enum(['sqlite', 'postgres']),
  program: z.string(),
  migration: z.string(),
  place: z.string().optional(),
  head: z.object({ seq: z.number().int().min(0), hash }),
  file: z.object({ name: z.string().regex(/^[\w.-]+$/), sha256: hash }),
})
export type Backup = z.infer<typeof backupSchema>

/** A backup, and the result of checking its chain. */
export type CheckedBackup = { readonly backup: Backup; readonly verdict: ChainVerdict }

const note = 'backup.json'

/**
 * Copies a database to a new folder while other processes use it, and checks the chain of the copy.
 * Everything that was acknowledged before the call is in the copy. `wanted` is the hash of an entry to look
 * for in it (see `hasHash` of the verdict); without it, on SQLite, the entry that was last before the copy
 * is looked for. The database is not migrated. Throws if the folder already exists.
 */
export async function makeBackup(
  url: string,
  folder: string,
  {
    now,
    program,
    wanted,
    run,
  }: { readonly now: number; readonly program: string; readonly wanted?: string | undefined; readonly run: Run },
): Promise<CheckedBackup> {
  if (existsSync(folder)) throw new StoreError(`\`${folder}\` is there already; give another folder`, undefined)
  if (fileOf(url) !== undefined && !existsSync(fileOf(url) ?? ''))
    throw new StoreError('there is no database at DATABASE_URL yet', undefined)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const store = await connectStore(url)
  try {
    const { schema: migration } = await identify(store)
    const madeAt = new Date(now).toISOString()
    const common = { format: 1, madeAt, engine: store.engine, program, migration } as const
    const { name, verdict, ...place } =
      store.engine === 'sqlite' ? await copyFile(store, folder, wanted) : await dump(store, url, folder, { wanted, run })
    const file = { name, sha256: await digestOf(join(folder, name)) }
    const backup: Backup = { ...common, ...place, head: verdict.head, file }
    writeFileSync(join(folder, note), `${JSON.stringify(backup, null, 2)}\n`, { mode: 0o600 })
    return { backup, verdict }
  } catch (error) {
    throw inStoreWords(error)
  } finally {
    await store.close()
  }
}

async function copyFile(store: Store, folder: string, wanted: string | undefined) {
  const name = 'licet.db'
  const before = await headOf(store)
  await copySqlite(store.file ?? '', join(folder, name))
  const copy = await connectStore(`file:${join(folder, name)}`)
  try {
    const verdict = await verifyRecord(copy, { wanted: wanted ?? before.hash })
    return { name, verdict }
  } finally {
    await copy.close()
  }
}

/** Dumps the current schema of a Postgres database, and checks the chain in the same snapshot. */
async function dump(
  { db }: Store,
  url: string,
  folder: string,
  { wanted, run }: { readonly wanted: string | undefined; readonly run: Run },
) {
  const name = 'licet.dump'
  const schema = await currentSchema(db)
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const { rows } = await sql<{ readonly id: string }>`select pg_export_snapshot() as id`.execute(tx)
      const verdict = await verifyRecord({ db: tx }, { wanted })
      await dumpPostgres(run, { url, schema, snapshot: rows[0]?.id ?? '', to: join(folder, name) })
      return { name, verdict, place: schema }
    })
}

/**
 * Reads the description of a backup. Throws a StoreError if there is none, or if the backup's file was
 * changed.
 */
async function readBackup(folder: string): Promise<Backup> {
  const path = join(folder, note)
  if (!existsSync(path)) throw new StoreError(`\`${folder}\` holds no ${note}; give the folder that npm run backup wrote`, undefined)
  const read = backupSchema.safeParse(parseJson(readFileSync(path, 'utf8')))
  if (!read.success) throw new StoreError(`\`${path}\` cannot be read; it is damaged, or of a newer Licet`, read.error)
  const { file } = read.data
  if (!existsSync(join(folder, file.name)) || (await digestOf(join(folder, file.name))) !== file.sha256)
    throw new StoreError(`\`${join(folder, file.name)}\` is not what ${note} says; take another backup`, undefined)
  return read.data
}

/**
 * Restores a backup to the database at a URL, which must be empty. Then it checks the chain there: its end
 * must be the backup's head, and the entry with the hash `wanted` is looked for. If the check fails, an
 * SQLite file is not moved into place; on Postgres, the restored data stay there, and the verdict says what
 * is wrong.
 */
export async function restoreBackup(
  url: string,
  folder: string,
  { wanted, run }: { readonly wanted?: string | undefined; readonly run: Run },
): Promise<CheckedBackup> {
  const backup = await readBackup(folder)
  const from = join(folder, backup.file.name)
  const place = backup.engine === 'sqlite' ? restoreFile : restoreSchema
  return await place(url, from, backup, { wanted, run }).catch((error: unknown) => {
    throw inStoreWords(error)
  })
}

const onlyEmpty = 'a backup is only restored to an empty place'

/**
 * Restores to a file next to the target and checks that file. Moves it into place only if nothing is wrong
 * with it.
 */
async function restoreFile(
  url: string,
  from: string,
  backup: Backup,
  { wanted }: { readonly wanted: string | undefined },
): Promise<CheckedBackup> {
  const file = fileOf(url)
  if (file === undefined) throw new StoreError('the backup is of a file, and DATABASE_URL names none; write file:PATH there', undefined)
  const there = [file, `${file}.restored`].find((path) => existsSync(path))
  if (there !== undefined) throw new StoreError(`\`${there}\` is there already; ${onlyEmpty}`, undefined)
  placeSqlite(from, `${file}.restored`)
  const store = await connectStore(`file:${file}.restored`)
  const verdict = await closing(store, verifyAgainst(store, backup, wanted))
  if (verdict.broken === undefined && verdict.hasHash) renameSync(`${file}.restored`, file)
  return { backup, verdict }
}

async function restoreSchema(
  url: string,
  from: string,
  backup: Backup,
  { wanted, run }: { readonly wanted: string | undefined; readonly run: Run },
): Promise<CheckedBackup> {
  const store = await connectStore(url)
  try {
    if (store.engine !== 'postgres')
      throw new StoreError('the backup is of Postgres, and DATABASE_URL names a file; write postgres://… there', undefined)
    const [schema, here] = [backup.place ?? '', await currentSchema(store.db)]
    if (here !== schema)
      throw new StoreError(`the backup is of the schema \`${schema}\`, and DATABASE_URL names \`${here}\`; name that one`, undefined)
    if (await hasTables(store)) throw new StoreError(`the schema \`${here}\` is not empty; ${onlyEmpty}`, undefined)
    await placePostgres(run, { url, schema, from })
    return { backup, verdict: await verifyAgainst(store, backup, wanted) }
  } finally {
    await store.close()
  }
}

async function closing<T>(store: Store, work: Promise<T>): Promise<T> {
  try {
    return await work
  } finally {
    await store.close()
  }
}

/** Checks a restored record: its end must be the head that the backup's description gives. */
async function verifyAgainst(store: Store, { head }: Backup, wanted: string | undefined): Promise<ChainVerdict> {
  const verdict = await verifyRecord(store, { wanted })
  if (verdict.broken !== undefined || verdict.head.hash === head.hash) return verdict
  return { ...verdict, broken: { seq: verdict.head.seq, id: 'the end', why: `the backup ended at entry ${head.seq}, ${head.hash}` } }
}
