import { describe, expect, test } from 'vitest'
import { ask, talk } from '../licet.ts'

const itar = 'Can we sell a TVC subsystem to Brazil?'
const ear = '9A012 drone of 400 km range to Chile for mapping?'

describe('a short question after an answer is about the deal just discussed', () => {
  test.each([
    [itar, 'what do I file?', 'DSP-5'],
    [ear, 'what do I file?', 'BIS-748P'],
    [itar, 'which agency decides?', 'Directorate of Defense Trade Controls'],
    [ear, 'which agency decides?', 'Bureau of Industry and Security'],
    [itar, 'which form is that?', 'DSP-5'],
    [ear, 'which form is that?', 'SNAP-R'],
    [itar, 'who signs it?', '120.67'],
  ])('%s … %s: %s', (deal, question, told) => {
    const said = talk(deal, question)
    expect(said.intent).toBe('lookup')
    expect(said.text).toContain(told)
    expect(said.text).toContain(ask(deal).reply.title.toLowerCase())
  })

  test('a follow-up after such a question still continues the deal', () => {
    expect(talk(itar, 'what do I file?', 'and to Japan?').answers.map(({ destination }) => destination)).toEqual(['JP'])
  })

  test.each(['lunch?', 'who won the match?', 'is it raining?'])(
    'a question about something else is not answered for the deal: %s',
    (question) => {
      expect(talk(itar, question).text).not.toContain('Brazil')
    },
  )
})

describe('whether a license is needed, and which, is answered for the deal just discussed', () => {
  const asked = [
    'license needed?',
    'need a license for that?',
    'which approval?',
    'what approval do I need',
    'permit required y/n',
    'so do we need a license for this one lol',
    'any exemption?',
    'what do we need?',
    'whats the next step',
    'yes or no?',
    'chances?',
    'reviewable?',
    'MT license?',
    "what's the verdict",
    'so which standard of review?',
    'how would you rate this?',
    'any show stoppers?',
    'what now?',
  ]

  test.each(
    ['can we sell an SLV stage to Australia?', 'TVC parts to China', 'reaction wheels to Iran', ear].map((deal) => [deal] as const),
  )('%s', (deal) => {
    const { verdict } = ask(deal)
    expect(verdict).not.toBeNull()
    expect(asked.filter((question) => talk(deal, question).verdict !== verdict)).toEqual([])
  })

  test.each(asked.slice(0, 5))('%s: without a deal before it, Licet asks which deal is meant', (question) => {
    expect([ask(question).intent, talk('What is the MTCR?', question).intent]).toEqual(['other', 'other'])
  })

  test.each([
    ['whats a DSP-5 again', 'What is a DSP-5?'],
    ['hang on, before that: what does category II even mean', 'What is in Category II?'],
    ['how long is the license good for', 'How long is an ITAR license valid?'],
  ])('%s: a rule question is answered, and the deal continues after it', (question, heading) => {
    expect(talk(itar, question).reply.title).toBe(heading)
    expect(talk(itar, question, 'and to Japan?').answers.map(({ destination }) => destination)).toEqual(['JP'])
  })
})

test.each([
  ['a term', 'stage to Oman', 'what does presumption of denial mean?'],
  ['an authority', 'stage to Oman', 'who decides?'],
])('a question on the rules is not taken for one on the deal: %s', (_, deal, question) =>
  expect(talk(deal, question).intent).toBe('lookup'),
)

test.each([
  ['missile for Santiago, 250 kg over 400 km', 'and with 600?', 'presumption-of-denial'],
  ['missile for Santiago, 600 kg over 250 km', 'and with 400?', 'presumption-of-denial'],
  ['civil survey drone to Kenya for crop mapping', 'under 150', 'no-license'],
  ['civil survey drone to Kenya for crop mapping', 'well above 300', 'case-by-case'],
  ['civil survey drone to Kenya for crop mapping', '200 units', 'need-facts'],
])('a number alone is that of the figure it can be: %s … %s', (deal, figure, verdict) => expect(talk(deal, figure).verdict).toBe(verdict))

test('a section asked about is no figure of the deal', () => {
  expect(talk('rocket motor 6.2 x 10^5 N·s to Canada', 'could 126.5 have covered it?').text).not.toContain('126.5 x')
})

describe('after a list, a question asks who is on it', () => {
  const list = 'who are the MTCR partners?'

  test.each([
    ['is India one of them?', 'Yes: India is in the MTCR'],
    ['and Israel?', 'No: Israel is not in the MTCR'],
    ["isn't Chile on it?", 'No: Chile is not in the MTCR'],
    ['is Brazil among them?', 'Yes: Brazil is in the MTCR'],
  ])('%s', (question, told) => expect(talk(list, question).text).toContain(told))

  test('several such questions in a row', () => expect(talk(list, 'is India one of them?', 'and Israel?').text).toContain('No: Israel'))

  test('with an item the question is a deal', () => expect(talk(list, 'and a rocket stage to Israel?').answers).toHaveLength(1))

  test('only directly after the list', () =>
    expect(talk(list, itar, 'and Israel?').answers.map(({ destination }) => destination)).toEqual(['IL']))
})

test('"all parties were screened" is not a question for a list', () => {
  expect(talk('Can we sell an igniter to Australia?', 'all parties were screened').intent).toBe('verdict')
})

test.each([
  ['missile for Santiago? 250 kg over 400 km', 'and with 600?', 'presumption-of-denial'],
  ['missile for Santiago? 250 kg over 400 km', 'and with 600 rounds?', 'case-by-case'],
  ['80 kg / 350 km missile for Taipei', 'and the mainland?', 'policy-of-denial'],
  ['payload fairing to Austria', 'AUSTRALIA, damn autocorrect', 'exemption-possible'],
  ['payload fairing to Austria', 'Australia, no typo', 'need-facts'],
  ['1.5 t LEO stage to Spain', "what would've been the answer in May 2021?", 'policy-of-denial'],
])('%s, then "%s": %s', (deal, next, verdict) => expect(talk(deal, next).verdict).toBe(verdict))
