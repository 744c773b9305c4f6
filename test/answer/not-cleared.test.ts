import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { talk } from '../licet.ts'

/** Conversations that an earlier version cleared by mistake, one a line, with messages separated by ` // `. */
const lines = readFileSync(new URL('./not-cleared.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))

const clear = ['license-favorable', 'exemption-possible', 'no-license', 'not-an-export']

describe('conversations that were cleared by mistake and must not be again', () => {
  test.each(lines)('%s', (line) => expect(clear).not.toContain(talk(...line.split(' // ')).verdict))
})
