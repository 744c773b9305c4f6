import { createRequire } from 'node:module'
import type KeyvRedis from '@keyv/redis'
import { Keyv } from 'keyv'
import { prepared } from './prepared.ts'
import { storeProblem } from './problem.ts'
import type { Store } from './store.ts'
import type { KvRow } from './tables.ts'
import { together } from './together.ts'

/** What may be forgotten: conversations and drafts. Where it cannot be read it is forgotten, and the log says so. */
export type Memory = {
  readonly get: <T>(key: string) => Promise<T | undefined>
  readonly set: (key: string, value: unknown) => Promise<void>
  readonly delete: (key: string) => Promise<void>
  readonly where: 'the database' | 'Redis'
  /** Reads, and writes where that is not the database's own matter. Throws where it cannot. */
  readonly probe: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Keyv over the store's own database, or over Redis where a URL is given. Values live for `ttl` milliseconds; `tell` gets a line for the log. */
export function openMemory(store: Store, redisUrl: string | undefined, ttl: number, tell: (line: string) => void): Memory {
  const adapter = redisUrl === undefined ? databaseAdapter(store) : redisAdapter(redisUrl)
  const keyv = new Keyv({ store: adapter, ttl, namespace: 'licet', throwOnErrors: true })
  keyv.on('error', () => undefined)
  const orForget = <T>(work: Promise<T>): Promise<T | undefined> =>
    work.catch((error: unknown) => {
      tell(
        `memory: ${storeProblem(error) ?? (error instanceof Error ? error.message : String(error))}; conversations are forgotten meanwhile`,
      )
      return undefined
    })
  return {
    get: (key) => orForget(keyv.get(key)),
    set: async (key, value) => void (await orForget(keyv.set(key, value))),
    delete: async (key) => void (await orForget(keyv.delete(key))),
    where: redisUrl === undefined ? 'the database' : 'Redis',
    probe: async () => {
      if (redisUrl !== undefined) await keyv.set('probe', 1)
      await keyv.get('probe')
    },
    close: async () => {
      if (redisUrl !== undefined) await orForget(keyv.disconnect())
    },
  }
}

/** It waits two seconds for a Redis that is away, and not at all while it knows that it is. Large, so it is loaded only here. */
function redisAdapter(url: string): KeyvRedis<unknown> {
  const { default: Redis } = createRequire(import.meta.url)('@keyv/redis') as { readonly default: typeof KeyvRedis }
  return new Redis(
    { url, disableOfflineQueue: true, socket: { connectTimeout: 2000, reconnectStrategy: (tries: number) => Math.min(tries * 200, 5000) } },
    { throwOnErrors: true, throwOnConnectError: true, connectionTimeout: 2000 },
  )
}

const valueOf = prepared((db, { key }: { readonly key: string }) => db.selectFrom('kv').select('value').where('key', '=', key))

/** Keyv's store interface over the `kv` table. What is remembered at the same time is written in one commit. */
export function databaseAdapter({ db }: Store) {
  const write = together(async (rows: readonly KvRow[]) => {
    const last = [...new Map(rows.map((row) => [row.key, row])).values()]
    await db
      .insertInto('kv')
      .values(last)
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((row) => ({ value: row.ref('excluded.value'), expires: row.ref('excluded.expires') })),
      )
      .execute()
    return rows.map(() => undefined)
  })
  return {
    opts: {},
    on: () => undefined,
    get: async (key: string) => (await valueOf(db, { key }))[0]?.value,
    set: (key: string, value: string) =>
      write({ key, value, expires: (JSON.parse(value) as { readonly expires?: number }).expires ?? null }),
    delete: async (key: string) => (await db.deleteFrom('kv').where('key', '=', key).executeTakeFirst()).numDeletedRows > 0n,
    clear: async () => {
      await db.deleteFrom('kv').execute()
    },
  }
}
