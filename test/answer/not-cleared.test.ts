import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { talk } from '../licet.ts'

/** Questions that cleared once and must not, one a line; the messages of a conversation are parted by ` // `. */
const lines = readFileSync(new URL('./not-cleared.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))

const clear = ['license-favorable', 'exemption-possible', 'no-license', 'not-an-export']

describe('what cleared once, and must not', () => {
  test.each(lines)('%s', (line) => expect(clear).not.toContain(talk(...line.split(' // ')).verdict))
})
