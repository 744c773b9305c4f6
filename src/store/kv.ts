import KeyvRedis from '@keyv/redis'
import { Keyv } from 'keyv'
import type { Store } from './store.ts'
import type { KvRow } from './tables.ts'
import { together } from './together.ts'

/** What may be forgotten: conversations and drafts. A failure is thrown, never swallowed. */
export type Memory = Pick<Keyv, 'get' | 'set' | 'delete'> & { readonly close: () => Promise<void> }

/** Keyv over the store's own database, or over Redis where a URL is given. Values live for `ttl` milliseconds. */
export function openMemory(store: Store, redisUrl: string | undefined, ttl: number): Memory {
  const adapter = redisUrl === undefined ? databaseAdapter(store) : redisAdapter(redisUrl)
  const keyv = new Keyv({ store: adapter, ttl, namespace: 'licet', throwOnErrors: true })
  keyv.on('error', () => undefined)
  return {
    get: keyv.get.bind(keyv),
    set: keyv.set.bind(keyv),
    delete: keyv.delete.bind(keyv),
    close: () => (redisUrl === undefined ? Promise.resolve() : keyv.disconnect()),
  }
}

const redisAdapter = (url: string): KeyvRedis<unknown> =>
  new KeyvRedis(
    { url, socket: { reconnectStrategy: (tries: number) => Math.min(tries * 200, 5000) } },
    { throwOnErrors: true, throwOnConnectError: true },
  )

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
    get: async (key: string) => (await db.selectFrom('kv').select('value').where('key', '=', key).executeTakeFirst())?.value,
    set: (key: string, value: string) =>
      write({ key, value, expires: (JSON.parse(value) as { readonly expires?: number }).expires ?? null }),
    delete: async (key: string) => (await db.deleteFrom('kv').where('key', '=', key).executeTakeFirst()).numDeletedRows > 0n,
    clear: async () => {
      await db.deleteFrom('kv').execute()
    },
  }
}
