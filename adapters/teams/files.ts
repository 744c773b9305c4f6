import type { Attachment } from './activity.ts'

/** What hangs on a message and is no file: its own words formatted, cards, and pointers to other messages, meetings and tabs. */
const noFile = /^text\/(?:html|plain)$|vnd\.microsoft\.(?:teams\.)?card\.|^(?:forwarded)?messageReference$|^(?:meeting|tab)Reference$/i

const isReference = ({ contentType }: Attachment): boolean => /Reference$/i.test(contentType)

const count = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0

/** Pictures in formatted words; the faces that Teams draws for smileys are words. */
const picturesIn = (html: string): number => count(html, /<img\b(?![^>]*schema\.skype\.com\/(?:Emoji|AnimatedEmoji))/gi)

/**
 * How many files and pictures came with a message. In a chat with one person each hangs on it; elsewhere Teams shows them in
 * the formatted words alone ("Send and receive files": bots get files in personal chats, and pictures).
 */
export function countFiles(attachments: readonly Attachment[]): number {
  const html = attachments
    .flatMap(({ contentType, content }) => (contentType === 'text/html' && typeof content === 'string' ? [content] : []))
    .join('')
  const hanging = attachments.filter(({ contentType }) => !noFile.test(contentType))
  const pictures = hanging.filter(({ contentType }) => contentType.startsWith('image/')).length
  const pointed = count(html, /<attachment\b[^>]*>/gi) - attachments.filter(isReference).length
  return Math.max(pictures, picturesIn(html)) + Math.max(hanging.length - pictures, pointed)
}
