import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * Adds a count of the tries to which a platform replied that the message must be sent later, with a time.
 * Such tries do not count as failures of the message.
 */
export async function addWaits(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('outbox')
    .addColumn('waits', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
