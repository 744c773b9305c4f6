import { describe, expect, test } from 'vitest'
import { chooseSection, leadOf } from '../../src/answer/sections.ts'
import type { Search } from '../../src/knowledge/search.ts'
import { answerer, ask } from '../licet.ts'

describe('a question about a rule', () => {
  test.each([
    ['What is the limit for maraging steel?', /^What is the limit for maraging steel\?\n\nAn ultimate tensile strength of 0\.9 GPa/],
    ['Are Estes motors regulated?', /^Are hobby rocket motors controlled\?\n\nNot if/],
    [
      'Who bears the cost of the Pentagon monitors at a launch abroad?',
      /^Who pays for the monitors at a foreign launch\?\n\nThe exporter pays/,
    ],
    ['Is IV(h)(23) MT?', /fairing/],
    ['is there a title that somebody must hold to submit ITAR applications', /^Who is an empowered official\?/],
    ['may any engineer put his name under a license request to State', /^Who is an empowered official\?/],
    ['our DSP-5 was granted today, how much time do we have to ship', /^How long is an ITAR license valid\?\n\nFour years/],
    ['the BOM says SME next to the motor. meaning?', /Significant Military Equipment/],
    ['asterisked USML entries, what is special about them?', /Significant Military Equipment/],
    ["DSP-61, that's the import one?", /temporary import/],
    ['WDA = ?', /warehouse and distribution agreement/],
    ['what does DDTC stand for', /^What is DDTC\?/],
    ['May DDTC go back on an advisory opinion that it gave us?', /^Is an advisory opinion from DDTC binding\?\n\nNo\./],
    ['does oral advice count as a defense service', /^Is advice by phone, with no paper, a defense service\?\n\nYes/],
    ['our payload goes to orbit from Florida, is that an export', /not an export/],
    ['the famous pair of figures of the MTCR?', /300 km of range and 500 kg of payload/],
    ['how precise must a guidance set be to be category I', /3\.33 %/],
    ["what volume of a farm drone's tank makes it MT", /more than 20 liters/],
    ['USML home of the thermal battery', /^Which USML paragraph are thermal batteries in\?\n\nUSML XIII\(h\)\(3\)/],
    ['is drone range measured there and back', /One way/],
    ["is 'usable in' the broader term?", /widest|wider/],
    ['until what date is the Cyprus denial waived', /^When was the denial for Cyprus suspended\?/],
    ['does the Ethiopian denial cover private firms', /^Whom does 126\.1 deny in Ethiopia and Eritrea\?\n\nThe armed forces/],
    ['at which stake does a daughter of an Entity List firm count as listed', /50 percent/],
    [
      'missile sanctions against an American firm: shortest duration',
      /^How long do missile sanctions on a U\.S\. person last at least\?\n\nTwo years/,
    ],
  ])('%s is answered by one section, with the answer first', (question, reply) => {
    expect(ask(question).text).toMatch(reply)
  })

  test('names at most two further sections, one line each', () => {
    const { reply } = ask('Does a shipment under 126.7 still need a DSP-83 in the file?')
    const lists = reply.blocks.flatMap((block) => (block.kind === 'list' ? [block] : []))
    expect(lists.map(({ title, items }) => [title, items.length <= 2])).toEqual([['See also', true]])
  })

  test('with two parts is answered twice', () => {
    const { text } = ask('What is an F680? And what does RWA mean?')
    expect(text).toMatch(/British Ministry of Defence[\s\S]*returned without action/)
  })

  test.each(['Which wine goes with salmon?', 'What is the VAT rate in Germany?', 'Is there a license for exporting cheese?'])(
    '%s is answered with "I do not know"',
    (question) => {
      expect(ask(question).text).toMatch(/^I (?:do not know this|answer only export questions)/)
    },
  )
})

describe('choosing among the sections that the search finds', () => {
  const [known] = answerer.search('What is an F680?', 1)
  const found = (...scores: ReadonlyArray<readonly [score: number, coverage: number]>): Search => {
    if (known === undefined) throw new Error('nothing is found')
    return () =>
      scores.map(([score, coverage]) => ({ ...known, score, coverage, weight: 20 * coverage, asked: coverage, exactMatch: undefined }))
  }

  test.each([
    ['one far ahead answers', found([100, 0.9], [50, 0.9]), 'one'],
    ['one next to another is offered with it', found([100, 0.9], [95, 0.9]), 'several'],
    ['one that has little of the question is offered with the next', found([100, 0.55], [50, 0.5]), 'several'],
    ['one that has hardly anything is not', found([100, 0.2]), 'none'],
    ['one that has more of the question goes before one that scores a little more', found([100, 0.7], [95, 1]), 'one'],
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
])('the short answer of %j', (body, lead) => {
  expect(leadOf(body)).toBe(lead)
})

describe('a question about a rule without a deal', () => {
  test.each([
    ['What is an F680?', /British Ministry of Defence/],
    ['Do I need a TCP for a foreign intern?', /technology control plan says who/],
  ])('%s is looked up', (question, reply) => {
    const { intent, text } = ask(question)
    expect([intent, text]).toEqual(['lookup', expect.stringMatching(reply)])
  })

  test('a deal that lacks facts stays a deal, and the rule is shown with it', () => {
    const { verdict, text } = ask('Can I take my laptop to a conference in India?')
    expect([verdict, text]).toEqual([
      'need-facts',
      expect.stringMatching(
        /^Can I take my laptop abroad\?\nTechnical data to India\n\nOnly without[\s\S]*As a deal: Technical data to India: one fact decides this\./,
      ),
    ])
  })
})

test.each([
  ['What lives in 9B116?', /^From the lists and classes\n\n9B116: production facilities/],
  ['1C107, give me the gist', /^From the lists and classes\n\n1C107\.a: fine-grain graphite \(MT, /],
  ['7A103 in a nutshell', /^From the lists and classes\n\n7A103\.a: IMUs/],
  ['explain 9A110', /^From the lists and classes\n\n9A110/],
])('%s: a question about a list entry is answered from its line in the lists', (question, front) => {
  const { verdict, text } = ask(question)
  expect([verdict, text]).toEqual([null, expect.stringMatching(front)])
})
