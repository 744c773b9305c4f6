import { z } from 'zod'
import { joinId, fieldOf, type Place, type IncomingAct, type SaidWords } from '../../src/index.ts'
import { actionIds, formIds, readSpoken } from '../../src/index.ts'
import { menuId } from './buttons.ts'

/** A channel, or a thread in it, as a place. */
export const placeOf = (team: string, channel: string, thread?: string): Place => ({
  platform: 'slack',
  id: joinId(team, channel),
  ...(thread === undefined ? {} : { thread }),
})

/**
 * The words of a message without Slack's markup. Mentions and emoji are removed, because the speaker did
 * not type the names in them.
 */
function readText(text: string): string {
  return text
    .replace(/<[@#][A-Z0-9]+(?:\|[^>]*)?>|<!(?:subteam\^[^>]*|here|channel|everyone)(?:\|[^>]*)?>/g, ' ')
    .replace(/<(?:https?|mailto):[^|>]*\|([^>]+)>/g, '$1')
    .replace(/<((?:https?|mailto):[^>]+)>/g, '$1')
    .replace(/<![a-z]+(?:\^[^|>]*)?(?:\|([^>]*))?>/g, '$1')
    .replace(/(?<=^|\s|:):(?!flag-)[a-z][\w+'-]*:(?=$|\s|[:,.;!?])/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
}

const attachedSchema = z
  .object({ text: z.string().nullish(), fallback: z.string().nullish(), ts: z.string().max(40).nullish().catch(null) })
  .catch({})
const messageSchema = z
  .object({
    text: z.string().nullish().catch(null),
    attachments: z.array(attachedSchema).nullish().catch(null),
    files: z.array(z.unknown()).nullish().catch(null),
  })
  .catch({ text: null, attachments: null, files: null })

/** The texts attached to a message: forwarded messages, and previews of links. */
function readAttached(message: unknown): readonly string[] {
  return (messageSchema.parse(message).attachments ?? []).map(({ text, fallback }) => readText(text ?? fallback ?? ''))
}

/** Splits a message into the speaker's own words and what is quoted: lines that begin with ">", and all attachments. */
export function readWords(message: unknown): SaidWords {
  const lines = readText(messageSchema.parse(message).text ?? '').split('\n')
  // A line that begins with ">>>" and all lines after it are quoted.
  const rest = lines.findIndex((line) => /^\s*>>>/.test(line))
  const isQuoted = (line: string, index: number): boolean => /^\s*>/.test(line) || (rest >= 0 && index >= rest)
  const quote = lines.filter(isQuoted).join('\n')
  const quoted = [...(quote === '' ? [] : [quote]), ...readAttached(message)]
  const text = lines.filter((line, index) => !isQuoted(line, index)).join('\n')
  const quotes = quoted.length === 1 ? idAttached(message) : undefined
  return {
    text: text.trim(),
    ...(quoted.length === 0 ? {} : { quoted }),
    ...(quotes === undefined ? {} : { quotes }),
    ...filesWith(message),
  }
}

/** The id (`ts`) of the forwarded message; `undefined` if there is none. */
const idAttached = (message: unknown): string | undefined =>
  (messageSchema.parse(message).attachments ?? []).map(({ ts }) => ts ?? undefined)[0]

/** The words of another person's message that is to be checked: all of it counts as quoted. */
export const readChecked = (message: unknown): SaidWords => ({
  text: '',
  quoted: [[readText(messageSchema.parse(message).text ?? ''), ...readAttached(message)].join('\n').trim()],
  ...filesWith(message),
})

function filesWith(message: unknown): Pick<SaidWords, 'files'> {
  const { files } = messageSchema.parse(message)
  return files == null || files.length === 0 ? {} : { files: Math.min(files.length, mostFiles) }
}

/** At most this many files are counted; Slack allows fewer in one message. */
const mostFiles = 1000

/**
 * The message that the words after `/licet` stand for. A leading "ask" is dropped, unless all the words
 * together are a command, e.g. "ask counsel". No words mean "help".
 */
export function readCommand(text: string): string {
  if (readSpoken(text, true) !== undefined) return text.trim()
  const [, verb = '', rest = ''] = /^\s*(\w+)?\s*([^]*)$/.exec(text) ?? []
  switch (verb.toLowerCase()) {
    case '':
      return 'help'
    case 'ask':
      return rest.trim() === '' ? 'help' : rest
    case 'explain':
      return rest.trim() === '' ? 'why' : `what is ${rest}`
    default:
      return text.trim()
  }
}

/**
 * The place of a pressed button: the thread of its message, or the person's own chat for a button on the
 * Home tab.
 */
export function placeOfAction(
  team: string,
  body: {
    readonly user: { readonly id: string }
    readonly channel?: { readonly id: string }
    readonly message?: { readonly ts: string; readonly thread_ts?: string }
    readonly container?: Readonly<Record<string, unknown>>
  },
): Place {
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
  const channel = body.channel?.id ?? text(body.container?.['channel_id'])
  if (channel === undefined) return placeOf(team, body.user.id)
  return placeOf(team, channel, body.message?.thread_ts ?? body.message?.ts ?? text(body.container?.['thread_ts']))
}

/**
 * Whether a message has no reply yet. After the first reply, Slack sets `thread_ts` in the message and in
 * all replies.
 */
export const startsThread = (message: object | undefined): boolean => message !== undefined && fieldOf(message, 'thread_ts') === undefined

/** The act that pressing a button stands for; `undefined` if the button is not one of Licet's. */
export function readButton(actionId: string, value: string | undefined): IncomingAct | undefined {
  const [, rating, entry] = /^(good|bad):(\w+)$/.exec(value ?? '') ?? []
  if (actionId.startsWith('licet:feedback') && entry !== undefined) return { kind: 'feedback', of: entry, good: rating === 'good' }
  const [named = '', ...rest] =
    actionId === menuId ? (value ?? '').split(' ') : [/^licet:([a-z-]+):/.exec(actionId)?.[1] ?? actionId, ...(value ?? '').split(' ')]
  const id = actionIds.find((known) => named === known)
  const [of = '', choice] = rest
  return id === undefined
    ? undefined
    : { kind: 'action', action: id, ...(of === '' ? {} : { of }), ...(choice === undefined ? {} : { choice }) }
}

const stateSchema = z.strictObject({
  of: z.string(),
  place: z.strictObject({ platform: z.literal('slack'), id: z.string(), thread: z.string().exactOptional() }),
  startsThread: z.boolean().optional(),
  opener: z.string().optional(),
})

/**
 * What the metadata of a modal contain: what the form is about (`of`), where it was opened, and by which
 * event (`opener`). They do not contain what was filled in.
 */
export type FormState = {
  readonly of: string
  readonly place: Place
  readonly startsThread?: boolean | undefined
  readonly opener?: string | undefined
}

/** Parses the metadata of a modal; `undefined` if it is not one of Licet's. */
function readState(metadata: string): FormState | undefined {
  try {
    return stateSchema.parse(JSON.parse(metadata))
  } catch {
    return undefined
  }
}

/** The submitted form, and where it was opened; `undefined` if the form is not one of Licet's. */
export function readForm(
  callbackId: string,
  metadata: string,
  values: Readonly<Record<string, string>>,
): (Omit<FormState, 'of'> & { readonly said: IncomingAct }) | undefined {
  const form = formIds.find((known) => callbackId === `licet:${known}`)
  const state = readState(metadata)
  if (form === undefined || state === undefined) return undefined
  const { of, ...opened } = state
  return { said: { kind: 'submit', form, of, values }, ...opened }
}
