import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { canonical } from '../text/tokens.ts'

/**
 * Whether a message only describes a part of the item talked about: "It has a 5A992 radio", "the paint is
 * EAR99". The second kind counts only if the message asks nothing and does not repeat the last word of the
 * item's name. The deal is then still about that item, not about the part.
 */
export function describes({ text, marks, tokens }: Message, { item }: Reading): boolean {
  if (marks.any('has-a-part')) return true
  const name = canonical(item?.typed.split(' ').at(-1) ?? '')
  return marks.any('tells-of-a-part') && !text.includes('?') && !tokens.some(({ word }) => word === name)
}
