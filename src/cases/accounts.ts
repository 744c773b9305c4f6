import { mentions } from '../record/erasure.ts'
import { newId } from '../record/words.ts'
import { prepared } from '../store/prepared.ts'
import type { Store, Tx } from '../store/store.ts'

const linkedWith = prepared((db, { person }: { readonly person: string }) =>
  db
    .selectFrom('accounts')
    .select('person')
    .where('person', '!=', person)
    .where('human', '=', (row) => row.selectFrom('accounts').select('human').where('person', '=', person))
    .orderBy('person'),
)

/** The other accounts of whoever has an account: they linked them, and confirmed it on both sides. */
export const accountsOf = async (db: Store['db'], person: string): Promise<readonly string[]> =>
  (await linkedWith(db, { person })).map((row) => row.person)

/** From now on two accounts are one person's, with all that either is linked with. */
export async function joinAccounts(tx: Tx, one: string, other: string): Promise<void> {
  const all = [one, other, ...(await accountsOf(tx, one)), ...(await accountsOf(tx, other))]
  const human = newId()
  await tx.deleteFrom('accounts').where('person', 'in', all).execute()
  await tx
    .insertInto('accounts')
    .values([...new Set(all)].map((person) => ({ person, human })))
    .execute()
}

/** An account stands for itself again; so does one that it leaves alone. */
export async function leaveAccounts(tx: Tx, person: string): Promise<void> {
  const others = await accountsOf(tx, person)
  await tx
    .deleteFrom('accounts')
    .where('person', 'in', others.length === 1 ? [person, ...others] : [person])
    .execute()
  await tx
    .deleteFrom('link_offers')
    .where((row) => row.or([mentions(row.ref('first'), person), mentions(row.ref('second'), person)]))
    .execute()
}
