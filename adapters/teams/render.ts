import {
  citationText,
  formActions,
  toPlainText,
  type Action,
  type Block,
  type ChatReply,
  type Citation,
  type Layer,
} from '../../src/index.ts'
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
  type Toggle,
} from './card.ts'
import { withMoments } from './inline.ts'
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
  const whole = draw(reply, toPlainText(reply))
  return bytesOf(whole) <= limits.message ? whole : drawShorter(reply)
}

/** Only the card: for a dialog, a search result, or in the place of one that is shown. */
export const renderCard = (reply: ChatReply): Card => render(reply).attachments[0].content

/** Leaves away what is said twice, then layers and the last blocks that are no sources: it says so, and where the rest is. */
function drawShorter(reply: ChatReply): Message {
  const short = toPlainText(reply)
  for (const size of [short.length, 4000, 1000]) {
    const message = draw(reply, clip(short, size))
    if (bytesOf(message) <= limits.message) return message
  }
  const { layers = [], blocks } = reply
  const layer = layers.findLastIndex(({ id }) => id !== 'sources')
  const last = blocks.findLastIndex((block) => block.kind !== 'citations' && block !== more)
  const kept = blocks.filter((block, index) => (layer !== -1 || index !== last) && block !== more)
  if (layer === -1 && last === -1) return draw(reply, clip(short, 1000))
  return drawShorter({ ...reply, blocks: [...kept, more], layers: layers.filter((_, index) => index !== layer) })
}

const more: Block = { kind: 'note', text: 'There is more than fits here.' }

const bytesOf = (message: Message): number => Buffer.byteLength(JSON.stringify(message))

/** `fallback` are the words that stand for a card where none is drawn. */
function draw(reply: ChatReply, fallback: string): Message {
  const { title, subtitle, tone, blocks, foot, isLive, entry } = reply
  const card: Card = {
    type: 'AdaptiveCard',
    version: '1.5',
    msteams: { width: 'Full' },
    fallbackText: tame(fallback),
    speak: untagged(spokenOf(reply)),
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
      ...renderActions(reply),
      ...renderLayers(reply),
      ...(foot === undefined ? [] : [line(quiet(foot))]),
    ],
  }
  return {
    type: 'message',
    summary: still(summaryOf(reply)),
    attachments: [attach(card)],
    ...(entry === undefined ? {} : { channelData: { feedbackLoop: { type: 'custom' } } }),
  }
}

/** The title and what stands under it, as much as a notification shows. */
function summaryOf({ title, subtitle, blocks }: ChatReply): string {
  if (subtitle !== undefined) return clip(`${title}. ${subtitle}`, limits.summary)
  const words = blocks.flatMap((block) => (block.kind === 'text' || block.kind === 'note' ? block.text.split('\n') : []))
  const first = words.find((one) => one.trim() !== '')
  return clip(first === undefined ? title : `${title}. ${first}`, limits.summary)
}

const styles = { clear: 'good', caution: 'warning', stop: 'attention', question: 'accent', neutral: 'emphasis' } as const

/** Draws one part; `id` names in the card what it folds away. Without one, nothing is folded. */
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

/** The first line of a text behind its label. */
const labelled = (label: string, text: string): readonly Element[] =>
  paragraphs(text).map((one, index) => (index === 0 ? { ...one, inlines: [bold(`${label}: `), ...one.inlines] } : one))

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

/** Buttons, choices first; what is rare stands behind "…". */
function renderActions({ actions, entry, layers = [] }: ChatReply): readonly Element[] {
  const choices = actions.filter(({ id }) => id === 'choose').map(renderAction)
  const shown = actions.filter(({ id }) => id !== 'choose')
  const rest = shown.map((action) => asking(action) ?? toggleFor(action, layers) ?? renderAction(action))
  const others = [...rest, ...(entry === undefined ? [] : [doubt(entry)])]
  return [...rowsOf(choices), ...rowsOf(others), ...shown.flatMap(renderQuestion)]
}

/** The layers that a button of the answer asks for: it opens them where they stand. */
const openedBy: Partial<Readonly<Record<Action['id'], Layer['id']>>> = { why: 'why', changes: 'changes' }

function toggleFor({ id, label, isRare }: Action, layers: readonly Layer[]): Toggle | undefined {
  const layer = layers.find((one) => one.id === openedBy[id])
  return layer === undefined ? undefined : { ...toggle(label, layer), ...(isRare === true ? { mode: 'secondary' } : {}) }
}

const toggle = (title: string, { id }: Layer): Toggle => ({ type: 'Action.ToggleVisibility', title, targetElements: [`layer-${id}`] })

/** What is asked once more before an act, by its name in the card. */
const questionId = ({ id }: Action): string => `ask-${id}`

/** The button of an act that is asked once more shows the question, and only the button below that does it. */
const asking = (action: Action): Toggle | undefined =>
  action.asks === undefined
    ? undefined
    : { type: 'Action.ToggleVisibility', title: clip(`${action.label} …`, limits.button), targetElements: [questionId(action)] }

const renderQuestion = (action: Action): readonly Element[] =>
  action.asks === undefined
    ? []
    : [
        {
          type: 'Container',
          id: questionId(action),
          isVisible: false,
          style: 'emphasis',
          items: [line(action.asks), { type: 'ActionSet', spacing: 'Small', actions: [renderAction(action)] }],
        },
      ]

/** Buttons in rows that a phone shows whole, and of as many as Teams draws. Those behind "…" stand in the last. */
function rowsOf(buttons: ReadonlyArray<Button | Toggle>): readonly Element[] {
  const rows: Array<Array<Button | Toggle>> = []
  let room = 0
  for (const button of buttons.filter((one) => !isBehind(one))) {
    const width = button.title.length + besideTitle
    if (width > room || (rows.at(-1)?.length ?? 0) >= limits.actions) {
      rows.push([])
      room = mostInRow
    }
    rows.at(-1)?.push(button)
    room -= width
  }
  for (const button of buttons.filter(isBehind)) {
    if ((rows.at(-1)?.length ?? limits.actions) >= limits.actions) rows.push([])
    rows.at(-1)?.push(button)
  }
  return rows.map((actions, row) => ({ type: 'ActionSet', spacing: row === 0 ? 'Medium' : 'Small', actions }))
}

const isBehind = (button: Button | Toggle): boolean => 'mode' in button && button.mode === 'secondary'

/** In characters: what a phone of 320 px shows in a row, and what a button takes besides its title. */
const mostInRow = 44
const besideTitle = 4

/** What stands behind the front: a button for each layer that no button of the answer opens; it opens it where it stands. */
const renderLayers = ({ layers = [], actions }: ChatReply): readonly Element[] =>
  layers.length === 0
    ? []
    : [
        ...rowsOf(
          layers
            .filter(({ id }) => !actions.some((action) => openedBy[action.id] === id))
            .map((layer) => toggle(`${names[layer.id]} ${layer.count}`, layer)),
        ),
        ...layers.map(({ id, title, blocks }): Element => ({
          type: 'Container',
          id: `layer-${id}`,
          isVisible: false,
          style: 'emphasis',
          items: listed(
            title,
            blocks.flatMap((block) => renderBlock(block)),
          ),
        })),
      ]

/** What the buttons of layers are called, as short as they go. */
const names: Readonly<Record<Layer['id'], string>> = {
  more: 'More',
  conditions: 'Conditions',
  assumed: 'Assumed',
  changes: 'Changes',
  why: 'Rules',
  facts: 'Facts',
  rules: 'Rules',
  sources: 'Sources',
  before: 'Counsel before',
  fine: 'Fine',
  coming: 'Law to come',
  settings: 'Settings',
}

/** Thumbs do not say of which answer they speak where Teams forgets it: this button does. */
const doubt = (entry: string): Button => ({ ...opening('Not right?', { licet: 'feedback', good: false, of: entry }), mode: 'secondary' })

/** A button carries the id of what it is done to, and never more. An id that does not fit is an error, not something to cut. */
function renderAction({ id, label, of, choice, isPrimary, isDanger, isRare }: Action): Button {
  if ((of ?? '').length > limits.of) throw new Error(`the id of button \`${id}\` is too long for Teams`)
  const title = clip(label, limits.button)
  const data = { licet: id, ...(of === undefined ? {} : { of }), ...(choice === undefined ? {} : { choice }) }
  const look = {
    ...(isPrimary === true ? { style: 'positive' as const } : isDanger === true ? { style: 'destructive' as const } : {}),
    ...(isRare === true ? { mode: 'secondary' as const } : {}),
  }
  if (formActions.has(id)) return { ...opening(title, data), ...look }
  return { type: 'Action.Execute', title, verb: id, data, ...look, fallback: { type: 'Action.Submit', title, data } }
}

/** Only a button of this kind may open a dialog. */
const opening = (title: string, data: Readonly<Record<string, unknown>>): Button => ({
  type: 'Action.Submit',
  title,
  data: { ...data, msteams: { type: 'task/fetch' } },
})
