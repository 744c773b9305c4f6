import { describe, expect, test } from 'vitest'
import { controls } from './controls.ts'
import { graveItems, places } from './grave.ts'
import { kinds, say, uncleared } from './kinds.ts'
import { milder, probesOf, show, weigh } from './probe.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

/** Fixed, so that `npm test` asks the same sample each time; `npm run fuzz` asks all, in new wordings. */
const seed = 20261123

describe('an answer never gets milder by', () => {
  test.each(kinds)('$name', ({ cells, sample }) => {
    const findings = weigh(probesOf(cells, seed, sample), say)
    expect(findings.filter(({ least }) => least === null).map(show)).toEqual([])
    expect(milder(findings).map(show)).toEqual([])
  })
})

test('the grave items need at least a case-by-case review to any destination', () => {
  const mild = graveItems.flatMap((item) =>
    places.filter(
      (place) => severity.indexOf(say([`Can we sell ${item} to ${place}?`]).said ?? 'no-license') < severity.indexOf('case-by-case'),
    ),
  )
  expect(mild).toEqual([])
})

test('at most one in ten honest questions is not cleared', () => {
  expect(uncleared().slice(Math.floor(controls.length / 10))).toEqual([])
})
