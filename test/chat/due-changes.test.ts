import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/port/plain.ts'
import { openBench, settings, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

describe.each(engines)('notices of coming changes of law, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`are sent${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => {
      bench = await openBench(engine, { ...settings, admins: ['desk:admin', 'group:IT', 'elsewhere:boss'] })
    })
    afterEach(async () => await bench.close())

    const tickAt = async (moment: string): Promise<void> => {
      bench.clock.now = Date.parse(moment)
      await bench.app.tick()
      await bench.app.tick()
    }
    const told = (): readonly string[] => bench.at('admin').filter((text) => text.includes('needs a look'))

    test('to each admin, some days before and on the day, once each', async () => {
      await tickAt('2026-12-26T09:00:00Z')
      expect(told()).toEqual([])
      await tickAt('2026-12-27T09:00:00Z')
      await tickAt('2026-12-28T09:00:00Z')
      expect(told()).toEqual([expect.stringMatching(/10 January 2027: told at second hand alone: The affiliates rule/)])
      await tickAt('2027-01-09T09:00:00Z')
      expect(told()).toHaveLength(2)
      expect(told().at(-1)).toMatch(/15 January 2027: look again [^]*7 sources to be read again/)
      await tickAt('2027-01-10T09:00:00Z')
      await tickAt('2027-01-11T09:00:00Z')
      expect(told()).toHaveLength(3)
    })

    test('within the following week, if the program did not run on the day', async () => {
      await tickAt('2027-01-18T09:00:00Z')
      expect(told()[0]).toMatch(/15 January 2027 \(overdue\): look again/)
      expect(told().join()).not.toContain('10 January 2027')
    })

    test.each([
      ['ask:ann', false],
      ['desk:counsel', true],
      ['desk:admin', true],
    ])('on the Home page of %s; what must be reviewed: %s', async (who, looks) => {
      const { home } = await bench.hand(who, { kind: 'open-home' })
      const text = home === undefined ? '' : toPlainText(home)
      expect(text).toMatch(/Law to come:\n- 10 January 2027: /)
      expect(text.includes('look again')).toBe(looks)
    })
  })
})
