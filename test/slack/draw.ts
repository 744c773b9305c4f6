import type { AnyBlock } from '@slack/web-api'

/**
 * Draws Slack's blocks as an HTML page with the measures of its clients: 15 px text on 22 px lines, 18 px headers, 36 px buttons,
 * 12 px small text. Slack's real layout is not public; this is close enough to tell how many screens a message takes.
 */
export const drawBlocks = (blocks: readonly AnyBlock[], look: Look = 'light'): string =>
  `<!doctype html><html lang="en"><style>${styles(look)}</style><body><article>${blocks.map(drawBlock).join('')}</article></body></html>`

/** The colors of each look: page, text, subtle text, borders, links. */
const colors = {
  light: ['#fff', '#1d1c1d', '#616061', '#bbb', '#1264a3'],
  dark: ['#1a1d21', '#d1d2d3', '#ababad', '#565856', '#1d9bd1'],
  contrast: ['#000', '#fff', '#fff', '#fff', '#ffff01'],
} as const
export const looks = ['light', 'dark', 'contrast'] as const
export type Look = (typeof looks)[number]

const styles = (look: Look): string => {
  const [page, text, subtle, edge, link] = colors[look]
  return `
    body { margin: 0; background: ${page}; color: ${text}; font: 15px/22px Lato, 'Liberation Sans', Arial, sans-serif }
    article { margin: 8px 12px 8px 60px; overflow-wrap: anywhere }
    h3 { font-size: 18px; line-height: 24px; margin: 8px 0 4px }
    p { margin: 0 0 8px; white-space: pre-line } ul, ol { margin: 0 0 8px; padding-left: 22px }
    small { display: block; font-size: 12px; line-height: 18px; color: ${subtle}; margin: 0 0 8px; white-space: pre-line }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 4px 0 8px }
    button { font: 700 15px/22px Lato, 'Liberation Sans', Arial, sans-serif; padding: 6px 12px; border: 1px solid ${edge}; border-radius: 8px; background: ${page}; color: ${text}; text-align: left }
    button.primary { background: #007a5a; color: #fff }
    details { border: 1px solid ${edge}; border-radius: 8px; padding: 10px 12px; margin: 0 0 8px }
    summary { font-weight: 700 } table { border-collapse: collapse; margin: 0 0 8px; width: 100% }
    th, td { border: 1px solid ${edge}; padding: 6px 8px; text-align: left; vertical-align: top; font-weight: 400 } tr:first-child th { font-weight: 700 }
    a { color: ${link} }`
}

type Any = Readonly<Record<string, unknown>>
const list = (value: unknown): readonly Any[] => (Array.isArray(value) ? (value as readonly Any[]) : [])
const word = (value: unknown): string => (typeof value === 'string' ? value : '')
const words = (value: unknown): string => word((value as Any | undefined)?.['text'])
const safe = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function drawBlock(block: AnyBlock | Any): string {
  const one = block as unknown as Any
  switch (one['type']) {
    case 'header':
      return `<h3>${safe(words(one['text']))}</h3>`
    case 'section':
      return `<p>${drawText(one['text'] as Any)}</p>`
    case 'context':
      return `<small>${list(one['elements']).map(drawText).join(' ')}</small>`
    case 'rich_text':
      return list(one['elements']).map(drawRich).join('')
    case 'actions':
      return `<div class="actions">${list(one['elements']).map(drawElement).join('')}</div>`
    case 'container':
      return `<details><summary>${safe(words(one['title']))}</summary>${list(one['child_blocks']).map(drawBlock).join('')}</details>`
    case 'table':
      return drawTable(list(one['rows']) as unknown as ReadonlyArray<readonly Any[]>)
    case 'context_actions':
      return '<div class="actions"><button>+1</button><button>-1</button></div>'
    default:
      throw new Error(`a block that is not drawn: ${String(one['type'])}`)
  }
}

const drawText = (text: Any): string =>
  text['type'] === 'mrkdwn'
    ? words(text).replaceAll(/<([^|>]+)\|([^>]+)>/g, (_, url: string, label: string) => `<a href="${url}">${label}</a>`)
    : safe(words(text))

function drawRich(element: Any): string {
  const inner = list(element['elements'])
  if (element['type'] !== 'rich_text_list') return `<p>${inner.map(drawRun).join('')}</p>`
  const tag = element['style'] === 'ordered' ? 'ol' : 'ul'
  const start = Number(element['offset'] ?? 0) + 1
  return `<${tag} start="${start}">${inner.map((item) => `<li>${list(item['elements']).map(drawRun).join('')}</li>`).join('')}</${tag}>`
}

function drawRun(run: Any): string {
  if (run['type'] === 'date') return safe(word(run['fallback']))
  if (run['type'] === 'link') return `<a href="${safe(String(run['url']))}">${safe(words(run))}</a>`
  return (run['style'] as Any | undefined)?.['bold'] === true ? `<b>${safe(words(run))}</b>` : safe(words(run))
}

function drawElement(element: Any): string {
  if (element['type'] === 'overflow') return '<button aria-label="More">…</button>'
  return `<button class="${word(element['style'])}">${safe(words(element['text']))}</button>`
}

const drawTable = (rows: ReadonlyArray<readonly Any[]>): string =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<th>${safe(words(cell))}</th>`).join('')}</tr>`).join('')}</table>`
