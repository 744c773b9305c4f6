import { describe, expect, test } from 'vitest'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { createBase, KnowledgeError } from '../../src/knowledge/base.ts'
import type { KnowledgeFiles } from '../../src/knowledge/load.ts'
import { misreadExamples } from '../../src/language/examples.ts'
import { ask, base, files, talk, today } from '../licet.ts'

const figures = 'language/quantities.yaml'
const days = 'language/calendar.yaml'

/** The knowledge with a replacement in one file. */
function changed(file: string, before: string, after: string): KnowledgeFiles {
  const text = (files[file] ?? '').replace(before, after)
  if (text === files[file]) throw new Error(`\`${before}\` does not stand in ${file}`)
  return { ...files, [file]: text }
}

describe('spoken figures and days', () => {
  test('are read as their examples state', () => expect(misreadExamples(base)).toEqual([]))

  test.each([
    [
      figures,
      'say: "range just shy of 300 km", reads: { range: under-300 }',
      'say: "range just shy of 300 km", reads: { range: from-300 }',
    ],
    [figures, 'say: "apogee 340 km", reads: {}', 'say: "range 340 km", reads: {}'],
    [days, 'say: "back in 2022", day: 2022-01-01/2022-12-31', 'say: "back in 2022", day: 2022-01-01'],
    [days, 'say: "the buyer, founded in 1998, wants a stage", day: none', 'say: "the buyer asked in 1998", day: none'],
  ])('report an example in %s that is read otherwise', (file, before, after) => {
    const [only, other] = misreadExamples(createBase(changed(file, before, after)))
    expect([only?.file, only?.what.startsWith('is read as'), other]).toEqual([file, true, undefined])
  })

  test.each<[file: string, before: string, after: string, problem: RegExp]>([
    [figures, '    feeds: tank', '    feeds: tanks', /unknown fact `tanks`; did you mean `tank`/],
    [figures, '    of: volume', '    of: volumes', /unknown kind of unit `volumes`; did you mean `volume`/],
    [figures, '"# ..5 @orbit"', '"# ..5 @orbits"', /unknown class `orbits`; did you mean `orbit`/],
    [figures, '"# ..5 @orbit"', '"to ..5 @orbit"', /does not have one #/],
    [figures, 'of: [thrust, burn]', 'of: [thrust, burns]', /unknown quantity `burns`/],
    [figures, '    otherwise: 300', '    otherwhile: 300', /otherwhile/],
    [days, 'rule: memorandum-2025-partners', 'rule: memorandum-2025-partner', /unknown rule `memorandum-2025-partner`; did you mean/],
  ])('in %s are refused if `%s` becomes `%s`', (file, before, after, problem) => {
    expect(() => createBase(changed(file, before, after))).toThrow(problem)
  })

  test('need only data, no code, for a new quantity and unit', () => {
    const words = (files[figures] ?? '')
      .replace(
        '  - kind: volume',
        '  - kind: drift rate\n    base: °/h\n    names:\n      - { factor: 1, names: ["°/h", deg/h, degrees per hour] }\n      - { factor: 15, names: [earth rate] }\n  - kind: volume',
      )
      .replace('  - is: tank', '  - is: drift\n    of: drift rate\n    feeds: drift\n    otherwise: 0\n    named: [drift]\n  - is: tank')
      .replace(
        'examples:\n',
        'examples:\n  - { say: "a gyro with a drift of 0.2 °/h", reads: { drift: fine } }\n  - { say: "drift under 0.5 degrees per hour", reads: { drift: fine } }\n  - { say: "drift of 2 to 3 deg/h", reads: { drift: coarse } }\n  - { say: "drift unknown", reads: { drift: fine/coarse } }\n',
      )
    const facts = `${files['facts.yaml'] ?? ''}
- id: drift
  asks: item
  about: item
  prompt: How far does it drift?
  why: Half a degree an hour is the line.
  unit: degrees per hour
  answers:
    - { value: fine, from: 0, say: half a degree an hour or less }
    - { value: coarse, from: 0.5000001, say: more }
`
    expect(misreadExamples(createBase({ ...files, [figures]: words, 'facts.yaml': facts }))).toEqual([])
  })

  test('come from the program for old knowledge versions that lack them', () => {
    const { [figures]: _figures, [days]: _days, ...old } = files
    expect(() => createAnswerer(old)).toThrow(KnowledgeError)
    const kept = createAnswerer(old, { spare: base })
    const reading = kept.reader.read('a rocket that flies 180 km, in March 2024', today)
    expect(reading).toMatchObject({ readings: [{ facts: { range: 'under-300' }, date: { from: '2024-03-01', to: '2024-03-31' } }] })
  })
})

describe('a message that consists of a figure only', () => {
  const motor = 'solid rocket motor to Malaysia'
  test.each<[messages: readonly string[], fact: string, answer: string | undefined]>([
    [[motor, '7.2e5'], 'impulse', 'under-841k'],
    [[motor, 'two million'], 'impulse', 'from-1100k'],
    [[motor, 'more than 1.2 million'], 'impulse', 'from-1100k'],
    [[motor, '900k'], 'impulse', 'from-841k'],
    [[motor, 'about 800k'], 'impulse', undefined],
    [[`${motor}, 2 MN.s`, 'oops, 7.2e5 I mean'], 'impulse', 'under-841k'],
    [['sounding rocket to Brazil, payload 100 kg', 'about 400'], 'range', 'from-300'],
    [['sounding rocket to Brazil, payload 100 kg', '180'], 'range', 'under-300'],
    [['sounding rocket to Brazil, range 400 km', '150 kg'], 'payload', 'under-500'],
    [['sounding rocket to Brazil', '180'], 'range', undefined],
  ])('%j answers %s with %s', (messages, fact, answer) => {
    expect(talk(...messages).legs[0]?.facts[fact]).toBe(answer)
  })
})

describe('an unknown figure', () => {
  test.each([
    ['a 100 kg rocket for Chile, range not stated', 'under-300'],
    ['a rocket for Chile, range 180 km, or it may be 700', 'under-300'],
  ])('is never taken as the milder one: %s', (question, milder) => {
    const answer = ask(question)
    expect(answer.legs.map((leg) => leg.facts['range'])).not.toContain(milder)
  })
})
