import { expect, test } from 'vitest'
import { bySeverity, clears, isMilder, severity } from '../../src/engine/shown-verdict.ts'

test('what is milder than a license that is decided case by case clears, and nothing else', () => {
  expect(severity.filter(clears)).toEqual(['not-an-export', 'no-license', 'exemption-possible', 'license-favorable'])
})

test('a result is milder than those behind it, and not than itself', () => {
  expect([isMilder('need-facts', 'ask-counsel'), isMilder('ask-counsel', 'need-facts'), isMilder('prohibited', 'prohibited')]).toEqual([
    true,
    false,
    false,
  ])
  expect(severity.toReversed().toSorted(bySeverity)).toEqual(severity)
})
