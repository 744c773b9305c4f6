import { render as renderForSlack } from '../adapters/slack/render.ts'
import { render as renderForTeams } from '../adapters/teams/render.ts'
import { citationText, toPlainText } from '../src/port/plain.ts'
import type { Block, ChatReply, Layer } from '../src/port/reply.ts'
import { checkBlocks } from './slack/fake/block-rules.ts'
import { actionsOf, wordsOf } from './teams/fake/fake.ts'
import { faultsOf, type Wire } from './teams/fake/rules.ts'

/** Words without what platforms add: line breaks, repeated spaces, invisible joiners. */
export const bare = (text: string): string =>
  text.replaceAll('\u2060', '').replaceAll('‹', '<').replaceAll('›', '>').replace(/\s+/g, ' ').trim()

/** Every piece of text in a block as it should appear on screen. */
export function piecesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'note':
      return [block.label ?? '', ...block.text.split('\n')]
    case 'fields':
      return [block.title ?? '', ...block.fields.flatMap(([label, value]) => [label, ...value.split('\n')])]
    case 'list':
      return [block.title ?? '', ...block.items.flatMap((item) => item.split('\n'))]
    case 'table':
      return [block.title, ...(block.rows.length === 0 ? [] : block.columns.slice(1)), ...block.rows.flat()]
    case 'rows':
      return [block.title ?? '', ...block.rows.flatMap(({ text, note }) => [text, note])]
    case 'citations':
      return block.citations.map(citationText)
  }
}

/** The visible text of Slack blocks, in order. */
function wordsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  if (value === null || typeof value !== 'object') return []
  const { text, type, value: _carried, confirm: _asked, ...rest } = value as Readonly<Record<string, unknown>>
  if (type === 'date') return [String(rest['fallback'])]
  const inner = Object.values(rest).flatMap(wordsIn)
  if (type === 'rich_text_section') return [inner.join('')]
  return typeof text === 'string' ? [text, ...inner] : [...wordsIn(text), ...inner]
}

const more = 'There is more than fits here.'

/** The parts of a reply that `words` lacks, unless they say that something is left out. Sources must always be there. */
function missingIn(
  { title, subtitle = '', blocks, layers = [], foot = '' }: ChatReply,
  words: string,
  isLayer: (layer: Layer) => boolean = () => true,
): readonly string[] {
  const whole = bare(words)
  const isCut = whole.includes(more) || whole.includes('…')
  const all = [...blocks, ...layers.filter(isLayer).flatMap((layer) => layer.blocks)]
  const must = isCut ? blocks.filter(({ kind }) => kind === 'citations') : all
  const wanted = [...(isCut ? [] : [title, subtitle, foot]), ...must.flatMap(piecesOf)]
  return wanted.map(bare).filter((piece) => piece !== '' && !whole.includes(piece))
}

/** The text that Teams shows, with its date macros replaced by the words they stand for. */
const inTeams = (wire: Wire, { moments = [] }: ChatReply): string =>
  moments.reduce((text, { at, words }) => {
    const moment = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
    return text.replaceAll(`{{DATE(${moment}, SHORT)}}, {{TIME(${moment})}}`, words)
  }, wordsOf(wire))

/** What is missing from a reply on each platform. */
export function faultsIn(reply: ChatReply): readonly string[] {
  const teams = JSON.parse(JSON.stringify(renderForTeams(reply))) as Wire
  const slack = renderForSlack(reply)
  const card = teams.attachments?.[0]?.content as { readonly fallbackText?: string; readonly speak?: string } | undefined
  const titles = actionsOf(teams).map(({ title }) => title)
  const inSlack = wordsIn(slack.blocks)
  return [
    ...faultsOf(teams).map((fault) => `Teams: ${fault}`),
    ...checkBlocks(slack.blocks, 'message', '').map(({ text, at }) => `Slack: ${text} at ${at}`),
    ...missingIn(reply, inTeams(teams, reply)).map((piece) => `Teams does not show: ${piece}`),
    ...missingIn(reply, inSlack.join('\n'), ({ id }) => !reply.actions.some((action) => action.id === id)).map(
      (piece) => `Slack does not show: ${piece}`,
    ),
    ...missingIn(reply, toPlainText(reply)).map((piece) => `the plain text does not say: ${piece}`),
    ...(bare(teams.summary ?? '').startsWith(bare(reply.title).slice(0, 199)) ? [] : ['a notification that does not begin with the title']),
    ...(bare(card?.speak ?? '').startsWith(bare(reply.title).slice(0, 199)) ? [] : ['what is read aloud does not begin with the title']),
    ...((card?.speak ?? '').length > 400 ? ['more is read aloud than anybody listens to'] : []),
    ...(card?.fallbackText === undefined || card.fallbackText === '' ? ['Teams: a card without words for old clients'] : []),
    ...reply.actions.flatMap(({ label }) => (titles.includes(label) ? [] : [`Teams has no button ${label}`])),
    ...reply.actions.flatMap(({ label }) => (inSlack.includes(label) ? [] : [`Slack has no button ${label}`])),
    ...(/[\p{Extended_Pictographic}--[©®™]]/v.test(wordsOf(teams)) ? ['a picture stands for a word'] : []),
  ]
}
