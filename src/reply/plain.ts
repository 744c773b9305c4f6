import type { Block, ChatReply, Citation } from './reply.ts'

/** The whole reply as plain text: what a notification shows and a screen reader reads. Nothing is left out. */
export function toPlainText(reply: ChatReply): string {
  const actions = reply.actions.length === 0 ? [] : [`You can: ${reply.actions.map((action) => action.label).join(' · ')}`]
  return [reply.title, ...reply.blocks.map(blockText), ...actions].filter((part) => part !== '').join('\n\n')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text
    case 'note':
      return `Note: ${block.text}`
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
    case 'citations':
      return lines(
        'Sources',
        block.citations.map((citation, index) => `[${index + 1}] ${citationText(citation)}`),
      )
  }
}

const lines = (title: string | undefined, items: readonly string[]): string =>
  [...(title === undefined ? [] : [`${title}:`]), ...items].join('\n')

/** One source in one line, with its status and review date in words. */
export function citationText({ title, section, status, reviewBy }: Citation): string {
  return `${title}, ${section} (${status}${reviewBy === undefined ? '' : `; review by ${reviewBy}`})`
}
