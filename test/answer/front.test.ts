import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChatReply } from '../../src/port/reply.ts'
import { question } from '../fuzz/questions.ts'
import { ask, talk } from '../licet.ts'

/** Counts words. A citation number such as "[1]" is no word. */
const count = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word.replace(/^\[\d+\]\W*$/, ''))).length

/** The labels that a front must show after verdict and deal, in the order in which people read. */
const reason = /^(?:Because|So far)$/
const nextStep = 'Next'

/** The positions of reason and next step in a front, and the number of words in verdict, deal, reason and next step together. */
function partsOf({ title, subtitle = '', blocks }: ChatReply) {
  const labels = blocks.map((block) => ('label' in block ? (block.label ?? '') : ''))
  const said = (label: RegExp | string): string =>
    blocks
      .flatMap((block) => (block.kind === 'text' && block.label !== undefined && block.label.match(label) ? [block.text] : []))
      .join(' ')
  // A long item name is not Licet's to shorten, so the deal counts at most this many words.
  const deal = Math.min(count(subtitle), mostOfDeal)
  return {
    order: [labels.findIndex((label) => reason.test(label)), labels.indexOf(nextStep)],
    words: count(title) + deal + count(said(reason)) + count(said(/^Next$/)),
  }
}

const mostOfDeal = 10
const most = 60

function faultsIn(reply: ChatReply): readonly string[] {
  const { order, words } = partsOf(reply)
  const [because = -1, next = -1] = order
  return [
    ...(because < 0 ? ['no reason'] : []),
    ...(next < 0 ? ['no next step'] : []),
    ...(next < because ? ['the next step stands before the reason'] : []),
    ...(words > most ? [`${words} words`] : []),
  ]
}

describe('verdict, deal, reason and next step come in this order, in at most 60 words', () => {
  test.each([
    ['can we sell an SLV stage to Australia?'],
    ['can we sell an SLV stage to China?'],
    ['SLV stage to Iran'],
    ['SLV stage to Chile'],
    ['drone to Poland'],
    ['EAR99 bolts to Chile for a car plant'],
    ['technical data on a rocket motor to Denmark'],
    ['9B117 test stands to Japan'],
    ['MQ-9 to Saudi Arabia in 2019'],
    ['can we sell an SLV stage to Germany in 1999?'],
    ['9A012 drone to Syria'],
    ['can we send a 9A515 satellite to the UK?'],
    ['igniters and stages to the UK'],
  ])('%s', (one) => expect(faultsIn(ask(one).reply)).toEqual([]))

  test('in a conversation', () => {
    expect(faultsIn(talk('can we sell an SLV stage to Australia?', 'it is for a civil launch', 'and to Japan?').reply)).toEqual([])
  })

  test('for any question about one deal', () => {
    fc.assert(
      fc.property(question, (one) => {
        const { verdict, intent, reply, legs } = ask(one)
        const isDeal = verdict !== null && intent === 'verdict' && legs.length > 0 && reply.subtitle !== undefined
        expect(isDeal ? faultsIn(reply) : []).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
