import type { Secrets } from '../port/platform.ts'
import type { Store } from '../store/store.ts'
import type { Vault } from '../store/vault.ts'
import { claimSlot } from './job-slots.ts'

/** Secrets, encrypted in the database. `now` gives epoch milliseconds. Throws a StoreError if a secret cannot be encrypted or decrypted. */
export function createSecrets({ db, write }: Store, vault: Vault, now: () => number): Secrets {
  return {
    keep: async (name, secret) => {
      const value = vault.seal(name, secret)
      const updated_at = now()
      await db
        .insertInto('sealed')
        .values({ name, value, updated_at })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, updated_at }))
        .execute()
    },
    find: async (name) => {
      const row = await db.selectFrom('sealed').select('value').where('name', '=', name).executeTakeFirst()
      return row === undefined ? undefined : vault.open(name, row.value)
    },
    names: async (beginning) => {
      const rows = await db.selectFrom('sealed').select('name').orderBy('name').execute()
      return rows.map(({ name }) => name).filter((name) => name.startsWith(beginning))
    },
    forget: async (name) => {
      await db.deleteFrom('sealed').where('name', '=', name).execute()
    },
    mayChange: (name, slot) => write((tx) => claimSlot(tx, `secret ${name}`, slot, now())),
  }
}
