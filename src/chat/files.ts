import { simple } from '../cases/compose.ts'
import type { Words } from '../reply/incoming.ts'
import type { ChatReply } from '../reply/reply.ts'

const counted = (files: number): string => (files === 1 ? 'A file' : `${files} files`)

/** Whether files came along. */
export const hasFiles = ({ files = 0 }: Words): boolean => files > 0

/** What stands for files where words are kept for others, so that nobody misses them unawares; empty where none came. */
export const fileGap = ({ files = 0 }: Words): string => (files === 0 ? '' : `(${counted(files)} came with this: not opened, not kept.)`)

/** An answer to words that files came with says that nothing in them is in it. */
export const dressFiles =
  ({ files = 0 }: Words) =>
  (reply: ChatReply): ChatReply =>
    files === 0
      ? reply
      : {
          ...reply,
          blocks: [
            {
              kind: 'note',
              text: `${counted(files)} came with this. I open no files and keep none; nothing that stands there is in this answer.`,
            },
            ...reply.blocks,
          ],
        }

/** What is said to files without a word. */
export const onlyFiles: ChatReply = simple(
  'I open no files',
  'Nothing was read, and nothing kept. Please ask in your own words: the item, the country, and what it is for. Send no technical data.',
  'question',
)
