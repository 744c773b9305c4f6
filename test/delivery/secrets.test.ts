import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSecrets } from '../../src/delivery/secrets.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { createVault } from '../../src/store/vault.ts'
import { engines, type Made } from '../store/databases.ts'

describe.each(engines)('secrets, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`in the database${engine.missing ?? ''}`, () => {
    let made: Made
    let store: Store
    beforeEach(async () => {
      made = await engine.copy()
      store = await openStore(made.url)
    })
    afterEach(async () => {
      await store.close()
      await made.drop()
    })
    const vault = createVault([randomBytes(32)])

    test('can be stored, replaced, listed and deleted, and are encrypted', async () => {
      const secrets = createSecrets(store, vault, () => 1)
      await secrets.keep('slack team T1', 'xoxb-1')
      await secrets.keep('slack team T1', 'xoxb-2')
      await secrets.keep('slack_team T2', 'xoxb-3')
      expect(await secrets.find('slack team T1')).toBe('xoxb-2')
      expect(await secrets.names('slack team')).toEqual(['slack team T1'])
      const rows = await store.db.selectFrom('sealed').selectAll().execute()
      expect(JSON.stringify(rows)).not.toContain('xoxb')
      await secrets.forget('slack team T1')
      expect(await secrets.find('slack team T1')).toBeUndefined()
    })

    test('a row copied under another name cannot be decrypted', async () => {
      const secrets = createSecrets(store, vault, () => 1)
      await secrets.keep('slack team T1', 'xoxb-1')
      await store.db.updateTable('sealed').set({ name: 'slack team T2' }).execute()
      await expect(secrets.find('slack team T2')).rejects.toThrow('was changed in the database')
    })

    test('of many processes, one may change a secret per time slot', async () => {
      const all = Array.from({ length: 10 }, () => createSecrets(store, vault, () => 1))
      const ours = await Promise.all(all.map((secrets) => secrets.mayChange('a', '1')))
      expect(ours.filter(Boolean)).toHaveLength(1)
      expect(await all[0]?.mayChange('a', '2')).toBe(true)
      expect(await all[0]?.mayChange('b', '1')).toBe(true)
    })
  })
})
