import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChatReply } from '../../src/port/reply.ts'
import { question } from '../fuzz/questions.ts'
import { ask, talk } from '../licet.ts'

/** Words; the number of a source is none. */
const count = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word.replace(/^\[\d+\]\W*$/, ''))).length

/** The labels of what a front must say besides its verdict and its deal, in the order in which people read it. */
const reason = /^(?:Because|So far)$/
const nextStep = 'Next'

/** Where in a front its reason and its next step stand, and how many words its four parts have together. */
function partsOf({ title, subtitle = '', blocks }: ChatReply) {
  const labels = blocks.map((block) => ('label' in block ? (block.label ?? '') : ''))
  const said = (label: RegExp | string): string =>
    blocks
      .flatMap((block) => (block.kind === 'text' && block.label !== undefined && block.label.match(label) ? [block.text] : []))
      .join(' ')
  // A thing's own name may be long; that is not ours to shorten.
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

describe('verdict, deal, reason and what to do stand in this order, in 60 words', () => {
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

  test('whatever is asked of one deal', () => {
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
