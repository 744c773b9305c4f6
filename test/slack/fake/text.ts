import type { Store } from './store.ts'
import type { Block, Json, Message } from './types.ts'

const token = /<([@#!])([^>|]+)(?:\|([^>]*))?>|<([^>|@#!][^>|]*)(?:\|([^>]*))?>/g

const person = (store: Store, id: string) => `@${store.users.get(id)?.name ?? id}`
const room = (store: Store, id: string) => `#${store.channels.get(id)?.name ?? id}`

const special = (id: string, label: string | undefined) => label ?? `@${id.replace(/^subteam\^/, '').split('^')[0] ?? id}`

const shown = (store: Store, sign: string, id: string, label: string | undefined) => {
  if (sign === '@') return person(store, id)
  return sign === '#' ? room(store, id) : special(id, label)
}

const decode = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const unmark = (text: string) =>
  text
    .replace(/```([\s\S]*?)```/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/(^|[\s(])([*_~])(\S(?:[^\n]*?\S)?)\2(?=$|[\s).,:;!?])/gm, '$1$3')

/** What a notification shows of a message: its top-level text without markup, or Slack's stopgap when there is none. */
export const plainText = (store: Store, message: Pick<Message, 'text'>): string => {
  if (message.text === '') return "This content can't be displayed."
  const named = message.text.replace(token, (_all, sign, id, label, url, title) => (sign ? shown(store, sign, id, label) : (title ?? url)))
  return decode(unmark(named))
}

const typedToken = /<[@#!][^>]+>|<https?:[^>]+>/g

const escapePlain = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const pieces = (text: string): readonly string[] => {
  const tokens = text.match(typedToken) ?? []
  return text
    .split(typedToken)
    .flatMap((plain, index) => [plain, tokens[index] ?? ''])
    .filter((piece) => piece !== '')
}

/** The text of a person's message as events carry it: escaped, except for mentions and links. */
export const escapeTyped = (text: string): string =>
  pieces(text)
    .map((piece) => (piece.match(typedToken) ? piece : escapePlain(piece)))
    .join('')

const richElement = (piece: string): Json => {
  const [, sign, id] = /^<([@#])([^>|]+)/.exec(piece) ?? []
  if (sign === '@') return { type: 'user', user_id: id }
  if (sign === '#') return { type: 'channel', channel_id: id }
  const [, url, label] = /^<(https?:[^>|]+)(?:\|([^>]*))?>/.exec(piece) ?? []
  return url ? { type: 'link', url, ...(label ? { text: label } : {}) } : { type: 'text', text: piece }
}

/** The rich_text block that Slack makes of what a person typed. */
export const richText = (text: string, blockId: string): Block => ({
  type: 'rich_text',
  block_id: blockId,
  elements: [{ type: 'rich_text_section', elements: pieces(text).map(richElement) }],
})
