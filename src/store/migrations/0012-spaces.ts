import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * Adds the space of a message's channel, a workspace or a tenant, so that a space which must wait holds up no other. Messages of before
 * have none; they only wait for the pace of their space when they are claimed.
 */
export async function addSpaces(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('outbox')
    .addColumn('space', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
}
