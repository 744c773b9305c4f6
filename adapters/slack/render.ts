import type {
  ActionsBlock,
  Button,
  ContextActionsBlock,
  KnownBlock,
  ModalView,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
  TableBlock,
} from '@slack/web-api'
import { citationText, toPlainText, type Action, type Block, type ChatReply } from '../../src/index.ts'
import { clip, limits } from './limits.ts'

/** A reply as Slack takes it: blocks to look at, and the whole of it as text for notifications and screen readers. */
export type Message = { readonly text: string; readonly blocks: KnownBlock[] }

/**
 * Draws a reply. The verdict stands first, as a heading, in words; color and emoji carry nothing. Everything said is rich
 * text, in which words of people are only words: no mention, link or formatting comes of them.
 */
export function render(reply: ChatReply, room: number = limits.message): Message {
  const buttons = buttonsOf(reply)
  const table = reply.blocks.find(isTable)
  const drawn = reply.blocks.map((block) => ({ block, blocks: block === table ? renderTable(table) : renderBlock(block) }))
  const most = { blocks: limits.messageBlocks - 1 - buttons.length, size: room - sizeOf([heading(reply), ...buttons]) }
  return { text: renderText(reply), blocks: [heading(reply), ...fitting(drawn, most, canShowRest(reply)), ...buttons] }
}

const buttonsOf = (reply: ChatReply): readonly KnownBlock[] => [
  ...(reply.actions.length === 0 ? [] : [renderActions(reply.actions)]),
  ...(reply.entry === undefined ? [] : [renderFeedback(reply.entry)]),
]

type Drawn = { readonly block: Block; readonly blocks: readonly KnownBlock[] }

/** What is left out is named; of a case's card and of an answer, all of it can be read in a modal. */
function fitting(
  drawn: readonly Drawn[],
  most: { readonly blocks: number; readonly size: number },
  canShow: boolean,
): readonly KnownBlock[] {
  const all = drawn.flatMap(({ blocks }) => blocks)
  if (all.length <= most.blocks && sizeOf(all) <= most.size) return all
  const stays = staying(drawn, most.size / 2)
  let room = { blocks: most.blocks - stays.size - 2, size: most.size - sizeOf([...stays]) - noticeSize }
  const kept = all.filter((block) => {
    if (stays.has(block)) return true
    room = { blocks: room.blocks - 1, size: room.size - sizeOf(block) }
    // Once something is left out, all that follows it is.
    if (room.blocks < 0 || room.size < 0) room = { blocks: 0, size: 0 }
    return room.blocks > 0 && room.size > 0
  })
  const left = drawn.filter(({ blocks }) => blocks.some((block) => !kept.includes(block)))
  const last = kept.at(-1)
  const end = last !== undefined && stays.has(last) ? [last] : []
  return [...kept.slice(0, kept.length - end.length), rich(line(word(notice(left), true))), ...(canShow ? [showRest] : []), ...end]
}

/** What is never left out: the last note, which says what kind of words these are, and sources that leave room for the rest. */
function staying(drawn: readonly Drawn[], room: number): ReadonlySet<KnownBlock> {
  const note = drawn.findLast(({ block }) => block.kind === 'note')?.blocks ?? []
  const sources = drawn.filter(({ block }) => block.kind === 'citations').flatMap(({ blocks }) => blocks)
  return new Set(sizeOf([...note, ...sources]) <= room ? [...note, ...sources] : note)
}

const noticeSize = 400

function notice(left: readonly Drawn[]): string {
  const titles = left.flatMap(({ block }) =>
    'title' in block && block.title !== undefined ? [block.title] : block.kind === 'citations' ? ['Sources'] : [],
  )
  const named = titles.length === 0 ? '' : ` Left out: ${titles.join('; ')}.`
  return clip(`There is more than fits here.${named}`, noticeSize - 50)
}

/** The parts of a reply that are left out can be looked up by its message. */
const canShowRest = ({ entry, isLive }: ChatReply): boolean => entry !== undefined || isLive === true

/** What the button for all of a long message is called. */
export const restId = 'licet:rest'

const showRest: ActionsBlock = {
  type: 'actions',
  elements: [{ type: 'button', action_id: restId, text: { type: 'plain_text', text: 'Show all of it', emoji: false } }],
}

/** All of a long message, to read. */
export const renderWhole = (reply: ChatReply): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'All of it' },
  close: { type: 'plain_text', text: 'Close' },
  blocks: renderView({ ...reply, actions: [] }),
})

/** How many characters the texts of blocks have together. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + sizeOf(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : sizeOf(one)), 0)
}

/** A reply as modals and the Home tab can show it: they have no table, and nothing to rate. */
export function renderView({ entry: _entry, ...reply }: ChatReply): KnownBlock[] {
  const buttons = reply.actions.length === 0 ? [] : [renderActions(reply.actions)]
  return [heading(reply), ...reply.blocks.flatMap(renderBlock), ...buttons].slice(0, limits.viewBlocks)
}

const heading = ({ title }: ChatReply): KnownBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: clip(title, limits.header), emoji: false },
})

/** The plain text, as much of it as Slack shows. */
export const renderText = (reply: ChatReply): string => escape(clip(toPlainText(reply), limits.text))

/** Slack's own escape for text outside rich text. */
export const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const rich = (...elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements })
const word = (text: string, bold = false, italic = false): RichTextElement => ({
  type: 'text',
  text,
  ...(bold || italic ? { style: { ...(bold ? { bold } : {}), ...(italic ? { italic } : {}) } } : {}),
})
const line = (...elements: ReadonlyArray<RichTextElement | string>): RichTextSection => ({
  type: 'rich_text_section',
  elements: elements.map((element) => (typeof element === 'string' ? word(element) : element)),
})

function renderBlock(block: Block): readonly KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return pieces(block.text).map((text) => rich(line(text)))
    case 'note':
      return pieces(block.text).map((text) => rich(line(word(text, false, true))))
    case 'fields':
      return listed(
        block.title,
        block.fields.map(([label, value]) => [word(`${label}: `, true), ...pieces(value).map((text) => word(text))]),
      )
    case 'list':
      return listed(
        block.title,
        block.items.map((item) => pieces(item).map((text) => word(text))),
      )
    case 'table':
      return listed(
        block.title,
        block.rows.map((row) =>
          row.map((cell, index) => word(index === 0 ? cell : `; ${block.columns[index] ?? ''}: ${cell}`, index === 0)),
        ),
      )
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

type Table = Extract<Block, { kind: 'table' }>

/** A message can hold one table, of so many rows and columns and so much text; any other is a list. */
const isTable = (block: Block): block is Table =>
  block.kind === 'table' &&
  block.rows.length < limits.tableRows &&
  block.columns.length <= limits.tableColumns &&
  [...block.columns, ...block.rows.flat()].join('').length <= limits.table

function renderTable({ title, columns, rows }: Table): readonly KnownBlock[] {
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
function pieces(text: string): readonly string[] {
  if (text.length <= limits.section) return [text]
  const cut = Math.max(text.lastIndexOf('\n', limits.section), text.lastIndexOf(' ', limits.section))
  const end = cut > 0 ? cut : limits.section
  return [text.slice(0, end), ...pieces(text.slice(end).trimStart())]
}

/** What readers may say of an answer. */
const renderFeedback = (entry: string): ContextActionsBlock => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'licet:feedback',
      positive_button: feedbackButton('Helpful', `good:${entry}`, 'This answer helped'),
      negative_button: feedbackButton('Not right', `bad:${entry}`, 'Something is wrong with this answer'),
    },
  ],
})

const feedbackButton = (text: string, value: string, spoken: string) =>
  ({ text: { type: 'plain_text', text }, value, accessibility_label: spoken }) as const

const renderActions = (actions: readonly Action[]): ActionsBlock => ({
  type: 'actions',
  elements: actions.slice(0, limits.actions).map(renderButton),
})

/** A button carries the id of what it is done to, and never more. An id that does not fit is an error, not something to cut. */
function renderButton({ id, label, of = '' }: Action, index: number): Button {
  if (of.length > limits.buttonValue) throw new Error(`the id of button \`${id}\` is too long for Slack`)
  return {
    type: 'button',
    action_id: `licet:${id}:${index}`,
    text: { type: 'plain_text', text: clip(label, limits.button), emoji: false },
    ...(of === '' ? {} : { value: of }),
  }
}
