import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { talk } from '../licet.ts'

/** Conversations that an earlier version answered too mildly, one a line, with messages separated by ` // `. */
const linesOf = (file: string): readonly string[] =>
  readFileSync(new URL(`./${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

const clear = ['license-favorable', 'exemption-possible', 'no-license', 'not-an-export']

describe('conversations that were cleared by mistake and must not be again', () => {
  test.each(linesOf('not-cleared.txt'))('%s', (line) => expect(clear).not.toContain(talk(...line.split(' // ')).verdict))
})

describe('conversations that were answered "case by case" by mistake and must not be again', () => {
  test.each(linesOf('not-case-by-case.txt'))('%s', (line) =>
    expect([...clear, 'case-by-case']).not.toContain(talk(...line.split(' // ')).verdict),
  )
})
