import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ask } from '../licet.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

/**
 * Questions with a part and a figure, as engineers ask. They were written from the lists alone, before figures could be read.
 * `entry` must match the answer (a regular expression); `mt` says whether the figure is inside the entry. The required share only
 * rises.
 */
type Question = { readonly id: string; readonly q: string; readonly entry: string; readonly mt: 'yes' | 'no' }

const questions = readFileSync(new URL('engineers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Question)
const said = questions.map((question) => ({ ...question, answer: ask(question.q) }))

/** The beginning of a reply, before sources and assumptions. */
const leadOf = (text: string): string => text.split('\n').slice(0, 14).join(' ')

test('questions with a figure find their entry, on the right side of its limit', () => {
  const right = said.filter(({ entry, mt, answer: { text } }) => {
    const lead = leadOf(text)
    return new RegExp(`(?<![0-9A-Z])(?:${entry})`).test(lead) && (mt === 'yes' ? /, MT\b/ : /falls out of/).test(lead)
  })
  expect(right.length).toBeGreaterThanOrEqual(58)
})

test('none is said to be free of missile-technology control', () => {
  const isFree = (verdict: (typeof said)[number]['answer']['verdict']): boolean =>
    severity.indexOf(verdict ?? 'need-facts') < severity.indexOf('case-by-case')
  expect(said.filter(({ answer }) => isFree(answer.verdict)).map(({ id }) => id)).toEqual([])
})
