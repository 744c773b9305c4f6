import type { ChatReply } from '../../src/index.ts'
import { line, linked, escapeMarkdown, type Element, type Mention, type RichText, type Run, type TextBlock, type Message } from './card.ts'

type Moments = NonNullable<ChatReply['moments']>

/**
 * In a card's lines, replaces the words for moments by Teams' date macros, which show each reader the
 * moment in their own time zone.
 */
export const withMoments = (elements: readonly Element[], moments: Moments = []): readonly Element[] =>
  moments.length === 0 ? elements : elements.map((element) => inElement(element, moments))

function inElement(element: Element, moments: Moments): Element {
  if (element.type === 'Container') return { ...element, items: withMoments(element.items, moments) }
  if (element.type !== 'RichTextBlock') return element
  const isNamed = element.inlines.some((inline) => moments.some(({ words }) => wordsOf(inline).includes(words)))
  return isNamed ? inText(element, moments) : element
}

const wordsOf = (inline: string | Run): string => (typeof inline === 'string' ? inline : inline.text)

/**
 * Turns a line into a TextBlock, the only element in which Teams expands date macros. A TextBlock is read
 * as Markdown, so people's words must be escaped.
 */
function inText({ inlines, spacing }: RichText, moments: Moments): TextBlock {
  const isQuiet = inlines.every((inline) => typeof inline !== 'string' && inline.isSubtle === true)
  return {
    type: 'TextBlock',
    text: inlines.map((inline) => marked(inline, moments)).join(''),
    wrap: true,
    ...(spacing === undefined ? {} : { spacing }),
    ...(isQuiet ? { isSubtle: true } : {}),
  }
}

/**
 * Renders a piece of text as Markdown. The asterisks for bold must touch the words, so spaces at either end
 * are put outside them.
 */
function marked(inline: string | Run, moments: Moments): string {
  const text = drawn(wordsOf(inline), moments)
  return typeof inline !== 'string' && inline.weight === 'Bolder' ? text.replace(/^(\s*)(.*?)(\s*)$/s, '$1**$2**$3') : text
}

function drawn(text: string, moments: Moments): string {
  const found = moments.find(({ words }) => text.includes(words))
  if (found === undefined) return escapeMarkdown(text)
  const at = text.indexOf(found.words)
  const moment = `${new Date(found.at).toISOString().slice(0, 19)}Z`
  const [before, after] = [text.slice(0, at), text.slice(at + found.words.length)]
  return `${drawn(before, moments)}{{DATE(${moment}, SHORT)}}, {{TIME(${moment})}}${drawn(after, moments)}`
}

/** A person to mention, by their id and name in the conversation. */
export type Called = { readonly id: string; readonly name: string }

/** Adds mentions of people below the heading. */
export function withCalls(message: Message, people: readonly Called[]): Message {
  if (people.length === 0) return message
  const mentions = people.map(({ id, name }): Mention => ({ type: 'mention', text: `<at>${unmarked(name)}</at>`, mentioned: { id, name } }))
  const calling: TextBlock = { type: 'TextBlock', text: mentions.map(({ text }) => text).join(' '), wrap: true }
  const [{ content, ...attached }] = message.attachments
  const [head, ...body] = content.body
  const card = {
    ...content,
    msteams: { width: 'Full' as const, entities: mentions },
    body: [...(head === undefined ? [] : [head]), calling, ...body],
  }
  return { ...message, attachments: [{ ...attached, content: card }] }
}

/** A name without the characters that form tags or Markdown. */
const unmarked = (name: string): string => name.replace(/[<>\\`*_[\]#~|{}]/g, ' ')

/** Adds a link below a message. */
export function withLink(message: Message, label: string, url: string): Message {
  const [{ content, ...attached }] = message.attachments
  return { ...message, attachments: [{ ...attached, content: { ...content, body: [...content.body, line(linked(label, url))] } }] }
}

/** The web address of a message in a channel or chat ("Deep link to Teams chat"). */
export function addressOf(client: string, conversation: string, message: string, tenant: string): string {
  const more = conversation.endsWith('@thread.v2') ? { context: '{"contextType":"chat"}' } : { tenantId: tenant, parentMessageId: message }
  return `${client}/l/message/${encodeURIComponent(conversation)}/${message}?${new URLSearchParams(more).toString()}`
}
