import type { KnownBlock, SectionBlock } from '@slack/web-api'
import { clip, citationText, type Block, type ChatReply, type Citation, type Layer } from '../../src/index.ts'
import { escapeMrkdwn, pieces } from './blocks.ts'
import { limits } from './limits.ts'

/** Renders the layers of a reply as containers, collapsed at first. A layer for which the reply has a button is left out. */
export const renderLayers = ({ layers = [], actions }: Pick<ChatReply, 'layers' | 'actions'>): readonly KnownBlock[] =>
  layers.filter(({ id }) => !actions.some((action) => action.id === id)).map(renderLayer)

const renderLayer = ({ title, count, blocks }: Layer): KnownBlock => ({
  type: 'container',
  title: { type: 'plain_text', text: clip(`${title}: ${count}`, limits.header), emoji: false },
  is_collapsible: true,
  default_collapsed: true,
  width: 'full',
  child_blocks: sectionsOf(blocks).slice(0, limits.containerBlocks),
})

/** Joins adjacent blocks into one section, because a container allows only a few blocks. */
function sectionsOf(blocks: readonly Block[]): readonly SectionBlock[] {
  const [first, ...rest] = blocks
  if (first === undefined) return []
  if (first.kind === 'citations') return [...pieces(first.citations.map(linked).join('\n')).map(linkedSection), ...sectionsOf(rest)]
  const end = blocks.findIndex(({ kind }) => kind === 'citations')
  const together = end < 0 ? blocks : blocks.slice(0, end)
  const words = together.flatMap((block) => (block.kind === 'citations' ? [] : [linesOf(block).join('\n')]))
  return [...pieces(words.join('\n\n')).map(section), ...sectionsOf(blocks.slice(together.length))]
}

/** A section of plain text, which is safe for people's words: they cannot form a mention or a link in it. */
const section = (text: string): SectionBlock => ({ type: 'section', text: { type: 'plain_text', text, emoji: false }, expand: true })

const linkedSection = (text: string): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
  expand: true,
})

/**
 * A numbered source with a link to its page. The text comes from the knowledge and is escaped, so mrkdwn is
 * safe here.
 */
function linked(citation: Citation, index: number): string {
  const text = escapeMrkdwn(citationText(citation))
  return citation.url === undefined
    ? `${index + 1}. ${text}`
    : `${index + 1}. <${escapeMrkdwn(citation.url).replaceAll('|', '%7C')}|${text}>`
}

function linesOf(block: Exclude<Block, { kind: 'citations' }>): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'note':
      return [block.label === undefined ? block.text : `${block.label}: ${block.text}`]
    case 'fields':
      return [...titled(block.title), ...block.fields.map(([label, value]) => `${label}: ${value}`)]
    case 'list':
      return [...titled(block.title), ...block.items.map((item) => `• ${item}`)]
    case 'table':
      return [...titled(block.title), ...block.rows.map((row) => `• ${row.join('; ')}`)]
    case 'rows':
      return [...titled(block.title), ...block.rows.map(({ text, note }) => `• ${text}; ${note}`)]
  }
}

const titled = (title: string | undefined): readonly string[] => (title === undefined ? [] : [title])
