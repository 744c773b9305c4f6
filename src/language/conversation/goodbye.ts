import { tagged, type Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { isIdle } from './same-item.ts'

/** A message that says goodbye and nothing else has at most this many words. */
const mostWords = 20

/**
 * Whether a message says goodbye, asks nothing, and names no place, no list entry and no item except an
 * everyday article, and tells no red flag or condition: "That's all from me for today, cheers". The caller
 * must check whether the message states facts.
 */
export const saysGoodbye = (message: Message, { item, places, possible, unknown }: Reading): boolean =>
  message.marks.any('closes') &&
  !message.text.includes('?') &&
  message.tokens.length <= mostWords &&
  !message.marks.any('red-flag') &&
  tagged(message.mentions, 'condition').length === 0 &&
  message.entries.length === 0 &&
  (item === undefined || isIdle(message, { item })) &&
  places.length + unknown.length + Object.keys(possible).length === 0
