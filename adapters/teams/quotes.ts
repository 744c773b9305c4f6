import { z } from 'zod'
import type { Words } from '../../src/index.ts'
import type { Activity, Attachment } from './activity.ts'
import { countFiles } from './files.ts'
import { readHtml, readText } from './read.ts'

/** Teams shortens what it shows of a quoted message and need not say so: what is longer may be cut, in characters. */
const longestPreview = 100

/** The words of a quoted message as Teams shows them; empty where they may be cut. */
const readPreview = (preview: string): string => (preview.length > longestPreview || /(?:…|\.\.\.)\s*$/.test(preview) ? '' : preview)

const innermostQuote = /<blockquote\b[^>]*>((?:(?!<blockquote\b)[^])*?)<\/blockquote>/gi
const quotedIn = /<p\b[^>]*itemprop="?(copy|preview)"?[^>]*>([^]*?)<\/p>/i

function readQuote(inner: string): string {
  const [, kind, words = inner] = quotedIn.exec(inner) ?? []
  return kind?.toLowerCase() === 'preview' ? readPreview(readHtml(words)) : readHtml(words)
}

/** Formatted words without the quotes in them, and the quotes. */
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

/** What a message that another one points to says; empty where that is not told, or not whole. */
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

/** The messages that one answers or passes on. */
const readReferences = (attachments: readonly Attachment[]): readonly string[] =>
  attachments.flatMap(({ contentType, content }) => (/^(?:forwarded)?messageReference$/i.test(contentType) ? [readReference(content)] : []))

/** What a reply quotes: Teams names it beside the words, or shows it in their formatted form; some clients do both. */
function readReplies({ text, entities = [] }: Pick<Activity, 'text' | 'entities'>, formatted: readonly string[]): readonly string[] {
  const named = entities.flatMap(({ type, quotedReply }) => (type === 'quotedReply' ? [readPreview(quotedReply?.preview ?? '')] : []))
  if (named.length > 0 && (formatted.length === 0 || !named.includes(''))) return named
  return formatted.length === 0 && /<quoted\b/i.test(text ?? '') ? [''] : formatted
}

/** The message that a reply quotes, where it is one. */
function idQuoted({ entities = [] }: Pick<Activity, 'entities'>): string | undefined {
  const [id, other] = entities.flatMap(({ quotedReply }) => quotedReply?.messageId ?? [])
  return other === undefined ? id : undefined
}

/** Whose words a message brings: what it quotes or passes on is not the speaker's, in whichever of Teams' ways it comes. */
export function readWords(activity: Pick<Activity, 'text' | 'entities' | 'recipient' | 'attachments'>): Words {
  const attachments = activity.attachments ?? []
  const formatted = attachments.flatMap(({ contentType, content }) =>
    contentType === 'text/html' && typeof content === 'string' ? splitQuotes(content).quoted : [],
  )
  const replies = readReplies(activity, formatted)
  const { own, quoted } = splitQuotes(readText(activity))
  // Some clients write what is quoted into the plain words, too.
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

/** Somebody's message that another person wants checked: none of it is their own. */
export function readChecked(isHtml: boolean, content: string, attachments: readonly Attachment[]): Words {
  const { own, quoted } = isHtml ? splitQuotes(content) : { own: content, quoted: [] }
  const written = isHtml ? readHtml(own) : own.trim()
  return { text: '', quoted: [...(written === '' ? [] : [written]), ...quoted, ...readReferences(attachments)] }
}
