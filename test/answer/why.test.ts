import { describe, expect, test } from 'vitest'
import { composeWhy } from '../../src/answer/why.ts'
import { toPlainText } from '../../src/port/plain.ts'
import type { Block } from '../../src/port/reply.ts'
import { ask, base } from '../licet.ts'

/** The facts that "Why" shows as assumed, over all legs. */
const assumed = (question: string): string =>
  composeWhy(base, ask(question))
    .blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []))
    .flatMap(([label, value]) => (label === 'Facts assumed' ? [value] : []))
    .join('\n')

describe('the assumptions that "Why" shows', () => {
  test.each([
    ['can we sell an SLV stage to Australia?', /spraying|300 km/],
    ['a 300 km drone with a 500kg payload to Poland', /300 km/],
    ['igniter to Japan', /spraying|300 km|armed group|carve-out/],
    ['rocket engine to Pakistan', /300 km/],
  ])('for %s contradict nothing that was said, and leave out facts that no relevant rule reads', (question, noise) => {
    expect(assumed(question)).toContain('no use with weapons of mass destruction known')
    expect(assumed(question)).not.toMatch(noise)
  })

  test.each([['EAR99 bolts to Pakistan', 'not for a rocket or unmanned aircraft that reaches 300 km']])(
    'for %s include the fact that decides there',
    (question, words) => {
      expect(assumed(question)).toContain(words)
    },
  )
})

describe('the deciding rule', () => {
  const decides = 'Since 3 January 2025 Category I transfers to partners are reviewed case by case: license needed, decided case by case.'

  test('is a line of its own, before the rule that it overrides', () => {
    const { reply } = ask('can we sell an SLV stage to Australia?')
    const linesOf = (blocks: readonly Block[] = []): readonly string[] =>
      blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
    for (const lines of [
      linesOf(reply.layers?.find(({ id }) => id === 'why')?.blocks),
      linesOf(composeWhy(base, ask('can we sell an SLV stage to Australia?')).blocks),
    ]) {
      const at = lines.findIndex((line) => line.startsWith(decides))
      expect(at).toBeGreaterThan(-1)
      expect(lines[at + 1]).toMatch(/^Category I faces a strong presumption of denial, whatever its purpose: set aside by/)
    }
  })
})

test('"Why" never says that nothing was stated if an item and a place were named', () => {
  const why = (question: string): string => toPlainText(composeWhy(base, ask(question)))
  expect(why('can we sell an SLV stage to Australia?')).not.toContain('Facts stated')
  expect(why('can we sell an SLV stage to Australia for a civil launch?')).toMatch(/Facts stated: \S/)
})
