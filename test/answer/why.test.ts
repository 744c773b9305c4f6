import { describe, expect, test } from 'vitest'
import { composeWhy } from '../../src/answer/why.ts'
import { ask, base } from '../licet.ts'

/** What Why says was assumed, over all legs. */
const assumed = (question: string): string =>
  composeWhy(base, ask(question))
    .blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []))
    .flatMap(([label, value]) => (label === 'Facts assumed' ? [value] : []))
    .join('\n')

describe('what Why says was assumed', () => {
  test.each([
    ['can we sell an SLV stage to Australia?', /spraying|300 km/],
    ['a 300 km drone with a 500kg payload to Poland', /300 km/],
    ['igniter to Japan', /spraying|300 km|armed group|carve-out/],
    ['rocket engine to Pakistan', /300 km/],
  ])('of %s denies nothing that was said, and names nothing that no rule in play reads', (question, noise) => {
    expect(assumed(question)).toContain('no use with weapons of mass destruction known')
    expect(assumed(question)).not.toMatch(noise)
  })

  test.each([['EAR99 bolts to Pakistan', 'not for a rocket or unmanned aircraft that reaches 300 km']])(
    'of %s names what a rule there turns on',
    (question, words) => {
      expect(assumed(question)).toContain(words)
    },
  )
})
