import { citationText, formActions, toPlainText, type Action, type Block, type ChatReply } from '../../src/index.ts'
import {
  attach,
  bold,
  heading,
  line,
  linked,
  paragraphs,
  quiet,
  still,
  tame,
  untagged,
  type Attached,
  type Button,
  type Card,
  type Element,
} from './card.ts'
import { clip, limits } from './limits.ts'
import { spokenOf } from './spoken.ts'

/** A reply as Teams takes it: one card and nothing beside it, because Teams makes two posts of a text and a card and tells the id of neither. */
export type Message = {
  readonly type: 'message'
  /** What a notification shows: the verdict and the line under it. */
  readonly summary: string
  readonly attachments: readonly [Attached]
  readonly channelData?: { readonly feedbackLoop: { readonly type: 'custom' } }
}

/** Draws a reply. The verdict stands first, as a heading, in words; color carries nothing alone. Nothing is left out while it fits. */
export function render(reply: ChatReply): Message {
  const text = toPlainText(reply)
  const whole = draw(reply, reply.blocks, text)
  return bytesOf(whole) <= limits.message ? whole : drawShorter(reply, reply.blocks)
}

/** Only the card: for a dialog, a search result, or in the place of one that is shown. */
export const renderCard = (reply: ChatReply): Card => render(reply).attachments[0].content

/** Leaves away what is said twice, then the last blocks that are no sources: it says so, and where the rest is. */
function drawShorter(reply: ChatReply, blocks: readonly Block[]): Message {
  const short = toPlainText({ ...reply, blocks })
  for (const size of [short.length, 4000, 1000]) {
    const message = draw(reply, blocks, clip(short, size))
    if (bytesOf(message) <= limits.message) return message
  }
  const last = blocks.findLastIndex((block) => block.kind !== 'citations' && block !== more)
  if (last === -1) return draw(reply, blocks, clip(short, 1000))
  const kept = blocks.filter((block, index) => index !== last && block !== more)
  return drawShorter(reply, [...kept, more])
}

const more: Block = { kind: 'note', text: 'There is more than fits here.' }

const bytesOf = (message: Message): number => Buffer.byteLength(JSON.stringify(message))

/** `fallback` are the words that stand for a card where none is drawn. */
function draw(reply: ChatReply, blocks: readonly Block[], fallback: string): Message {
  const card: Card = {
    type: 'AdaptiveCard',
    version: '1.5',
    msteams: { width: 'Full' },
    fallbackText: tame(fallback),
    speak: untagged(spokenOf(reply)),
    ...(reply.isLive === true
      ? { refresh: { action: { type: 'Action.Execute', title: 'Refresh', verb: 'refresh', data: { licet: 'refresh' } } } }
      : {}),
    body: [
      { type: 'Container', style: styles[reply.tone], bleed: true, items: [heading(clip(reply.title, limits.title))] },
      ...blocks.flatMap(renderBlock),
    ],
    ...renderActions(reply),
  }
  return {
    type: 'message',
    summary: still(summaryOf(reply)),
    attachments: [attach(card)],
    ...(reply.entry === undefined ? {} : { channelData: { feedbackLoop: { type: 'custom' } } }),
  }
}

/** The title and what stands under it, as much as a notification shows. */
function summaryOf({ title, blocks }: ChatReply): string {
  const words = blocks.flatMap((block) => (block.kind === 'text' || block.kind === 'note' ? block.text.split('\n') : []))
  const first = words.find((one) => one.trim() !== '')
  return clip(first === undefined ? title : `${title}. ${first}`, limits.summary)
}

const styles = { clear: 'good', caution: 'warning', stop: 'attention', question: 'accent', neutral: 'emphasis' } as const

function renderBlock(block: Block, index: number): readonly Element[] {
  switch (block.kind) {
    case 'text':
      return paragraphs(block.text)
    case 'note':
      return paragraphs(`Note: ${block.text}`, quiet)
    case 'fields':
      return listed(
        block.title,
        block.fields.map(([label, value]) =>
          line(bold(`${label}: `), ...value.split('\n').map((words, index) => (index === 0 ? words : ` ${words}`))),
        ),
      )
    case 'list':
      return listed(
        block.title,
        block.items.map((item) => line(`• ${item.replaceAll('\n', ' ')}`)),
      )
    case 'table':
      return [...listed(block.title, []), renderTable(block)]
    case 'citations':
      return folded(
        `sources-${index}`,
        'Sources',
        block.citations.map((citation, at) =>
          line(`${at + 1}. `, linked(citation.title, citation.url), citationText(citation).slice(citation.title.length)),
        ),
      )
  }
}

const listed = (title: string | undefined, lines: readonly Element[]): readonly Element[] =>
  title === undefined ? lines : [{ ...line(bold(title)), spacing: 'Medium' }, ...lines]

/** Lines that a button shows and puts away; their number is on it. `id` names them in the card. */
const folded = (id: string, title: string, lines: readonly Element[]): readonly Element[] =>
  lines.length === 0
    ? []
    : [
        {
          type: 'ActionSet',
          spacing: 'Medium',
          actions: [{ type: 'Action.ToggleVisibility', title: `${title} (${lines.length})`, targetElements: [id] }],
        },
        { type: 'Container', id, isVisible: false, items: listed(title, lines) },
      ]

/** The first row names the columns; the first column is what a row is about. */
function renderTable({ columns, rows }: Extract<Block, { readonly kind: 'table' }>): Element {
  const row = (cells: readonly string[], isHead: boolean) => ({
    type: 'TableRow' as const,
    cells: columns.map((_, index) => ({
      type: 'TableCell' as const,
      items: [line(isHead || index === 0 ? bold(cells[index] ?? '') : (cells[index] ?? ''))],
    })),
  })
  return {
    type: 'Table',
    firstRowAsHeaders: true,
    gridStyle: 'default',
    // Of one width, so that a column's name is not wider than the column on a phone.
    columns: columns.map(() => ({ width: 1 })),
    rows: [row(columns, true), ...rows.map((cells) => row(cells, false))],
  }
}

/** At most six buttons stand on a card; where there are more, the last opens the others. */
function renderActions({ actions, entry }: ChatReply): Pick<Card, 'actions'> {
  const buttons = [...actions.map(renderAction), ...(entry === undefined ? [] : [doubt(entry)])]
  if (buttons.length === 0) return {}
  if (buttons.length <= limits.actions) return { actions: buttons }
  const [first, others] = [buttons.slice(0, limits.actions - 1), buttons.slice(limits.actions - 1)]
  return {
    actions: [
      ...first,
      { type: 'Action.ShowCard', title: 'More', card: { type: 'AdaptiveCard', actions: others.slice(0, limits.actions) } },
    ],
  }
}

/** Thumbs do not say of which answer they speak where Teams forgets it: this button does. */
const doubt = (entry: string): Button => opening('Not right?', { licet: 'feedback', good: false, of: entry })

/** A button carries the id of what it is done to, and never more. An id that does not fit is an error, not something to cut. */
function renderAction({ id, label, of }: Action): Button {
  if ((of ?? '').length > limits.of) throw new Error(`the id of button \`${id}\` is too long for Teams`)
  const title = clip(label, limits.button)
  const data = { licet: id, ...(of === undefined ? {} : { of }) }
  if (formActions.has(id)) return opening(title, data)
  return { type: 'Action.Execute', title, verb: id, data, fallback: { type: 'Action.Submit', title, data } }
}

/** Only a button of this kind may open a dialog. */
const opening = (title: string, data: Readonly<Record<string, unknown>>): Button => ({
  type: 'Action.Submit',
  title,
  data: { ...data, msteams: { type: 'task/fetch' } },
})
