import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAudit } from '../../src/cases/audit.ts'
import { erasePerson } from '../../src/erase-person.ts'
import type { IncomingAct } from '../../src/port/incoming.ts'
import { verifyRecord } from '../../src/record/verify.ts'
import { escalate, openBench, settings, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

const problemsOf = async ({ store }: Pick<Bench, 'store'>): Promise<readonly string[]> => {
  const audit = createAudit()
  expect((await verifyRecord(store, { each: audit.hear })).broken).toBeUndefined()
  return await audit.problems(store)
}

type Press = Extract<IncomingAct, { readonly kind: 'action' }>['action']
type FormId = Extract<IncomingAct, { readonly kind: 'submit' }>['form']

/** Counsel's acts after the first answer, with the state that each leads to. */
const course: ReadonlyArray<readonly [Press | FormId, Readonly<Record<string, string>> | undefined, string]> = [
  ['withdraw', { text: 'The facts were wrong.' }, 'claimed'],
  ['ask-info', { text: 'who is the end user?' }, 'waiting'],
  ['answer', { text: 'Apply with a DSP-5.' }, 'answered'],
  ['close', { text: 'done' }, 'closed'],
  ['reopen', undefined, 'claimed'],
  ['note', { text: 'remember this' }, 'claimed'],
  ['move', { queue: 'classification', text: 'theirs' }, 'open'],
  ['claim', undefined, 'claimed'],
  ['hand-back', undefined, 'open'],
]

describe.each(engines)('an audit on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`sees what was changed beside the chain${engine.missing ?? ''}`, () => {
    let bench: Bench
    const stateOf = async (): Promise<string> => (await bench.store.db.selectFrom('cases').select('state').executeTakeFirstOrThrow()).state
    const act = (kind: Press | FormId, values?: Readonly<Record<string, string>>) =>
      bench.hand(
        'desk:counsel',
        values === undefined
          ? { kind: 'action', action: kind as Press, of: '1' }
          : { kind: 'submit', form: kind as FormId, of: '1', values },
      )
    beforeEach(async () => {
      bench = await openBench(engine)
      await escalate(bench)
      await act('claim')
      await act('answer', { text: 'You may apply with a DSP-5.', expires: '2027-06-01' })
    })
    afterEach(() => bench.close())

    /** Changes a text in the stored case, as somebody with access to the database could. */
    const forge = (from: string, to: string) =>
      sql`update cases set body = replace(body, ${from}, ${to})`.execute(bench.store.db).then(() => undefined)

    test('nothing, whatever course a case takes', async () => {
      expect([await stateOf(), await problemsOf(bench)]).toEqual(['answered', []])
      for (const [kind, values, state] of course) {
        await act(kind, values)
        expect([kind, await stateOf(), await problemsOf(bench)]).toEqual([kind, state, []])
      }
      bench.clock.now += 3 * 86_400_000
      await bench.app.tick()
      expect(await problemsOf(bench)).toEqual([])
    })

    test('nothing, if the asker or counsel was erased', async () => {
      for (const person of ['desk:counsel', 'ask:ann']) {
        await erasePerson(bench.store, settings, person, { why: 'asked', by: 'ops' }, bench.clock.now)
        expect([person, await problemsOf(bench)]).toEqual([person, []])
      }
    })

    test.each([
      ['its state', async () => await forge('"state":"', '"state":"x')],
      ['its verdict', async () => await forge('"verdict":"case-by-case"', '"verdict":"no-license"')],
      ['how long its answer is good', async () => await forge('2027-06-01', '2030-06-01')],
      ['who answered', async () => await forge('"by":{"id":"desk:counsel"', '"by":{"id":"desk:mallory"')],
      ['its answer', async () => await forge('"answer":{"entry":"', '"answer":{"entry":"x')],
      ['its queue', async () => await forge('"queue":"export-counsel"', '"queue":"classification"')],
      ['its question', async () => await forge('"opening":"', '"opening":"x')],
      ['what the queue shows of it', async () => void (await sql`update cases set claimed_by = 'desk:mallory'`.execute(bench.store.db))],
    ])('that %s was changed', async (what, change) => {
      await change()
      expect((await problemsOf(bench)).join()).toContain(`case 1 is not as the record tells it: ${what}`)
    })

    test('a case that was deleted, and one that was never opened', async () => {
      await sql`update cases set number = 7`.execute(bench.store.db)
      expect(await problemsOf(bench)).toEqual(['case 7 is not as the record tells it: it was never opened', 'case 1 is gone'])
    })

    test('added words, and words whose time was changed', async () => {
      const words = { kind: 'answer', person: null, salt: 'x', words: '{}' }
      await bench.store.db
        .insertInto('record_text')
        .values({ id: 'PLANTED', at: 1, ...words })
        .execute()
      expect(await problemsOf(bench)).toEqual([expect.stringContaining('words stand beside no entry (PLANTED)')])
      await bench.store.db.deleteFrom('record_text').where('id', '=', 'PLANTED').execute()
      await bench.store.db.updateTable('record_text').set({ at: 1 }).where('kind', '=', 'answer').execute()
      expect(await problemsOf(bench)).toEqual([expect.stringContaining('the time or kind of words was changed')])
    })

    test('a deleted last entry, even with its words gone and the head moved back', async () => {
      await bench.hand('ask:bob', 'drone to Poland')
      const { id, seq } = await bench.store.db.selectFrom('record').select(['id', 'seq']).orderBy('seq', 'desc').executeTakeFirstOrThrow()
      for (const statement of engine.trouble.openRecord) await sql.raw(statement).execute(bench.store.db)
      await bench.store.db.deleteFrom('record').where('seq', '=', seq).execute()
      await bench.store.db.deleteFrom('record_text').where('id', '=', id).execute()
      const before = await bench.store.db.selectFrom('record').select(['seq', 'hash']).orderBy('seq', 'desc').executeTakeFirstOrThrow()
      await bench.store.db.updateTable('record_head').set(before).execute()
      expect(await problemsOf(bench)).toEqual([expect.stringContaining(`what was said of ${id} stands in no entry`)])
    })
  })
})
