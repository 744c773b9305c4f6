import { simple } from '../cases/compose.ts'
import type { Said, Words } from '../reply/incoming.ts'
import type { ChatReply } from '../reply/reply.ts'
import { fileGap } from './files.ts'

/** Whether words that are not the speaker's came along. */
export const hasQuote = ({ quoted = [] }: Words): boolean => quoted.length > 0

/** What is asked: the speaker's own words, which a long quote must not push out of what is read, and then what they ask about. */
export const askedIn = ({ text, quoted = [] }: Words): string =>
  [text, ...quoted]
    .map((words) => words.trim())
    .filter((words) => words !== '')
    .join('\n\n')

/** Whether there is a quote whose words nobody told, or not whole. */
export const isHalfRead = ({ quoted = [] }: Words): boolean => quoted.some((words) => words.trim() === '')

/** What stands for a quote where only the speaker's own words count, so that nobody misses it unawares. */
const leftOut = '(What was quoted here is left out.)'

/** Some words of the speaker's own, with a mark where they quoted others or sent files along. */
const marked = (text: string, words: Words): string =>
  [text, ...(hasQuote(words) ? [leftOut] : []), fileGap(words)].filter((part) => part.trim() !== '').join('\n')

/** The speaker's own words for a case. */
export const ownWords = (words: Words): string => marked(words.text, words)

/** A command of the speaker's own words, written where they quoted others or sent files along: what it writes down shows the gap. */
export function markGap(said: Said, words: Words): Said {
  if (said.kind === 'draft') return { ...said, text: marked(said.text, words) }
  if (said.kind !== 'submit' || said.values['text'] === undefined) return said
  return { ...said, values: { ...said.values, text: marked(said.values['text'], words) } }
}

/** What the answer to half a question says. */
export const dressHalfRead = (reply: ChatReply): ChatReply => ({
  ...reply,
  blocks: [{ kind: 'note', text: 'I cannot read all that you quoted; what stands there is not in this answer.' }, ...reply.blocks],
})

export const halfRead: ChatReply = simple(
  'I cannot read all that you quoted',
  'What stands there may change the answer. Please ask in your own words, all in one message: the item, the country, and what it is for.',
  'question',
)

export const unreadable: ChatReply = simple(
  'I cannot read that message',
  'There are no words in it that reach me. Please ask in your own: the item, the country, and what it is for.',
  'question',
)
