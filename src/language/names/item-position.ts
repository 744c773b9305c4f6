import { isIn, type Classed } from '../patterns/classes.ts'
import { wordAt } from '../text/tokens.ts'
import { isCapitalized } from './capital-letters.ts'
import type { IsPlace } from './place-position.ts'

/**
 * Whether a word is in the position of an item: it follows a verb such as "sell", an article, a number or an
 * item, and a destination, an item or punctuation comes next.
 */
export function isItemPosition(words: Classed, index: number, isItem: IsPlace): boolean {
  const { tokens } = words
  const [token, after] = [tokens[index], tokens[index + 1]]
  if (token === undefined || (isCapitalized(token) && index > 0 && token.parted === '')) return false
  const begins =
    index === 0 ||
    token.parted !== '' ||
    isIn(words, index - 1, 'before-item') ||
    /^\d+$/.test(wordAt(tokens, index - 1)) ||
    isItem(index - 1, 'ends')
  return begins && (after === undefined || after.parted !== '' || isIn(words, index + 1, 'behind-item') || isItem(index + 1, 'begins'))
}
