import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { escalate, openBench, type Bench } from '../app.ts'
import { sqlite } from '../store/sqlite.ts'

describe('a message about a case that is refused', () => {
  let bench: Bench
  let of: string
  beforeEach(async () => {
    bench = await openBench(sqlite)
    of = String(await escalate(bench))
    await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of })
  })
  afterEach(() => bench.close())

  /** Acts while the next messages are refused, as many as the act sends. */
  const actUnheard = async (who: string, act: Parameters<Bench['hand']>[1], messages: number): Promise<void> => {
    bench.outcomes.push(...Array.from({ length: messages }, () => ({ kind: 'refused', problem: 'is_archived' }) as const))
    await bench.hand(who, act)
    await bench.app.tick()
  }
  const toldAt = (place: string): readonly string[] => bench.at(place).filter((said) => said.startsWith(`Case ${of}`))

  test("counsel's answer: the desk hears that the asker was not reached", async () => {
    await actUnheard('desk:counsel', { kind: 'submit', form: 'answer', of, values: { text: 'Apply with a DSP-5.' } }, 4)
    expect(toldAt('queue').at(-1)).toMatch(/the asker was not reached[^]*did not get counsel’s last words \(is_archived\)/)
  })

  test.each([
    ['a reply', 'ask-info', 'How heavy is it?', 'It is 700 kg.', 4],
    ['why the case is closed', 'answer', 'Apply with a DSP-5.', { kind: 'submit', form: 'close', values: { text: 'The deal is off.' } }, 4],
  ] as const)(
    "the asker's words to the desk (%s): the lead hears of it in their own chat, and the desk hears nothing false",
    async (_what, form, text, said, messages) => {
      await bench.hand('desk:counsel', { kind: 'submit', form, of, values: { text } })
      await actUnheard('ask:ann', typeof said === 'string' ? said : { ...said, of }, messages)
      expect(toldAt('queue').filter((one) => one.includes('the asker was not reached'))).toEqual([])
      expect(toldAt('lead').at(-1)).toMatch(
        /has words that are not at the desk[^]*ann wrote something that the desk of Export counsel did not take \(is_archived\)/,
      )
    },
  )
})
