import type { Message } from '../message.ts'

/** So many characters, at least, does a message have behind what it takes back. */
const shortest = 12

/**
 * "A stage to Japan? No wait, the fairing": a message that takes back what it began with, as the messages it would have been.
 * Most are one part.
 */
export function partsOf({ text, tokens, marks }: Message): readonly string[] {
  if (!marks.any('takes-back')) return [text]
  const starts = tokens.flatMap(({ start }, at) => (marks.has(at, 'takes-back') && !marks.has(at - 1, 'takes-back') ? [start] : []))
  const cuts = starts.filter((start) => start > 0 && text.length - start > shortest)
  return [0, ...cuts].map((start, index) => text.slice(start, cuts[index]).trim())
}
