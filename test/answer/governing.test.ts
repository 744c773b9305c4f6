import { describe, expect, test } from 'vitest'
import { governingOf } from '../../src/answer/governing.ts'
import { rankOf, type Rung } from '../../src/engine/rule.ts'
import { emptyReading } from '../../src/language/reading.ts'
import { ask } from '../licet.ts'
import type { ShownVerdict } from '../../src/engine/shown-verdict.ts'

const leg = (shown: ShownVerdict, most: Rung, isHeld = false, listedWithoutPart: readonly string[] = []) => {
  const verdict = { status: 'open', low: 0, high: rankOf(most), missing: [], settledBy: null, findings: [] } as const
  return { shown, verdict, isHeld, leg: { reading: { ...emptyReading, listedWithoutPart }, place: undefined, days: [] } }
}

describe('of several legs', () => {
  test.each([
    ['the strictest governs', [leg('no-license', 'no-license'), leg('case-by-case', 'case-by-case')], 1],
    ['of equal ones the first', [leg('case-by-case', 'case-by-case'), leg('case-by-case', 'case-by-case')], 0],
    ['a question that could be stricter governs', [leg('case-by-case', 'case-by-case'), leg('need-facts', 'policy-of-denial')], 1],
    ['a question that could not does not', [leg('case-by-case', 'case-by-case'), leg('need-facts', 'case-by-case')], 0],
    ['nor where it stands first', [leg('need-facts', 'case-by-case'), leg('case-by-case', 'case-by-case')], 1],
    ['it governs over what is milder than its worst', [leg('no-license', 'no-license'), leg('need-facts', 'case-by-case')], 1],
    ['what was not understood can come to anything', [leg('case-by-case', 'case-by-case'), leg('need-facts', 'case-by-case', true)], 1],
    [
      'nor is there a worst where a listed country was set aside',
      [leg('case-by-case', 'case-by-case'), leg('need-facts', 'case-by-case', false, ['IR'])],
      1,
    ],
    ['a denial governs over any question', [leg('need-facts', 'prohibited'), leg('presumption-of-denial', 'presumption-of-denial')], 1],
  ])('%s', (_, legs, index) => expect(governingOf(legs)).toBe(legs[index]))

  test('a leg that is held back only because it would clear does not hold back one that needs a license', () => {
    const open = { ...leg('need-facts', 'no-license', true), wouldClear: true }
    const decided = leg('case-by-case', 'case-by-case')
    expect(governingOf([open, decided])).toBe(decided)
    expect(governingOf([open, leg('exemption-possible', 'exemption-possible')])).toBe(open)
    expect(
      ask('Igniters to a registered firm in Halifax. They will hold them two weeks and then pass them to a sister company in Chile')
        .verdict,
    ).toBe('case-by-case')
  })

  test('the table shows what is open about a leg that does not decide the verdict', () => {
    const { verdict, text } = ask('ship liquid oxidizer 1C111.a.3 and a satellite to India')
    expect(verdict).toBe('case-by-case')
    expect(text).toMatch(/open: /)
  })
})

describe('a production machine for Category II items', () => {
  test.each([
    ['winder 1B101.a to Mexico', 'presumption-of-denial'],
    ['winder 1B101.a to Mexico for rocket motor cases', 'presumption-of-denial'],
    ['winder 1B101.a to Mexico, it makes CNG bottles', 'case-by-case'],
    ['winder 1B101.a to Calgary, it makes CNG bottles', 'no-license'],
    ['winder 1B101.a to Calgary', 'ask-counsel'],
    ['winder 1B101.a to Calgary, it makes CNG bottles for missiles', 'ask-counsel'],
    ['winder 1B101.a to China, it makes CNG bottles', 'policy-of-denial'],
    ['winder 1B101.a to Baghdad, it makes CNG bottles', 'presumption-of-denial'],
    ['9B116 line to Calgary, it makes truck wheels', 'ask-counsel'],
    ['9B116 line to Chile, it makes truck wheels', 'presumption-of-denial'],
  ])('%s: %s', (question, verdict) => expect(ask(question).verdict).toBe(verdict))
})
