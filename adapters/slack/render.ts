import type { KnownBlock, ModalView } from '@slack/web-api'
import { toPlainText, type Block, type ChatReply, type Layer } from '../../src/index.ts'
import { isTable, line, quiet, renderBlock, renderTable, rich, word } from './blocks.ts'
import { canShowRest, renderActions, renderFeedback, showRest } from './buttons.ts'
import { renderCalls, withMoments } from './inline.ts'
import { escapeMrkdwn, renderLayers } from './layers.ts'
import { clip, limits } from './limits.ts'

/** Blocks that may come before and after: who is called, and a way to a thread. */
const beside = 2

/** A reply as Slack takes it: blocks to look at, and the whole of it as text for notifications and screen readers. */
export type Message = { readonly text: string; readonly blocks: KnownBlock[] }

/**
 * Draws a reply: its front, the buttons, then its layers, shut. The verdict stands first, as a heading, in words; color and emoji
 * carry nothing. Where not all fits in `room` characters, the layers open in a window instead.
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

/** What is left out is named; of a case's card and of an answer, all of it can be read in a modal. */
function fitting(
  drawn: readonly Drawn[],
  layers: readonly Layer[],
  most: { readonly blocks: number; readonly size: number },
  canShow: boolean,
): readonly KnownBlock[] {
  const stays = staying(drawn, most.size / 2)
  let room = { blocks: most.blocks - stays.size - 2, size: most.size - sizeOf([...stays]) - noticeSize }
  const kept = drawn
    .flatMap(({ blocks }) => blocks)
    .filter((block) => {
      if (stays.has(block)) return true
      room = { blocks: room.blocks - 1, size: room.size - sizeOf(block) }
      // Once something is left out, all that follows it is.
      if (room.blocks < 0 || room.size < 0) room = { blocks: 0, size: 0 }
      return room.blocks > 0 && room.size > 0
    })
  const left = drawn.filter(({ blocks }) => blocks.some((block) => !kept.includes(block)))
  const last = kept.at(-1)
  const end = last !== undefined && stays.has(last) ? [last] : []
  return [...kept.slice(0, kept.length - end.length), rich(line(word(notice(left, layers), true))), ...(canShow ? [showRest] : []), ...end]
}

/** What is never left out: the last note, which says what kind of words these are, and sources that leave room for the rest. */
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

/** Words to read in a window of their own: all of a long message, or what an answer rests on. */
export const renderWindow = (reply: ChatReply, title: string): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: clip(title, limits.viewTitle) },
  close: { type: 'plain_text', text: 'Close' },
  blocks: renderView({ ...reply, actions: [] }),
})

/** How many characters the texts of blocks have together. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + sizeOf(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : sizeOf(one)), 0)
}

/** A reply as modals can show it, all its layers open: they have no table, and nothing to rate. */
export const renderView = ({ entry: _entry, ...reply }: ChatReply): KnownBlock[] =>
  inView(reply, [...openOf(reply), ...renderActions(reply.actions)])

/** The same as a page of one's own, with what can be done there first. */
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

/** The plain text, as much of it as Slack shows. */
const renderText = (reply: ChatReply): string => escapeMrkdwn(clip(toPlainText(reply), limits.text))
