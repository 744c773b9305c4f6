import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** How many tries a platform answered with when to come again: they say nothing against a message, and do not count as failures. */
export async function addWaits(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('outbox')
    .addColumn('waits', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
