import { describe, expect, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { withoutRule } from '../../src/answer/rule-follow-up.ts'
import { answerer, talk, today } from '../licet.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

const clears = (...messages: readonly string[]): boolean => {
  const { verdict } = talk(...messages)
  return verdict !== null && severity.indexOf(verdict) < severity.indexOf('case-by-case')
}

describe('a statement without a question', () => {
  test.each([
    [['The goods end up in Damascus.', 'An igniter to Canada, which exemption?']],
    [['For your information: our buyer sells to Minsk.', 'hi', 'A payload fairing to Australia.']],
    [['The buyer is on the Entity List.', 'EAR99 hoses to Portugal?']],
    [['They will fill it with sarin.', 'EAR99 sprayers to Denmark, license?']],
    [['The drawings are classified secret.', 'Igniter drawings to Canada?']],
    [['The recipient is not an authorized user.', 'An igniter to Australia under 126.7?']],
    [['Our client is Rosatom.', 'Payload fairing to the UK?']],
    [['The man who reads the drawings is a Belarusian citizen.', 'Igniter drawings to Canada?']],
  ])('before a question still counts for it: %s', (messages) => {
    expect(clears(messages.at(-1) ?? '')).toBe(true)
    expect(clears(...messages)).toBe(false)
  })

  test.each([
    [['an igniter to Canada', 'the user behind it is Norinco', 'and to Australia instead, for the same people?']],
    [['an igniter to Canada', 'they pass it on to Havana', 'and to Australia first?']],
    [['EAR99 bolts to Poland', 'he builds atomic bombs', 'EAR99 nuts to Poland for him?']],
    [['an igniter to Canada', 'Iran Air picks it up', 'Is the igniter to Canada fine?']],
    [['EAR99 bolts to Pakistan for civil cars', 'Khan Research Laboratories took the whole lot']],
    [['EAR99 bolts to Poland', 'the buyer got sanctioned']],
    [['an igniter to Canada', 'the address there is just a front']],
  ])('after an answer counts for later ones: %s', (messages) => {
    expect(clears(messages[0] ?? '')).toBe(true)
    expect(clears(...messages)).toBe(false)
  })

  test('that makes an answer stricter gets a question, not small talk', () => {
    expect(talk('an igniter to Canada', 'Iran Air picks it up').verdict).toBe('need-facts')
  })

  test.each([
    [['Is Iran in 126.1?', 'an igniter to Canada?']],
    [['Hello!', 'an igniter to Canada?']],
    [['We are a Canadian company.', 'an igniter to Canada?']],
    [['The parts are made in China.', 'an igniter to Canada?']],
    [['The goods end up in Damascus.', 'New question: an igniter to Canada?']],
    [['an igniter to Canada', 'they pass it on to Havana', 'EAR99 hoses to Portugal?']],
  ])('that is none, or about something else, causes no question: %s', (messages) => {
    expect(clears(...messages)).toBe(true)
  })

  test('that was asked about affects a follow-up, but not a new complete question', () => {
    const said = ['The goods end up in Damascus.', 'An igniter to Canada?']
    expect(clears(...said, 'and for a museum')).toBe(false)
    expect(clears(...said, 'An igniter to Canada?')).toBe(true)
  })

  test('is stored among the turns as open', () => {
    const { turns } = talk('The goods end up in Damascus.')
    expect(turns).toEqual([{ text: 'The goods end up in Damascus.', today, open: true, begins: true }])
    expect(withoutRule(talk('Is Iran in 126.1?').turns)).toEqual([{ text: 'Is Iran in 126.1?', today, listed: true }])
  })

  test('is remembered for twenty more messages, and a long conversation does not push it out', () => {
    const many = Array.from({ length: 60 }, () => ({ text: 'an igniter to Canada', today }))
    const turns = [{ text: 'The goods end up in Damascus.', today, open: true as const }, ...many]
    expect(answer(answerer, { question: 'An igniter to Canada?', asOf: today, today, turns }).verdict).toBe('need-facts')
    expect(talk(...Array.from({ length: 30 }, (_, index) => `The goods of lot ${index} end up in Damascus.`)).turns).toHaveLength(20)
  })
})

test.each([
  'an igniter to a Leeds firm that works for Peleng',
  '9A515 part to Thailand, end user PDVSA',
  'an igniter to Canada, later Irn',
  'an igniter to Canada, then Sud an',
  'an igniter to Canada, rest to shina',
  'an igniter for Ottawa, and a few for the Urals',
])('a listed country turns an answer into a question, whatever its role: %s', (question) => {
  expect(clears(question)).toBe(false)
})

test.each(['EAR99 hoses to Poland, the rest to Ira'])('but not a name that merely resembles it: %s', (question) => {
  expect(clears(question)).toBe(true)
})
