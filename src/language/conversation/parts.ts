import type { Message } from '../message.ts'

/** A text is split at words that take something back ("No wait") only if more characters than this are left, counted from those words. */
const shortest = 12

/**
 * Cuts a message where it takes back what it said: "A stage to Japan? No wait, the fairing" becomes "A stage to Japan?" and "No wait, the
 * fairing". Any other message stays whole, as the only element.
 */
export function partsOf({ text, tokens, marks }: Message): readonly string[] {
  if (!marks.any('takes-back')) return [text]
  const starts = tokens.flatMap(({ start }, at) => (marks.has(at, 'takes-back') && !marks.has(at - 1, 'takes-back') ? [start] : []))
  const cuts = starts.filter((start) => start > 0 && text.length - start > shortest)
  return [0, ...cuts].map((start, index) => text.slice(start, cuts[index]).trim())
}
