import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTurnstile } from '../../src/chat/flood.ts'
import type { Incoming, IncomingAct } from '../../src/port/incoming.ts'
import { openBench, settings, type Bench } from '../app.ts'
import { quickEngines } from '../store/databases.ts'

const event = (said: IncomingAct, person = 'ask:ann'): Incoming => ({
  event: 'e',
  person: { id: person, name: 'ann' },
  place: { platform: 'ask', id: 'ann' },
  said,
})
const message = (text = 'x'): Incoming => event({ kind: 'message', text })

describe("the limit on one person's messages", () => {
  test('a number of messages per minute; the person is told once, and read again later', () => {
    const turnstile = createTurnstile({ messages: 3, characters: 1000 })
    expect([0, 1, 2, 3, 4, 5].map((now) => turnstile(message(), now))).toEqual(['in', 'in', 'in', 'tell', 'shut', 'shut'])
    expect(turnstile(event({ kind: 'message', text: 'x' }, 'ask:bob'), 6)).toBe('in')
    expect([60_000, 60_001, 60_002, 60_003].map((now) => turnstile(message(), now))).toEqual(['in', 'in', 'in', 'tell'])
  })

  test('a number of characters per minute, including quotes and forms', () => {
    const turnstile = createTurnstile({ messages: 100, characters: 1000 })
    expect(turnstile(event({ kind: 'message', text: 'x'.repeat(400), quoted: ['y'.repeat(400)] }), 0)).toBe('in')
    expect(turnstile(event({ kind: 'submit', form: 'note', of: '1', values: { text: 'z'.repeat(300) } }), 1)).toBe('tell')
    expect(turnstile(message('x'.repeat(100)), 2)).toBe('in')
  })

  test('a single message is read at any length', () =>
    expect(createTurnstile({ messages: 1, characters: 10 })(message('x'.repeat(100)), 0)).toBe('in'))

  test.each<IncomingAct>([
    { kind: 'action', action: 'claim', of: '1' },
    { kind: 'open-home' },
    { kind: 'overheard', text: 'x' },
    { kind: 'deleted' },
  ])('%j does not count', (said) => {
    const turnstile = createTurnstile({ messages: 1, characters: 1 })
    expect(Array.from({ length: 9 }, (_, now) => turnstile(event(said), now))).toEqual(Array.from({ length: 9 }, () => 'in'))
  })

  test('with any timing, never more passes than the limit plus what time restores', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 })
    const isBounded = fc.property(gaps, (all) => {
      const turnstile = createTurnstile({ messages: 10, characters: 1e9 })
      let now = 0
      const taken = all.flatMap((gap) => ((now += gap), turnstile(message(), now) === 'in' ? [now] : []))
      return taken.every((start, from) => taken.slice(from).every((end, more) => more + 1 <= 10 + (10 * (end - start)) / 60_000 + 1e-6))
    })
    expect(() => fc.assert(isBounded)).not.toThrow()
  })
})

describe.each(quickEngines)('who writes too much, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`is told so${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => {
      bench = await openBench(engine, settings, {}, undefined, undefined, { messages: 2, characters: 10_000 })
    })
    afterEach(() => bench.close())

    test('once; what is over the limit is not stored, and others are answered', async () => {
      const kinds = []
      for (const place of ['Australia', 'Japan', 'Iran', 'Cuba', 'Syria'])
        kinds.push((await bench.hand('ask:ann', `SLV stage to ${place}?`)).accepted.kind)
      expect(kinds).toEqual(['taken', 'taken', 'taken', 'ignored', 'ignored'])
      expect(bench.at('ann')).toHaveLength(3)
      expect(bench.at('ann')[2]).toMatch(/more than I can read at once[^]*not read your last message/)
      const kept = JSON.stringify([
        await bench.store.db.selectFrom('record_text').selectAll().execute(),
        await bench.store.db.selectFrom('inbox').selectAll().execute(),
        await bench.store.db.selectFrom('outbox').selectAll().execute(),
      ])
      expect(kept).not.toMatch(/Iran|Cuba|Syria/)
      await bench.hand('ask:bob', 'SLV stage to Australia?')
      expect(bench.at('bob')).toHaveLength(1)
      bench.clock.now += 60_000
      await bench.hand('ask:ann', 'SLV stage to Iran?')
      expect(bench.at('ann')).toHaveLength(4)
    })

    const times = (count: number): readonly number[] => Array.from({ length: count }, (_, time) => time)

    test.each([
      [
        'one after the other',
        async (ask: () => Promise<string>) => {
          const kinds: string[] = []
          for (const _ of times(10)) kinds.push(await ask())
          return kinds
        },
      ],
      ['at the same time', (ask: () => Promise<string>) => Promise.all(times(10).map(() => ask()))],
    ])('a message delivered ten times, %s, counts once', async (_how, deliver) => {
      const ask = async (): Promise<string> => (await bench.hand('ask:ann', 'SLV stage to Australia?', { event: 'first' })).accepted.kind
      expect((await deliver(ask)).toSorted()).toEqual([...times(9).map(() => 'seen'), 'taken'])
      expect((await bench.hand('ask:ann', 'SLV stage to Japan?')).accepted.kind).toBe('taken')
      expect(bench.at('ann')).toHaveLength(2)
      expect(bench.at('ann').join()).not.toMatch(/more than I can read/)
    })

    test('a message that could not be stored counts once, however often it is delivered until it is', async () => {
      const ask = (): Promise<unknown> => bench.hand('ask:ann', 'SLV stage to Australia?', { event: 'first' })
      await bench.store.db.schema.alterTable('inbox').renameTo('inbox_away').execute()
      for (const _ of times(5)) await expect(ask()).rejects.toThrow(/inbox/)
      await bench.store.db.schema.alterTable('inbox_away').renameTo('inbox').execute()
      expect(await ask()).toMatchObject({ accepted: { kind: 'taken' } })
      expect((await bench.hand('ask:ann', 'SLV stage to Japan?')).accepted.kind).toBe('taken')
    })

    test('a form sent again with other values counts again', async () => {
      const send = async (text: string): Promise<string> => {
        const said = { kind: 'submit', form: 'escalate', of: 'nothing', values: { remark: text, queue: 'nobody' } } as const
        const { accepted } = await bench.hand('ask:ann', said, { event: 'form' })
        return accepted.kind === 'invalid' ? Object.values(accepted.problems).join() : accepted.kind
      }
      const answers = [await send('one'), await send('two'), await send('three')]
      expect(answers.map((words) => words.includes('in a minute'))).toEqual([false, false, true])
    })

    test('a form over the limit comes back as it was filled in', async () => {
      await bench.hand('ask:ann', 'SLV stage to Australia?')
      await bench.hand('ask:ann', 'and Japan?')
      const { accepted } = await bench.hand('ask:ann', { kind: 'submit', form: 'note', of: '1', values: { text: 'a note' } })
      expect(accepted).toMatchObject({ kind: 'invalid', problems: { text: expect.stringContaining('in a minute') } })
    })
  })
})
