import { stripVTControlCharacters, styleText } from 'node:util'
import { citationText, type Block, type ChatReply, type Field, type Layer } from '../../src/index.ts'

type Look = { readonly color: boolean; readonly width: number }

const toneColor = { clear: 'green', caution: 'yellow', stop: 'red', question: 'cyan', neutral: 'blue' } as const

/**
 * Renders a reply for the terminal: its front, or with `isWhole` all of it. Color is never the only sign of
 * a meaning.
 */
export function render(reply: ChatReply, look: Look, isWhole = false): string {
  const { title, subtitle, blocks, layers = [], foot, actions, tone } = reply
  const head = [
    paint(look, ['bold', toneColor[tone]], wrap(safe(title), look.width)),
    ...(subtitle === undefined ? [] : [wrap(safe(subtitle), look.width)]),
  ].join('\n')
  const behind = isWhole ? layers.map((layer) => renderLayer(layer, look)) : []
  const dim = (text: string): string => paint(look, ['dim'], wrap(text, look.width))
  const more = isWhole || layers.length === 0 ? [] : [`More: ${layers.map(({ id, count }) => `${id} ${count}`).join(' · ')}${wayTo(reply)}`]
  const choices = actions.filter(({ id }) => id === 'choose')
  const others = actions.filter(({ id }) => id !== 'choose')
  const answers = choices.length === 0 ? [] : ['Type one of these:', ...choices.map(({ label }) => `  - ${label}`)]
  const can = others.length === 0 ? [] : [`You can: ${others.map(({ label }) => label).join(' · ')}`]
  const ending = [...more, ...answers, ...can, ...(foot === undefined ? [] : [safe(foot)])].map(dim)
  return `${[head, ...paragraphsOf(blocks, look), ...behind, ...(ending.length === 0 ? [] : [ending.join('\n')])].join('\n\n')}\n`
}

/**
 * Renders the blocks with an empty line between them, except between two blocks with a label (`Because:
 * …`).
 */
const paragraphsOf = (blocks: readonly Block[], look: Look): readonly string[] =>
  blocks.reduce<readonly string[]>((said, block, index) => {
    const text = renderBlock(block, look)
    const goesOn = isLabelled(block) && isLabelled(blocks[index - 1])
    return goesOn ? [...said.slice(0, -1), `${said.at(-1)}\n${text}`] : [...said, text]
  }, [])

const isLabelled = (block: Block | undefined): boolean => (block?.kind === 'text' || block?.kind === 'note') && block.label !== undefined

/**
 * How to open a layer that is not shown. For the card of a case: the command to type. Empty for an answer,
 * because its layers are opened by typing their names, which are listed.
 */
const wayTo = ({ isLive, actions }: ChatReply): string => (isLive === true ? `; type case ${actions[0]?.of ?? ''} to see it` : '')

const renderLayer = ({ title, blocks }: Layer, look: Look): string =>
  [paint(look, ['bold'], title), ...blocks.map((block) => renderBlock(block, look, false))].join('\n')

/**
 * Renders a message that replaces an earlier one. The terminal cannot change what it has printed: the front
 * of an answer is printed again; of a case only title, state and buttons are printed.
 */
export function renderUpdate(reply: ChatReply, look: Look): string {
  if (reply.entry !== undefined) return render(reply, look)
  const state = reply.blocks.find((block) => block.kind === 'fields')
  return `(now) ${render({ ...reply, blocks: state === undefined ? [] : [state] }, look)}`
}

/** Renders a form field as a question in the terminal. */
export function renderField({ label, hint, value, required, ...field }: Field): string {
  const options = field.kind === 'choice' ? field.options.map((option, index) => `  ${index + 1} ${option.label}\n`).join('') : ''
  const isMany = (field.kind === 'pick' || field.kind === 'choice') && field.many === true
  const shown =
    field.kind === 'person'
      ? 'PLATFORM:PERSON, such as console:counsel2'
      : isMany
        ? `${hint ?? 'one or several'}, with commas between`
        : field.kind === 'time'
          ? ['HH:MM', hint].filter((part) => part !== undefined).join('; ')
          : hint
  const about = [shown, required ? undefined : 'may be left out'].filter((part) => part !== undefined).join('; ')
  return `\n${label}${about === '' ? '' : ` (${about})`}\n${options}${value === undefined ? '' : `[${safe(value)}] `}: `
}

function renderBlock(block: Block, look: Look, isHeaded = true): string {
  switch (block.kind) {
    case 'text':
      return labelled(
        block.label,
        wrap(block.label === undefined ? safe(block.text) : `${block.label}: ${safe(block.text)}`, look.width),
        look,
      )
    case 'note':
      return paint(look, ['dim'], wrap(`${block.label ?? 'Note'}: ${safe(block.text)}`, look.width))
    case 'fields':
      return titled(
        look,
        block.title,
        block.fields.map(([label, value]) => wrap(`  ${label}: ${safe(value)}`, look.width, '    ')),
      )
    case 'list':
      return titled(
        look,
        block.title,
        block.items.map((item) => wrap(`  - ${safe(item)}`, look.width, '    ')),
      )
    case 'table':
      return titled(
        look,
        block.title,
        block.rows.map((row) => wrap(`  ${safe(row[0] ?? '')}: ${row.slice(1).map(safe).join(' | ')}`, look.width, '    ')),
      )
    case 'rows':
      return titled(
        look,
        block.title,
        block.rows.map(
          ({ text, note }) => `${wrap(`  - ${safe(text)}`, look.width, '    ')}\n${wrap(`    ${safe(note)}`, look.width, '    ')}`,
        ),
      )
    case 'citations':
      return titled(
        look,
        isHeaded ? 'Sources' : undefined,
        block.citations.map((citation, index) => wrap(`  [${index + 1}] ${citationText(citation)}`, look.width, '      ')),
      )
  }
}

/**
 * Makes the label at the start of `text` bold. Must run after line wrapping, because escape codes would
 * count as width.
 */
const labelled = (label: string | undefined, text: string, look: Look): string =>
  label === undefined ? text : `${paint(look, ['bold'], `${label}:`)}${text.slice(label.length + 1)}`

const titled = (look: Look, title: string | undefined, lines: readonly string[]): string =>
  [...(title === undefined ? [] : [paint(look, ['bold'], title)]), ...lines].join('\n')

const paint = (look: Look, styles: Parameters<typeof styleText>[0], text: string): string =>
  look.color ? styleText(styles, text, { validateStream: false }) : text

/** Removes control characters: a reply can quote the asker's words, which must not control the terminal. */
const safe = (text: string): string => stripVTControlCharacters(text).replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')

function wrap(text: string, width: number, indent = ''): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width, indent))
    .join('\n')
}

function wrapLine(line: string, width: number, indent: string): string {
  const lead = /^\s*/.exec(line)?.[0] ?? ''
  const rows: string[] = []
  let row = lead
  for (const word of line.trim().split(' ')) {
    if (row.trim() !== '' && row.length + word.length + 1 > width) {
      rows.push(row)
      row = indent + word
    } else row += row.trim() === '' ? word : ` ${word}`
  }
  return [...rows, row].join('\n')
}
