import { createRequire } from 'node:module'
import type KeyvRedis from '@keyv/redis'
import { Keyv } from 'keyv'
import { prepared } from './prepared.ts'
import { storeProblem } from './problem.ts'
import { createCircuitBreaker, type BreakerTimes } from './circuit-breaker.ts'
import type { Store } from './store.ts'
import type { KvRow } from './tables.ts'
import type { Tell } from '../port/log.ts'
import { batchCalls } from './batch.ts'

/**
 * Stores what is no loss if it disappears: conversations and drafts. While the storage (`where`) fails, `get`
 * returns `undefined`, `set` and `delete` do nothing, and the log reports it once.
 */
export type Memory = {
  readonly get: <T>(key: string) => Promise<T | undefined>
  readonly set: (key: string, value: unknown) => Promise<void>
  readonly delete: (key: string) => Promise<void>
  readonly where: 'the database' | 'Redis'
  /** Tries to read, and with Redis also to write. Throws if that fails. */
  readonly probe: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Limits for Redis, in milliseconds: how long to wait for an answer, and for how long not to ask after a
 * failure. Until Redis answers again, everything stored in it counts as forgotten.
 */
const withRedis: BreakerTimes = { timeout: 2000, rest: 5000 }

/**
 * Opens a Keyv in the store's own database, or in Redis if a URL is given. Values live for `ttl`
 * milliseconds.
 */
export function openMemory(store: Store, redisUrl: string | undefined, ttl: number, tell: Tell, limits: BreakerTimes = withRedis): Memory {
  const redis = redisUrl === undefined ? undefined : redisAdapter(redisUrl, limits)
  const keyv = new Keyv({ store: redis ?? databaseAdapter(store), ttl, namespace: 'licet', throwOnErrors: true })
  keyv.on('error', () => undefined)
  const resting = createCircuitBreaker(limits)
  const asked = redis === undefined ? <T>(ask: () => Promise<T>): Promise<T> => ask() : resting
  const where = redis === undefined ? 'the database' : 'Redis'
  let isAway = false
  const orForget = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      const found = await asked(ask)
      isAway = false
      return found
    } catch (error) {
      if (!isAway)
        tell(`memory: ${problemOf(error, where)}; conversations are forgotten meanwhile`, { level: 'error', event: 'memory.away' })
      isAway = true
      return undefined
    }
  }
  return {
    get: (key) => orForget(() => keyv.get(key)),
    set: async (key, value) => void (await orForget(() => keyv.set(key, value))),
    delete: async (key) => void (await orForget(() => keyv.delete(key))),
    where,
    probe: () =>
      asked(async () => {
        if (redis !== undefined) await keyv.set('probe', 1)
        await keyv.get('probe')
      }),
    close: async () => {
      if (redis === undefined) return
      await asked(() => redis.disconnect()).catch(() => undefined)
      if ('isOpen' in redis.client && redis.client.isOpen) await redis.client.destroy()
    },
  }
}

const problemOf = (error: unknown, where: Memory['where']): string => {
  const words = error instanceof Error ? error.message : String(error)
  return where === 'Redis' ? `Redis does not answer (${words}); start it, or correct REDIS_URL` : (storeProblem(error) ?? words)
}

/**
 * A client for Redis. While Redis cannot be reached, a call fails at once and is not queued; if Redis does
 * not even respond to a ping, the client reconnects. The package is large, so it is loaded only here, when
 * it is needed.
 */
function redisAdapter(url: string, { timeout, rest }: BreakerTimes): KeyvRedis<unknown> {
  const { default: Redis }: { readonly default: typeof KeyvRedis } = createRequire(import.meta.url)('@keyv/redis')
  const socket = {
    connectTimeout: timeout,
    socketTimeout: timeout + 2 * rest,
    reconnectStrategy: (tries: number) => Math.min(tries * 200, rest),
  }
  return new Redis(
    { url, disableOfflineQueue: true, pingInterval: rest, socket },
    { throwOnErrors: true, throwOnConnectError: true, connectionTimeout: timeout },
  )
}

const valueOf = prepared((db, { key }: { readonly key: string }) => db.selectFrom('kv').select('value').where('key', '=', key))

/** Keyv's store interface over the `kv` table. Values that are set at the same time are written in one commit. */
function databaseAdapter({ db }: Store) {
  const write = batchCalls(async (rows: readonly KvRow[]) => {
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
    set: (key: string, value: string) => {
      const { expires = null }: { readonly expires?: number | null } = JSON.parse(value)
      return write({ key, value, expires })
    },
    delete: async (key: string) => (await db.deleteFrom('kv').where('key', '=', key).executeTakeFirst()).numDeletedRows > 0n,
    clear: async () => {
      await db.deleteFrom('kv').execute()
    },
  }
}
