import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { joinAccounts, leaveAccounts } from '../../src/cases/accounts.ts'
import { erasePerson } from '../../src/erase-person.ts'
import type { IncomingAct } from '../../src/port/incoming.ts'
import { openStore } from '../../src/store/store.ts'
import { openBench, settings, type Bench } from '../app.ts'
import { quickEngines } from '../store/databases.ts'

const minute = 60_000

/** Steps between the asker `ask:ann` and counsel `desk:counsel`: `ask` is her question, `open` opens a case about it. */
type Step = 'link' | 'unlink' | 'ask' | 'open' | 'link bob' | 'unlink bob' | 'counsel links bob' | 'claim'

const own: ReadonlyArray<readonly [when: string, steps: readonly Step[]]> = [
  ['linked when it was asked, and still', ['link', 'ask', 'open']],
  ['linked when it was asked, and unlinked since', ['link', 'ask', 'open', 'unlink']],
  ['linked when it was asked, and unlinked before it went to counsel', ['link', 'ask', 'unlink', 'open']],
  ['linked only later, and still', ['ask', 'open', 'link']],
  ['linked only later, and unlinked since', ['ask', 'open', 'link', 'unlink']],
  ['linked again and again', ['link', 'unlink', 'ask', 'open', 'link', 'unlink', 'link', 'unlink']],
  ['linked through a third account, one after the other', ['ask', 'open', 'link bob', 'unlink bob', 'counsel links bob']],
  ['linked only when it was claimed already', ['ask', 'open', 'claim', 'link', 'unlink']],
]

describe.each(quickEngines)("counsel's own question on $name", (engine) => {
  describe.skipIf(engine.missing !== undefined)(`asked under another account${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => {
      bench = await openBench(engine, { ...settings, queues: settings.queues.map((queue) => ({ ...queue, leads: ['desk:lead'] })) })
    })
    afterEach(() => bench.close())

    const press = (who: string, said: IncomingAct) => bench.hand(who, said, { id: 'queue' })
    const submit = (form: 'answer' | 'reassign' | 'cover' | 'move' | 'note', values: Readonly<Record<string, string>>): IncomingAct => ({
      kind: 'submit',
      form,
      of: '1',
      values,
    })
    const change = (work: (now: number) => (tx: Parameters<Parameters<Bench['store']['write']>[0]>[0]) => Promise<void>) =>
      bench.store.write(work(bench.clock.now))
    const doStep = async (step: Step): Promise<unknown> => {
      bench.clock.now += minute
      switch (step) {
        case 'link':
          return await change((now) => (tx) => joinAccounts(tx, 'ask:ann', 'desk:counsel', now))
        case 'link bob':
          return await change((now) => (tx) => joinAccounts(tx, 'ask:ann', 'other:bob', now))
        case 'counsel links bob':
          return await change((now) => (tx) => joinAccounts(tx, 'desk:counsel', 'other:bob', now))
        case 'unlink':
          return await bench.hand('desk:counsel', 'unlink')
        case 'unlink bob':
          return await change((now) => (tx) => leaveAccounts(tx, 'other:bob', now))
        case 'ask':
          return await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
        case 'open': {
          const { body } = await bench.store.db
            .selectFrom('record')
            .select(['body', 'id'])
            .where('kind', '=', 'answer')
            .executeTakeFirstOrThrow()
          expect(body).toContain('case-by-case')
          const { id } = await bench.store.db.selectFrom('record').select('id').where('kind', '=', 'answer').executeTakeFirstOrThrow()
          const values = { remark: '', neededBy: '', urgency: 'normal', queue: 'export-counsel' }
          return await bench.hand('ask:ann', { kind: 'submit', form: 'escalate', of: id, values })
        }
        case 'claim':
          return await press('desk:counsel', { kind: 'action', action: 'claim', of: '1' })
      }
    }
    const theCase = async () =>
      JSON.parse((await bench.store.db.selectFrom('cases').select('body').executeTakeFirstOrThrow()).body) as {
        readonly state: string
        readonly queue: string
        readonly claimedBy?: { readonly id: string }
        readonly answer?: object
      }

    test.each(own)('%s: counsel can neither claim nor answer it, nor get it in another way', async (_, steps) => {
      for (const step of steps) await doStep(step)
      const isClaimed = steps.includes('claim')
      const before = await theCase()
      await doStep('claim')
      await press('desk:counsel', submit('answer', { text: 'Yes.' }))
      await press('desk:counsel', submit('note', { text: 'All is well.' }))
      await press('desk:counsel', submit('reassign', { person: 'desk:counsel' }))
      await press('desk:counsel', submit('move', { queue: 'classification' }))
      await press('desk:lead', submit('reassign', { person: 'desk:counsel' }))
      expect(await theCase()).toEqual(before)
      // Also not after others move it to another queue.
      await press('desk:lead', submit('move', { queue: 'classification' }))
      await doStep('claim')
      expect(await theCase()).toMatchObject({ queue: 'classification', state: 'open' })
      // Nor as the deputy of whoever has it.
      await press('desk:counsel2', { kind: 'action', action: 'claim', of: '1' })
      await press('desk:counsel2', submit('cover', { person: 'desk:counsel', until: '2027-01-31' }))
      await press('desk:counsel', submit('answer', { text: 'Yes.' }))
      const after = await theCase()
      expect(after).toMatchObject({ state: 'claimed', claimedBy: { id: 'desk:counsel2' } })
      expect(after.answer).toBeUndefined()
      expect(isClaimed ? before.claimedBy?.id : before.claimedBy).toBe(isClaimed ? 'desk:counsel' : undefined)
    })

    test.each<[string, readonly Step[]]>([
      ['never linked', ['ask', 'open']],
      ['unlinked before it was asked', ['link', 'unlink', 'ask', 'open']],
    ])("%s: it counts as somebody else's question", async (_, steps) => {
      for (const step of steps) await doStep(step)
      await doStep('claim')
      await press('desk:counsel', submit('answer', { text: 'Yes.' }))
      expect(await theCase()).toMatchObject({ state: 'answered' })
    })

    test("a question of counsel's stays their own if a colleague opens the case", async () => {
      await bench.hand('desk:counsel', 'can we sell an SLV stage to Australia?', { id: 'hall', audience: 'colleagues' })
      const { id } = await bench.store.db.selectFrom('record').select('id').where('kind', '=', 'answer').executeTakeFirstOrThrow()
      const values = { remark: '', neededBy: '', urgency: 'normal', queue: 'export-counsel' }
      await bench.hand('desk:dan', { kind: 'submit', form: 'escalate', of: id, values }, { id: 'hall', audience: 'colleagues' })
      await doStep('claim')
      expect(await theCase()).toMatchObject({ state: 'open' })
      await press('desk:counsel2', { kind: 'action', action: 'claim', of: '1' })
      expect(await theCase()).toMatchObject({ state: 'claimed' })
    })

    test('counsel is told the reason everywhere', async () => {
      for (const step of ['link', 'ask', 'open', 'unlink'] as const) await doStep(step)
      await bench.hand('desk:counsel', 'claim 1')
      expect(bench.at('counsel').at(-1)).toContain('nobody on their own question')
    })

    test('erasing an account leaves no trace of its links', async () => {
      for (const step of ['link', 'ask', 'open', 'unlink'] as const) await doStep(step)
      await erasePerson(bench.store, settings, 'ask:ann', { why: 'she asked', by: 'ops' }, bench.clock.now)
      expect(await bench.store.db.selectFrom('account_links').selectAll().execute()).toEqual([])
    })
  })

  test.skipIf(engine.missing !== undefined)('a database of an earlier version learns past links from the record', async () => {
    const made = await engine.copy()
    const before = await openStore(made.url)
    const bench = await openBench(engine)
    const at = bench.clock.now
    const link = async (first: string, second: string): Promise<void> => {
      await bench.hand(first, 'link')
      const code = /(\w{4}-\w{4})$/.exec(bench.last(first.split(':')[1] ?? '').reply.title)?.[1] ?? ''
      await bench.hand(second, `link ${code}`)
      const of = code.replace('-', '')
      await bench.hand(second, { kind: 'action', action: 'confirm-link', of })
      await bench.hand(first, { kind: 'action', action: 'confirm-link', of })
    }
    await link('ask:ann', 'desk:ann')
    bench.clock.now += minute
    await bench.hand('ask:ann', 'unlink')
    bench.clock.now += minute
    await link('ask:bob', 'desk:bob')
    const { db } = bench.store
    const known = await db.selectFrom('account_links').selectAll().orderBy('person').execute()
    expect(known).toEqual([
      { person: 'ask:ann', other: 'desk:ann', since: at, until: at + minute },
      { person: 'ask:bob', other: 'desk:bob', since: at + 2 * minute, until: null },
    ])
    // Restore what a database of the earlier version holds.
    for (const table of ['record', 'record_text', 'accounts'] as const)
      for (const row of await db.selectFrom(table).selectAll().execute()) await before.db.insertInto(table).values(row).execute()
    await before.db.schema.dropTable('account_links').execute()
    await before.db.schema.dropTable('doors').execute()
    for (const index of ['cases_due', 'cases_answered', 'cases_asker']) await before.db.schema.dropIndex(index).execute()
    for (const column of ['due', 'answered_at']) await before.db.schema.alterTable('cases').dropColumn(column).execute()
    for (const column of ['waits', 'space']) await before.db.schema.alterTable('outbox').dropColumn(column).execute()
    await sql`delete from kysely_migration where name >= '0007'`.execute(before.db)
    await before.close()
    const after = await openStore(made.url)
    expect(await after.db.selectFrom('account_links').selectAll().orderBy('person').execute()).toEqual(known)
    await after.close()
    await bench.close()
    await made.drop()
  })
})
