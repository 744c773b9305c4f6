import { describe, expect, test } from 'vitest'
import { kinds, say } from './kinds.ts'
import { milder, probesOf, show, weigh } from './probe.ts'

/** `npm test` always asks the same sample; `npm run fuzz` asks everything, worded anew each time. */
const seed = 20261123

describe('never milder', () => {
  test.each(kinds)('$name', ({ cells, sample }) => {
    expect(milder(weigh(probesOf(cells, seed, sample), say)).map(show)).toEqual([])
  })
})
