import type { KnownBlock, RichTextElement } from '@slack/web-api'
import type { ChatReply } from '../../src/index.ts'
import { line, rich } from './blocks.ts'

/**
 * In rendered blocks, replaces the words for a reply's moments by Slack's date elements, which show each
 * reader the moment in their own time zone.
 */
export const withMoments = (blocks: readonly KnownBlock[], { moments = [] }: Pick<ChatReply, 'moments'>): KnownBlock[] =>
  moments.length === 0
    ? [...blocks]
    : (blocks.map((block) => (block.type === 'rich_text' ? inLines(block, moments) : block)) as KnownBlock[])

type Moments = NonNullable<ChatReply['moments']>

/** Replaces the moments in every line of a block, also inside lists. */
function inLines(value: unknown, moments: Moments): unknown {
  if (typeof value !== 'object' || value === null || !('elements' in value) || !Array.isArray(value.elements)) return value
  const elements: readonly RichTextElement[] = value.elements
  const isLine = 'type' in value && value.type === 'rich_text_section'
  return {
    ...value,
    elements: isLine ? elements.flatMap((element) => split(element, moments)) : elements.map((one) => inLines(one, moments)),
  }
}

function split(element: RichTextElement, moments: Moments): readonly RichTextElement[] {
  if (element.type !== 'text') return [element]
  const found = moments.find(({ words }) => element.text.includes(words))
  if (found === undefined) return [element]
  const at = element.text.indexOf(found.words)
  const part = (text: string): readonly RichTextElement[] => (text === '' ? [] : split({ ...element, text }, moments))
  const moment: RichTextElement = {
    type: 'date',
    timestamp: Math.floor(found.at / 1000),
    format: '{date_short_pretty}, {time}',
    fallback: found.words,
  }
  return [...part(element.text.slice(0, at)), moment, ...part(element.text.slice(at + found.words.length))]
}

/** A line that mentions people and user groups, so that Slack notifies them. */
export function renderCalls(calls: readonly string[] = []): readonly KnownBlock[] {
  const elements = calls.flatMap((called, index): readonly RichTextElement[] => {
    const [, group] = /^group:([A-Z0-9]+)$/.exec(called) ?? []
    const [, person] = /^slack:[A-Z0-9]+\.([A-Z0-9]+)$/.exec(called) ?? []
    const one: RichTextElement | undefined =
      group !== undefined
        ? { type: 'usergroup', usergroup_id: group }
        : person !== undefined
          ? { type: 'user', user_id: person }
          : undefined
    return one === undefined ? [] : [...(index === 0 ? [] : [{ type: 'text' as const, text: ' ' }]), one]
  })
  return elements.length === 0 ? [] : [rich(line(...elements))]
}

/** A link to a thread, shown below a message. */
export const renderLink = (label: string, url: string): KnownBlock => rich(line({ type: 'link', url, text: label }))
