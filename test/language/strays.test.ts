import { describe, expect, test } from 'vitest'
import { answerer, today } from '../licet.ts'

const strays = (text: string): readonly string[] => answerer.reader.evidence(text, today).strays.map(({ typed }) => typed)

describe('a word that no dictionary explains is asked about', () => {
  test.each([
    ['EAR99 bolts to Peru or blorbo', 'blorbo'],
    ['EAR99 bolts to Peru with an unblorbo', 'unblorbo'],
    ['EAR99 pumps to Peru against flaviviruses', 'flaviviruses'],
    ['EAR99 bolts to Peru beside a microdrone', 'microdrone'],
  ])('%s: %s', (text, word) => expect(strays(text)).toEqual([word]))
})

describe('a rare word, one of offices, and an English one behind a beginning are not', () => {
  test.each([
    'a Peruvian telco buys EAR99 bolts',
    'EAR99 bolts to Peru, the onboarding is done',
    'EAR99 bolts to Peru, unencrypted and intercompany',
    'Unencrypted, EAR99 bolts to Peru',
    'dest Peru, EAR99 bolts approx 5 kg',
  ])('%s', (text) => expect(strays(text)).toEqual([]))
})

test('what a programme is called is no place of a list', () => {
  const listed = (text: string): readonly boolean[] => answerer.reader.evidence(text, today).strays.map(({ isListed }) => isListed)
  expect(listed('for CONAE in Argentina, Tronador programme')).toEqual([false])
  expect(listed('to Argentina, Tronador and Norway')).toEqual([true])
})
