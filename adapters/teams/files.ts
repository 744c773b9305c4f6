import type { Attachment } from './activity.ts'

/**
 * Content types of attachments that are not files: formatted text, cards, and references to messages,
 * meetings and tabs.
 */
const noFile = /^text\/(?:html|plain)$|vnd\.microsoft\.(?:teams\.)?card\.|^(?:forwarded)?messageReference$|^(?:meeting|tab)Reference$/i

const isReference = ({ contentType }: Attachment): boolean => /Reference$/i.test(contentType)

const count = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0

/** Counts the pictures in formatted text, except the emoji that Teams draws as pictures. */
const picturesIn = (html: string): number => count(html, /<img\b(?![^>]*schema\.skype\.com\/(?:Emoji|AnimatedEmoji))/gi)

/**
 * Counts the files and pictures of a message. In a personal chat each of them is an attachment. Elsewhere
 * they are visible only in the formatted text (see "Send and receive files" in Teams' documentation).
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
