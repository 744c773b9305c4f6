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
 * A message without the thanks before a question, and without the thanks and the name at its end: "Great,
 * thanks. Is that allowed? Thanks, Anna" becomes "Is that allowed?". An end that has a name of the knowledge
 * stays: "Thanks, Tehran office". `undefined` if nothing is to be left out.
 */
export function withoutThanks(message: Message): string | undefined {
  const { text } = message
  const start = text.trimEnd().endsWith('?') ? endOfThanks(message) : 0
  const left = text.slice(start, startOfSignOff(message)).trim()
  return left === text ? undefined : left
}

/** The character at which the thanks at the beginning of a message ends; 0 if it has none. */
const endOfThanks = ({ tokens, marks }: Message): number => tokens[(marks.words('thanks-first').at(-1) ?? -1) + 1]?.start ?? 0

/** The character at which the thanks at the end of a message begins; the length of the text if it has none. */
function startOfSignOff({ text, tokens, mentions, marks }: Message): number {
  const [first] = marks.words('signs-off')
  const begin = first === undefined ? undefined : tokens[first]
  if (first === undefined || begin === undefined || !beginsSentence(begin)) return text.length
  return mentions.some(({ to }) => to > first) ? text.length : begin.start
}
