import { citationText } from '../src/port/plain.ts'
import type { Block, ChatReply, Layer } from '../src/port/reply.ts'

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

const more = 'There is more than fits here.'

/** The parts of a reply that `words` lacks, unless they say that something is left out. Sources must always be there. */
export function missingIn(
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
