import type { Token } from '../text/tokens.ts'
import type { Mention } from './mention.ts'

/**
 * Whether an unknown word is before a comma and a country ("Dijon, France"). The word is then a town, not a
 * misspelling.
 */
export const isTownBeforeCountry = (tokens: readonly Token[], mentions: readonly Mention[], typed: string): boolean =>
  tokens.some(
    (token, index) =>
      token.typed === typed &&
      tokens[index + 1]?.parted === ',' &&
      mentions.some(({ from, meanings }) => from === index + 1 && meanings.some(({ kind }) => kind === 'country')),
  )
