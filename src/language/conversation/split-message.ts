import type { Message } from '../message.ts'
import { beginsSentence } from '../patterns/match.ts'

/** A text is split at words that take something back ("No wait") only if more than this many characters remain from these words on. */
const shortest = 12

/**
 * Cuts a message before words that take back something: "A stage to Japan? No wait, the fairing" becomes "A
 * stage to Japan?" and "No wait, the fairing". Any other message stays whole, as the only element.
 */
export function splitMessage({ text, tokens, marks }: Message): readonly string[] {
  if (!marks.any('takes-back')) return [text]
  const starts = tokens.flatMap(({ start }, at) => (marks.has(at, 'takes-back') && !marks.has(at - 1, 'takes-back') ? [start] : []))
  const cuts = starts.filter((start) => start > 0 && text.length - start > shortest)
  return [0, ...cuts].map((start, index) => text.slice(start, cuts[index]).trim())
}

/**
 * A message without the thanks and the name at its end: "Is that allowed? Thanks, Anna" becomes "Is that
 * allowed?". `undefined` if it has no such end, or if that end has a name of the knowledge: "Thanks, Tehran
 * office".
 */
export function withoutSignOff({ text, tokens, mentions, marks }: Message): string | undefined {
  const [first] = marks.words('signs-off')
  const begin = first === undefined ? undefined : tokens[first]
  if (first === undefined || begin === undefined || !beginsSentence(begin)) return undefined
  return mentions.some(({ to }) => to > first) ? undefined : text.slice(0, begin.start).trim()
}
