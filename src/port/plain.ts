import { dateWords } from './date-words.ts'
import type { Block, ChatReply, Citation, Layer } from './reply.ts'

/**
 * The whole reply as plain text: its front, then every layer under its name, and the labels of its buttons.
 * Only the buttons of single rows and the addresses of sources are left out.
 */
export function toPlainText(reply: ChatReply): string {
  const actions = reply.actions.length === 0 ? [] : [`You can: ${reply.actions.map((action) => action.label).join(' · ')}`]
  return paragraphs([...headOf(reply), ...(reply.layers ?? []).map(layerText), reply.foot ?? '', ...actions])
}

/** The front alone as plain text, without its buttons: what people read first. */
export const toFrontText = (reply: ChatReply): string => paragraphs([...headOf(reply), reply.foot ?? ''])

const headOf = ({ title, subtitle, blocks }: ChatReply): readonly string[] => [
  subtitle === undefined ? title : `${title}\n${subtitle}`,
  ...blocks.map((block) => blockText(block)),
]

const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n')

const layerText = ({ title, blocks }: Layer): string => [`${title}:`, ...blocks.map((block) => blockText(block, title))].join('\n')

/**
 * The text of a block. `above` is the heading of the layer that the block is in; if that already says "Sources", a list of sources gets
 * no heading.
 */
function blockText(block: Block, above?: string): string {
  switch (block.kind) {
    case 'text':
      return block.label === undefined ? block.text : `${block.label}: ${block.text}`
    case 'note':
      return `${block.label ?? 'Note'}: ${block.text}`
    case 'fields':
      return lines(
        block.title,
        block.fields.map(([label, value]) => `${label}: ${value}`),
      )
    case 'list':
      return lines(
        block.title,
        block.items.map((item) => `- ${item}`),
      )
    case 'table':
      return lines(
        block.title,
        block.rows.map((row) => `- ${row.map((cell, index) => (index === 0 ? cell : `${block.columns[index]}: ${cell}`)).join('; ')}`),
      )
    case 'rows':
      return lines(
        block.title,
        block.rows.map(({ text, note }) => `- ${text}\n  ${note}`),
      )
    case 'citations':
      return lines(
        above === sources ? undefined : sources,
        block.citations.map((citation, index) => `[${index + 1}] ${citationText(citation)}`),
      )
  }
}

/** The heading of a list of sources. */
const sources = 'Sources'

const lines = (title: string | undefined, items: readonly string[]): string =>
  [...(title === undefined ? [] : [`${title}:`]), ...items].join('\n')

/** One source in one line, with its status and review date in words. */
export function citationText({ title, section, status, reviewBy }: Citation): string {
  return `${title}, ${section} (${status}${reviewBy === undefined ? '' : `; review by ${dateWords(reviewBy)}`})`
}
