import type { ContextBlock, KnownBlock, RichTextBlock, RichTextElement, RichTextSection, TableBlock } from '@slack/web-api'
import { citationText, type Block } from '../../src/index.ts'
import { renderActions } from './buttons.ts'
import { limits } from './limits.ts'

/**
 * Rich text, which is safe for people's words: it has no markup, so their words cannot form a mention, a
 * link or formatting.
 */
export const rich = (...elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements })
export const word = (text: string, bold = false): RichTextElement => ({ type: 'text', text, ...(bold ? { style: { bold } } : {}) })
export const line = (...elements: ReadonlyArray<RichTextElement | string>): RichTextSection => ({
  type: 'rich_text_section',
  elements: elements.map((element) => (typeof element === 'string' ? word(element) : element)),
})

/** Small grey text. */
export const quiet = (text: string): ContextBlock => ({ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] })

/** Renders one block of a reply. */
export function renderBlock(block: Block): readonly KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return labelled(block)
    case 'note':
      return pieces(`${block.label ?? 'Note'}: ${block.text}`).map(quiet)
    case 'fields':
      return listed(
        block.title,
        block.fields.map(([label, value]) => [
          word(`${label}: `, true),
          ...pieces(value).map((text, index) => word(index === 0 ? text : ` ${text}`)),
        ]),
      )
    case 'list':
      return listed(
        block.title,
        block.items.map((item) => pieces(item).map((text, index) => word(index === 0 ? text : ` ${text}`))),
      )
    case 'table':
      return listed(
        block.title,
        block.rows.map((row) =>
          row.map((cell, index) => word(index === 0 ? cell : `; ${block.columns[index] ?? ''}: ${cell}`, index === 0)),
        ),
      )
    case 'rows':
      return [
        ...(block.title === undefined ? [] : [rich(line(word(block.title, true)))]),
        ...block.rows.flatMap(({ text, note, actions }) => [rich(line(word(text), word(`\n${note}`))), ...renderActions(actions)]),
      ]
    case 'citations':
      return listed(
        'Sources',
        block.citations.map((citation) => [
          citation.url === undefined ? word(citationText(citation)) : { type: 'link', url: citation.url, text: citationText(citation) },
        ]),
        'ordered',
      )
  }
}

function labelled({ label, text, isStruck }: Extract<Block, { kind: 'text' }>): readonly KnownBlock[] {
  const [first, ...others] = pieces(text).map((piece) => (isStruck === true ? struck(piece) : word(piece)))
  const opening = label === undefined ? line(first ?? '') : line(word(`${label}: `, true), first ?? '')
  return [rich(opening), ...others.map((piece) => rich(line(piece)))]
}

const struck = (text: string): RichTextElement => ({ type: 'text', text, style: { strike: true } })

type Table = Extract<Block, { kind: 'table' }>

/**
 * Whether a block can be drawn as a table. Slack limits the rows, columns and text of a table; a larger one is drawn as a list. A
 * message can hold only one table.
 */
export const isTable = (block: Block): block is Table =>
  block.kind === 'table' &&
  block.rows.length < limits.tableRows &&
  block.columns.length <= limits.tableColumns &&
  [...block.columns, ...block.rows.flat()].join('').length <= limits.table

/** Renders a table below its title. */
export function renderTable({ title, columns, rows }: Table): readonly KnownBlock[] {
  const table: TableBlock = {
    type: 'table',
    rows: [columns, ...rows].map((row) => row.map((text) => ({ type: 'raw_text', text: text === '' ? ' ' : text }))),
    column_settings: columns.map(() => ({ is_wrapped: true })),
  }
  return [rich(line(word(title, true))), table]
}

type Item = readonly RichTextElement[]

/** Renders a list below its title, split into as many blocks as its length needs. */
function listed(title: string | undefined, items: readonly Item[], style: 'bullet' | 'ordered' = 'bullet'): readonly KnownBlock[] {
  const groups: Item[][] = [[]]
  let size = 0
  for (const item of items) {
    const length = JSON.stringify(item).length
    if (size + length > limits.section && (groups.at(-1)?.length ?? 0) > 0) {
      groups.push([])
      size = 0
    }
    groups.at(-1)?.push(item)
    size += length
  }
  let offset = 0
  return groups.map((group, index) => {
    const list = {
      type: 'rich_text_list' as const,
      style,
      elements: group.map((item) => line(...item)),
      ...(style === 'ordered' && offset > 0 ? { offset } : {}),
    }
    offset += group.length
    return index === 0 && title !== undefined ? rich(line(word(title, true)), list) : rich(list)
  })
}

/**
 * Splits text into pieces of at most `most` characters, at a space or line break if possible. Nothing but the
 * white space at a cut is lost.
 */
export function pieces(text: string, most: number = limits.section): readonly string[] {
  if (text.length <= most) return [text]
  const cut = Math.max(text.lastIndexOf('\n', most), text.lastIndexOf(' ', most))
  const end = cut > 0 ? cut : most
  return [text.slice(0, end), ...pieces(text.slice(end).trimStart(), most)]
}

/** Escapes text for Slack's mrkdwn. */
export const escapeMrkdwn = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
