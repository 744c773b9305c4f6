import { expect, test } from 'vitest'
import { createBase } from '../../src/knowledge/base.ts'
import { base, files } from '../licet.ts'

const facts = files['facts.yaml'] ?? ''
const changed = (from: string, to: string) => {
  expect(facts).toContain(from)
  return { ...files, 'facts.yaml': facts.replace(from, to) }
}

test.each([
  [
    'a fact on the end use that does not say which answers are mild',
    '  mild: [civil-space, other-civil]\n',
    '',
    /endUse: does not say which answers are mild/,
  ],
  ['a mild answer that the fact does not have', 'mild: [us-person]', 'mild: [us-persons]', /recipient: unknown answer `us-persons`/],
  [
    'an answer taken for a fact that can stop a deal, and not mild',
    'mild: [not-screened, no-match]',
    'mild: [no-match]',
    /screening: assumes `not-screened`/,
  ],
  ['a tag that no words have', 'by: [red-flag]', 'by: [red-flagged]', /redFlag: unknown tag or mark `red-flagged`/],
])('%s is a problem', (_, from, to, problem) => {
  expect(() => createBase(changed(from, to))).toThrow(problem)
})

test('an older version without these keys is loaded with those of this program', () => {
  const old = facts.replace(/^ {2}(?:mild|stops|strictest|stricter): .*\n/gm, '').replace(/, by: \[[^\]]*\]/g, '')
  const kept = createBase({ ...files, 'facts.yaml': old }, { spare: base })
  expect(kept.facts.get('wmd')).toEqual(base.facts.get('wmd'))
  expect(kept.facts.get('activity')?.strictest).toEqual(base.facts.get('activity')?.strictest)
})

test('an older version gets the word classes that it lacks', () => {
  const old = { ...files, 'language/people.yaml': (files['language/people.yaml'] ?? '').replace(/ {2}- class: rank\n.*\n.*\n/, '') }
  expect(createBase(old, { spare: base }).language.classes.map((one) => one.class)).toContain('rank')
})

test('of the figures that decide list entries, the smaller is stricter where entries list small ones', () => {
  expect(base.facts.get('gyro-drift')?.stricter).toBe('smaller')
  expect(base.facts.get('gyro-shock')?.stricter).toBe('larger')
})
