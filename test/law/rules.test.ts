import { describe, expect, test } from 'vitest'
import { comparePlainly } from '../../src/proof/plain-reading.ts'
import { prove } from '../../src/proof/proof.ts'
import { failingExamples } from '../../src/answer/rule-examples.ts'
import type { RegimeRule } from '../../src/knowledge/load.ts'
import { ask, base, today } from '../licet.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

describe('the examples of every rule', () => {
  test('come out as stated, and each rule has one where it applies and one where it does not', () =>
    expect(failingExamples(base)).toEqual([]))

  const changed = (change: (rule: RegimeRule) => Partial<RegimeRule>): readonly string[] => {
    const rule = base.rules.get('itar-license')
    if (rule === undefined) throw new Error('no rule')
    return failingExamples({ ...base, rules: new Map([[rule.id, { ...rule, ...change(rule) }]]) }).map(({ what }) => what)
  }

  test.each<readonly [name: string, change: (rule: RegimeRule) => Partial<RegimeRule>, what: RegExp]>([
    [
      'another verdict',
      ({ examples }) => ({ examples: examples.map((one) => (one.gives ? { ...one, gives: 'prohibited' } : one)) }),
      /gives case-by-case, not prohibited/,
    ],
    ['said to be silent', ({ examples }) => ({ examples: examples.map((one) => ({ ...one, silent: true })) }), /finds it speaking/],
    ['said to speak', ({ examples }) => ({ examples: examples.map((one) => ({ ...one, silent: undefined })) }), /finds it silent/],
    [
      'none where it is silent',
      ({ examples }) => ({ examples: examples.filter((one) => one.silent !== true) }),
      /no example shows where it is silent/,
    ],
    [
      'none where it holds',
      ({ examples }) => ({ examples: examples.filter((one) => one.silent === true) }),
      /no example shows where it holds/,
    ],
  ])('%s is reported', (_, change, what) => expect(changed(change).join()).toMatch(what))
})

describe('every possible combination of facts', () => {
  test('is proven, and each difference from the law table has a reason', () => {
    const proof = prove(base, today)
    expect(proof.failures).toEqual([])
    expect(proof.cells).toBeGreaterThan(5_000_000)
  })

  test('is decided alike by the compiled rules and the plain reading, including findings', () => {
    const { cells, otherwise } = comparePlainly(base, today, 'each law', 61)
    expect(otherwise).toEqual([])
    expect(cells).toBeGreaterThan(5_000)
  })
})

describe('after sources pass their review dates', () => {
  const questions = [
    'Can we sell an SLV stage to Australia?',
    'Payload fairing to the UK for a civil launch',
    '9A012 UAV, 400 km, for crop surveys to Australia',
    'EAR99 valves for an Australian launch vehicle',
    'SLV stage to Iran',
    '7A103 IMU as a replacement part for an airliner to Germany',
    'Ship the stage from Denver to Houston, all U.S. staff',
  ]
  test.each(questions)('%s never gets milder', (question) => {
    const said = ['2026-11-23', '2027-03-01', '2027-06-01', '2029-01-01'].map((day) => ask(question, today, day).verdict ?? 'prohibited')
    const ranks = said.map((verdict) => severity.indexOf(verdict))
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
  })

  test('a verdict that clears goes to counsel, and the reply says why', () => {
    const answer = ask('EAR99 valves for an Australian launch vehicle', today, '2029-01-01')
    expect(answer.verdict).toBe('ask-counsel')
    expect(answer.text).toContain('overdue for review')
  })
})

describe('the law by date', () => {
  test.each([
    ['SLV stage to Australia, civil launch', '2025-01-02', 'policy-of-denial'],
    ['SLV stage to Australia, civil launch', '2025-01-03', 'case-by-case'],
    ['SLV stage to Canada, civil launch', '2024-12-01', 'case-by-case'],
    ['9A012 UAV, 400 km, for crop surveys to Scotland', '2024-04-18', 'case-by-case'],
    ['9A012 UAV, 400 km, for crop surveys to Scotland', '2024-04-19', 'no-license'],
    ['payload fairing to Scotland', '2024-08-31', 'case-by-case'],
    ['payload fairing to Scotland', '2024-09-01', 'exemption-possible'],
    ['armed jet drone, 600 kg, 1,000 km, 900 km/h, to Qatar', '2025-09-14', 'presumption-of-denial'],
    ['armed jet drone, 600 kg, 1,000 km, 900 km/h, to Qatar', '2025-09-15', 'case-by-case'],
    ['MQ-9 to India', '2018-06-01', 'presumption-of-denial'],
    ['rocket nozzle to Cambodia', '2025-11-06', 'policy-of-denial'],
    ['rocket nozzle to Cambodia', '2025-11-07', 'case-by-case'],
    ['SLV stage to Australia', '1980-01-01', 'ask-counsel'],
  ])('%s on %s: %s', (question, asOf, verdict) => expect(ask(question, asOf).verdict).toBe(verdict))

  test('an answer for a past day says what has changed since', () => {
    expect(ask('SLV stage to Australia, civil launch', '2024-12-01').text).toContain(
      'On 3 January 2025 this became: license needed, decided case by case',
    )
  })
})
