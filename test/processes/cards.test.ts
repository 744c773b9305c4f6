import { describe, expect, test } from 'vitest'
import { countCards, type Asked, type Card } from './cards.ts'

const asked: readonly Asked[] = [
  { asker: 'Ann', entry: 'A', sure: 1, unsure: 0 },
  { asker: 'Ann', entry: 'B', sure: 1, unsure: 1 },
  { asker: 'Bob', entry: 'C', sure: 1, unsure: 0 },
  { asker: 'Bob', entry: 'D', sure: 0, unsure: 2 },
]
const card = (owner: string | undefined, entry: string | undefined): Card => ({ owner, entry })
const all = [card('Ann', 'A'), card('Ann', 'B'), card('Bob', 'C')]

describe('counting the cards after a storm of events', () => {
  test.each([
    ['one of each', all, 0],
    ['a repeat that is marked', [...all, card('Ann', 'B')], 1],
    ['one that may have arrived, and did', [...all, card('Bob', 'D')], 0],
    ['one that may have arrived twice, and did', [...all, card('Bob', 'D'), card('Bob', 'D')], 1],
  ])('%s', (_what, cards, repeats) => expect(countCards(asked, cards)).toEqual({ wrong: [], repeats }))

  test.each([
    ['a repeat without a mark', [...all, card('Bob', 'C')], 'Bob: 2 cards of one answer, 1 sure, 0 marked'],
    ['the mark of another answer of theirs', [...all, card('Ann', 'A')], 'Ann: 2 cards of one answer, 1 sure, 0 marked'],
    ['one more than is marked', [...all, card('Ann', 'B'), card('Ann', 'B')], 'Ann: 3 cards of one answer, 1 sure, 1 marked'],
    ['no answer', all.slice(1), 'Ann: 0 cards of one answer, 1 sure, 0 marked'],
    [
      'more than was sent of what is sure nowhere',
      [...all, ...Array.from({ length: 3 }, () => card('Bob', 'D'))],
      'Bob: 3 cards of one answer, 0 sure, 2 marked',
    ],
    ['an answer to somebody else', [card('Bob', 'A'), ...all.slice(1)], 'Bob: a card that answers nothing they asked'],
    ['a card without an answer', [...all, card('Bob', undefined)], 'Bob: a card that answers nothing they asked'],
    ['an answer where nobody asks', [card(undefined, 'A'), ...all.slice(1)], 'nobody: a card that answers nothing they asked'],
  ])('%s is reported', (_what, cards, fault) => expect(countCards(asked, cards).wrong).toEqual([fault]))
})
