import { expect, test } from 'vitest'
import { ask } from '../licet.ts'
import { shareOf } from './held-back.ts'

test('a text about something else than exports gets no verdict and no rule, even with words of the field', () => {
  const isLeftAlone = (line: string): boolean => {
    const { verdict, text } = ask(line)
    return verdict === null && !text.includes('General information, not a verdict on a deal')
  }
  expect(shareOf('off-topic.txt', isLeftAlone)).toBeGreaterThanOrEqual(80)
})

/** Everyday words in messages that are about exports. */
test.each([
  ['Printer cartridges from our stock to Tehran, EAR99', 'ask-counsel'],
  ['My boss wants a rocket stage in Brazil by Christmas, what do we need?', 'case-by-case'],
  ['Coffee break question: a 9A012 drone of 400 km range to Chile?', 'case-by-case'],
  ['The holiday party is in Rio. Oh, and can we sell a TVC subsystem there, to Brazil?', 'case-by-case'],
])('%s: %s', (question, verdict) => expect(ask(question).verdict).toBe(verdict))
