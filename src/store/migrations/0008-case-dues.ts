import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * When answers are due, so that open cases can be read in that order, and since when cases stand answered. What an older
 * program writes still counts: a case that it opens is due last, and one that it answers has no time of its answer yet.
 */
export async function addCaseDues(db: Kysely<Tables>): Promise<void> {
  const never = 8_640_000_000_000_000
  await db.schema
    .alterTable('cases')
    .addColumn('due', 'bigint', (column) => column.notNull().defaultTo(never))
    .execute()
  await db.schema.alterTable('cases').addColumn('answered_at', 'bigint').execute()
  await db.schema.createIndex('cases_due').on('cases').columns(['state', 'due', 'number', 'queue', 'claimed_by']).execute()
  await db.schema.createIndex('cases_answered').on('cases').columns(['state', 'answered_at']).execute()
  await db.schema.createIndex('cases_asker').on('cases').columns(['asker', 'number']).execute()
}
