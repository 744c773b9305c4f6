import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/port/plain.ts'
import { escalate, openBench, type Bench } from '../app.ts'
import { quickEngines } from '../store/databases.ts'

describe.each(quickEngines)('text that counsel types for an answer, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`is offered as a draft${engine.missing ?? ''}`, () => {
    let bench: Bench
    let number: string
    beforeEach(async () => {
      bench = await openBench(engine)
      number = String(await escalate(bench))
    })
    afterEach(() => bench.close())

    const offered = (place: string): readonly string[] => bench.last(place).reply.actions.map(({ label }) => label)
    const text = (place: string): string => toPlainText(bench.last(place).reply)
    const claim = () => bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: number })

    test('the claimant can send it or keep it as a note', async () => {
      await claim()
      await bench.hand('desk:counsel', 'answer 1 You may apply with a DSP-5.')
      expect(text('counsel')).toContain('Send this as your answer to case 1?')
      expect(offered('counsel')).toEqual(['Send', 'Keep as note'])
    })

    test.each([
      ['nobody has it', [], 'counsel2', 'Claim it first: claim 1.'],
      ['somebody else has it', ['claim'], 'counsel2', 'counsel has it: only they can do that, or who stands in for them.'],
      [
        'a lead who is no counsel writes, and nobody has it',
        [],
        'lead',
        'Nobody has it yet, and only counsel of Export counsel can take it.',
      ],
      ['a lead writes, and somebody has it', ['claim'], 'lead', 'counsel has it'],
      ['it is answered', ['claim', 'answer'], 'counsel', 'It is now: answered by counsel.'],
      ['it is closed', ['claim', 'close'], 'counsel', 'It is now: closed.'],
    ])('if %s, the reply says why it cannot be sent, and it can be kept as a note', async (_name, acts, who, words) => {
      if (acts.includes('claim')) await claim()
      if (acts.includes('answer'))
        await bench.hand('desk:counsel', { kind: 'submit', form: 'answer', of: number, values: { text: 'Apply.' } })
      if (acts.includes('close')) await bench.hand('desk:counsel', { kind: 'submit', form: 'close', of: number, values: { text: 'done' } })
      const before = bench.at('ann').length
      await bench.hand(`desk:${who}`, 'answer 1 You may ship it.')
      expect(text(who)).toContain(words)
      expect(text(who)).toContain('Your words went to nobody.')
      expect(offered(who)).toEqual(['Keep as note'])
      const of = bench.last(who).reply.actions[0]?.of ?? ''
      // Pressing a button that was not offered does nothing.
      await bench.hand(`desk:${who}`, { kind: 'action', action: 'send-draft', of })
      expect(text(who)).toContain('not done')
      await bench.hand(`desk:${who}`, { kind: 'action', action: 'keep-draft', of })
      expect(text(who)).toContain('kept as a note')
      await bench.hand(`desk:${who}`, { kind: 'action', action: 'show-case', of: number })
      expect(text(who)).toContain('noted: You may ship it.')
      expect(bench.at('ann').slice(before).join()).not.toContain('You may ship it.')
    })

    test("a plain reply under the packet of somebody else's case is offered as a note", async () => {
      await claim()
      const packet = bench.shown.find((one) => one.place.id === 'queue' && one.kind === 'post')
      await bench.hand('desk:counsel2', 'We had that in May.', { id: 'queue', thread: packet?.id ?? '' })
      expect(text('queue')).toContain('counsel has it')
      expect(offered('queue')).toEqual(['Keep as note'])
    })
  })
})
