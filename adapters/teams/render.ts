import {
  type Message,
  attach,
  bold,
  heading,
  line,
  linked,
  paragraphs,
  quiet,
  withoutAutoLinks,
  escapeMarkdown,
  withoutAngleBrackets,
  type Card,
  type Element,
} from './card.ts'
import { clip, citationText, toPlainText, type Block, type ChatReply, type Citation, type Layer } from '../../src/index.ts'
import { renderAction, renderButtons, rowsOf } from './buttons.ts'
import { withMoments } from './inline.ts'
import { limits } from './limits.ts'
import { spokenOf } from './read-aloud.ts'

/**
 * Renders a reply: heading with the verdict, front, buttons, layers. Color is never the only sign of a
 * meaning. The reply is shortened only if it is larger than `most` bytes.
 */
export function render(reply: ChatReply, most: number = limits.message): Message {
  const whole = draw(reply, toPlainText(reply))
  return bytesOf(whole) <= most ? whole : drawShorter(reply, most)
}

/** Renders only the card: for a dialog, a search result or a refresh. */
export const renderCard = (reply: ChatReply): Card => render(reply).attachments[0].content

/**
 * Shortens a reply until it fits: first the fallback text, then the layers, then the last blocks; sources
 * are kept. A note says that something is missing, and how to see it.
 */
function drawShorter(whole: ChatReply, most: number): Message {
  let reply = whole
  for (;;) {
    const short = toPlainText(reply)
    for (const size of [short.length, 4000, 1000]) {
      const message = draw(reply, clip(short, size))
      if (bytesOf(message) <= most) return message
    }
    const { layers = [], blocks } = reply
    const layer = layers.findLastIndex(({ id }) => id !== 'sources')
    const kept = blocks.slice(0, reply === whole ? undefined : -1)
    const last = kept.findLastIndex((block) => block.kind !== 'citations')
    if (layer === -1 && last === -1) return draw(reply, clip(short, 1000))
    const left = layers.filter((_, index) => index !== layer)
    const more = thereIsMore((whole.layers ?? []).filter((one) => !left.includes(one)).map(({ id }) => id))
    reply = { ...reply, blocks: [...kept.filter((_, index) => layer !== -1 || index !== last), more], layers: left }
  }
}

/** The layers that can be asked for in chat by typing their name. */
const opensByWord: ReadonlySet<Layer['id']> = new Set(['sources', 'assumed', 'conditions', 'more', 'why', 'changes'])

/**
 * The note that something is left out. It names the words to type for each layer in `left` that can be
 * asked for.
 */
function thereIsMore(left: ReadonlyArray<Layer['id']>): Block {
  const words = left.filter((id) => opensByWord.has(id)).map((id) => `"${id}"`)
  const way = words.length === 0 ? '' : ` For the rest write ${new Intl.ListFormat('en', { type: 'disjunction' }).format(words)}.`
  return { kind: 'note', text: `There is more than fits here.${way}` }
}

const bytesOf = (message: Message): number => Buffer.byteLength(JSON.stringify(message))

/** Renders a reply; `fallback` is the text for clients that cannot show cards. */
function draw(reply: ChatReply, fallback: string): Message {
  const { title, subtitle, tone, blocks, foot, isLive, entry } = reply
  const card: Card = {
    type: 'AdaptiveCard',
    version: '1.5',
    msteams: { width: 'Full' },
    fallbackText: escapeMarkdown(fallback),
    speak: withoutAngleBrackets(spokenOf(reply)),
    ...(isLive === true
      ? { refresh: { action: { type: 'Action.Execute', title: 'Refresh', verb: 'refresh', data: { licet: 'refresh' } } } }
      : {}),
    body: [
      {
        type: 'Container',
        style: styles[tone],
        bleed: true,
        items: [heading(clip(title, limits.title)), ...(subtitle === undefined ? [] : [line(subtitle)])],
      },
      ...withMoments(
        blocks.flatMap((block, index) => renderBlock(block, `part-${index}`)),
        reply.moments,
      ),
      ...renderButtons(reply),
      ...renderLayers(reply),
      ...(foot === undefined ? [] : [line(quiet(foot))]),
    ],
  }
  return {
    type: 'message',
    summary: withoutAutoLinks(summaryOf(reply)),
    attachments: [attach(card)],
    ...(entry === undefined ? {} : { channelData: { feedbackLoop: { type: 'custom' } } }),
  }
}

/** The text of a notification: the title, then the subtitle or, without one, the first line of text. */
function summaryOf({ title, subtitle, blocks }: ChatReply): string {
  if (subtitle !== undefined) return clip(`${title}. ${subtitle}`, limits.summary)
  const words = blocks.flatMap((block) => (block.kind === 'text' || block.kind === 'note' ? block.text.split('\n') : []))
  const first = words.find((one) => one.trim() !== '')
  return clip(first === undefined ? title : `${title}. ${first}`, limits.summary)
}

const styles = { clear: 'good', caution: 'warning', stop: 'attention', question: 'accent', neutral: 'emphasis' } as const

/**
 * Renders one block. `id` is the element id for a part that can be hidden and shown; without it nothing is
 * hidden.
 */
function renderBlock(block: Block, id?: string): readonly Element[] {
  switch (block.kind) {
    case 'text':
      return block.label === undefined ? paragraphs(block.text) : labelled(block.label, block.text)
    case 'note':
      return paragraphs(`${block.label ?? 'Note'}: ${block.text}`, quiet)
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
    case 'rows':
      return [
        ...(block.title === undefined ? [] : listed(block.title, [])),
        ...block.rows.flatMap(({ text, note, actions }) => [line(text), line(quiet(note)), ...rowsOf(actions.map(renderAction))]),
      ]
    case 'citations':
      return id === undefined ? block.citations.map(source) : folded(id, 'Sources', block.citations.map(source))
  }
}

const source = (citation: Citation, at: number): Element =>
  line(`${at + 1}. `, linked(citation.title, citation.url), citationText(citation).slice(citation.title.length))

/** Puts a bold label before the first line of a text. */
const labelled = (label: string, text: string): readonly Element[] =>
  paragraphs(text).map((one, index) => (index === 0 ? { ...one, inlines: [bold(`${label}: `), ...one.inlines] } : one))

const listed = (title: string | undefined, lines: readonly Element[]): readonly Element[] =>
  title === undefined ? lines : [{ ...line(bold(title)), spacing: 'Medium' }, ...lines]

/**
 * Lines that are hidden until a button is pressed; the button's label tells their number. `id` is the
 * element id of the hidden part.
 */
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

/** Renders a table: its first row is the header, and its first column says what each row is about. */
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
    // Equal widths prevent column names from being cut on a phone.
    columns: columns.map(() => ({ width: 1 })),
    rows: [row(columns, true), ...rows.map((cells) => row(cells, false))],
  }
}

/** Renders the layers, hidden at first. Each has a button that makes it visible. */
const renderLayers = ({ layers = [] }: ChatReply): readonly Element[] =>
  layers.map(({ id, title, blocks }): Element => ({
    type: 'Container',
    id: `layer-${id}`,
    isVisible: false,
    style: 'emphasis',
    items: listed(
      title,
      blocks.flatMap((block) => renderBlock(block)),
    ),
  }))
