import { describe, expect, test } from 'vitest'
import { ask } from '../licet.ts'

describe('a use that is stated as unknown', () => {
  test.each([
    'twelve EAR99 pumps for Kuwait; one says desalination, another a test rig, we do not know what they are for',
    'EAR99 valves to Riyadh, purpose not stated',
    'EAR99 valves to Riyadh for a dairy, though the end use is unclear',
    'camera drone, range 12 km, to Oman, they will not tell us what it is for',
  ])('is asked for, even if somebody guesses: %s', (question) => {
    const said = ask(question)
    expect(said.verdict).toBe('need-facts')
    expect(said.asks).toContain('end-use')
  })

  test('of a military buyer stays military', () => {
    expect(ask('SLV stage to Chile for the army, purpose not disclosed').answers[0]?.endUse).toBe('military-missile')
  })
})
