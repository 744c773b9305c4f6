import { sql } from 'kysely'
import { migrations } from './migrations.ts'
import type { Store } from './store.ts'

/**
 * The engine with its version, the last migration that ran on the database (`schema`), and the last one
 * that this program knows (`known`).
 */
export async function identify({
  db,
  engine,
}: Store): Promise<{ readonly engine: string; readonly schema: string; readonly known: string }> {
  const { rows } = await sql<{ readonly version: string; readonly schema: string | null }>`
    select ${engine.version} as version, (select max(name) from kysely_migration) as schema`.execute(db)
  const [row] = rows
  return {
    engine: `${engine.title} ${row?.version ?? ''}`,
    schema: row?.schema ?? 'none',
    known: Object.keys(migrations(engine)).sort().at(-1) ?? 'none',
  }
}

/** Writes a row through `store.write` and deletes it again. Throws if writing fails. */
export async function tryWriting(store: Store, now: number): Promise<void> {
  await store.write(async (tx) => {
    await tx.insertInto('runs').values({ job: 'doctor', slot: 'trial', at: now }).execute()
    await tx.deleteFrom('runs').where('job', '=', 'doctor').execute()
  })
}
