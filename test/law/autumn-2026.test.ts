import { describe, expect, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { answerer, today } from '../licet.ts'

/** Changes of law in 2025 and 2026, each asked before and after its day. */
const asked: ReadonlyArray<readonly [question: string, asOf: string, verdict: string]> = [
  ['can we sell a rocket stage to Syria for civil use?', '2026-09-30', 'prohibited'],
  ['can we sell a USML IV(h)(1) part to Syria?', '2026-11-28', 'policy-of-denial'],
  ['can we sell a USML VIII(h) part to Syria?', '2026-11-28', 'ask-counsel'],
  ['can we sell a 9A101 turbojet to Syria?', '2025-09-01', 'policy-of-denial'],
  ['can we sell a 9A101 turbojet to Syria?', '2026-11-28', 'ask-counsel'],
  ['can we sell a 9A515 satellite to Syria?', '2026-11-28', 'policy-of-denial'],
  ['can we sell a USML XV part to Cyprus?', '2022-09-30', 'policy-of-denial'],
  ['can we sell a spacecraft of USML XV(a) to Cyprus?', '2020-09-30', 'policy-of-denial'],
  ['can we sell a spacecraft of USML XV(a) to Cyprus?', '2020-10-01', 'ask-counsel'],
  ['can we sell a spacecraft of USML XV(a) to Cyprus?', '2022-09-30', 'ask-counsel'],
  ['can we sell an armed drone of 400 km to Cyprus?', '2022-09-30', 'policy-of-denial'],
  ['can we sell a USML XV part to Cyprus?', '2022-10-01', 'case-by-case'],
  ['can we sell a USML XV part to Cyprus?', '2026-03-16', 'case-by-case'],
  ['can we sell a USML XV part to Cyprus?', '2026-11-28', 'ask-counsel'],
  ['9A610.a UAV, range 400 km, to Poland', '2026-11-28', 'case-by-case'],
  ['9A610.a UAV, range 200 km, to Poland', '2026-11-28', 'no-license'],
  ['military surveillance drone, range 400 km, not in any paragraph of USML VIII(a), to Australia', '2026-11-28', 'no-license'],
  ['military surveillance drone, range 400 km, not in any paragraph of USML VIII(a), to Poland', '2026-11-28', 'case-by-case'],
  ['military surveillance drone, range 100 km, not in any paragraph of USML VIII(a), to China', '2026-11-28', 'policy-of-denial'],
  ['unarmed military UAV without a defense article, range 400 km, to Australia', '2026-11-28', 'need-facts'],
  ['armed drone without a defense article, range 400 km, to Australia', '2026-11-28', 'case-by-case'],
  ['military surveillance drone, range 400 km, to Australia', '2026-11-28', 'case-by-case'],
  ['9A610.a UAV, range 400 km, to Iran', '2026-11-28', 'policy-of-denial'],
  ['9A101 parts to Gibraltar', '2026-11-28', 'no-license'],
  ['9A101 parts to Gibraltar', '2024-04-18', 'case-by-case'],
  ['9A101 parts to Jersey', '2026-11-28', 'case-by-case'],
  ['9A515 satellite for civil space to Ethiopia', '2026-11-28', 'ask-counsel'],
  ['9A515 satellite for the army of Ethiopia', '2026-11-28', 'policy-of-denial'],
  ['armed drone of 400 km to Ethiopia, civil use', '2026-11-28', 'policy-of-denial'],
  ['9A101 parts to Russia', '2026-11-28', 'policy-of-denial'],
  ['9A101 parts to Crimea', '2026-11-28', 'policy-of-denial'],
  ['9A101 parts to Crimea, government space cooperation', '2026-11-28', 'ask-counsel'],
  ['9A515 parts for the International Space Station, government space cooperation, to Russia', '2026-11-28', 'ask-counsel'],
  ['can we sell a USML VIII(h) part to Armenia?', '1995-05-01', 'ask-counsel'],
  ['can we sell an SLV stage to Italy for civil space', '1992-05-01', 'ask-counsel'],
  ['EAR99 pump to Germany, the buyer pays cash and wants no training', '2026-11-28', 'ask-counsel'],
]

describe('the law of 2025 and 2026', () => {
  test.each(asked)('%s, on %s: %s', (question, asOf, verdict) => {
    expect(answer(answerer, { question, asOf, today }).verdict).toBe(verdict)
  })

  test('a military drone outside every paragraph of USML VIII(a) is licensed by Commerce', () => {
    const question = 'military surveillance drone, range 400 km, not in any paragraph of USML VIII(a), to Poland'
    const { text } = answer(answerer, { question, asOf: '2026-11-28', today: '2026-11-28' })
    expect(text).toMatch(/9A610\.a, MT[^]*apply to the Commerce Department/)
    expect(text).not.toContain('DSP-5')
  })

  test.each([
    ['is Syria still a state sponsor of terrorism?', 'No: Syria'],
    ['is Syria in 126.1(d)(1)?', 'No: Syria'],
    ['is Saudi Arabia a major non-NATO ally?', 'Yes: Saudi Arabia'],
    ['was Syria a state sponsor of terrorism on 23 August 2026?', 'Yes: Syria'],
    ['was Syria in 126.1(d)(1) in September 2026?', 'Yes: Syria'],
    ['does 126.15 cover Canada?', 'Yes, since 1 September 2024'],
    [
      'I am an American engineer working for a rocket company in Germany, do I need a license?',
      'Yes, as a rule. Help with a defense article for a foreign employer',
    ],
    ['hobby motor with GPS', 'No. Active controls'],
    ['what is the endurance threshold in 9A012.a.1?', 'under three hours'],
    ['when was the denial for Cyprus suspended?', 'from 1 October 2022 to 30 September 2026'],
    ['is there an addendum to the DSP-83 for military drones?', 'since 25 March 2015'],
    ['which countries adhere to the MTCR unilaterally?', 'Estonia'],
    ['is Peru a major non-NATO ally?', 'Yes: Peru'],
  ])('%s', (question, words) => {
    expect(answer(answerer, { question, asOf: '2026-11-28', today: '2026-11-28' }).text).toContain(words)
  })
})

describe('the United Arab Emirates in Country Group D:4 (91 FR 43034)', () => {
  test.each([
    ['2026-07-09', 'case-by-case'],
    ['2026-07-10', 'no-license'],
  ])('parts for a missile, asked as of %s: %s', (day, verdict) =>
    expect(answer(answerer, { question: 'EAR99 pumps to the United Arab Emirates for a 500 km missile', asOf: day, today }).verdict).toBe(
      verdict,
    ),
  )
})
