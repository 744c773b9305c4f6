import type { Message } from '../message.ts'

/** Words that take something back ("No wait") split a text only if more than this many characters follow from there. */
const shortest = 12

/**
 * Splits a message that takes back its beginning into the messages it would have been: "A stage to Japan? No wait, the fairing".
 * Most messages are one part.
 */
export function partsOf({ text, tokens, marks }: Message): readonly string[] {
  if (!marks.any('takes-back')) return [text]
  const starts = tokens.flatMap(({ start }, at) => (marks.has(at, 'takes-back') && !marks.has(at - 1, 'takes-back') ? [start] : []))
  const cuts = starts.filter((start) => start > 0 && text.length - start > shortest)
  return [0, ...cuts].map((start, index) => text.slice(start, cuts[index]).trim())
}
