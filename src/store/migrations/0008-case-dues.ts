import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * Adds two columns: when the answer of a case is due, so that open cases can be read in that order, and
 * when a case was answered. Rows written by an older program stay valid: their cases are sorted last, and
 * the time of their answers is null.
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
