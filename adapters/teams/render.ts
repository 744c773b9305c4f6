import { citationText, formActions, toPlainText, type Action, type Block, type ChatReply, type Citation } from '../../src/index.ts'
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

/** A reply as Teams takes it: a card to look at, the whole of it as text where no card is drawn, and what citations hang on. */
export type Message = {
  readonly type: 'message'
  readonly text?: string
  readonly summary: string
  readonly attachments: readonly [Attached]
  readonly entities?: readonly unknown[]
  readonly channelData?: { readonly feedbackLoop: { readonly type: 'custom' } }
}

/** Draws a reply. The verdict stands first, as a heading, in words; color carries nothing alone. Nothing is left out while it fits. */
export function render(reply: ChatReply): Message {
  const text = toPlainText(reply)
  const spoken = draw(reply, reply.blocks, { fallback: text, summary: text, speak: text })
  return bytesOf(spoken) <= limits.message ? spoken : drawShorter(reply, reply.blocks)
}

/** Only the card: for a dialog, a search result, or in the place of one that is shown. */
export const renderCard = (reply: ChatReply): Card => render(reply).attachments[0].content

/** The words beside a card: where none is drawn, in a notification, and read aloud. */
type Words = { readonly fallback: string; readonly summary: string; readonly speak?: string }

/** Leaves away what is said twice, then the last blocks that are no sources: it says so, and where the rest is. */
function drawShorter(reply: ChatReply, blocks: readonly Block[]): Message {
  const short = toPlainText({ ...reply, blocks })
  for (const words of [
    { fallback: short, summary: short },
    ...[short.length, 4000, 1000].map((size) => ({ fallback: clip(short, size), summary: clip(short, 500) })),
  ]) {
    const message = draw(reply, blocks, words)
    if (bytesOf(message) <= limits.message) return message
  }
  const last = blocks.findLastIndex((block) => block.kind !== 'citations' && block !== more)
  if (last === -1) return draw(reply, blocks, { fallback: clip(short, 1000), summary: clip(short, 500) })
  const kept = blocks.filter((block, index) => index !== last && block !== more)
  return drawShorter(reply, [...kept, more])
}

const more: Block = { kind: 'note', text: 'There is more than fits here.' }

const bytesOf = (message: Message): number => Buffer.byteLength(JSON.stringify(message))

function draw(reply: ChatReply, blocks: readonly Block[], plain: Words): Message {
  const citations = blocks.flatMap((block) => (block.kind === 'citations' ? block.citations : [])).slice(0, limits.citations)
  const card: Card = {
    type: 'AdaptiveCard',
    version: '1.5',
    msteams: { width: 'Full' },
    fallbackText: tame(plain.fallback),
    ...(plain.speak === undefined ? {} : { speak: untagged(plain.speak) }),
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
    ...(citations.length === 0 ? {} : { text: citedText(reply.title, citations.length) }),
    summary: still(plain.summary),
    attachments: [attach(card)],
    ...(citations.length === 0
      ? {}
      : {
          entities: [
            {
              type: 'https://schema.org/Message',
              '@type': 'Message',
              '@context': 'https://schema.org',
              '@id': '',
              citation: citations.map(renderClaim),
            },
          ],
        }),
    ...(reply.entry === undefined ? {} : { channelData: { feedbackLoop: { type: 'custom' } } }),
  }
}

const styles = { clear: 'good', caution: 'warning', stop: 'attention', question: 'accent', neutral: 'emphasis' } as const

/** The numbers that sources hang on: Teams shows them beside the title, and each opens its source. */
const citedText = (title: string, count: number): string =>
  `${tame(clip(title, limits.title))} ${Array.from({ length: count }, (_, index) => `[${index + 1}]`).join(' ')}`

const renderClaim = ({ title, section, status, reviewBy, url }: Citation, index: number) => ({
  '@type': 'Claim',
  position: index + 1,
  appearance: {
    '@type': 'DigitalDocument',
    name: clip(title, limits.citationName),
    abstract: clip(`${section} (${status}${reviewBy === undefined ? '' : `; review by ${reviewBy}`})`, limits.citationAbstract),
    ...(url === undefined ? {} : { url }),
  },
})

function renderBlock(block: Block): readonly Element[] {
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
      return listed(
        'Sources',
        block.citations.map((citation, index) =>
          line(`${index + 1}. `, linked(citation.title, citation.url), citationText(citation).slice(citation.title.length)),
        ),
      )
  }
}

const listed = (title: string | undefined, lines: readonly Element[]): readonly Element[] =>
  title === undefined ? lines : [{ ...line(bold(title)), spacing: 'Medium' }, ...lines]

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
