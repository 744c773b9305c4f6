import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRuleAndArticleSearch } from '../src/answer/search-rules-and-articles.ts'
import { starters } from '../src/chat/starters.ts'
import type { Form } from '../src/port/form.ts'
import { toPlainText } from '../src/port/plain.ts'
import { formActions, type Block, type ChatReply } from '../src/port/reply.ts'
import { escalate, openBench, type Bench } from './app.ts'
import { faultsIn } from './drawn.ts'
import { question } from './fuzz/questions.ts'
import { answerer, ask, base } from './licet.ts'
import { platforms } from './platforms.ts'
import { isFuzz, sampled } from './seed.ts'
import { engines } from './store/databases.ts'

const faultsInAll = (replies: readonly ChatReply[]): readonly string[] =>
  replies.flatMap((reply) => faultsIn(reply).map((fault) => `${reply.title}: ${fault}`)).slice(0, 20)

/** Dates are written in words in replies; digits are only for typing. */
const daysInFigures = (replies: readonly ChatReply[]): readonly string[] =>
  replies.flatMap((reply) => toPlainText(reply).match(/.{0,40}\b\d{4}-\d\d-\d\d\b/g) ?? [])

const countries = [...base.countries.values()].flatMap(({ names }) => names.slice(0, 1))

describe('every reply is rendered completely, within the limits, with the same plain text, on every platform', () => {
  test('answers to common questions', () => {
    const questions = [
      ...starters.map(({ message }) => message),
      'help',
      'hello',
      'which countries are in the MTCR?',
      'what is the MTCR?',
      'which items need a license to China?',
      'list all Category I items',
      'SECRET//NOFORN thrust 4242 kN at 99 s',
      'how do I build a rocket engine?',
      'drone',
      'an SLV stage to Iran for a nuclear warhead',
      'we reexport a 9A012 UAV from Germany via Turkey to India; the engineer is Iranian',
      'compare Australia, South Korea, India, Brazil, Japan, Israel, Romania, Pakistan, Russia, China and Iran for an SLV stage',
      ...sampled(countries, 5).map((name) => `can we sell an SLV stage to ${name}?`),
      ...sampled(countries, 19).map((name) => `9A012 UAV, 400 km, for crop surveys to ${name}`),
    ]
    const replies = questions.map((text) => ({ ...ask(text).reply, entry: 'ENTRY0000001' }))
    expect(faultsInAll(replies)).toEqual([])
    expect(daysInFigures(replies)).toEqual([])
  })

  test('answers to random text', () => {
    fc.assert(
      fc.property(question, (text) => {
        expect(faultsIn({ ...ask(text).reply, entry: 'ENTRY0000001' })).toEqual([])
      }),
      { numRuns: isFuzz ? 500 : 60 },
    )
  })

  test('articles and rules from a search', () => {
    const find = createRuleAndArticleSearch(answerer)
    const titles = [...base.articles.map(({ title }) => title), ...[...base.rules.values()].map(({ title }) => title)]
    expect(faultsInAll(titles.flatMap((title) => find(title, 6).map(({ reply }) => reply)))).toEqual([])
  })

  test('random replies', () => {
    const words = fc.string({ unit: 'binary', maxLength: 400 }).map((text) => text.replaceAll(/[\u0000…‹›<>\u2060]/g, ''))
    const short = fc.string({ minLength: 1, maxLength: 60 }).map((text) => `${text.replaceAll(/[<>]/g, '').trim()}x`)
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: words }),
      fc.record({ kind: fc.constant('note' as const), text: words }),
      fc.record({ kind: fc.constant('fields' as const), fields: fc.array(fc.tuple(short, short), { maxLength: 30 }) }),
      fc.record({ kind: fc.constant('list' as const), title: short, items: fc.array(short, { maxLength: 60 }) }),
      fc.record({
        kind: fc.constant('table' as const),
        title: short,
        columns: fc.tuple(short, short, short),
        rows: fc.array(fc.tuple(short, short, short), { maxLength: 40 }),
      }),
    )
    const reply: fc.Arbitrary<ChatReply> = fc.record({
      tone: fc.constantFrom('clear', 'caution', 'stop', 'question', 'neutral'),
      title: short,
      blocks: fc.array(block, { maxLength: 12 }),
      actions: fc.constant([
        { id: 'why', label: 'Why?', of: 'A' },
        { id: 'ask-counsel', label: 'Ask counsel', of: 'A' },
      ]),
    })
    fc.assert(
      fc.property(reply, (one) => {
        for (const { draw } of platforms) expect(draw(one).refused).toEqual([])
      }),
      { numRuns: isFuzz ? 500 : 60 },
    )
  })

  describe('messages around a case', () => {
    const [engine] = engines
    let bench: Bench
    const forms: Form[] = []
    const opened = new Set<string>()
    beforeAll(async () => {
      if (engine === undefined) throw new Error('no engine')
      bench = await openBench(engine)
      const hand = async (...[who, said, where]: Parameters<Bench['hand']>): Promise<void> => {
        const { form } = await bench.hand(who, said, where)
        if (form !== undefined) forms.push(form)
        if (form !== undefined && typeof said === 'object' && said.kind === 'action') opened.add(said.action)
      }
      const press = (who: string, action: 'claim' | 'answer' | 'note' | 'reassign' | 'move' | 'ask-info' | 'withdraw') =>
        hand(who, { kind: 'action', action, of: '1' })
      const long = 'Words that go on. '.repeat(110)
      await hand('ask:ann', 'can we sell an SLV stage to Australia?', { audience: 'outsiders' })
      const of = bench.last('ann').reply.entry ?? ''
      for (const action of ['why', 'changes', 'change-fact', 'ask-counsel', 'classify', 'screen', 'share'] as const)
        await hand('ask:ann', { kind: 'action', action, of }, { audience: 'outsiders' })
      await hand('ask:ann', { kind: 'feedback', of, good: false })
      await hand('ask:ann', { kind: 'feedback', of, good: true })
      await hand('ask:ann', { kind: 'action', action: 'ask' })
      await hand('ask:ann', { kind: 'submit', form: 'feedback', of, values: { reason: 'outdated', text: long.slice(0, 900) } })
      await escalate(bench, undefined, { remark: long })
      for (const action of ['claim', 'ask-info', 'note', 'reassign', 'move', 'answer'] as const) await press('desk:counsel', action)
      await press('desk:counsel2', 'claim')
      await press('desk:mallory', 'claim')
      await hand('desk:counsel', { kind: 'submit', form: 'ask-info', of: '1', values: { text: long } })
      await hand('ask:ann', long)
      await hand('desk:counsel', { kind: 'submit', form: 'note', of: '1', values: { text: long } })
      const conditions = Array.from({ length: 40 }, (_, index) => `Condition ${index} of a long list`).join('\n')
      await hand('desk:counsel', { kind: 'submit', form: 'answer', of: '1', values: { text: long, conditions, sources: conditions } })
      await hand('ask:ann', { kind: 'action', action: 'still-open', of: '1' })
      await press('desk:counsel', 'withdraw')
      await hand('desk:counsel', { kind: 'action', action: 'cover' })
      await hand('ask:ann', { kind: 'action', action: 'tips-set' })
      for (const text of ['tips daily at 9 in Berlin time', 'tips pause']) await hand('ask:ann', text)
      await hand('ask:ann', { kind: 'action', action: 'show-answer', of })
      await hand('desk:counsel', { kind: 'submit', form: 'cover', of: '', values: { person: 'desk:counsel2', until: '2026-12-01' } })
      for (const who of ['ask:ann', 'desk:counsel', 'desk:admin']) {
        for (const text of ['case 1', 'my cases', 'doctor', 'link', 'unlink', 'cover', 'link AAAA-AAAA']) await hand(who, text)
        const accepted = await bench.app.accept({
          event: `home ${who}`,
          person: { id: who, name: who },
          place: { platform: 'ask', id: 'home' },
          said: { kind: 'open-home' },
        })
        const { home } = accepted.kind === 'taken' ? await accepted.done : {}
        if (home !== undefined) homes.push(home)
      }
      bench.clock.now += 3 * 86_400_000
      await bench.app.tick()
    }, 60_000)
    afterAll(() => bench.close())
    const homes: ChatReply[] = []

    test('all messages sent', () => {
      const replies = bench.shown.map(({ reply }) => reply)
      expect(replies.length).toBeGreaterThan(30)
      expect(faultsInAll(replies)).toEqual([])
      expect(daysInFigures(replies)).toEqual([])
    })

    test('personal pages', () => {
      expect(homes.length).toBe(3)
      expect(faultsInAll(homes)).toEqual([])
      expect(daysInFigures(homes)).toEqual([])
      for (const { faultsOfPage } of platforms) expect(homes.flatMap((home) => faultsOfPage?.(home) ?? [])).toEqual([])
    })

    test('the buttons that open forms are those in `formActions`', () => {
      expect([...opened].toSorted()).toEqual([...formActions].toSorted())
    })

    test('every form', () => {
      expect(new Set(forms.map(({ id }) => id)).size).toBeGreaterThan(8)
      for (const form of forms) {
        for (const { drawForm } of platforms) {
          const { refused, texts } = drawForm(form)
          expect(refused).toEqual([])
          for (const { label } of form.fields) for (const text of texts) expect(text).toContain(JSON.stringify(label).slice(1, -1))
        }
      }
    })
  })
})
