import { slack as kind } from '../../adapters/slack/kind.ts'
import { renderForm } from '../../adapters/slack/form.ts'
import { render, renderView } from '../../adapters/slack/render.ts'
import type { TestedPlatform } from '../tested-platform.ts'
import { checkBlocks, checkView } from './fake/block-rules.ts'

/** Slack, for the tests that hold for every platform. */
export const slack: TestedPlatform = {
  title: 'Slack',
  kind,
  credentials: {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'secret',
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_WORKSPACES: 'T0000AAAA',
    LICET_URL: 'https://licet.example.com',
    LICET_KEYS: Buffer.alloc(32, 1).toString('base64'),
  },
  limit: { most: 300, span: 60_000 },
  draw: (reply) => {
    const { blocks } = render(reply)
    const words = wordsIn(blocks)
    return {
      refused: checkBlocks(blocks, 'message', '').map(inWords),
      faults: [],
      words: words.join('\n'),
      buttons: words,
      shows: ({ id }) => !reply.actions.some((action) => action.id === id),
    }
  },
  drawForm: (form) => {
    const view = renderForm(form, { place: { platform: 'slack', id: 'T.C' } })
    return { refused: checkView(view, 'modal').map(inWords), texts: [JSON.stringify(view)] }
  },
  faultsOfPage: (page) => checkView({ type: 'home', blocks: renderView(page) }, 'home').map(inWords),
  openChat: async () => await (await import('./chat.ts')).openChat(),
  eventsOfStorm: 2000,
  storm: async (...given) => await (await import('./storm.ts')).storm(...given),
}

const inWords = ({ text, at }: { readonly text: string; readonly at: string }): string => `${text} at ${at}`

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
