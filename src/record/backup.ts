import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Engine, Run } from '../store/engine.ts'
import { engineOf, engines } from '../store/engines.ts'
import { StoreError } from '../store/errors.ts'
import { identify } from '../store/look-at-database.ts'
import { inStoreWords } from '../store/problem.ts'
import { connectStore } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { ChainVerdict } from './chain.ts'
import { digestOf } from './read-export.ts'
import { headOf } from './read-chain.ts'
import { verifyRecord } from './verify.ts'
import { parseJson } from '../port/parse-json.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * The description of a backup, stored in a file next to it. `place`: the schema that was copied, if
 * the engine has schemas. `head`: the last correct entry of the backup's chain.
 */
const backupSchema = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  engine: z.string(),
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
 * for in it (see `hasHash` of the verdict); without it, the entry that was last before the copy is looked
 * for. The database is not migrated. Throws if the folder already exists.
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
  const engine = engineOf(url)
  const source = engine.fileOf(url)
  if (source !== undefined && !existsSync(source)) throw new StoreError('there is no database at DATABASE_URL yet', undefined)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const store = await connectStore(url)
  try {
    const { schema: migration } = await identify(store)
    const madeAt = new Date(now).toISOString()
    const before = await headOf(store)
    const name = engine.backup.file
    const to = join(folder, name)
    const { found: verdict, schema } = await engine.backup.copy({ url, db: store.db, to, run }, (db) =>
      verifyRecord({ db }, { wanted: wanted ?? before.hash }),
    )
    const place = schema === undefined ? {} : { place: schema }
    const file = { name, sha256: await digestOf(to) }
    const backup: Backup = { format: 1, madeAt, engine: engine.id, program, migration, ...place, head: verdict.head, file }
    writeFileSync(join(folder, note), `${JSON.stringify(backup, null, 2)}\n`, { mode: 0o600 })
    return { backup, verdict }
  } catch (error) {
    throw inStoreWords(error)
  } finally {
    await store.close()
  }
}

/**
 * Reads the description of a backup. Throws a StoreError if there is none, or if the backup's file was
 * changed.
 */
async function readBackup(folder: string): Promise<{ readonly backup: Backup; readonly engine: Engine }> {
  const path = join(folder, note)
  if (!existsSync(path)) throw new StoreError(`\`${folder}\` holds no ${note}; give the folder that npm run backup wrote`, undefined)
  const read = backupSchema.safeParse(parseJson(readFileSync(path, 'utf8')))
  const engine = engines.find(({ id }) => id === read.data?.engine)
  if (!read.success || engine === undefined)
    throw new StoreError(`\`${path}\` cannot be read; it is damaged, or of a newer Licet`, read.error)
  const { file } = read.data
  if (!existsSync(join(folder, file.name)) || (await digestOf(join(folder, file.name))) !== file.sha256)
    throw new StoreError(`\`${join(folder, file.name)}\` is not what ${note} says; take another backup`, undefined)
  return { backup: read.data, engine }
}

/**
 * Restores a backup to the database at a URL, which must be empty. Then it checks the chain there: its end
 * must be the backup's head, and the entry with the hash `wanted` is looked for. If the check fails, a file is
 * not moved into place; on a server, the restored data stay there, and the verdict says what is wrong.
 */
export async function restoreBackup(
  url: string,
  folder: string,
  { wanted, run }: { readonly wanted?: string | undefined; readonly run: Run },
): Promise<CheckedBackup> {
  const { backup, engine } = await readBackup(folder)
  const here = engineOf(url)
  if (here !== engine)
    throw new StoreError(
      `the backup is of ${engine.title}, and DATABASE_URL names ${here.title}; write ${engine.address.form} there`,
      undefined,
    )
  const from = join(folder, backup.file.name)
  try {
    const verdict = await engine.backup.restore({ url, from, schema: backup.place, run }, async (db) => {
      const found = await verifyAgainst(db, backup, wanted)
      return { found, isSound: found.broken === undefined && found.hasHash }
    })
    return { backup, verdict }
  } catch (error) {
    throw inStoreWords(error)
  }
}

/** Checks a restored record: its end must be the head that the backup's description gives. */
async function verifyAgainst(db: Kysely<Tables>, { head }: Backup, wanted: string | undefined): Promise<ChainVerdict> {
  const verdict = await verifyRecord({ db }, { wanted })
  if (verdict.broken !== undefined || verdict.head.hash === head.hash) return verdict
  return { ...verdict, broken: { seq: verdict.head.seq, id: 'the end', why: `the backup ended at entry ${head.seq}, ${head.hash}` } }
}
