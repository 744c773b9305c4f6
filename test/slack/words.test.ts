import { describe, expect, test } from 'vitest'
import { readCommand, readWords } from '../../adapters/slack/read.ts'
import { takeIn } from '../../src/chat/intake.ts'

const read = (text: string): string => readWords({ text }).text.replace(/\s+/g, ' ')

describe('the words of a message in Slack', () => {
  test.each([
    ['<@U0BOT> drone to Poland', 'drone to Poland'],
    ['<@U0BOT|licet> drone to Poland', 'drone to Poland'],
    ['<@U2> <@U3|Chad Brazil> drone to Poland', 'drone to Poland'],
    ['drone to Poland, says <#C1|iran-deals> and <#C2>', 'drone to Poland, says and'],
    ['<!subteam^S1|@syria-desk> <!here> <!channel|channel> drone to Poland', 'drone to Poland'],
    [':rocket: drone to Poland :flag-pl: :thumbsup::skin-tone-2:', 'drone to Poland :flag-pl:'],
    ['9A610:a: to Poland at 3:1:2', '9A610:a: to Poland at 3:1:2'],
    ['see <https://example.com/x|the datasheet>', 'see the datasheet'],
    ['on <!date^1392734382^{date}|18 February 2014>', 'on 18 February 2014'],
    ['a &lt; b &amp; c', 'a < b & c'],
  ])('%s', (text, words) => {
    expect(read(text)).toBe(words)
  })
})

describe('the words after /licet', () => {
  test.each([
    ['', 'help'],
    ['ask', 'help'],
    ['help', 'help'],
    ['ask can we sell an SLV stage to Australia?', 'can we sell an SLV stage to Australia?'],
    [' drone to Poland ', 'drone to Poland'],
    ['explain the MTCR', 'what is the MTCR'],
    ['explain', 'why'],
    ['ask counsel', 'ask counsel'],
    ['Ask counsel!', 'Ask counsel!'],
    ['ask with a form', 'ask with a form'],
    ['ask the doctor', 'ask the doctor'],
    ['ask 118 who is the end user?', 'ask 118 who is the end user?'],
    ['ask counsel of Poland about a drone', 'counsel of Poland about a drone'],
  ])('%s', (text, words) => {
    expect(readCommand(text)).toBe(words)
  })
})

describe('invisible control characters', () => {
  const person = { id: 'ask:ann', name: '\u202eAnn\u2066 B\u200bo' }
  const place = { platform: 'ask', id: 'ann' }
  test('neither reverse a name or a question nor split a word', () => {
    const taken = takeIn({
      event: 'e',
      person,
      place,
      said: { kind: 'message', text: 'drone to \u200fIr\u200ban\u202c', quoted: ['\u2067x'] },
    })
    expect(taken).toMatchObject({ incoming: { person: { name: 'Ann Bo' }, said: { text: 'drone to Iran', quoted: ['x'] } } })
  })
  test('nor in a form', () => {
    const said = { kind: 'submit', form: 'note', of: '1', values: { text: '\u202eseen' } } as const
    expect(takeIn({ event: 'e', person, place, said })).toMatchObject({ incoming: { said: { values: { text: 'seen' } } } })
  })
})
