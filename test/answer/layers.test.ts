import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/answer/conversation-types.ts'
import type { HeldLeg } from '../../src/answer/held-leg.ts'
import { assumptionsOf } from '../../src/answer/assumptions.ts'
import { citesOf, showCite } from '../../src/answer/citations.ts'
import { changeLines } from '../../src/answer/change-lines.ts'
import { conditionsOf } from '../../src/answer/next-step.ts'
import { recordLeg } from '../../src/answer/recorded.ts'
import { citationText } from '../../src/port/plain.ts'
import type { Block, LayerId } from '../../src/port/reply.ts'
import { ask, base, talk } from '../licet.ts'
import { question } from '../fuzz/questions.ts'

const wordsOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'text':
    case 'note':
      return [block.text]
    case 'fields':
      return block.fields.flat()
    case 'list':
      return [block.title ?? '', ...block.items]
    case 'table':
      return block.rows.flat()
    case 'citations':
      return block.citations.map(citationText)
    case 'rows':
      return block.rows.flatMap(({ text, note }) => [text, note])
  }
}

/** What must be shown about a leg's decision, and in which layer. */
function mustStand(leg: HeldLeg): ReadonlyArray<readonly [layer: LayerId, words: string]> {
  const rules = leg.verdict.findings.flatMap(({ rule, governs }) => [rule.id, ...governs.map(({ id }) => id)])
  return [
    ...rules.map((id) => ['why', base.rules.get(id)?.title ?? id] as const),
    ...citesOf(base, leg).map((cite) => ['sources', citationText(showCite(base, cite))] as const),
    ...conditionsOf(base, leg).map((line) => ['conditions', line] as const),
    ...assumptionsOf(base, leg).map(({ say }) => ['assumed', say] as const),
    ...changeLines(base, leg).map((line) => ['changes', line] as const),
  ]
}

/** What a decision contains that no layer of the answer shows. */
function lostIn({ legs, reply }: Answer): readonly string[] {
  const said = new Map((reply.layers ?? []).map(({ id, blocks }) => [id, blocks.flatMap(wordsOf).join('\n')]))
  return legs.flatMap(mustStand).flatMap(([layer, words]) => (said.get(layer)?.includes(words) === true ? [] : [`${layer}: ${words}`]))
}

describe('every part of a decision is shown in some layer', () => {
  test.each([
    ['can we sell an SLV stage to Australia?'],
    ['compare Australia, Brazil, Chile and China for an SLV stage'],
    ['igniters and stages to the UK'],
    ['drone to Poland'],
    ['reexport of a 9A012 UAV from the UK on to Pakistan'],
    ['MQ-9 to Saudi Arabia in 2019'],
    ['compare Japan, South Korea, Turkey, Ukraine, Argentina, Norway, India, Brazil, Chile and Peru for technical data on a motor'],
  ])('%s', (asked) => expect(lostIn(ask(asked))).toEqual([]))

  test('in a conversation', () => {
    expect(lostIn(talk('can we sell an SLV stage to Australia?', 'and to Japan, for a civil launcher?', 'in 2023?'))).toEqual([])
  })

  test('for any question', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(lostIn(ask(asked))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('the record of a leg names the facts and the item that its layers show', () => {
    const { legs, reply } = ask('can we sell an SLV stage to Australia?')
    const [leg] = legs
    const recorded = leg === undefined ? undefined : recordLeg(leg)
    expect(recorded).toMatchObject({ item: { id: 'stage' }, place: { codes: ['AU'] } })
    const why = reply.layers?.find(({ id }) => id === 'why')?.blocks.flatMap(wordsOf) ?? []
    expect(why[1]).toMatch(/^Rocket stage/)
  })
})

describe('an answer about several places or items', () => {
  const { reply } = ask('compare Brazil, Norway, Chile and China for an SLV stage')
  const layer = (id: LayerId) => reply.layers?.find((one) => one.id === id)

  test('explains each row, and what rows have in common only once', () => {
    const titles = layer('why')?.blocks.flatMap((block) => ('title' in block && block.title !== undefined ? [block.title] : []))
    expect(titles).toEqual([
      expect.stringMatching(/to China$/),
      expect.stringMatching(/to Chile$/),
      expect.stringMatching(/to Brazil and Norway$/),
    ])
  })

  test('counts the contents of each layer', () => {
    for (const { blocks, count, id } of reply.layers ?? [])
      expect([
        id,
        blocks.reduce(
          (sum, block) => sum + (block.kind === 'list' ? block.items.length : block.kind === 'citations' ? block.citations.length : 0),
          0,
        ),
      ]).toEqual([id, count])
  })
})
