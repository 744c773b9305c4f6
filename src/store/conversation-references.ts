import type { ConversationReferences } from '../port/platform.ts'
import type { Store } from './store.ts'

/**
 * An unchanged reference is written again if the last write is at least this long ago, in milliseconds, so
 * that `updated_at` shows which references are in use.
 */
const fresh = 86_400_000
const mostKnown = 10_000

/**
 * Stores references to conversations (what a platform needs to write into them) in the database. The recent
 * writes of this process are remembered, to skip equal ones. `now` gives epoch milliseconds.
 */
export function createConversationReferences({ db }: Store, now: () => number): ConversationReferences {
  const known = new Map<string, { readonly reference: string; readonly at: number }>()
  const keyOf = (platform: string, id: string): string => `${platform} ${id}`
  return {
    keep: async (platform, id, reference) => {
      const [key, at] = [keyOf(platform, id), now()]
      const last = known.get(key)
      if (last?.reference === reference && at - last.at < fresh) return
      await db
        .insertInto('conversations')
        .values({ platform, id, reference, updated_at: at })
        .onConflict((conflict) => conflict.columns(['platform', 'id']).doUpdateSet({ reference, updated_at: at }))
        .execute()
      if (known.size >= mostKnown) known.clear()
      known.set(key, { reference, at })
    },
    find: async (platform, id) => {
      const row = await db
        .selectFrom('conversations')
        .select('reference')
        .where('platform', '=', platform)
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.reference
    },
    forget: async (platform, id) => {
      known.delete(keyOf(platform, id))
      await db.deleteFrom('conversations').where('platform', '=', platform).where('id', '=', id).execute()
    },
  }
}
