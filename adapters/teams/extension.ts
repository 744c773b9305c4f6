import type { App, Match, PickOption } from '../../src/index.ts'
import { attach } from './card.ts'
import { clip, limits } from './limits.ts'
import { renderCard } from './render.ts'

/** What a search found: cards to be put into a message, each with a line to choose it by. */
export function renderMatches({ find }: Pick<App, 'find'>, words: string) {
  const found = find(words, limits.results)
  return {
    composeExtension:
      found.length === 0
        ? { type: 'message', text: 'Nothing fits those words. Try others, or ask me in a chat.' }
        : { type: 'result', attachmentLayout: 'list', attachments: found.map(renderMatch) },
  } as const
}

/** Names to pick from, for a field of a form that somebody types into. */
export const renderNames = (names: readonly PickOption[]) =>
  ({
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: names.slice(0, limits.names).map(({ value, label }) => ({ value, title: label })) },
  }) as const

const renderMatch = ({ kind, title, line, reply }: Match) => ({
  ...attach(renderCard(reply)),
  preview: {
    contentType: 'application/vnd.microsoft.card.thumbnail',
    content: { title: clip(title, limits.title), text: clip(`${kind === 'rule' ? 'Rule' : 'Article'}: ${line}`, limits.resultLine) },
  },
})
