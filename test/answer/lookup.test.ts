import { describe, expect, test } from 'vitest'
import { chooseSection, leadOf } from '../../src/answer/sections.ts'
import type { Search } from '../../src/knowledge/search.ts'
import { answerer, ask } from '../licet.ts'

describe('a rules question', () => {
  test.each([
    ['What is the limit for maraging steel?', /^What is the limit for maraging steel\?\n\nAn ultimate tensile strength of 0\.9 GPa/],
    ['Are Estes motors regulated?', /^Are hobby rocket motors controlled\?\n\nNot if/],
    [
      'Who bears the cost of the Pentagon monitors at a launch abroad?',
      /^Who pays for the monitors at a foreign launch\?\n\nThe exporter pays/,
    ],
    ['Is IV(h)(23) MT?', /fairing/],
  ])('%s is answered by one section, its answer first', (question, reply) => {
    expect(ask(question).text).toMatch(reply)
  })

  test('names at most two others, each in a line', () => {
    const { reply } = ask('Does a shipment under 126.7 still need a DSP-83 in the file?')
    const lists = reply.blocks.flatMap((block) => (block.kind === 'list' ? [block] : []))
    expect(lists.map(({ title, items }) => [title, items.length <= 2])).toEqual([['See also', true]])
  })

  test('that asks two things is answered twice', () => {
    const { text } = ask('What is an F680? And what does RWA mean?')
    expect(text).toMatch(/British Ministry of Defence[\s\S]*returned without action/)
  })

  test.each(['Which wine goes with salmon?', 'What is the VAT rate in Germany?', 'Is there a license for exporting cheese?'])(
    '%s is not known',
    (question) => {
      expect(ask(question).text).toMatch(/^I (?:do not know this|answer export questions)/)
    },
  )
})

describe('sections as the search finds them', () => {
  const [known] = answerer.search('What is an F680?', 1)
  const found = (...scores: ReadonlyArray<readonly [score: number, coverage: number]>): Search => {
    if (known === undefined) throw new Error('nothing is found')
    return () => scores.map(([score, coverage]) => ({ ...known, score, coverage, weight: 20 * coverage }))
  }

  test.each([
    ['one far ahead answers', found([100, 0.9], [50, 0.9]), 'one'],
    ['one next to another is offered with it', found([100, 0.9], [95, 0.9]), 'several'],
    ['one that has little of the question is offered with the next', found([100, 0.55], [50, 0.5]), 'several'],
    ['one that has hardly anything is not', found([100, 0.2]), 'none'],
    ['nothing found is nothing known', found(), 'none'],
  ])('%s', (_, search, kind) => {
    expect(chooseSection(search, 'a question', false).kind).toBe(kind)
  })
})

test.each([
  ['Yes. The U.S. rule says so. And more.', 'Yes. The U.S. rule says so. And more.'],
  [
    'No. One free route for components, to NATO, its members and five allies, leaves out MTCR items. More.',
    'No. One free route for components, to NATO, its members and five allies, leaves out MTCR items.',
  ],
  [
    'Three:\n- one, with enough words to be long\n- two, with enough words to be long, too\n- three',
    'Three: - one, with enough words to be long - two, with enough words to be long, too',
  ],
])('the answer in short of %j', (body, lead) => {
  expect(leadOf(body)).toBe(lead)
})

describe('what asks a rule and tells no deal', () => {
  test.each([
    ['What is an F680?', /British Ministry of Defence/],
    ['Do I need a TCP for a foreign intern?', /technology control plan says who/],
  ])('%s is looked up', (question, reply) => {
    const { intent, text } = ask(question)
    expect([intent, text]).toEqual(['lookup', expect.stringMatching(reply)])
  })

  test('a deal that lacks facts stays one, and the rule is named with it', () => {
    const { verdict, text } = ask('Can I take my laptop to a conference in India?')
    expect([verdict, text]).toEqual([
      'need-facts',
      expect.stringMatching(
        /^Can I take my laptop abroad\?\nTechnical data to India\n\nOnly without[\s\S]*As a deal: Technical data to India: one fact decides this\./,
      ),
    ])
  })
})
