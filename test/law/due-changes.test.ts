import { describe, expect, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { dueChangeLine, dueChanges } from '../../src/answer/due-changes.ts'
import { KnowledgeError, createBase } from '../../src/knowledge/base.ts'
import type { Base } from '../../src/knowledge/base.ts'
import { ask, base, files } from '../licet.ts'

const asked = '2026-11-28'

describe('law that begins on a later day', () => {
  /** Invented changes: France joins the list of 126.1(d)(1) in January, and parts to Syria are denied from March on. */
  const later = createAnswerer({
    ...files,
    'groups.yaml': (files['groups.yaml'] ?? '').replace(
      /(- id: itar-126-1-d1\n[^]*?count: )(\d+)(\n {2}members:\n)/,
      (_, head: string, count: string, members: string) => `${head}${Number(count) + 1}${members}    - { code: FR, since: 2027-01-15 }\n`,
    ),
    'rules/itar.yaml': (files['rules/itar.yaml'] ?? '').replace(
      'effective: { from: 2026-10-01 }',
      'effective: { from: 2026-10-01, until: 2027-02-28 }',
    ),
  })
  const then = (question: string, asOf = asked, today = asked) => answer(later, { question, asOf, today })

  test.each([
    ['USML IV(h)(1) part to France', asked, 'case-by-case'],
    ['USML IV(h)(1) part to France', '2027-01-14', 'case-by-case'],
    ['USML IV(h)(1) part to France', '2027-01-15', 'policy-of-denial'],
  ])('%s on %s: %s', (question, day, verdict) => expect(then(question, day, day).verdict).toBe(verdict))

  test.each([
    ['USML IV(h)(1) part to France', 'Ahead: On 15 January 2027, as known today, this becomes: license needed, policy is to refuse'],
    ['USML VIII(h) part to Syria', 'Ahead: On 1 March 2027, as known today, this becomes: '],
    ['is France in 126.1(d)(1)?', 'No: France is not in ITAR 126.1(d)(1); it comes in on 15 January 2027.'],
  ])('%s is announced today', (question, words) => expect(then(question).text).toContain(words))

  test.each([
    ['2027-01-14', '2027-01-07', true],
    ['2027-01-15', '2027-01-08', true],
    ['2027-01-20', '2027-01-13', true],
    ['2027-01-23', '2027-01-16', false],
  ])('on %s, looking back to %s, the list change of 15 January is told: %s', (day, after, isTold) =>
    expect(dueChanges(later.base, day, after).some((one) => one.day === '2027-01-15' && one.what.includes('France'))).toBe(isTold),
  )

  test.each([
    ['another country', 'USML IV(h)(1) part to Germany'],
    ['an open question', 'a drone to France'],
    ['a past day, which has what it became', 'USML IV(h)(1) part to France, in 2020'],
  ])('nothing is announced for %s', (_, question) => expect(then(question).text).not.toContain('Ahead:'))
})

describe('law with an end date', () => {
  test('for Cyprus the end is announced', () =>
    expect(ask('USML VIII(h) part to Cyprus', asked, asked).text).toContain(
      'On 1 October 2027, as known today, this becomes: license needed, policy is to refuse',
    ))
})

describe('the calendar', () => {
  const empty: Base = { ...base, rules: new Map(), groups: new Map(), sources: new Map(), coming: [] }
  const lines = (more: Partial<Base>, today = asked): readonly string[] => dueChanges({ ...empty, ...more }, today).map(dueChangeLine)
  const [rule] = base.rules.values()
  const [source] = base.sources.values()
  const [group] = base.groups.values()
  if (rule === undefined || source === undefined || group === undefined) throw new Error('no knowledge')
  const entry = { id: 'a', what: 'a paper', cites: [] }
  const dated = (effective: { from: string; until?: string }): Partial<Base> => ({
    rules: new Map([['a', { ...rule, title: 'A rule', effective }]]),
  })

  test.each<readonly [name: string, more: Partial<Base>, lines: readonly string[]]>([
    ['a rule that begins', dated({ from: '2027-01-15' }), ['15 January 2027: begins: A rule']],
    ['a rule that ends', dated({ from: '2020-01-01', until: '2027-01-31' }), ['1 February 2027: no longer: A rule']],
    ['a rule that ends today', dated({ from: '2020-01-01', until: asked }), ['29 November 2026: no longer: A rule']],
    ['a rule that has ended', dated({ from: '2020-01-01', until: '2026-11-27' }), []],
    ['a rule in force', dated({ from: asked }), []],
    [
      'a country that comes and one that leaves',
      {
        groups: new Map([
          ['g', { ...group, name: 'G', members: ['JP', { code: 'FR', since: '2027-01-15' }, { code: 'DE', until: '2026-12-31' }] }],
        ]),
      },
      ['1 January 2027: Germany leaves the list G', '15 January 2027: France comes on the list G'],
    ],
    [
      'what has a day, what is to be looked at, and what is past',
      {
        coming: [
          { ...entry, state: 'decided', on: '2027-03-01' },
          { ...entry, state: 'proposed', look: '2027-02-01' },
          { ...entry, state: 'ends', on: '2026-11-01', look: '2026-11-20' },
        ],
      },
      [
        '1 November 2026 (is past: see what came of it): ends by itself: a paper',
        '20 November 2026 (overdue): look again (ends by itself): a paper',
        '1 February 2027: look again (proposed, not law): a paper',
        '1 March 2027: decided: a paper',
      ],
    ],
    [
      'sources, by their day',
      { sources: new Map(['b', 'c', 'd', 'e'].map((id) => [id, { ...source, id, reviewBy: '2027-05-01' }])) },
      ['1 May 2027: 4 sources to be read again: b, c, d and 1 more'],
    ],
  ])('%s', (_, more, expected) => expect(lines(more)).toEqual(expected))

  test('entries must name rules, lists and sources that exist', () => {
    const broken = { ...files, 'coming.yaml': (files['coming.yaml'] ?? '').replace('touches: [listed-owner]', 'touches: [listed-ownr]') }
    expect(() => createBase(broken)).toThrow(KnowledgeError)
    expect(() => createBase(broken)).toThrow(/did you mean `listed-owner`/)
  })

  test('an entry without a day is refused', () =>
    expect(() => createBase({ ...files, 'coming.yaml': (files['coming.yaml'] ?? '').replace('  on: 2027-01-10\n', '') })).toThrow(
      /by when to look again/,
    ))
})
