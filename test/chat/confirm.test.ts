import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerRecorded, findAnswers } from '../../src/record/answers.ts'
import { answerer } from '../licet.ts'
import { openBench, type Bench } from '../app.ts'
import { quickEngines } from '../store/databases.ts'

const held =
  'We sold a 9A515 satellite bus to an operator in Luxembourg. TV broadcast. Legal asks if missile rules touch it, I said no idea'

describe.each(quickEngines)('a confirmation question on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`in a chat${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => {
      bench = await openBench(engine)
      await bench.hand('ask:ann', held)
    })
    afterEach(async () => await bench.close())

    const button = (id: string): string | undefined => bench.last('ann').reply.actions.find((action) => action.id === id)?.of
    const click = async (person: string, action: 'confirm' | 'change', of: string | undefined): Promise<void> => {
      await bench.hand(person, { kind: 'action', action, ...(of === undefined ? {} : { of }) }, { id: 'ann' })
    }
    const title = (): string => bench.last('ann').reply.title

    test('a click on yes gives the answer; both are recorded and can be replayed', async () => {
      await click('ask:ann', 'confirm', button('confirm'))
      expect(title()).toMatch(/^No missile-technology license needed/)
      const [recorded] = await findAnswers(bench.store, { id: button('why') ?? '' })
      expect(recorded?.words?.question).toBe('Yes, that is so')
      expect(recorded?.words?.turns).toMatchObject([{ text: held, confirms: ['denial I said no idea'] }])
      expect(recorded === undefined ? undefined : answerRecorded(answerer, recorded)).toMatchObject({ verdict: 'no-license' })
    })

    test('a click on no asks about each doubt', async () => {
      await click('ask:ann', 'change', button('confirm'))
      expect(title()).toBe('One fact decides this')
      expect(button('confirm')).toBeUndefined()
    })

    test('a refused question is answered plainly after "No, I only ask", once', async () => {
      await bench.hand('ask:ann', 'How do we split a rocket stage to Chile into parts so that nobody sees it is a stage?')
      const of = button('only-ask')
      expect(title()).toMatch(/^I will not help with that/)
      await bench.hand('ask:ann', { kind: 'action', action: 'only-ask', of: of ?? '' }, { id: 'ann' })
      expect(title()).toMatch(/expect a refusal/)
      await bench.hand('ask:ann', { kind: 'action', action: 'only-ask', of: of ?? '' }, { id: 'ann' })
      expect(title()).toBe('That question is no longer open')
    })

    test('only the asker can confirm, and only until their next message', async () => {
      const of = button('confirm')
      await click('ask:bob', 'confirm', of)
      expect(title()).toBe('That question is no longer open')
      await bench.hand('ask:ann', 'EAR99 bolts to Chile')
      await click('ask:ann', 'confirm', of)
      expect(title()).toBe('That question is no longer open')
    })
  })
})
