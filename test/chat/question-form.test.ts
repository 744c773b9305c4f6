import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findAnswers } from '../../src/record/answers.ts'
import { replay } from '../../src/record/replay.ts'
import type { IncomingAct } from '../../src/port/incoming.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { openBench, type Bench } from '../app.ts'
import { base } from '../licet.ts'
import { quickEngines } from '../store/databases.ts'

const filled = { item: 'stage', to: 'AU', endUse: 'unknown', activity: 'export', asOf: '' }
const submit = (values: Readonly<Record<string, string>> = {}): IncomingAct => ({
  kind: 'submit',
  form: 'question',
  of: '',
  values: { ...filled, ...values },
})

describe.each(quickEngines)('asking with a form, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`the form${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine)))
    afterEach(async () => await bench.close())

    const text = (place: string): string => toPlainText(bench.last(place).reply)

    test.each(['form', 'Guided form', 'ask with a form.', 'the button'])('opens at "%s"', async (typed) => {
      const { form } = await bench.hand('ask:ann', typed === 'the button' ? { kind: 'action', action: 'ask' } : typed)
      expect(form?.fields.map(({ id, kind }) => `${id}: ${kind}`)).toEqual([
        'item: pick',
        'to: pick',
        'endUse: choice',
        'activity: choice',
        'asOf: date',
      ])
      expect(form?.fields.map(({ value }) => value)).toEqual([undefined, undefined, 'unknown', 'export', undefined])
    })

    test('is offered on the Home page and with help', async () => {
      const { home } = await bench.hand('ask:ann', { kind: 'open-home' })
      await bench.hand('ask:ann', 'help')
      for (const reply of [home, bench.last('ann').reply]) expect(reply?.actions[0]).toMatchObject({ id: 'ask', label: 'Ask with a form' })
    })

    test('is answered like the question in words that it stands for, shows that question, and is recorded and replayed', async () => {
      await bench.hand('ask:ann', submit({ to: 'JP', endUse: 'civil-space', asOf: '2024-12-01' }))
      const question = 'Can we export the stage to Japan for a civil space launch, as of 2024-12-01?'
      const byForm = bench.last('ann').reply
      expect(byForm.blocks.at(-1)).toEqual({ kind: 'note', text: `Your form, as a question you can type: ${question}` })
      await bench.hand('ask:bob', question)
      const typed = bench.last('bob').reply
      expect(byForm).toEqual({
        ...typed,
        entry: byForm.entry,
        blocks: byForm.blocks,
        actions: typed.actions.map((action) => ({ ...action, of: byForm.entry })),
      })
      expect(byForm.blocks.slice(0, -1)).toEqual(typed.blocks)
      const [recorded] = await findAnswers(bench.store, { id: byForm.entry ?? '' })
      expect(recorded?.words?.question).toBe(question)
      expect(recorded === undefined ? undefined : (await replay(bench.versions, recorded, 'test')).kind).toBe('same')
    })

    test('several destinations are compared, each with its own answer', async () => {
      await bench.hand('ask:ann', submit({ to: 'AU,CN,AU,IR' }))
      expect(text('ann')).toContain('Can we export the stage to Australia, China or Iran?')
      for (const name of ['Australia', 'China', 'Iran']) expect(text('ann')).toMatch(new RegExp(`- ${name}`))
    })

    test('if a figure decides, it is asked for and answered in the conversation', async () => {
      await bench.hand('ask:ann', submit({ item: 'rocket' }))
      expect(text('ann')).toMatch(/reach 300 km\?/)
      await bench.hand('ask:ann', 'max range is 280 km')
      expect(text('ann')).toMatch(/^An exemption may cover this[\s\S]*to Australia/)
    })

    test('in a thread below a private answer, the conversation continues from that answer', async () => {
      await bench.hand('ask:ann', submit({ item: 'rocket', to: 'NO' }), { audience: 'alone' })
      const first = bench.last('ann')
      await bench.hand('ask:ann', submit({ item: 'igniter', to: 'JP' }), { audience: 'alone' })
      await bench.hand('ask:ann', 'max range is 280 km', { id: 'direct', thread: first.id })
      expect(text('direct')).toContain('to Norway')
      await bench.hand('ask:bob', 'max range is 280 km', { id: 'direct', thread: first.id })
      expect(text('direct')).not.toContain('Norway')
    })

    test.each(['colleagues', 'outsiders'] as const)('among %s only the asker sees the answer, and can share it', async (audience) => {
      await bench.hand('ask:ann', submit(), { id: 'deals', audience })
      const answer = bench.last('deals')
      expect(answer).toMatchObject({ only: 'ask:ann' })
      const share = answer.reply.actions.find(({ id }) => id === 'share')
      const { form } = await bench.hand('ask:ann', { kind: 'action', action: 'share', of: share?.of ?? '' }, { id: 'deals', audience })
      await bench.hand('ask:ann', { kind: 'submit', form: 'share', of: form?.of ?? '', values: {} }, { id: 'deals', audience })
      expect(bench.last('deals')).not.toHaveProperty('only')
      expect(text('deals')).toContain('ann shares Licet’s answer to: Can we export the stage to Australia?')
    })

    test('a private answer has no button to share it', async () => {
      await bench.hand('ask:ann', submit(), { audience: 'alone' })
      expect(bench.last('ann').reply.actions.map(({ id }) => id)).not.toContain('share')
    })

    test.each<[values: Readonly<Record<string, string>>, problems: Readonly<Record<string, string | RegExp>>]>([
      [
        { item: '', to: ' , ' },
        { item: 'please pick an item', to: 'please pick a country' },
      ],
      [{ item: 'stag' }, { item: /^`stag` is not an item that I know; did you mean stage \(rocket stage\);/ }],
      [{ item: 'licet:forged' }, { item: /^`licet:forged` is not an item that I know; please pick one of the list/ }],
      [{ to: 'Korea' }, { to: '`Korea` is not one country that I know; did you mean North Korea; South Korea?' }],
      [
        { to: 'AU,ZZ,austrailia' },
        { to: /`ZZ` is not one country.*`austrailia` is not one country that I know; did you mean Australia\?/ },
      ],
      [{ to: [...base.countries.keys()].join() }, { to: 'please pick 20 countries at most; there are 250' }],
      [{ to: 'US,JP' }, { to: /leave out the United States/ }],
      [{ to: 'US', activity: 'deemed-export' }, { activity: /choose a permanent export/ }],
      [{ item: 'launch integration', activity: 'brokering' }, { activity: /choose a permanent export/ }],
      [
        { endUse: 'fun', activity: 'gift' },
        { endUse: /^please choose one of I do not know; civil/, activity: /^please choose one of a proposal/ },
      ],
      [{ asOf: '2024-02-30' }, { asOf: 'please write a day as YYYY-MM-DD' }],
      [{ asOf: '1987-04-15' }, { asOf: 'please choose a day from 1987-04-16 on: the rules begin there' }],
      [{ asOf: '2026-11-25' }, { asOf: 'this day is still to come; please leave it empty for today' }],
      [
        { item: '`x`', to: 'x', endUse: '', activity: '', asOf: 'x' },
        { item: /^`x` is/, to: /^`x` is/, endUse: /choose/, activity: /choose/, asOf: /day/ },
      ],
    ])('%j gets all its problems reported, and nothing is stored', async (values, problems) => {
      const { accepted } = await bench.hand('ask:ann', submit(values))
      expect(accepted.kind === 'invalid' ? accepted.problems : {}).toEqual(
        Object.fromEntries(
          Object.entries(problems).map(([field, words]) => [field, typeof words === 'string' ? words : expect.stringMatching(words)]),
        ),
      )
      expect(await bench.store.db.selectFrom('inbox').select('id').execute()).toEqual([])
    })

    test.each(['2026-11-23', '2026-11-24'])('%s counts as today, because it is today somewhere on earth', async (asOf) => {
      bench.clock.now = Date.parse('2026-11-23T15:00:00Z')
      const { accepted } = await bench.hand('ask:ann', submit({ asOf }))
      expect(accepted.kind).toBe('taken')
      expect(text('ann')).toContain('Can we export the stage to Australia?')
    })

    test('names may be typed instead of picked', async () => {
      await bench.hand('ask:ann', submit({ item: 'upper stages', to: 'united kingdom, Republic of Korea' }))
      expect(text('ann')).toContain('Can we export the upper stage to the United Kingdom or South Korea?')
    })
  })
})

test('suggestions of names are returned synchronously', async () => {
  const [engine] = quickEngines
  if (engine === undefined) throw new Error('no engine')
  const bench = await openBench(engine)
  expect(bench.app.suggest('country', 'UK')[0]).toEqual({ value: 'GB', label: 'United Kingdom (UK)' })
  await bench.close()
})
