import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseCase } from '../../src/cases/case.ts'
import { answerDueOf, never } from '../../src/cases/due.ts'
import { erasePerson } from '../../src/erase-person.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { escalate, openBench, settings, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

const asked = { why: 'asked', by: 'ops' }
const [queue] = settings.queues
if (queue === undefined) throw new Error('the settings name no queue')

describe.each(engines)('erasing a person on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`and their cases${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => {
      bench = await openBench(engine)
      await escalate(bench)
      await bench.hand('desk:counsel', 'claim 1')
    })
    afterEach(() => bench.close())

    const row = () => bench.store.db.selectFrom('cases').select(['state', 'due', 'body']).executeTakeFirstOrThrow()

    test('a waiting case that counsel had is open, due again, and soon overdue', async () => {
      await bench.hand('desk:counsel', { kind: 'submit', form: 'ask-info', of: '1', values: { text: 'who is the end user?' } })
      expect(await row()).toMatchObject({ state: 'waiting', due: never })
      await erasePerson(bench.store, settings, 'desk:counsel', asked, bench.clock.now)
      const { state, due, body } = await row()
      expect([state, due]).toEqual(['open', answerDueOf(parseCase(body), queue, bench.clock.now)])
      expect(due).toBeLessThan(never)
      await bench.hand('desk:counsel2', { kind: 'action', action: 'cases' })
      expect(toPlainText(bench.last('counsel2').reply)).toContain('Case 1')
    })

    test('an answered case that counsel had stays answered', async () => {
      await bench.hand('desk:counsel', { kind: 'submit', form: 'answer', of: '1', values: { text: 'Apply with a DSP-5.' } })
      await erasePerson(bench.store, settings, 'desk:counsel', asked, bench.clock.now)
      expect(await row()).toMatchObject({ state: 'answered', due: never })
    })

    test.each(['desk:counsel', 'everybody'])('with a legal hold on %s nothing is erased', async (held) => {
      const before = await row()
      const erasing = erasePerson(bench.store, { ...settings, hold: [held] }, 'desk:counsel', asked, bench.clock.now)
      await expect(erasing).rejects.toThrow('`desk:counsel` is under a legal hold')
      expect(await row()).toEqual(before)
      expect(await bench.store.db.selectFrom('record').select('id').where('kind', '=', 'erasure').execute()).toEqual([])
    })
  })
})
