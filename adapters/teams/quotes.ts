import { z } from 'zod'
import type { SaidWords } from '../../src/index.ts'
import type { Activity, Attachment } from './activity.ts'
import { countFiles } from './files.ts'
import { readHtml, readText } from './read.ts'

/**
 * Teams shortens the preview of a quoted message, sometimes without showing that it did. A preview with more
 * characters than this is treated as shortened.
 */
const longestPreview = 100

/** The preview of a quoted message; '' if it was or could have been shortened. */
const readPreview = (preview: string): string => (preview.length > longestPreview || /(?:…|\.\.\.)\s*$/.test(preview) ? '' : preview)

const innermostQuote = /<blockquote\b[^>]*>((?:(?!<blockquote\b)[^])*?)<\/blockquote>/gi
const quotedIn = /<p\b[^>]*itemprop="?(copy|preview)"?[^>]*>([^]*?)<\/p>/i

function readQuote(inner: string): string {
  const [, kind, words = inner] = quotedIn.exec(inner) ?? []
  return kind?.toLowerCase() === 'preview' ? readPreview(readHtml(words)) : readHtml(words)
}

/** Splits formatted text (HTML) into the speaker's own words and the quotes. */
function splitQuotes(html: string): { readonly own: string; readonly quoted: readonly string[] } {
  const quoted: string[] = []
  let own = html
  for (let before = ''; before !== own;) {
    before = own
    own = own.replace(innermostQuote, (_whole, inner: string) => {
      quoted.push(readQuote(inner))
      return '\n'
    })
  }
  return { own, quoted }
}

const referenceSchema = z.object({
  messagePreview: z.string().nullish(),
  originalMessageContent: z.string().nullish(),
  body: z.object({ content: z.string().nullish() }).nullish(),
})

/**
 * The words of a message that an attachment refers to; '' if they are missing, or were or could have been
 * shortened.
 */
function readReference(content: unknown): string {
  try {
    const { messagePreview, originalMessageContent, body } = referenceSchema.parse(
      typeof content === 'string' ? JSON.parse(content) : content,
    )
    const whole = originalMessageContent ?? body?.content
    return whole == null ? readPreview(messagePreview ?? '') : readHtml(whole)
  } catch {
    return ''
  }
}

/** The words of all messages that a message refers to or forwards. */
const readReferences = (attachments: readonly Attachment[]): readonly string[] =>
  attachments.flatMap(({ contentType, content }) => (/^(?:forwarded)?messageReference$/i.test(contentType) ? [readReference(content)] : []))

/** The texts that a reply quotes. Teams puts them into `entities` or into the formatted text (`formatted`); some clients do both. */
function readReplies({ text, entities = [] }: Pick<Activity, 'text' | 'entities'>, formatted: readonly string[]): readonly string[] {
  const named = entities.flatMap(({ type, quotedReply }) => (type === 'quotedReply' ? [readPreview(quotedReply?.preview ?? '')] : []))
  if (named.length > 0 && (formatted.length === 0 || !named.includes(''))) return named
  return formatted.length === 0 && /<quoted\b/i.test(text ?? '') ? [''] : formatted
}

/** The id of the message that a reply quotes; `undefined` if it quotes none or several. */
function idQuoted({ entities = [] }: Pick<Activity, 'entities'>): string | undefined {
  const [id, other] = entities.flatMap(({ quotedReply }) => quotedReply?.messageId ?? [])
  return other === undefined ? id : undefined
}

/**
 * Splits a message into the speaker's own words and what is quoted or forwarded, for all ways in which
 * Teams quotes.
 */
export function readWords(activity: Pick<Activity, 'text' | 'entities' | 'recipient' | 'attachments'>): SaidWords {
  const attachments = activity.attachments ?? []
  const formatted = attachments.flatMap(({ contentType, content }) =>
    contentType === 'text/html' && typeof content === 'string' ? splitQuotes(content).quoted : [],
  )
  const replies = readReplies(activity, formatted)
  const { own, quoted } = splitQuotes(readText(activity))
  // Some clients also repeat the quoted lines in the plain text.
  const theirs = new Set([...replies, ...formatted].flatMap((one) => one.split('\n').map((line) => line.trim())))
  const isQuoted = (line: string): boolean => /^\s*>/.test(line) || (line.trim() !== '' && theirs.has(line.trim()))
  const lines = own.split('\n')
  const marked = lines.filter((line) => /^\s*>/.test(line)).join('\n')
  const others = [...quoted, ...(marked === '' ? [] : [marked]), ...replies, ...readReferences(attachments)]
  const text = lines.filter((line) => !isQuoted(line)).join('\n')
  const files = countFiles(attachments)
  const quotes = others.length === 1 ? idQuoted(activity) : undefined
  return {
    text: text.trim(),
    ...(others.length === 0 ? {} : { quoted: others }),
    ...(quotes === undefined ? {} : { quotes }),
    ...(files === 0 ? {} : { files }),
  }
}

/** The words of another person's message that is to be checked: all of it counts as quoted. */
export function readChecked(isHtml: boolean, content: string, attachments: readonly Attachment[]): SaidWords {
  const { own, quoted } = isHtml ? splitQuotes(content) : { own: content, quoted: [] }
  const written = isHtml ? readHtml(own) : own.trim()
  return { text: '', quoted: [...(written === '' ? [] : [written]), ...quoted, ...readReferences(attachments)] }
}
