import type { KnownBlock, ModalView } from '@slack/web-api'
import { clip, toPlainText, type Block, type ChatReply, type Layer } from '../../src/index.ts'
import { escapeMrkdwn, isTable, line, quiet, renderBlock, renderTable, rich, word } from './blocks.ts'
import { canShowRest, renderActions, renderFeedback, showRest } from './buttons.ts'
import { renderCalls, withMoments } from './inline.ts'
import { renderLayers } from './layers.ts'
import { limits } from './limits.ts'

/** How many blocks of a message are reserved: for the line of mentions, and for the link to a thread. */
const beside = 2

/** A rendered reply: its blocks, and its plain text for notifications and screen readers. */
export type Message = { readonly text: string; readonly blocks: KnownBlock[] }

/**
 * Renders a reply: heading with the verdict, front, buttons, collapsed layers. Color and emoji are never the
 * only sign of a meaning. If the reply has more than `room` characters or too many blocks, it is shortened; a
 * button opens all of it in a window if that is possible ({@link canShowRest}).
 */
export function render(reply: ChatReply, room: number = limits.message): Message {
  const { text, blocks } = draw(reply, room)
  const [head, ...rest] = withMoments(blocks, reply)
  return { text, blocks: [...(head === undefined ? [] : [head]), ...renderCalls(reply.calls), ...rest] }
}

function draw(reply: ChatReply, room: number): Message {
  const table = reply.blocks.find(isTable)
  const drawn = reply.blocks.map((block) => ({ block, blocks: block === table ? renderTable(table) : renderBlock(block) }))
  const head = headOf(reply)
  const buttons = renderActions(reply.actions)
  const end = endOf(reply)
  const layers = renderLayers(reply)
  const all = [...head, ...drawn.flatMap(({ blocks }) => blocks), ...buttons, ...layers, ...end]
  if (all.length <= limits.messageBlocks - beside && sizeOf(all) <= room) return { text: renderText(reply), blocks: all }
  const outside = [...head, ...buttons, ...end]
  const most = { blocks: limits.messageBlocks - beside - outside.length, size: room - sizeOf(outside) }
  return {
    text: renderText(reply),
    blocks: [...head, ...fitting(drawn, reply.layers ?? [], most, canShowRest(reply)), ...buttons, ...end],
  }
}

const headOf = (reply: ChatReply): readonly KnownBlock[] => [
  heading(reply),
  ...(reply.subtitle === undefined ? [] : [rich(line(word(reply.subtitle, true)))]),
]

const endOf = ({ foot, entry }: ChatReply): readonly KnownBlock[] => [
  ...(foot === undefined ? [] : [quiet(foot)]),
  ...(entry === undefined ? [] : [renderFeedback(entry)]),
]

type Drawn = { readonly block: Block; readonly blocks: readonly KnownBlock[] }

/** The blocks that fit, then a notice of what was left out and, if `canShowAll`, a button that opens the whole reply. */
function fitting(
  drawn: readonly Drawn[],
  layers: readonly Layer[],
  most: { readonly blocks: number; readonly size: number },
  canShowAll: boolean,
): readonly KnownBlock[] {
  const stays = staying(drawn, most.size / 2)
  let room = { blocks: most.blocks - stays.size - 2, size: most.size - sizeOf([...stays]) - noticeSize }
  const kept = drawn
    .flatMap(({ blocks }) => blocks)
    .filter((block) => {
      if (stays.has(block)) return true
      room = { blocks: room.blocks - 1, size: room.size - sizeOf(block) }
      // After the first block that is left out, all later blocks are left out, too.
      if (room.blocks < 0 || room.size < 0) room = { blocks: 0, size: 0 }
      return room.blocks > 0 && room.size > 0
    })
  const left = drawn.filter(({ blocks }) => blocks.some((block) => !kept.includes(block)))
  const last = kept.at(-1)
  const end = last !== undefined && stays.has(last) ? [last] : []
  return [
    ...kept.slice(0, kept.length - end.length),
    rich(line(word(notice(left, layers), true))),
    ...(canShowAll ? [showRest] : []),
    ...end,
  ]
}

/** The blocks that are never left out: the last note, and the sources if they fit in `room`. */
function staying(drawn: readonly Drawn[], room: number): ReadonlySet<KnownBlock> {
  const note = drawn.findLast(({ block }) => block.kind === 'note')?.blocks ?? []
  const sources = drawn.filter(({ block }) => block.kind === 'citations').flatMap(({ blocks }) => blocks)
  return new Set(sizeOf([...note, ...sources]) <= room ? [...note, ...sources] : note)
}

const noticeSize = 400

function notice(left: readonly Drawn[], layers: readonly Layer[]): string {
  const titles = [
    ...left.flatMap(({ block }) =>
      'title' in block && block.title !== undefined ? [block.title] : block.kind === 'citations' ? ['Sources'] : [],
    ),
    ...layers.map(({ title }) => title),
  ]
  const named = titles.length === 0 ? '' : ` Left out: ${titles.join('; ')}.`
  return clip(`There is more than fits here.${named}`, noticeSize - 50)
}

/** Renders a reply as a modal to read: the full text of a long message, or what an answer is based on. */
export const renderWindow = (reply: ChatReply, title: string): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: clip(title, limits.viewTitle) },
  close: { type: 'plain_text', text: 'Close' },
  blocks: renderView({ ...reply, actions: [] }),
})

/** The number of characters in all texts of a block or blocks. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + sizeOf(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : sizeOf(one)), 0)
}

/** Renders a reply for a modal, with all layers open. Modals allow no tables and no feedback buttons. */
export const renderView = ({ entry: _entry, ...reply }: ChatReply): KnownBlock[] =>
  inView(reply, [...openOf(reply), ...renderActions(reply.actions)])

/** Renders a reply for the Home tab: like {@link renderView}, but with the buttons first. */
export const renderPage = ({ entry: _entry, ...reply }: ChatReply): KnownBlock[] =>
  inView(reply, [...renderActions(reply.actions), ...openOf(reply)])

const inView = (reply: ChatReply, middle: readonly KnownBlock[]): KnownBlock[] =>
  withMoments([...headOf(reply), ...middle, ...endOf(reply)].slice(0, limits.viewBlocks), reply)

const openOf = ({ blocks, layers = [] }: ChatReply): readonly KnownBlock[] => [
  ...blocks.flatMap(renderBlock),
  ...layers.flatMap((layer) => [rich(line(word(layer.title, true))), ...layer.blocks.flatMap(renderBlock)]),
]

const heading = ({ title }: ChatReply): KnownBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: clip(title, limits.header), emoji: false },
})

/** The reply as plain text, cut to what Slack accepts. */
const renderText = (reply: ChatReply): string => escapeMrkdwn(clip(toPlainText(reply), limits.text))
