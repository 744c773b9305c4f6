import { describe, expect, test } from 'vitest'
import { answerer, today } from '../licet.ts'

const strays = (text: string): readonly string[] => answerer.reader.evidence(text, today).strays.map(({ typed }) => typed)

describe('a word that is in no dictionary causes a question', () => {
  test.each([
    ['EAR99 bolts to Peru or blorbo', 'blorbo'],
    ['EAR99 bolts to Peru with an unblorbo', 'unblorbo'],
    ['EAR99 pumps to Peru against flaviviruses', 'flaviviruses'],
    ['EAR99 bolts to Peru beside a microdrone', 'microdrone'],
  ])('%s: %s', (text, word) => expect(strays(text)).toEqual([word]))
})

describe('but not a rare word, one of office life, or an English word with a prefix', () => {
  test.each([
    'a Peruvian telco buys EAR99 bolts',
    'EAR99 bolts to Peru, the onboarding is done',
    'EAR99 bolts to Peru, unencrypted and intercompany',
    'Unencrypted, EAR99 bolts to Peru',
    'dest Peru, EAR99 bolts approx 5 kg',
  ])('%s', (text) => expect(strays(text)).toEqual([]))
})

describe('nor a name after a title, of somebody whose birth is told, or of a body named after its place', () => {
  test.each([
    'EAR99 pumps to a dairy in Portugal. Minister Gasana promised a visit.',
    'EAR99 pumps to a dairy in Portugal. Mr. Chad Okafor signs.',
    'Farid was born in Kabul and reads our drawings in Ohio.',
    'EAR99 racks for the Poznan Supercomputing Center',
    'EAR99 pumps for the Zorblax dairy in Porto',
    'EAR99 chips, 300 krad, to Oslo',
  ])('%s', (text) => expect(strays(text)).toEqual([]))

  test.each([
    ['EAR99 pumps to Portugal and Gasana', 'Gasana'],
    ['EAR99 chips, 1 Mrad, to Oslo', 'Mrad'],
  ])('%s: %s', (text, word) => expect(strays(text)).toEqual([word]))
})

test('the name of a program is not taken for a place on a list', () => {
  const listed = (text: string): readonly boolean[] => answerer.reader.evidence(text, today).strays.map(({ isInList }) => isInList)
  expect(listed('for CONAE in Argentina, Tronador programme')).toEqual([false])
  expect(listed('to Argentina, Tronador and Norway')).toEqual([true])
})
