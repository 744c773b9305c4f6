import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** A database made for one test and dropped after it. */
export type Made = { readonly url: string; readonly drop: () => Promise<void> }

/** An engine to test on; `missing` says why it cannot be, where it cannot. */
export type Engine = { readonly name: 'SQLite' | 'Postgres'; readonly missing: string | undefined; readonly make: () => Promise<Made> }

const server = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test'

async function query(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 2000 })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

const missing = await query('select 1').then(
  () => undefined,
  () => ` (skipped: no Postgres at ${server.replace(/:[^:@/]+@/, ':…@')})`,
)

/** Both engines, each test in a file or a schema of its own. */
export const engines: readonly Engine[] = [
  {
    name: 'SQLite',
    missing: undefined,
    make: () => {
      const folder = mkdtempSync(join(tmpdir(), 'licet-'))
      return Promise.resolve({
        url: `file:${join(folder, 'licet.db')}`,
        drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
      })
    },
  },
  {
    name: 'Postgres',
    missing,
    make: async () => {
      const schema = `licet_test_${randomBytes(6).toString('hex')}`
      await query(`create schema ${schema}`)
      return { url: `${server}?options=-c%20search_path%3D${schema}`, drop: () => query(`drop schema if exists ${schema} cascade`) }
    },
  },
]
