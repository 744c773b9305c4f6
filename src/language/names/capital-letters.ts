import type { Token } from '../text/tokens.ts'

/** Whether the first letter of a word is a capital. */
export function isCapitalized({ typed }: Token): boolean {
  const first = typed.charCodeAt(0)
  return first < 128 ? first >= 65 && first <= 90 : /^\p{Lu}/u.test(typed)
}

/** Whether a name is written in capitals only. */
export const isAcronym = (name: string): boolean => name.length > 1 && name === name.toUpperCase()

/**
 * Whether a word has at most five letters, all capitals, in a text that is not
 * mostly in capitals: "NASA", "ESAC".
 */
export const isInitials = ({ typed }: Token, shouted: boolean): boolean => !shouted && typed.length <= 5 && isAcronym(typed)
