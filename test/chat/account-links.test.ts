import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { erasePerson } from '../../src/erase-person.ts'
import { verifyChain } from '../../src/record/chain.ts'
import { linksOf } from '../../src/record/read-chain.ts'
import { escalate, openBench, settings, type Bench } from '../app.ts'
import { quickEngines } from '../store/databases.ts'

const minutes = 60_000

describe.each(quickEngines)('two accounts of one person on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`linked${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => {
      // Counsel is listed with an account on the desk's platform only.
      bench = await openBench(engine, settings)
    })
    afterEach(() => bench.close())

    const titleAt = (place: string): string => bench.last(place).reply.title
    const buttonAt = (place: string, id: string): string => bench.last(place).reply.actions.find((action) => action.id === id)?.of ?? 'none'
    const press = (who: string, id: 'confirm-link' | 'decline-link', of: string) => bench.hand(who, { kind: 'action', action: id, of })
    const begin = async (who: string): Promise<string> => {
      await bench.hand(who, 'link')
      return /^Your code: (\w{4}-\w{4})$/.exec(titleAt(who.split(':')[1] ?? ''))?.[1] ?? ''
    }
    const link = async (first: string, second: string): Promise<void> => {
      const code = await begin(first)
      await bench.hand(second, `link ${code}`)
      const [one = '', other = ''] = [first, second].map((id) => id.split(':')[1])
      await press(second, 'confirm-link', buttonAt(other, 'confirm-link'))
      await press(first, 'confirm-link', buttonAt(one, 'confirm-link'))
    }
    const rows = async () =>
      (await bench.store.db.selectFrom('accounts').select('person').orderBy('person').execute()).map((row) => row.person)

    test('a code typed under the other account and a yes on both sides link them; the chain of the record names nobody', async () => {
      const code = await begin('ask:ann')
      expect(await rows()).toEqual([])
      await bench.hand('desk:ann2', `link ${code.toLowerCase()}`)
      expect(bench.at('ann2').at(-1)).toMatch(/^Is ann in Ask you, too\?[\s\S]*ask:ann[\s\S]*what one may do at a desk/)
      await press('desk:ann2', 'confirm-link', buttonAt('ann2', 'confirm-link'))
      expect(titleAt('ann2')).toBe('Nearly linked')
      expect(await rows()).toEqual([])
      expect(titleAt('ann')).toBe('Is ann2 in Desk you, too?')
      await press('ask:ann', 'confirm-link', buttonAt('ann', 'confirm-link'))
      expect([titleAt('ann'), titleAt('ann2')]).toEqual(['Linked', 'Linked'])
      expect(await rows()).toEqual(['ask:ann', 'desk:ann2'])
      const [entry] = await bench.store.db.selectFrom('record').select('body').where('kind', '=', 'linked').execute()
      expect(entry?.body).toMatch(/"platforms":\["ask","desk"\]/)
      expect(entry?.body).not.toContain('ann')
      expect((await verifyChain(linksOf(bench.store))).broken).toBeUndefined()
    })

    test('"my cases" and Home show the questions of both accounts', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      await escalate(bench)
      await bench.hand('desk:ann2', 'my cases')
      expect(bench.at('ann2').at(-1)).not.toContain('Case 1')
      await link('ask:ann', 'desk:ann2')
      await bench.hand('desk:ann2', 'my cases')
      expect(bench.at('ann2').at(-1)).toContain('Case 1')
      await bench.hand('desk:ann2', 'case 1')
      expect(bench.at('ann2').at(-1)).toMatch(/^Case 1/)
    })

    test('counsel has the same rights under the other account, from the second yes until the link ends', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      await escalate(bench)
      const claim = async (): Promise<string> => {
        await bench.hand('ask:cora', { kind: 'action', action: 'claim', of: '1' })
        const { state } = await bench.store.db.selectFrom('cases').select('state').executeTakeFirstOrThrow()
        return state
      }
      expect(await claim()).toBe('open')
      const code = await begin('ask:cora')
      await bench.hand('desk:counsel', `link ${code}`)
      await press('desk:counsel', 'confirm-link', buttonAt('counsel', 'confirm-link'))
      const yes = buttonAt('cora', 'confirm-link')
      expect(await claim()).toBe('open')
      await press('ask:cora', 'confirm-link', yes)
      await bench.hand('ask:cora', 'unlink')
      expect(bench.at('counsel').at(-1)).toMatch(/^Unlinked[\s\S]*ask:cora/)
      expect(await claim()).toBe('open')
      await link('ask:cora', 'desk:counsel')
      expect(await claim()).toBe('claimed')
      // A case claimed with one account can be answered with the other.
      await bench.hand('desk:counsel', { kind: 'submit', form: 'answer', of: '1', values: { text: 'Yes, with a DSP-5.' } })
      expect(bench.at('ann').at(-1)).toContain('Yes, with a DSP-5.')
      const words = await bench.store.db.selectFrom('record_text').select('words').where('kind', '=', 'act').execute()
      expect(words.map((row) => row.words).join()).toContain('"also":["desk:counsel"]')
    })

    test("the other account's groups count as they are at the moment of the click", async () => {
      const inGroup = { ...settings, queues: settings.queues.map((queue) => ({ ...queue, counsel: ['group:g1'], leads: [] })) }
      const groups: string[] = ['g1']
      const other = await openBench(engine, inGroup, {
        person: (id) => Promise.resolve(id === 'desk:dora' ? { id, name: 'dora', groups: [...groups] } : undefined),
      })
      await other.store.db
        .insertInto('accounts')
        .values(['ask:dora', 'desk:dora'].map((person) => ({ person, human: 'one' })))
        .execute()
      const press2 = (action: 'claim' | 'hand-back') => other.hand('ask:dora', { kind: 'action', action, of: '1' })
      const state = async () => (await other.store.db.selectFrom('cases').select('state').executeTakeFirstOrThrow()).state
      await other.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      await escalate(other)
      await press2('claim')
      expect(await state()).toBe('claimed')
      groups.pop()
      await press2('hand-back')
      expect(await state()).toBe('claimed')
      await other.close()
    })

    test('nobody can be counsel on their own question through another account, nor be given it', async () => {
      await link('ask:ann', 'desk:counsel')
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      await escalate(bench)
      const before = await bench.store.db.selectFrom('cases').select('body').execute()
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: '1' })
      await bench.hand('desk:lead', { kind: 'submit', form: 'reassign', of: '1', values: { person: 'desk:counsel' } })
      expect(await bench.store.db.selectFrom('cases').select('body').execute()).toEqual(before)
    })

    test('a code works once, for ten minutes, and only under another account', async () => {
      const code = await begin('ask:ann')
      await bench.hand('ask:mallory', `link ${code}`)
      expect(titleAt('mallory')).toBe('Say the code elsewhere')
      await bench.hand('desk:ann2', `link ${code}`)
      await bench.hand('desk:mallory', `link ${code}`)
      expect(titleAt('mallory')).toBe('That code does not count')
      const late = await begin('ask:bob')
      bench.clock.now += 10 * minutes
      await bench.hand('desk:bob2', `link ${late}`)
      expect(titleAt('bob2')).toBe('That code does not count')
      await press('desk:ann2', 'confirm-link', buttonAt('ann2', 'confirm-link'))
      expect(titleAt('ann2')).toBe('That code does not count')
      expect(await rows()).toEqual([])
    })

    test('only the two accounts may confirm, in order; a no ends it', async () => {
      const code = (await begin('ask:ann')).replace('-', '')
      await press('ask:ann', 'confirm-link', code)
      await bench.hand('desk:ann2', `link ${code}`)
      for (const who of ['ask:ann', 'desk:mallory', 'ask:mallory']) await press(who, 'confirm-link', code)
      expect(await rows()).toEqual([])
      await press('desk:mallory', 'decline-link', code)
      expect(titleAt('mallory')).toBe('That code does not count')
      await press('desk:ann2', 'confirm-link', code)
      await press('ask:ann', 'decline-link', code)
      expect([titleAt('ann'), titleAt('ann2')]).toEqual(['Not linked', 'Not linked'])
      await press('ask:ann', 'confirm-link', code)
      expect(await rows()).toEqual([])
    })

    test('a bot cannot be linked', async () => {
      const code = await begin('ask:ann')
      await bench.hand('desk:robot', `link ${code}`, { bot: true })
      await bench.hand('desk:robot', { kind: 'action', action: 'link', of: code }, { bot: true })
      await bench.hand('desk:robot', { kind: 'action', action: 'confirm-link', of: code.replace('-', '') }, { bot: true })
      const [offer] = await bench.store.db.selectFrom('link_offers').selectAll().execute()
      expect(offer).toMatchObject({ second: null, agreed: 0 })
    })

    test('an event cannot claim a link by itself', async () => {
      const place = { platform: 'ask', id: 'ann' }
      const said = { kind: 'message', text: 'my cases' } as const
      const accepted = await bench.app.accept({ event: 'e', person: { id: 'ask:ann', name: 'ann', also: ['desk:counsel'] }, place, said })
      expect(accepted.kind).toBe('invalid')
    })

    test('erasing an account ends its links and removes their words', async () => {
      await link('ask:ann', 'desk:ann2')
      await begin('desk:ann2')
      await erasePerson(bench.store, settings, 'desk:ann2', { why: 'she asked', by: 'ops' }, bench.clock.now)
      expect(await rows()).toEqual([])
      const tables = ['accounts', 'link_offers', 'record_text', 'record', 'inbox', 'cases'] as const
      const left = await Promise.all(tables.map((table) => bench.store.db.selectFrom(table).selectAll().execute()))
      expect(JSON.stringify(left)).not.toContain('desk:ann2')
      expect((await verifyChain(linksOf(bench.store))).broken).toBeUndefined()
    })
  })
})
