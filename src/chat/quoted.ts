import { textReply } from '../cases/asker-card.ts'
import type { IncomingAct, SaidWords } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'

/** Whether a message quotes words that are not the speaker's own. */
export const hasQuote = ({ quoted = [] }: SaidWords): boolean => quoted.length > 0

/**
 * The text to be read: first the speaker's own words, then those that they quote. The order matters,
 * because the end of a text that is too long is not read.
 */
export const askedIn = ({ text, quoted = [] }: SaidWords): string =>
  [text, ...quoted]
    .map((words) => words.trim())
    .filter((words) => words !== '')
    .join('\n\n')

/** Whether a message has a quote whose words are missing or incomplete. */
const isHalfRead = ({ quoted = [] }: SaidWords): boolean => quoted.some((words) => words.trim() === '')

/** Whether files came with a message; Licet does not open files. */
export const hasFiles = ({ files = 0 }: SaidWords): boolean => files > 0

/**
 * Notes on what is left out (quotes, files) when only the speaker's own words are passed on; empty if
 * nothing is left out.
 */
const gapsIn = (words: SaidWords): readonly string[] => [
  ...(hasQuote(words) ? ['(What was quoted here is left out.)'] : []),
  ...(hasFiles(words) ? ['(Files that came with this are left out; Licet opens none.)'] : []),
]

const withGaps = (text: string, words: SaidWords): string => [text, ...gapsIn(words)].filter((line) => line !== '').join('\n')

/** The speaker's own words for a case, with a note if they quoted others or sent files. */
export const ownWords = (words: SaidWords): string => withGaps(words.text, words)

/**
 * Adds to the text of a command the notes on quotes and files that are not passed on with it ({@link
 * gapsIn}).
 */
export function markGap(said: IncomingAct, words: SaidWords): IncomingAct {
  if (said.kind === 'draft') return { ...said, text: withGaps(said.text, words) }
  if (said.kind !== 'submit' || said.values['text'] === undefined) return said
  return { ...said, values: { ...said.values, text: withGaps(said.values['text'], words) } }
}

/**
 * How to answer a message that could only be read in part: with a note, and with another reply instead of
 * an answer that clears. Empty if all of it was read.
 */
export function unreadIn(words: SaidWords): { readonly decorate?: (reply: ChatReply) => ChatReply; readonly ifItClears?: ChatReply } {
  if (!isHalfRead(words) && !hasFiles(words)) return {}
  const notes = [
    ...(isHalfRead(words) ? ['I cannot read all that you quoted; what stands there is not in this answer.'] : []),
    ...(hasFiles(words) ? [`I open no files; what stands in them is not in this answer. ${removeFiles}`] : []),
  ]
  return {
    decorate: (reply) => ({ ...reply, blocks: [...notes.map((text) => ({ kind: 'note', text }) as const), ...reply.blocks] }),
    ifItClears: isHalfRead(words) ? halfRead : filesMatter,
  }
}

const removeFiles = 'If one holds technical data, please delete it here.'

/** The reply to a message that has files but no words. */
export const filesAlone: ChatReply = textReply(
  'I open no files',
  `Please ask in words: the item, the country, and what it is for. ${removeFiles}`,
  'question',
)

const filesMatter: ChatReply = textReply(
  'I open no files',
  'What stands in the file may change the answer. Please ask in your own words, all in one message: ' +
    `the item, the country, and what it is for. ${removeFiles}`,
  'question',
)

const halfRead: ChatReply = textReply(
  'I cannot read all that you quoted',
  'What stands there may change the answer. Please ask in your own words, all in one message: the item, the country, and what it is for.',
  'question',
)

export const unreadable: ChatReply = textReply(
  'I cannot read that message',
  'There are no words in it that reach me. Please ask in your own: the item, the country, and what it is for.',
  'question',
)
