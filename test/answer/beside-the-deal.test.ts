import { describe, expect, test } from 'vitest'
import { ask, talk } from '../licet.ts'

const deal = 'upper stage of a 1 t launcher to Denmark, commercial'

describe('a goodbye is not a question', () => {
  test.each([
    'great, that is all I wanted today',
    'super, I am off to lunch',
    'right, my taxi is here. see you tomorrow',
    'nothing else from our side',
    'thanks, have a lovely evening',
  ])('%s', (said) => expect(talk(deal, said).verdict).toBeNull())

  test.each(['that is all, and it goes on to Tehran', 'have a nice day. Oh, the buyer is in Minsk'])(
    'but a place in it counts: %s',
    (said) => expect(talk(deal, said).verdict).not.toBeNull(),
  )

  test('and a fact about the deal in it counts', () => {
    expect(talk('igniters to Canada', 'that is all from me, he pays cash').verdict).toBe('ask-counsel')
  })
})

describe('a question about another law is not a deal', () => {
  test.each([
    'customs in Genoa wants the HS code of a nozzle',
    'which tariff code has a gyro for Oslo',
    'does our Polish customer need a BAFA permit for the motor',
    'do the Swiss need their own licence when the valve comes back to us',
  ])('%s', (question) => {
    const { verdict, text } = ask(question)
    expect(verdict).toBeNull()
    expect(text.toLowerCase()).toContain('not covered here')
  })

  test.each([
    ['we sell a stage to Tehran and the customer asks for the HS code', 'prohibited'],
    ['a stage to Norway, HS code 8412', 'case-by-case'],
  ])('but a deal with a word of it remains a deal: %s', (question, verdict) => expect(ask(question).verdict).toBe(verdict))
})

test.each([
  ['How long must we keep the files on the gyros that went to India?', 'Five years'],
  ['What do we print on the invoice for a nozzle to Spain?', 'authorized only for the country and end user named'],
  ['predecessor offered a motor to a firm in Shanghai, must we tell State?', 'Tell DDTC at once'],
])('a rule question about a deal: the rule is shown first, and the verdict stays: %s', (question, told) => {
  const { verdict, text } = ask(question)
  expect(verdict).not.toBeNull()
  expect(text.slice(0, 900).toLowerCase()).toContain(told.toLowerCase())
})

describe('questions about lists of countries', () => {
  test.each([
    ['was Spain there from the beginning?', 'No: Spain is not in MTCR members on 17 April 1987'],
    ['in which country groups is Kuwait?', 'Kuwait: EAR Country Group'],
    ['Is Syria still a state sponsor of terrorism?', 'it was until 24 August 2026'],
  ])('%s', (question, told) => expect(ask(question).text).toContain(told))

  test.each([
    ['When did Brazil join the MTCR?', 'and Argentina?', 'since 1993'],
    ['Is Norway in D:4?', 'what about Kuwait?', 'Yes: Kuwait is in Country Group D:4'],
  ])('%s %s', (first, then, told) => expect(talk(first, then).text).toContain(told))

  test('about another part of the world', () => {
    expect(talk('who are the MTCR partners in South America?', 'and in Africa?').countries).toEqual(['ZA'])
  })
})

test('a section about another country is not shown next to a deal', () => {
  expect(ask('South Korea or Brazil for an SLV stage, compare').text).not.toContain('India')
})
