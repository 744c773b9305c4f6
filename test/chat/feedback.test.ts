import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lookAtSettings } from '../../src/doctor/settings.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { openBench, settings, type Bench } from '../app.ts'
import { quickEngines } from '../store/databases.ts'

describe.each(quickEngines)('feedback on an answer, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`is delivered${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine)))
    afterEach(() => bench.close())

    const rate = async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      const of = bench.last('ann').reply.entry ?? ''
      return await bench.hand('ask:ann', { kind: 'feedback', of, good: false })
    }
    const reader = settings.queues.find(({ takes }) => takes.includes('ask-counsel'))

    test('the form says who reads it, and offers each kind of feedback', async () => {
      const { form } = await rate()
      expect(form?.intro).toContain(`${reader?.name} reads this at its desk, with your name and the answer, marked as feedback`)
      const [reasons] = form?.fields ?? []
      expect(reasons?.kind === 'choice' ? reasons.options.map(({ value }) => value) : []).toEqual([
        'reading',
        'wrong',
        'outdated',
        'unclear',
        'missing',
      ])
    })

    test.each([
      ['reading', 'it read my question wrongly'],
      ['wrong', 'the verdict or the law is wrong'],
      ['outdated', 'it is out of date'],
      ['unclear', 'it is unclear'],
      ['missing', 'something is missing'],
      ['a kind that an old form sends', 'something is wrong with it'],
    ])('%s: reaches the desk that the form named, once, marked as feedback, without opening a case', async (reason, words) => {
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

    test('a typed "not right" is about the last answer; without one, the reply says so', async () => {
      await bench.hand('ask:ann', 'not right')
      expect(bench.at('ann').at(-1)).toMatch(/^Ask a question first/)
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      const { form } = await bench.hand('ask:ann', 'Not right?')
      expect([form?.id, form?.of]).toEqual(['feedback', bench.last('ann').reply.entry])
    })
  })

  describe.skipIf(engine.missing !== undefined)(`of no known answer${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine)))
    afterEach(() => bench.close())

    test('is recorded with none, as its reply says, with the words that were written', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      await bench.hand('ask:ann', { kind: 'feedback', of: '', good: true })
      await bench.hand('ask:ann', { kind: 'feedback', of: '', good: false })
      await bench.hand('ask:ann', { kind: 'submit', form: 'feedback', of: '', values: { reason: 'wrong', text: 'The rule changed.' } })
      expect(bench.at('ann').slice(-3)).toEqual(
        Array(3).fill(expect.stringMatching(/^Which answer is that about\?[\s\S]*I kept it with none/)),
      )
      const kept = await bench.store.db
        .selectFrom('record')
        .innerJoin('record_text', 'record_text.id', 'record.id')
        .select(['receipt', 'body', 'person', 'record_text.words'])
        .where('record.kind', '=', 'feedback')
        .orderBy('seq')
        .execute()
      const read = kept.map(({ body, words, ...row }) => {
        const { words: _hash, ...told } = JSON.parse(body) as { readonly words: string }
        return { ...row, told, text: (JSON.parse(words ?? '{}') as { readonly text?: string }).text }
      })
      expect(read).toEqual([
        { receipt: null, person: 'ask:ann', told: { good: true }, text: undefined },
        { receipt: null, person: 'ask:ann', told: { good: false }, text: undefined },
        { receipt: null, person: 'ask:ann', told: { good: false, reason: 'wrong' }, text: 'The rule changed.' },
      ])
    })
  })

  describe.skipIf(engine.missing !== undefined)(`goes to the readers in the settings${engine.missing ?? ''}`, () => {
    const feedback = {
      reading: { name: 'The word list', desk: { platform: 'desk', id: 'words' } },
      knowledge: { name: 'The owners', desk: { platform: 'desk', id: 'owners' } },
    }
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine, { ...settings, feedback })))
    afterEach(() => bench.close())

    test('each of the five reasons reaches the reader whom the form names', async () => {
      const deskOf: Readonly<Record<string, string>> = {
        reading: 'words',
        wrong: 'queue',
        outdated: 'queue',
        unclear: 'owners',
        missing: 'owners',
      }
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      const of = bench.last('ann').reply.entry ?? ''
      const { form } = await bench.hand('ask:ann', { kind: 'feedback', of, good: false })
      expect(form?.intro).toContain(
        'The word list how the question was read; Export counsel the law and its dates; The owners what is unclear or missing: that is who reads it',
      )
      const [reasons] = form?.fields ?? []
      for (const { value } of reasons?.kind === 'choice' ? reasons.options : [])
        await bench.hand('ask:ann', { kind: 'submit', form: 'feedback', of, values: { reason: value, text: value } })
      const told = bench.shown
        .filter(({ place }) => place.platform === 'desk')
        .map(({ place, reply }) => [place.id, toPlainText(reply)] as const)
      expect(told.map(([id, text]) => [/In their words: (\w+)/.exec(text)?.[1], id])).toEqual(Object.entries(deskOf))
      expect(told[0]?.[1]).toMatch(/Read as: item: rocket stage; destination: Australia/)
    })
  })
})

test('the doctor reports a reader on a platform that does not run', () => {
  const feedback = { reading: { name: 'The word list', desk: { platform: 'elsewhere', id: 'words' } } }
  const states = lookAtSettings({ ...settings, feedback }, []).map(({ what, state }) => `${what}: ${state}`)
  expect(states).toContain('Feedback to The word list: broken')
})
