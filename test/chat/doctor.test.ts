import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fine } from '../../src/port/finding.ts'
import type { IncomingAct } from '../../src/port/incoming.ts'
import type { Platform } from '../../src/port/platform.ts'
import { openBench, settings, type Bench } from '../app.ts'
import { quickEngines } from '../store/databases.ts'

const pressed: IncomingAct = { kind: 'action', action: 'doctor' }

describe.each(quickEngines)('the doctor in chat, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`is for admins${engine.missing ?? ''}`, () => {
    let bench: Bench
    let examine: NonNullable<Platform['examine']>
    beforeEach(async () => {
      examine = () => Promise.resolve([])
      bench = await openBench(
        engine,
        { ...settings, admins: ['desk:admin', 'group:IT'] },
        {
          examine: (...looked) => examine(...looked),
        },
      )
    })
    afterEach(async () => await bench.close())

    test.each([['doctor'], ['Doctor?'], ['run the doctor'], [pressed]])(
      'an admin who says %j gets the report, in private',
      async (said) => {
        await bench.hand('desk:admin', said)
        const { reply, ...shown } = bench.last('admin')
        expect(reply.title).toMatch(/^Doctor: (?:\d+ broken, \d+ doubtful, \d+ fine|all fine)$/)
        expect(reply.blocks.every((block) => block.kind === 'list' && /^(?:Broken|Doubtful)$/.test(block.title ?? ''))).toBe(true)
        expect(shown).toMatchObject({ kind: 'post', only: 'desk:admin' })
      },
    )

    test.each([
      ['ask:ann', [], false],
      ['desk:counsel', [], false],
      ['desk:lead', ['elsewhere'], false],
      ['desk:eve', ['IT'], true],
      ['desk:admin', [], true],
    ])('%s with groups %j may run it: %s', async (who, groups, may) => {
      const examined: string[] = []
      examine = (places) => {
        examined.push(...places.map(({ id }) => id))
        return Promise.resolve([])
      }
      await bench.hand(who, 'doctor', { groups })
      const { reply, ...shown } = bench.last(who.slice(who.indexOf(':') + 1))
      expect(shown).toMatchObject({ only: who })
      expect(reply.title).toMatch(may ? /^Doctor: / : /^The doctor is for admins$/)
      expect(JSON.stringify(reply.blocks).includes('desk:admin, group:IT')).toBe(!may)
      expect(examined.includes('queue')).toBe(may)
    })

    test('without any admin, the reply says how to become one', async () => {
      await bench.close()
      bench = await openBench(engine, { ...settings, admins: [] })
      await bench.hand('desk:admin', 'doctor')
      expect(bench.at('admin').at(-1)).toMatch(/Nobody is listed under admins[^]*npm run doctor/)
    })

    test('a bot is never an admin', async () => {
      await bench.hand('desk:admin', pressed, { bot: true })
      expect(bench.last('admin').reply.title).toBe('The doctor is for admins')
    })

    test('the report contains no words or ids of people', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia for Gilmour?')
      bench.outcomes.push({ kind: 'refused', problem: 'is_archived; name another desk' })
      await bench.hand('ask:bob', 'drone to Poland')
      await bench.hand('desk:admin', 'doctor')
      expect(bench.at('admin').at(-1)).toContain('Messages given up for ask: 1 message')
      expect(bench.at('admin').at(-1)).not.toMatch(/Gilmour|Australia|Poland|ann|bob/)
    })

    test('the checks hold no lock: others can write meanwhile', async () => {
      const gate = Promise.withResolvers<void>()
      examine = async () => {
        await gate.promise
        return [fine('Door', 'open')]
      }
      const person = { id: 'desk:admin', name: 'admin' }
      const accepted = await bench.app.accept({ event: 'd', person, place: { platform: 'desk', id: 'admin' }, said: pressed })
      expect(accepted.kind).toBe('taken')
      await bench.hand('ask:ann', 'drone to Poland')
      expect(bench.at('ann')).toHaveLength(1)
      expect(bench.at('admin')).toEqual([])
      gate.resolve()
      if (accepted.kind === 'taken') await accepted.done
      await bench.app.tick()
      expect(bench.at('admin').at(-1)).toContain('Door: open.')
    })

    test.each([
      ['desk:admin', true],
      ['ask:ann', false],
    ])('the Home page of %s has the button: %s', async (who, has) => {
      const { home } = await bench.hand(who, { kind: 'open-home' })
      expect(home?.actions.some(({ id, label }) => id === 'doctor' && label === 'Doctor')).toBe(has)
    })
  })
})
