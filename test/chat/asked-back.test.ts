import { describe, expect, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { answersBack, isPlainAnswer } from '../../src/chat/asked-back.ts'
import { answerer } from '../licet.ts'

const today = '2026-11-23'
const turnsAfter = (question: string) => answer(answerer, { question, asOf: today, today, turns: [] }).turns
const parts = { versions: { current: answerer } } as unknown as Parameters<typeof answersBack>[0]

describe('words in a channel that are not addressed to Licet', () => {
  test.each([
    ['can we sell an SLV stage to Korea?', ['South', 'the south', 'I think the South', 'South Korea', 'Seoul', 'no idea', "I don't know"]],
    ['can we sell an SLV stage?', ['Australia', 'to Australia', "it's Japan", 'Australia, commercial']],
    ['drone to Poland', ['civil', 'civil, I’d say', "it's military", "don't know"]],
    ['a civil drone to Poland', ['90 km', 'about 90 km', 'the range is 90 km']],
    ['EAR99 bolts and a frobnicator to Germany for a car plant', ['yes', 'yes, that is so']],
  ])('count as a reply to its question: %s', (question, words) => {
    for (const text of words) expect([text, isPlainAnswer(parts, turnsAfter(question), text, today)]).toEqual([text, true])
  })

  test.each([
    [
      'can we sell an SLV stage to Korea?',
      [
        'thanks all, brb',
        'brb',
        'wait for the call in Austin',
        'I shall ask Bob',
        'ok',
        'South is away until Monday',
        'what?',
        'and a drone?',
      ],
    ],
    ['can we sell an SLV stage?', ['Maria is in Chile this week', 'flying to Japan tomorrow, sorry', 'lunch?', 'Georgia, can you look?']],
    ['drone to Poland', ['nice drone', 'see you at lunch', 'Tom has the data sheet', 'how civil of you']],
    ['can we sell an SLV stage to Australia?', ['Japan', 'yes', 'military']],
  ])('are ignored otherwise: %s', (question, words) => {
    for (const text of words) expect([text, isPlainAnswer(parts, turnsAfter(question), text, today)]).toEqual([text, false])
  })
})

test('words addressed to Licet may be a longer reply', () => {
  const turns = turnsAfter('can we sell an SLV stage to Korea?')
  expect(answersBack(parts, turns, 'sorry, I forgot: it is for our customer in South Korea', today)).toBe(true)
  expect(answersBack(parts, turns, 'ok, thanks', today)).toBe(false)
})
