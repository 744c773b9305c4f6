import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBench, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

const deals = { id: 'deals', audience: 'outsiders' } as const

describe.each(engines)('sharing an answer on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`posts it once${engine.missing ?? ''}`, () => {
    let bench: Bench
    let of: string
    beforeEach(async () => {
      bench = await openBench(engine)
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?', deals)
      of = bench.last('deals').reply.actions.find(({ id }) => id === 'share')?.of ?? ''
    })
    afterEach(() => bench.close())

    const press = (where: object = deals, who = 'ask:ann') => bench.hand(who, { kind: 'action', action: 'share', of }, where)
    const submit = (where: object = deals, who = 'ask:ann') => bench.hand(who, { kind: 'submit', form: 'share', of, values: {} }, where)
    const shared = () => bench.shown.filter((one) => one.place.id === 'deals' && one.kind === 'post' && one.only === undefined)
    const entries = () => bench.store.db.selectFrom('record').select('id').where('kind', '=', 'shared').execute()

    test('a form that is sent twice, at the same time too, is posted and recorded once', async () => {
      const { form } = await press()
      expect(form?.id).toBe('share')
      await Promise.all([submit(), submit()])
      await submit(deals, 'ask:bob')
      expect([shared().length, (await entries()).length]).toEqual([1, 1])
      expect(bench.at('deals').filter((text) => text.startsWith('That answer is shared here already'))).toHaveLength(2)
    })

    test('the button of a shared answer says so, and opens no form', async () => {
      await submit()
      expect((await press()).form).toBeUndefined()
      expect(bench.last('deals')).toMatchObject({ only: 'ask:ann', reply: { title: 'That answer is shared here already' } })
    })

    test('in another thread it can be shared, too', async () => {
      await submit()
      await submit({ ...deals, thread: 'below' })
      expect([shared().length, (await entries()).length]).toEqual([2, 2])
    })

    test('an answer whose post was given up can be shared again', async () => {
      bench.outcomes.push({ kind: 'refused', problem: 'channel_is_archived' })
      await submit()
      expect(shared()).toEqual([])
      await submit()
      expect([shared().length, (await entries()).length]).toEqual([1, 2])
    })

    test('the old button of an answer whose words were erased says that it is not here', async () => {
      await bench.store.db.updateTable('record_text').set({ words: null }).where('id', '=', of).execute()
      await bench.hand('ask:ann', { kind: 'action', action: 'ask-counsel', of }, deals)
      expect(bench.last('deals').reply.title).toBe('That answer is not here')
      const values = { remark: '', neededBy: '', urgency: 'normal', queue: 'export-counsel' }
      await bench.hand('ask:ann', { kind: 'submit', form: 'escalate', of, values }, deals)
      expect(bench.last('deals').reply.title).toBe('That answer is not here')
    })
  })
})
