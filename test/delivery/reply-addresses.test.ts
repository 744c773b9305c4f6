import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createReplyAddresses } from '../../src/delivery/reply-addresses.ts'
import { openStore } from '../../src/store/store.ts'
import { engines } from '../store/databases.ts'

const minute = 60_000
const way = 'https://hooks.slack.com/commands/T1/2/three'

describe.each(engines)('addresses to answer an event, on $name', (engine) => {
  const withStore = async (work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<void>): Promise<void> => {
    const made = await engine.copy()
    const store = await openStore(made.url)
    await work(store)
    await store.close()
    await made.drop()
  }

  test.skipIf(engine.missing !== undefined)('are found by every process, encrypted, and deleted in time', async () => {
    await withStore(async (store) => {
      const keys = [randomBytes(32)]
      let now = 1_000_000
      const [one, other] = [createReplyAddresses(store, keys, () => now), createReplyAddresses(store, keys, () => now)]
      await one.keep('slack:e', { way, until: now + 30 * minute })
      await one.keep('slack:e', { way: 'another', until: now + 90 * minute })
      expect(await other.find('slack:e')).toEqual({ way, until: now + 30 * minute })
      expect(await other.find('slack:f')).toBeUndefined()
      const rows = JSON.stringify(await store.db.selectFrom('doors').selectAll().execute())
      expect(rows).not.toContain('hooks.slack.com')
      now += 30 * minute
      expect(await other.find('slack:e')).toBeUndefined()
      await other.sweep()
      expect(await store.db.selectFrom('doors').selectAll().execute()).toEqual([])
    })
  })

  test.skipIf(engine.missing !== undefined)('that cannot be decrypted count as missing', async () => {
    await withStore(async (store) => {
      await createReplyAddresses(store, [randomBytes(32)], () => 0).keep('slack:e', { way, until: minute })
      expect(await createReplyAddresses(store, [randomBytes(32)], () => 0).find('slack:e')).toBeUndefined()
    })
  })

  test.skipIf(engine.missing !== undefined)('are only in memory without a key, in limited number', async () => {
    await withStore(async (store) => {
      let now = 0
      const doors = createReplyAddresses(store, [], () => now)
      for (let index = 0; index <= 10_000; index++) await doors.keep(`e${index}`, { way, until: minute })
      expect([await doors.find('e0'), (await doors.find('e10000'))?.way]).toEqual([undefined, way])
      expect(await store.db.selectFrom('doors').selectAll().execute()).toEqual([])
      now = minute
      expect(await doors.find('e10000')).toBeUndefined()
    })
  })
})
