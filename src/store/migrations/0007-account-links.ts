import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * Adds the table of which accounts are or were linked, and when. Past links are filled in as far as the
 * record still has the words about them.
 */
export async function addAccountLinks(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('account_links')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('other', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint')
    .addColumn('until', 'bigint')
    .execute()
  await db.schema.createIndex('account_links_person').on('account_links').column('person').execute()
  await db.schema.createIndex('account_links_other').on('account_links').column('other').execute()
  const told = await toldLinks(db)
  const now = await db
    .selectFrom('accounts as one')
    .innerJoin('accounts as two', 'two.human', 'one.human')
    .select(['one.person as person', 'two.person as other'])
    .whereRef('one.person', '<', 'two.person')
    .execute()
  const begun = (pair: Pair, before: number): number | null =>
    told.findLast((one) => one.kind === 'linked' && one.at <= before && isSame(one, pair))?.at ?? null
  const rows = [
    ...told.flatMap((one) =>
      one.kind === 'unlinked' ? [{ person: one.person, other: one.other, since: begun(one, one.at), until: one.at }] : [],
    ),
    ...now.map(inOrder).map((pair) => ({ ...pair, since: begun(pair, Number.MAX_SAFE_INTEGER), until: null })),
  ]
  for (const row of rows) await db.insertInto('account_links').values(row).execute()
}

type Pair = { readonly person: string; readonly other: string }
const inOrder = ({ person, other }: Pair): Pair => (person < other ? { person, other } : { person: other, other: person })
const isSame = (one: Pair, two: Pair): boolean => one.person === two.person && one.other === two.other

/**
 * When accounts were linked and unlinked, oldest first, as far as the words in the record were not erased.
 */
async function toldLinks(db: Kysely<Tables>): Promise<ReadonlyArray<Pair & { readonly kind: string; readonly at: number }>> {
  const rows = await db
    .selectFrom('record')
    .innerJoin('record_text', 'record_text.id', 'record.id')
    .select(['record.kind', 'record.at', 'record_text.words'])
    .where('record.kind', 'in', ['linked', 'unlinked'])
    .where('record_text.words', 'is not', null)
    .orderBy('record.seq')
    .execute()
  return rows.flatMap(({ kind, at, words }) => {
    const told: {
      readonly person?: { readonly id: string }
      readonly with?: { readonly id: string }
      readonly from?: readonly string[]
    } = JSON.parse(words ?? '{}')
    const { person } = told
    const others = told.from ?? (told.with === undefined ? [] : [told.with.id])
    return person === undefined ? [] : others.map((other) => ({ ...inOrder({ person: person.id, other }), kind, at }))
  })
}
