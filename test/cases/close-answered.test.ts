import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyChain } from '../../src/record/chain.ts'
import { linksOf } from '../../src/record/read-chain.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { escalate, openBench, settings, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

const day = 86_400_000

describe.each(engines)('an answered case on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`closes by itself${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine)))
    afterEach(async () => await bench.close())

    const answered = async (question?: string, values: Readonly<Record<string, string>> = {}): Promise<string> => {
      const of = String(await escalate(bench, question))
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of })
      await bench.hand('desk:counsel', { kind: 'submit', form: 'answer', of, values: { text: 'Apply with a DSP-5.', ...values } })
      return of
    }
    const stateOf = async (number: string): Promise<string | undefined> =>
      (await bench.store.db.selectFrom('cases').select('state').where('number', '=', Number(number)).executeTakeFirst())?.state
    const toldIn = (place: string): readonly string[] => bench.at(place).filter((said) => /^Case \d+ is closed/.test(said))
    const goOn = async (days: number): Promise<void> => {
      bench.clock.now += days * day
      await bench.app.tick()
      await bench.app.tick()
    }

    test('thirty days after the answer; the asker is told once before, both cards show it, and the record names nobody', async () => {
      const number = await answered()
      await goOn(29)
      expect([await stateOf(number), toldIn('ann')]).toEqual(['answered', []])
      await goOn(1)
      expect(await stateOf(number)).toBe('closed')
      expect(toldIn('ann')).toHaveLength(1)
      expect(toldIn('ann')[0]).toMatch(
        /answered it 30 days ago[\s\S]*stays as it was given: it is good until it is withdrawn, or the facts or the law change[\s\S]*Reopen/,
      )
      expect(toPlainText(bench.last('queue').reply)).toContain('State: closed')
      await goOn(1)
      expect(toldIn('ann')).toHaveLength(1)
      await bench.hand('ask:ann', `case ${number}`)
      expect(bench.at('ann').at(-1)).toContain('Licet closed it, because it had stood answered for long')
      expect((await verifyChain(linksOf(bench.store))).broken).toBeUndefined()
    })

    test('a case that was answered again after being reopened starts to wait again, with a new notice', async () => {
      const of = await answered()
      await goOn(20)
      await bench.hand('ask:ann', { kind: 'action', action: 'reopen', of })
      await bench.hand('desk:counsel', { kind: 'submit', form: 'answer', of, values: { text: 'Still a DSP-5.', expires: '2026-12-20' } })
      await goOn(15)
      expect(await stateOf(of)).toBe('answered')
      await goOn(15)
      expect(await stateOf(of)).toBe('closed')
      expect(toldIn('ann')).toHaveLength(1)
      expect(toldIn('ann')[0]).toContain('it was good until 20 December 2026')
      await bench.hand('ask:ann', { kind: 'action', action: 'reopen', of })
      expect(await stateOf(of)).toBe('claimed')
    })

    test('not at night, on a weekend or on a holiday', async () => {
      const number = await answered()
      bench.clock.now = Date.parse('2026-12-26T15:00:00Z')
      await bench.app.tick()
      expect(await stateOf(number)).toBe('answered')
      bench.clock.now = Date.parse('2026-12-28T03:00:00Z')
      await bench.app.tick()
      expect(await stateOf(number)).toBe('answered')
      bench.clock.now = Date.parse('2026-12-28T15:00:00Z')
      await bench.app.tick()
      expect(await stateOf(number)).toBe('closed')
    })

    test('cases answered before this feature existed: overdue ones close silently, younger ones with a notice', async () => {
      const old = await answered()
      bench.clock.now += 25 * day
      const young = await answered('rocket engine to Japan?')
      bench.clock.now += 10 * day
      await bench.store.db.updateTable('cases').set({ answered_at: null }).execute()
      const said = bench.shown.length
      await goOn(0)
      expect([await stateOf(old), await stateOf(young)]).toEqual(['closed', 'answered'])
      const ofCases = bench.shown
        .slice(said)
        .filter(({ place }) => !['console', 'admin'].some((one) => [place.platform, place.id].includes(one)))
      expect(ofCases).toEqual([])
      await goOn(21)
      expect(await stateOf(young)).toBe('closed')
      expect(toldIn('ann').map((one) => one.split(' is')[0])).toEqual([`Case ${young}`])
    })

    test('many cases are closed over several runs', async () => {
      const number = Number(await answered())
      const row = await bench.store.db.selectFrom('cases').selectAll().executeTakeFirstOrThrow()
      const copies = Array.from({ length: 60 }, (_, index) => ({
        ...row,
        number: number + 1 + index,
        body: row.body.replace(`"number":${number}`, `"number":${number + 1 + index}`),
      }))
      await bench.store.db.insertInto('cases').values(copies).execute()
      const open = async (): Promise<number> =>
        (await bench.store.db.selectFrom('cases').select('number').where('state', '=', 'answered').execute()).length
      bench.clock.now += 30 * day
      const left = []
      for (let run = 0; run < 2; run++, bench.clock.now += 5 * 60_000) {
        await bench.app.tick()
        left.push(await open())
      }
      expect(left).toEqual([11, 0])
    })

    test('after as many days as the settings say', async () => {
      await bench.close()
      bench = await openBench(engine, { ...settings, closeAnswered: 7 })
      const number = await answered()
      await goOn(7)
      expect(await stateOf(number)).toBe('closed')
      expect(toldIn('ann')[0]).toContain('7 days ago')
    })
  })
})
