import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/reply/plain.ts'
import { openBench, settings, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

describe.each(engines)('what people think is wrong with an answer, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`is read${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine)))
    afterEach(() => bench.close())

    const rate = async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      const of = bench.last('ann').reply.entry ?? ''
      return await bench.hand('ask:ann', { kind: 'feedback', of, good: false })
    }
    const reader = settings.queues.find(({ takes }) => takes.includes('ask-counsel'))

    test('the form says who reads it, and has a way to say each kind', async () => {
      const { form } = await rate()
      expect(form?.intro).toContain(`${reader?.name} reads this at its desk, with your name and the answer, marked as feedback`)
      const [reasons] = form?.fields ?? []
      expect(reasons?.kind === 'choice' ? reasons.options.map(({ value }) => value) : []).toEqual([
        'wrong',
        'outdated',
        'unclear',
        'missing',
      ])
    })

    test.each([
      ['wrong', 'it is wrong'],
      ['outdated', 'it is out of date'],
      ['unclear', 'it is unclear'],
      ['missing', 'something is missing'],
      ['a kind that an old form sends', 'something is wrong with it'],
    ])('%s: at the desk that the form named, once, marked as feedback, and no case is opened', async (reason, words) => {
      const { form } = await rate()
      await bench.hand('ask:ann', {
        kind: 'submit',
        form: 'feedback',
        of: form?.of ?? '',
        values: { reason, text: 'Say it in plain words.' },
      })
      const told = bench.shown.filter(({ place }) => place.platform === reader?.desk.platform && place.id === reader.desk.id)
      expect(told.map(({ reply }) => reply.title)).toEqual([`An answer is doubted: ${words} (feedback)`])
      expect(told.map(({ reply }) => toPlainText(reply)).join()).toMatch(
        /By: ann[\s\S]*SLV stage to Australia[\s\S]*Say it in plain words\.[\s\S]*feedback and no case/,
      )
      expect(bench.at('ann').at(-1)).toContain(`${reader?.name} has it now, as feedback`)
      expect(await bench.store.db.selectFrom('cases').selectAll().execute()).toEqual([])
    })
  })
})
