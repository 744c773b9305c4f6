import type { Message } from '../message.ts'

/** What may be known of a message when its figures are read. */
type Words = Pick<Message, 'tokens'> & Partial<Pick<Message, 'marks'>>

/** Whether the words say that a figure or number is told of something else than the thing talked about: "the old model had 220 km". */
export const isToldOfOther = ({ tokens, marks }: Words, { start, end }: { readonly start: number; readonly end: number }): boolean =>
  marks?.any('figure-of-other') === true &&
  tokens.some((token, at) => start <= token.start && token.end <= end && marks.has(at, 'figure-of-other'))
