import { mentions } from '../record/retention.ts'
import { newId } from '../record/salt.ts'
import { prepared } from '../store/prepared.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'

const linkedWith = prepared((db, { person }: { readonly person: string }) =>
  db
    .selectFrom('accounts')
    .select('person')
    .where('person', '!=', person)
    .where('human', '=', (row) => row.selectFrom('accounts').select('human').where('person', '=', person))
    .orderBy('person'),
)

/**
 * The other accounts of the human to whom the account `person` belongs. The human linked them, and
 * confirmed the link from both accounts.
 */
export const accountsOf = async (db: Store['db'], person: string): Promise<readonly string[]> =>
  (await linkedWith(db, { person })).map((row) => row.person)

/**
 * Links two accounts, and every account that either of them is linked with: from now on all belong to one person. `now` is in epoch
 * milliseconds.
 */
export async function joinAccounts(tx: Tx, one: string, other: string, now: number): Promise<void> {
  const all = [...new Set([one, other, ...(await accountsOf(tx, one)), ...(await accountsOf(tx, other))])]
  const human = newId()
  await tx.deleteFrom('accounts').where('person', 'in', all).execute()
  await tx
    .insertInto('accounts')
    .values(all.map((person) => ({ person, human })))
    .execute()
  const open = await tx
    .selectFrom('account_links')
    .select(['person', 'other'])
    .where('until', 'is', null)
    .where('person', 'in', all)
    .execute()
  const pairs = all.flatMap((person) => all.filter((other) => other > person).map((other) => ({ person, other })))
  const fresh = pairs.filter((pair) => !open.some(({ person, other }) => person === pair.person && other === pair.other))
  if (fresh.length > 0)
    await tx
      .insertInto('account_links')
      .values(fresh.map((pair) => ({ ...pair, since: now, until: null })))
      .execute()
}

/**
 * Unlinks an account from all others. If it was linked with only one other account, that account has no
 * link left either. The history keeps the link, as ended at `now`; offers to link the account are deleted.
 */
export async function leaveAccounts(tx: Tx, person: string, now: number): Promise<void> {
  const others = await accountsOf(tx, person)
  await tx
    .deleteFrom('accounts')
    .where('person', 'in', others.length === 1 ? [person, ...others] : [person])
    .execute()
  await tx
    .updateTable('account_links')
    .set({ until: now })
    .where('until', 'is', null)
    .where((row) => row.or([row('person', '=', person), row('other', '=', person)]))
    .execute()
  await tx
    .deleteFrom('link_offers')
    .where((row) => row.or([mentions(row.ref('first'), person), mentions(row.ref('second'), person)]))
    .execute()
}

/** Unlinks an account, and also deletes the history of its links. */
export async function forgetAccount(tx: Tx, person: string, now: number): Promise<void> {
  await leaveAccounts(tx, person, now)
  await tx
    .deleteFrom('account_links')
    .where((row) => row.or([row('person', '=', person), row('other', '=', person)]))
    .execute()
}

const linksSince = prepared((db, { person, since }: { readonly person: string; readonly since: number }) =>
  db
    .selectFrom('account_links')
    .select(['person', 'other'])
    .where((row) => row.or([row('person', '=', person), row('other', '=', person)]))
    .where((row) => row.or([row('until', 'is', null), row('until', '>=', since)])),
)

/**
 * The given accounts, and every account linked with one of them at any time since `since` (epoch milliseconds). Links are followed in
 * chains: if A was linked with B, and B with C, then A leads to C.
 */
export async function everLinked(db: Store['db'], accounts: readonly string[], since: number): Promise<ReadonlySet<string>> {
  const known = new Set(accounts)
  for (const account of known) {
    for (const other of await accountsOf(db, account)) known.add(other)
    for (const { person, other } of await linksSince(db, { person: account, since })) known.add(person).add(other)
  }
  return known
}
