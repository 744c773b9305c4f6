import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** Adds a table of addresses to which the reply to an event can be sent for half an hour; the addresses are stored encrypted. */
export async function addDoors(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('doors')
    .addColumn('event', 'text', (column) => column.primaryKey())
    .addColumn('way', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('doors_until').on('doors').column('until').execute()
}
