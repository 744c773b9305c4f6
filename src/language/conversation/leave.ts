import { tagged, type Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { isIdle } from './goes-on.ts'

/** No more words than this take leave and say nothing else. */
const mostWords = 20

/** "That's all from me for today, cheers": nothing of a deal is told, and nothing is asked. */
export const takesLeave = (message: Message, { item, places, possible, unknown }: Reading): boolean =>
  message.marks.any('closes') &&
  !message.text.includes('?') &&
  message.tokens.length <= mostWords &&
  !message.marks.any('red-flag') &&
  tagged(message.mentions, 'condition').length === 0 &&
  message.entries.length === 0 &&
  (item === undefined || isIdle(message, { item })) &&
  places.length + unknown.length + Object.keys(possible).length === 0
