import type { Message } from '../message.ts'
import type { Mention } from '../names/mention.ts'

/** Punctuation that ends a clause; a point or comma inside a number does not. */
const clauseEnds = /[;:?!()\n]|[,.](?!\d)/

/** The clause around a mention as typed, cut to 40 characters before it and 50 after it. */
export function clauseAround({ text }: Pick<Message, 'text'>, { start, end }: Pick<Mention, 'start' | 'end'>): string {
  // A word that the limit cuts in two is left out.
  const before =
    text
      .slice(Math.max(0, start - 40), start)
      .replace(start > 40 && /\S/.test(text[start - 41] ?? '') ? /^\S+/ : '', '')
      .split(clauseEnds)
      .at(-1) ?? ''
  const after =
    text
      .slice(end, end + 50)
      .replace(/\S/.test(text[end + 50] ?? '') ? /\S+$/ : '', '')
      .split(clauseEnds)[0] ?? ''
  return `${before}${text.slice(start, end)}${after}`.trim()
}
