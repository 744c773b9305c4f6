import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/answer/conversation-types.ts'
import { ask, base } from '../licet.ts'
import { sampled } from '../seed.ts'
import { categories, commerceMarked, commercePartly, munitionsMarked, munitionsPartly, pointers } from './munitions-list.ts'
import { severity, type ShownVerdict } from '../../src/engine/shown-verdict.ts'

const countries = ['Australia', 'Canada', 'the United Kingdom', 'Japan'] as const
const rank = (said: ShownVerdict | null): number => severity.indexOf(said ?? 'not-an-export')
const jurisdictions = ({ answers }: Answer): readonly string[] =>
  answers.flatMap(({ item }) => [item.class, ...item.candidates].map((id) => base.classes.get(id)?.jurisdiction ?? 'unknown'))

/** Ways in which people write a paragraph of the Munitions List. */
const spellings: ReadonlyArray<(category: string, paragraph: string) => string> = [
  (category, paragraph) => `USML ${category}${paragraph}`,
  (category, paragraph) => `Category ${category}${paragraph}`,
  (category, paragraph) => `Cat. ${category}${paragraph}`,
  (category, paragraph) => `an item of 22 CFR 121.1 ${category}${paragraph}`,
  (category, paragraph) => `USML Category ${category}, paragraph ${paragraph}`,
  (category, paragraph) => `U.S. Munitions List Category ${category}${paragraph.replaceAll(')(', ') (')}`,
  (category, paragraph) => `USML ${category}${paragraph.replaceAll(')(', '.').replace('(', '.').replace(')', '')}`,
  (category, paragraph) => `usml ${category.toLowerCase()}${paragraph.toLowerCase()}`,
  (category, paragraph) => `USML ${categories.indexOf(category) + 1}${paragraph}`,
  (category, paragraph) => `an item of paragraph ${paragraph} of USML Category ${category}`,
  (category, paragraph) => `USML ${category}${paragraph.replaceAll(')(', '-').replace('(', '-').replace(')', '')}`,
]
const parted = (entry: string): readonly [string, string] => [entry.replace(/\(.*/, ''), entry.replace(/^[^(]*/, '')]

describe('paragraphs of the Munitions List marked (MT)', () => {
  const marked = [...munitionsMarked, ...munitionsPartly]
  const marks = marked.flatMap((entry) => countries.map((country) => [entry, country] as const))
  test.each(sampled(marks, 3))('USML %s to %s gets no exemption or milder verdict', (entry, country) => {
    const said = ask(`USML ${entry} to ${country}`)
    expect(rank(said.verdict)).toBeGreaterThan(rank('exemption-possible'))
    expect(new Set(jurisdictions(said))).toEqual(new Set(['ITAR']))
  })

  test.each(munitionsMarked)('USML %s is known to be marked', (entry) => {
    const said = ask(`USML ${entry} to Japan`)
    expect(base.classes.get(said.answers[0]?.item.class ?? '')?.mt).toBe('yes')
  })

  test.each(marked.map((entry, turn) => [entry, turn] as const))('USML %s gets the same verdict in each spelling', (entry, turn) => {
    const [category, paragraph] = parted(entry)
    const plain = ask(`USML ${entry} to Australia`).verdict
    const spelled = sampled(spellings, 6, turn).map((spell) => spell(category, paragraph))
    expect(spelled.map((words) => [words, ask(`${words} to Australia`).verdict])).toEqual(spelled.map((words) => [words, plain]))
  })
})

describe('Commerce entries that only refer to the ITAR', () => {
  const all = Object.keys(pointers).flatMap((entry) => countries.map((country) => [entry, country] as const))
  test.each(sampled(all, 3))('ECCN %s to %s gets no exemption or milder verdict, and is not only an EAR item', (entry, country) => {
    const said = ask(`ECCN ${entry} to ${country}`)
    expect(rank(said.verdict)).toBeGreaterThan(rank('exemption-possible'))
    expect(jurisdictions(said)).toContain('ITAR')
  })
})

describe('Commerce entries marked MT', () => {
  test.each([...commerceMarked, ...commercePartly])('ECCN %s to Japan is not cleared', (entry) =>
    expect(rank(ask(`ECCN ${entry} to Japan`).verdict)).toBeGreaterThan(rank('license-favorable')),
  )

  test.each(['1C107.a', '1C111.d', '2A101', '5A101', '7A103.a', '7A105', '9A101.a', '9A110', '9A120', '6A108.b', '9E101'])(
    'ECCN %s keeps its reasons of control on the Country Chart',
    (entry) => {
      for (const country of ['Australia', 'Canada', 'the United Kingdom'])
        expect([country, ask(`ECCN ${entry} to ${country}`).verdict]).toEqual([country, 'no-license'])
    },
  )
})

describe('any paragraph quoted from the Munitions List', () => {
  /** Only rockets, drones and spacecraft have paragraphs known to be unmarked. */
  const floor = (category: string): ShownVerdict => (['IV', 'VIII', 'XV'].includes(category) ? 'exemption-possible' : 'case-by-case')
  const paragraphs = ['(a)', '(a)(1)', '(b)', '(c)(11)(vii)', '(d)(2)', '(e)', '(f)(4)', '(g)', '(h)', '(h)(12)', '(i)', '(x)']
  test.each(categories.map((category, at) => [category, at] as const))(
    'Category %s is never a Commerce item, nor free of a license',
    (category, at) => {
      for (const [turn, paragraph] of paragraphs.entries())
        for (const spell of sampled(spellings, 11, at + turn)) {
          const question = `${spell(category, paragraph)} to Australia`
          const said = ask(question)
          expect([question, said.intent]).toEqual([question, 'verdict'])
          expect([question, rank(said.verdict) >= rank(floor(category))]).toEqual([question, true])
          expect([question, said.answers.every(({ atLeast }) => atLeast !== 'no-license' && atLeast !== 'not-an-export')]).toEqual([
            question,
            true,
          ])
          expect([question, new Set(jurisdictions(said))]).toEqual([question, new Set(['ITAR'])])
        }
    },
  )

  test.each(categories)('the same for Category %s as a whole', (category) => {
    for (const words of [
      `USML Category ${category} item`,
      `item of Category ${category} of the U.S. Munitions List`,
      `USML Cat. ${category} part`,
    ]) {
      const said = ask(`${words} to the United Kingdom`)
      expect([words, rank(said.verdict) >= rank(floor(category))]).toEqual([words, true])
      expect([words, new Set(jurisdictions(said))]).toEqual([words, new Set(['ITAR'])])
    }
  })

  test.each([
    ['ITAR-controlled bracket to Australia'],
    ['We ship a defense article to Canada, ok?'],
    ['Can we ship a part that is on the Munitions List to Germany?'],
    ['ITAR item to the UK'],
    ['an ITAR-controlled IMU to Australia'],
    ['USML Category XII gyros to the UK'],
    ['gyro, USML XII(e)(12), to Australia'],
    ['USML XIX(c) turbofan engine to Australia'],
    ['survey drone, 40 km range, ITAR-controlled, to Australia'],
    ['star tracker of USML XV(e)(16) to Australia'],
    ['The vendor says USML XII(d)(1), to Canada'],
    ['It is on the USML. Can we ship it to Canada?'],
    ['USML XVI to the UK'],
  ])('%s', (question) => {
    const said = ask(question)
    expect(rank(said.verdict)).toBeGreaterThanOrEqual(rank('case-by-case'))
    expect(new Set(jurisdictions(said))).toEqual(new Set(['ITAR']))
  })
})

describe('an ITAR article without the MT mark may still be exempt', () => {
  test.each([
    ['USML IV(h)(16) igniter to Australia'],
    ['USML IV(h)(23) to the UK'],
    ['ITAR-controlled igniter to Australia'],
    ['payload fairing, USML Category IV, to the UK'],
    ['USML XV(e)(17) to Australia'],
    ['USML IV(a)(5) to Australia'],
  ])('%s', (question) => expect(ask(question).verdict).toBe('exemption-possible'))
})

describe('items on the Munitions List', () => {
  test.each([
    ['ammonium perchlorate'],
    ['composite propellant'],
    ['solid rocket propellant'],
    ['carbon-carbon'],
    ['carbon-carbon nozzle throat preform'],
    ['ablative material'],
    ['boron slurry'],
    ['HMX'],
    ['RDX'],
    ['CL-20'],
    ['thermal battery'],
    ['missile altimeter'],
    ['radar altimeter for a missile'],
    ['M-code GPS receiver'],
    ['SAASM receiver'],
    ['military GPS receiver'],
    ['GNSS receiver for a launch vehicle'],
    ['HTPB'],
  ])('%s to Australia is no EAR item, and to Germany not only one', (thing) => {
    const german = ask(`${thing} to Germany`)
    expect(rank(ask(`${thing} to Australia`).verdict)).toBeGreaterThanOrEqual(rank('case-by-case'))
    expect(jurisdictions(german)).toContain('ITAR')
    expect(rank(german.verdict)).toBeGreaterThanOrEqual(rank('case-by-case'))
  })

  test.each([
    ['1C111 ammonium perchlorate to Australia'],
    ['ammonium perchlorate, ECCN 1C111, to the UK'],
    ['SLV stage, USML XIII(d)(1), to Romania'],
  ])('%s: a milder entry named with the item does not clear it', (question) =>
    expect(rank(ask(question).verdict)).toBeGreaterThanOrEqual(rank('case-by-case')),
  )

  test('an item stricter than its quoted entry decides', () =>
    expect(ask('SLV stage, USML XIII(d)(1), to Romania').verdict).toBe('presumption-of-denial'))

  test.each([
    ['hydrazine to Germany', 'case-by-case'],
    ['telemetry transmitter, ECCN 5A101, to Australia', 'no-license'],
    ['HTPB, ECCN 1C111.b, to Australia', 'no-license'],
    ['1C107 graphite to Australia', 'no-license'],
  ])('%s stays with Commerce: %s', (question, verdict) => expect(ask(question).verdict).toBe(verdict))
})
