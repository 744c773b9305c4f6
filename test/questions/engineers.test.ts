import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { severity } from '../../src/engine/explore.ts'
import { ask } from '../licet.ts'

/**
 * A part and a figure, as engineers ask: written from the lists alone, before the reader of figures was. `entry` is what the
 * answer must name (a regular expression), `mt` whether the figure is inside. A floor only rises.
 */
type Question = { readonly id: string; readonly q: string; readonly entry: string; readonly mt: 'yes' | 'no' }

const questions = readFileSync(new URL('engineers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Question)
const said = questions.map((question) => ({ ...question, answer: ask(question.q) }))

/** What is said before sources and assumptions. */
const leadOf = (text: string): string => text.split('\n').slice(0, 14).join(' ')

test('questions with a figure land on their entry, on the right side of its line', () => {
  const right = said.filter(({ entry, mt, answer: { text } }) => {
    const lead = leadOf(text)
    return new RegExp(`(?<![0-9A-Z])(?:${entry})`).test(lead) && (mt === 'yes' ? /, MT\b/ : /falls out of/).test(lead)
  })
  expect(right.length).toBeGreaterThanOrEqual(58)
})

test('none is called free of missile technology', () => {
  const isFree = (verdict: (typeof said)[number]['answer']['verdict']): boolean =>
    severity.indexOf(verdict ?? 'need-facts') < severity.indexOf('case-by-case')
  expect(said.filter(({ answer }) => isFree(answer.verdict)).map(({ id }) => id)).toEqual([])
})
