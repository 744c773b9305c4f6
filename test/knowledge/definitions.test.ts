import { describe, expect, test } from 'vitest'
import { termsExplained } from '../../src/knowledge/definitions.ts'
import { answerer, ask, base } from '../licet.ts'
import { sampled } from '../seed.ts'

/** Ways to ask for a definition. */
const openings = [
  'what is X',
  'whats X',
  'what does X mean',
  'X meaning',
  'define X',
  'explain X',
  'X?',
  'tell me about X',
  'definition of X',
  'never heard of X, what is it?',
]

/** Fillers around a question (Q) that do not change it. */
const fillers = [
  'Q again',
  'Q lol',
  'hang on, before that: Q',
  'remind me, Q',
  'quick one: Q',
  'hey, Q pls',
  'Q in plain English',
  'Q for dummies',
  'ok but Q, exactly',
  'sorry, stupid question btw, Q',
]

const sections = base.articles.flatMap((article) => article.sections)
const terms = sections.flatMap(({ heading }) => termsExplained(heading)).map((term) => term.replace(/^(?:the|an?) /i, ''))
const firstOf = (question: string): string | undefined => answerer.search(question, 1)[0]?.section.heading

test('a term is found in every way to ask for it', () => {
  expect(terms.length).toBeGreaterThan(200)
  const lost = sampled(terms, 3).flatMap((term) => {
    const meant = firstOf(`what is ${term}`)
    const asked = openings.flatMap((opening) => fillers.map((filler) => filler.replace('Q', opening).replace('X', term)))
    return asked.filter((question) => firstOf(question) !== meant)
  })
  expect(lost).toEqual([])
})

test('filler words around a question change nothing', () => {
  const lost = sampled(sections, 8).flatMap(({ heading }) =>
    fillers.map((filler) => filler.replace('Q', heading)).filter((question) => firstOf(question) !== heading),
  )
  expect(lost).toEqual([])
})

describe('a term with several meanings, in the one asked for', () => {
  test.each([
    ['what is MTCR category II?', 'What is in Category II?'],
    ['authorized user under the ITAR', 'What is an Authorized User?'],
    ['define foreign person in export law', 'What is a foreign person?'],
    ['TCP definition', 'What is a technology control plan (TCP)?'],
    ['US person?', 'Who is a U.S. person?'],
    ['u.s. person under the ITAR', 'Who is a U.S. person?'],
  ])('%s', (question, heading) => expect(ask(question).reply.title).toBe(heading))
})

describe('a term mentioned beside the question', () => {
  test.each([
    ['Day one, and the MTCR comes up in each mail. What is it?', 'What is the MTCR?'],
    ['specially designed - what does that mean', 'What does specially designed mean?'],
    ['Counsel wants a TCP. What is that?', 'What is a technology control plan (TCP)?'],
    ['keep hearing about debarment, what is that', 'What is debarment?'],
  ])('%s', (question, heading) => expect(ask(question).reply.title).toBe(heading))

  test.each(['Lunch was salmon. What is it?', 'The match, what is that?'])('%s: nothing here explains it', (question) => {
    expect(ask(question).text).not.toContain('General information, not a verdict')
  })
})

test.each([
  ['whats an empowered official and do we have to have one', 'Who is an empowered official?'],
  ['what is a retransfer and why do people go to jail over it', 'What is the difference between reexport and retransfer?'],
])('%s: the definition comes first', (question, heading) => expect(ask(question).reply.title).toBe(heading))

describe('a misspelled term', () => {
  test.each([
    ['what is fundemental research', 'What is fundamental research?'],
    ['catagory II meaning', 'What is in Category II?'],
    ['tecnology control plan?', 'What is a technology control plan (TCP)?'],
    ['who is an empowerd offical', 'Who is an empowered official?'],
    ['whats brokring', 'What is brokering under the ITAR?'],
  ])('%s', (question, heading) => expect(ask(question).reply.title).toBe(heading))
})

test.each([
  ['What is a technology control plan (TCP)?', ['a technology control plan (TCP)', 'a technology control plan', 'TCP']],
  ['What is an MLA and when do we need one?', ['an MLA']],
  ['What do range and payload mean?', ['range and payload', 'range', 'payload']],
  ['What is the difference between a TAA and an MLA?', []],
  ['What are the limits for gyros?', []],
  ['Is a fairing MT?', []],
])('%s explains %j', (heading, explained) => {
  expect([...new Set(termsExplained(heading))]).toEqual(explained)
})
