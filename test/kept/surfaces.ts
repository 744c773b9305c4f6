import { menuId } from '../../adapters/slack/buttons.ts'
import { formIds } from '../../src/port/incoming.ts'
import { pickSources } from '../../src/port/form.ts'
import { actionIds } from '../../src/port/reply.ts'
import { file } from '../files.ts'
import { isObject } from '../slack/fake/schema.ts'
import type { Payload } from './payload.ts'

/** Actions that a terminal never has: there is nobody to share with, and answers are not rated. */
const notInTerminal: readonly string[] = ['share', 'feedback']

const found = (path: string, pattern: RegExp): readonly string[] => [...file(path).matchAll(pattern)].map(([, name = '']) => name)

/** Every kind of button, form and menu that can come back from a chat, collected from the program's ids and the adapters' source. */
export const surfaces = (): readonly string[] => [
  ...['slack', 'teams', 'console'].flatMap((door) => actionIds.map((id) => `${door} action ${id}`)),
  ...['slack', 'teams', 'console'].flatMap((door) =>
    formIds.filter((id) => door !== 'console' || !notInTerminal.includes(id)).map((id) => `${door} form ${id}`),
  ),
  'slack action feedback',
  'teams action feedback',
  'teams action refresh',
  ...found('adapters/slack/callbacks.ts', /callback_id: '([\w-]+)'/g).map((id) => `slack shortcut ${id}`),
  ...found('adapters/slack/callbacks.ts', /app\.command\('([^']+)'/g).map((name) => `slack command ${name}`),
  ...pickSources.flatMap((from) => [`slack options ${from}`, `teams options ${from}`]),
  ...found('adapters/teams/invoke.ts', /^ {2}'?([\w/]+\/\w+)'?: \w+,$/gm).map((name) => `teams ${name}`),
  'teams message with a value',
]

/** The kinds of a captured payload, read from the request it holds. */
export function surfacesOf({ door, sent }: Payload): readonly string[] {
  if (door === 'slack') return [`slack ${slackSurface(sent.body)}`]
  if (door === 'teams') return teamsSurfaces(sent).map((name) => `teams ${name}`)
  const { said } = sent
  return [`console ${said.kind === 'action' ? `action ${said.action}` : said.kind === 'submit' ? `form ${said.form}` : said.kind}`]
}

function slackSurface(body: Readonly<Record<string, unknown>>): string {
  const [action] = Array.isArray(body['actions']) ? body['actions'] : []
  if (isObject(action)) return `action ${actionIn(action)}`
  if (isObject(body['view']) && body['type'] === 'view_submission') return `form ${String(body['view']['callback_id']).split(':')[1]}`
  if (body['type'] === 'block_suggestion') return `options ${String(body['action_id']).split(':')[2]}`
  return 'command' in body ? `command ${String(body['command'])}` : `shortcut ${String(body['callback_id'])}`
}

/** The id of a button, or of the option picked in a "…" menu. */
function actionIn({ action_id: id, selected_option: picked }: Readonly<Record<string, unknown>>): string {
  return (id === menuId && isObject(picked) ? String(picked['value']).split(' ')[0] : String(id).split(':')[1]) ?? ''
}

function teamsSurfaces({ type, name, value }: Readonly<Record<string, unknown>>): readonly string[] {
  const ways = type === 'invoke' ? [String(name)] : ['message with a value']
  const dataset = isObject(value) ? value['dataset'] : undefined
  return [...ways, ...(typeof dataset === 'string' ? [`options ${dataset}`] : []), ...carried(value)]
}

/** The ids in the data of a button or dialog, at any depth. */
function carried(value: unknown): readonly string[] {
  if (!isObject(value)) return []
  const { licet, form } = value
  if (licet === 'form') return [`form ${String(form)}`]
  return typeof licet === 'string' ? [`action ${licet}`] : Object.values(value).flatMap(carried)
}
