import type { ContextBlock, KnownBlock, RichTextBlock, RichTextElement, RichTextSection, TableBlock } from '@slack/web-api'
import { citationText, type Block } from '../../src/index.ts'
import { renderActions } from './buttons.ts'
import { limits } from './limits.ts'

/** Rich text, in which words of people are only words: no mention, link or formatting comes of them. */
export const rich = (...elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements })
export const word = (text: string, bold = false): RichTextElement => ({ type: 'text', text, ...(bold ? { style: { bold } } : {}) })
export const line = (...elements: ReadonlyArray<RichTextElement | string>): RichTextSection => ({
  type: 'rich_text_section',
  elements: elements.map((element) => (typeof element === 'string' ? word(element) : element)),
})

/** Small and quiet text: what is read last. */
export const quiet = (text: string): ContextBlock => ({ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] })

/** Draws one part of a reply. */
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

/** A message can hold one table, of so many rows and columns and so much text; any other is a list. */
export const isTable = (block: Block): block is Table =>
  block.kind === 'table' &&
  block.rows.length < limits.tableRows &&
  block.columns.length <= limits.tableColumns &&
  [...block.columns, ...block.rows.flat()].join('').length <= limits.table

/** A table under its title. */
export function renderTable({ title, columns, rows }: Table): readonly KnownBlock[] {
  const table: TableBlock = {
    type: 'table',
    rows: [columns, ...rows].map((row) => row.map((text) => ({ type: 'raw_text', text: text === '' ? ' ' : text }))),
    column_settings: columns.map(() => ({ is_wrapped: true })),
  }
  return [rich(line(word(title, true))), table]
}

type Item = readonly RichTextElement[]

/** A list under its title, in as many blocks as its length asks for. */
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

/** Text in pieces that a block can hold, broken at a space where there is one: nothing is lost. */
export function pieces(text: string, most: number = limits.section): readonly string[] {
  if (text.length <= most) return [text]
  const cut = Math.max(text.lastIndexOf('\n', most), text.lastIndexOf(' ', most))
  const end = cut > 0 ? cut : most
  return [text.slice(0, end), ...pieces(text.slice(end).trimStart(), most)]
}
