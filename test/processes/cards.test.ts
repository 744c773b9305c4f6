import { describe, expect, test } from 'vitest'
import { countCards, type Asked, type Card } from './cards.ts'

const asked: readonly Asked[] = [
  { asker: 'Ann', entry: 'A', unsure: 0 },
  { asker: 'Ann', entry: 'B', unsure: 1 },
  { asker: 'Bob', entry: 'C', unsure: 0 },
]
const card = (owner: string | undefined, entry: string | undefined): Card => ({ owner, entry })
const all = [card('Ann', 'A'), card('Ann', 'B'), card('Bob', 'C')]

describe('the cards of a storm', () => {
  test.each([
    ['one of each', all, 0],
    ['a repeat that is marked', [...all, card('Ann', 'B')], 1],
  ])('%s', (_what, cards, repeats) => expect(countCards(asked, cards)).toEqual({ wrong: [], repeats }))

  test.each([
    ['a repeat without a mark', [...all, card('Bob', 'C')], 'Bob: 2 cards of one answer, 0 marked'],
    ['the mark of another answer of theirs', [...all, card('Ann', 'A')], 'Ann: 2 cards of one answer, 0 marked'],
    ['one more than is marked', [...all, card('Ann', 'B'), card('Ann', 'B')], 'Ann: 3 cards of one answer, 1 marked'],
    ['no answer', all.slice(1), 'Ann: a question without an answer'],
    ['an answer to somebody else', [...all.slice(1), card('Bob', 'A')], 'Bob: a card that answers nothing they asked'],
    ['a card without an answer', [...all, card('Bob', undefined)], 'Bob: a card that answers nothing they asked'],
    ['an answer where nobody asks', [...all.slice(1), card(undefined, 'A')], 'nobody: a card that answers nothing they asked'],
  ])('%s is told', (_what, cards, fault) => expect(countCards(asked, cards).wrong).toEqual([fault]))
})
