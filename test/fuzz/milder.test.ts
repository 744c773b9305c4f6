import { describe, expect, test } from 'vitest'
import { severity } from '../../src/engine/explore.ts'
import { controls } from './controls.ts'
import { graveItems, places } from './grave.ts'
import { kinds, say, uncleared } from './kinds.ts'
import { milder, probesOf, show, weigh } from './probe.ts'

/** `npm test` always asks the same sample; `npm run fuzz` asks everything, worded anew each time. */
const seed = 20261123

describe('never milder', () => {
  test.each(kinds)('$name', ({ cells, sample }) => {
    const findings = weigh(probesOf(cells, seed, sample), say)
    expect(findings.filter(({ least }) => least === null).map(show)).toEqual([])
    expect(milder(findings).map(show)).toEqual([])
  })
})

test('the grave items are reviewed case by case at the least, wherever they go', () => {
  const mild = graveItems.flatMap((item) =>
    places.filter(
      (place) => severity.indexOf(say([`Can we sell ${item} to ${place}?`]).said ?? 'no-license') < severity.indexOf('case-by-case'),
    ),
  )
  expect(mild).toEqual([])
})

test('of the honest questions at most one in ten is not cleared', () => {
  expect(uncleared().slice(Math.floor(controls.length / 10))).toEqual([])
})
