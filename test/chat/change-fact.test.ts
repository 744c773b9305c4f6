import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/port/plain.ts'
import { answerRecorded, findAnswers } from '../../src/record/answers.ts'
import { openBench, type Bench } from '../app.ts'
import { answerer } from '../licet.ts'
import { quickEngines } from '../store/databases.ts'

describe.each(quickEngines)('changing a fact behind an answer, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`in a chat${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine)))
    afterEach(async () => await bench.close())

    const entry = (): string => bench.last('ann').reply.entry ?? ''
    const text = (): string => toPlainText(bench.last('ann').reply)
    const change = async (of: string, values: Readonly<Record<string, string>>, who = 'ask:ann'): Promise<void> => {
      await bench.hand(who, { kind: 'submit', form: 'change-fact', of, values }, { id: 'ann' })
    }

    test('the form lists presumed and assumed facts; a change updates the answer in place and shows old and new', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      const { id } = bench.last('ann')
      const { form } = await bench.hand('ask:ann', { kind: 'action', action: 'change-fact', of: entry() }, { id: 'ann' })
      expect(form?.fields.map((field) => field.id)).toEqual(
        expect.arrayContaining(['item', 'to', 'range', 'payload', 'usGovernmentProgram']),
      )
      await change(entry(), { to: '', range: 'under-300' })
      expect(bench.last('ann')).toMatchObject({ kind: 'update', message: id })
      expect(text()).toMatch(
        /^An exemption may cover this[^]*Changed: 300 km or more → under 300 km\. License needed; decided case by case →/,
      )
      const [recorded] = await findAnswers(bench.store, { id: entry() })
      expect(recorded === undefined ? undefined : answerRecorded(answerer, recorded)).toMatchObject({ verdict: 'exemption-possible' })
    })

    test('another destination, together with a fact', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      await change(entry(), { to: 'China', endUse: 'civil-space' })
      expect(text()).toMatch(/^License needed; policy is to refuse\nRocket stage[^\n]* to China[^]*Changed: Australia → China/)
    })

    test('another item; everything else stays', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia for a civil space launch?')
      await change(entry(), { item: 'interstage', to: '' })
      expect(text()).toMatch(/Interstage[^\n]* to Australia[^]*Changed: Rocket stage → Interstage/)
      const [recorded] = await findAnswers(bench.store, { id: entry() })
      expect(recorded?.body.legs[0]?.facts).toMatchObject({ endUse: 'civil-space', destination: 'AU' })
      expect(recorded?.words?.question).toBe('Sorry, I meant the interstage')
    })

    test('item, destination and a fact together', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      await change(entry(), { item: '9A012', to: 'Japan', range: 'under-300' })
      expect(text()).toMatch(
        /9A012[^\n]* to Japan[^]*Changed: Rocket stage → Unmanned aircraft of ECCN 9A012; Australia → Japan; 300 km or more → under 300 km\./,
      )
    })

    test('an unknown item is reported in the form, and the present one changes nothing', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      const { accepted } = await bench.hand(
        'ask:ann',
        { kind: 'submit', form: 'change-fact', of: entry(), values: { item: 'flux capacitor' } },
        { id: 'ann' },
      )
      expect(accepted).toMatchObject({ kind: 'invalid', problems: { item: expect.stringContaining('please pick an item') } })
      await change(entry(), { item: 'rocket stage', to: '' })
      expect(text()).toMatch(/^Nothing was changed/)
    })

    test('with several items, none can be replaced', async () => {
      await bench.hand('ask:ann', 'igniters and stages to the UK')
      const { form } = await bench.hand('ask:ann', { kind: 'action', action: 'change-fact', of: entry() }, { id: 'ann' })
      expect(form?.fields.map(({ id }) => id)).not.toContain('item')
    })

    test('a button below a question answers it', async () => {
      await bench.hand('ask:ann', 'drone to Poland')
      await bench.hand('ask:ann', { kind: 'action', action: 'choose', of: entry(), choice: 'civil' }, { id: 'ann' })
      const [recorded] = await findAnswers(bench.store, { id: entry() })
      expect(recorded?.words?.question).toBe('Change: civil (Commerce Control List)')
    })

    test('every fact of the form can be submitted, whatever the item', async () => {
      for (const deal of [
        '9A012 UAV of 400 km for crop surveys to Brazil',
        'new: a fiber optic gyro of 0.4 deg/h to India',
        'new: drone to Poland',
      ]) {
        await bench.hand('ask:ann', deal)
        const of = entry()
        const { form } = await bench.hand('ask:ann', { kind: 'action', action: 'change-fact', of }, { id: 'ann' })
        const values = Object.fromEntries((form?.fields ?? []).map((field) => [field.id, field.value ?? '']))
        expect(Object.keys(values).length).toBeGreaterThan(3)
        await change(of, values)
        expect(text()).toMatch(/^Nothing was changed/)
      }
    })

    test('no change, another person, or an answer that is not the last one get a friendly reply', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      const of = entry()
      await change(of, { to: '', range: 'from-300' })
      expect(text()).toMatch(/^Nothing was changed/)
      await change(of, { to: '', range: 'under-300' }, 'ask:bob')
      expect(text()).toMatch(/^That answer is no longer the last one here/)
      await bench.hand('ask:ann', 'new: EAR99 bolts to Chile')
      await change(of, { to: '', range: 'under-300' })
      expect(text()).toMatch(/^That answer is no longer the last one here/)
    })
  })
})
