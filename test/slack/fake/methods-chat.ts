import { listArg, neededArg, textArg } from './args.ts'
import { checkBlocks } from './block-rules.ts'
import { nameBlocks } from './elements.ts'
import { fail } from './failure.ts'
import type { Method } from './method.ts'
import { describe, isObject } from './schema.ts'
import { getMessage, putMessage } from './store.ts'
import type { Store } from './store.ts'
import type { Block, Json, Message, Token } from './types.ts'
import { postChannel, repliesTo, seenChannel, wireMessage } from './workspace.ts'

const checked = (value: readonly unknown[], at: string): readonly Block[] => {
  const errors = describe(checkBlocks(value, 'message', at))
  const messages = errors.map((error) => `[ERROR] ${error}`)
  if (errors.length) fail('invalid_blocks', { errors, response_metadata: { messages } })
  return nameBlocks(value as readonly Block[])
}

const checkedAttachments = (value: readonly unknown[]): readonly Json[] => {
  if (value.length > 100) fail('too_many_attachments')
  value.forEach((each, index) => isObject(each) && Array.isArray(each['blocks']) && checked(each['blocks'], `/attachments/${index}/blocks`))
  return value.filter(isObject)
}

/** The content of a message: text, blocks and attachments, checked against Slack's limits; missing fields stay missing. */
export const contentOf = (
  args: Json,
): { readonly text?: string; readonly blocks?: readonly Block[]; readonly attachments?: readonly Json[] } => {
  const markdown = textArg(args, 'markdown_text')
  const blocks = listArg(args, 'blocks')
  const attachments = listArg(args, 'attachments')
  const text = textArg(args, 'text') ?? markdown
  if (markdown !== undefined && (args['text'] ?? blocks) !== undefined) fail('markdown_text_conflict')
  if ((markdown?.length ?? 0) > 12_000) fail('msg_too_long')
  return {
    ...(text === undefined ? {} : { text }),
    ...(blocks ? { blocks: checked(blocks, '/blocks') } : {}),
    ...(attachments ? { attachments: checkedAttachments(attachments) } : {}),
  }
}

/** Every text in blocks, however deep. */
const textsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, each]) => (key === 'text' && typeof each === 'string' ? [each] : textsIn(each)))
}

/**
 * The limit on all characters of a message's blocks. Slack documents none; the smallest refused size reported is 11,341
 * (github.com/slackapi/bolt-js/issues/2867, and 2509). Posts to a response_url were seen to pass.
 */
const mostCharacters = 11_340
const checkSum = (blocks: readonly Block[] = []): void => {
  if (textsIn(blocks).join('').length > mostCharacters) fail('msg_blocks_too_long')
}

const somethingToSay = ({ text, blocks = [], attachments = [] }: ReturnType<typeof contentOf>) =>
  text !== undefined || blocks.length > 0 || attachments.length > 0 || fail('no_text')

/** A reply to a deleted message without replies appears in the channel instead (github.com/slack-go/slack/issues/1571). */
const checkedThread = (store: Store, channel: string, ts: string): { readonly thread_ts?: string } => {
  const root = getMessage(store, channel, ts) ?? fail('thread_not_found')
  const isReply = root.thread_ts !== undefined && root.thread_ts !== ts
  if (isReply || root.ephemeral_user !== undefined) fail('cannot_reply_to_message')
  return root.deleted && repliesTo(store, channel, ts).length === 0 ? {} : { thread_ts: ts }
}

const metadataOf = (args: Json): Json => {
  const metadata = args['metadata']
  if (metadata === undefined) return {}
  const complete = isObject(metadata) && ('entities' in metadata || ('event_type' in metadata && 'event_payload' in metadata))
  return complete ? { metadata } : fail('invalid_metadata_format')
}

/** Makes a message of the app from the arguments of a posting method. */
export const botMessage = (store: Store, token: Token, channel: string, args: Json): Message => {
  const content = contentOf(args)
  somethingToSay(content)
  const thread = textArg(args, 'thread_ts')
  return {
    channel,
    ts: store.clock.ts(),
    user: token.bot_user,
    bot_id: store.config.botId,
    text: (content.text ?? '').slice(0, 40_000),
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
    ...(thread === undefined ? {} : checkedThread(store, channel, thread)),
    ...metadataOf(args),
    edits: [],
    deleted: false,
    entered: {},
  }
}

const clearStatus = (store: Store, { channel, thread_ts }: Message) => {
  const key = `${channel}/${thread_ts ?? ''}`
  const assistant = store.assistants.get(key)
  if (assistant) store.assistants.set(key, { ...assistant, status: '' })
}

const postMessage: Method = ({ store, args, token }) => {
  const channel = postChannel(store, token, neededArg(args, 'channel'))
  const message = botMessage(store, token, channel.id, args)
  checkSum(message.blocks)
  clearStatus(store, message)
  putMessage(store, message)
  return { channel: channel.id, ts: message.ts, message: wireMessage(store, message) }
}

/**
 * Shows a message to one person. "Ephemeral messages in threads are only shown if there is already an active thread" (thread_ts
 * of docs.slack.dev/reference/methods/chat.postEphemeral; met in github.com/onyx-dot-app/onyx/pull/2436): Slack answers as if all
 * were well, nobody sees it, and it is kept nowhere.
 */
export const whisper = (store: Store, message: Message, user: string): Message => {
  const isShown = message.thread_ts === undefined || repliesTo(store, message.channel, message.thread_ts).length > 0
  const whispered = { ...message, ephemeral_user: user }
  return isShown ? putMessage(store, whispered) : whispered
}

const postEphemeral: Method = ({ store, args, token }) => {
  const channel = postChannel(store, token, neededArg(args, 'channel'))
  const user = neededArg(args, 'user')
  if (!channel.members.includes(user)) fail('user_not_in_channel')
  const message = botMessage(store, token, channel.id, args)
  checkSum(message.blocks)
  return { message_ts: whisper(store, message, user).ts }
}

const ownMessage = (store: Store, token: Token, args: Json, refusal: string): Message => {
  const channel = seenChannel(store, token, neededArg(args, 'channel'))
  if (channel.is_archived) fail('is_archived')
  const message = getMessage(store, channel.id, neededArg(args, 'ts')) ?? fail('message_not_found')
  if (message.deleted || message.ephemeral_user !== undefined) fail('message_not_found')
  return message.user === token.bot_user ? message : fail(refusal)
}

/** The message after an edit: new text without blocks removes the blocks, blocks without text keep the text. */
export const editMessage = (store: Store, message: Message, content: ReturnType<typeof contentOf>, by: string): Message => {
  const keep = content.text === undefined
  return {
    ...message,
    text: content.text ?? message.text,
    blocks: content.blocks ?? (keep ? message.blocks : []),
    attachments: content.attachments ?? (keep ? message.attachments : []),
    ...(content.blocks ? {} : { edited: { user: by, ts: store.clock.ts() } }),
    edits: [...message.edits, { text: message.text, blocks: message.blocks }],
  }
}

const update: Method = ({ store, args, token }) => {
  const message = ownMessage(store, token, args, 'cant_update_message')
  const content = contentOf(args)
  checkSum(content.blocks)
  if ((content.text?.length ?? 0) > 4000) fail('msg_too_long')
  if (!content.text && !content.blocks && !content.attachments) fail('no_text')
  const edited = putMessage(store, { ...editMessage(store, message, content, token.bot_user), ...metadataOf(args) })
  return { channel: edited.channel, ts: edited.ts, text: edited.text, message: wireMessage(store, edited) }
}

const remove: Method = ({ store, args, token }) => {
  const message = ownMessage(store, token, args, 'cant_delete_message')
  putMessage(store, { ...message, deleted: true })
  return { channel: message.channel, ts: message.ts }
}

const getPermalink: Method = ({ store, args, token }) => {
  const channel = seenChannel(store, token, neededArg(args, 'channel'))
  const message = getMessage(store, channel.id, neededArg(args, 'message_ts')) ?? fail('message_not_found')
  const thread = message.thread_ts === undefined ? '' : `?thread_ts=${message.thread_ts}&cid=${channel.id}`
  const permalink = `https://${store.config.teamDomain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`
  return { channel: channel.id, permalink }
}

const unfurlTarget = (store: Store, args: Json): Message => {
  const [ts, channel] = [textArg(args, 'ts'), textArg(args, 'channel')]
  const [seconds, micros, place] = (textArg(args, 'unfurl_id') ?? '').split('.')
  const found = channel ? getMessage(store, channel, ts ?? '') : getMessage(store, place ?? '', `${seconds}.${micros}`)
  return found ?? fail(channel ? 'cannot_find_message' : 'invalid_unfurl_id')
}

const unfurl: Method = ({ store, args }) => {
  const message = unfurlTarget(store, args)
  const { unfurls, metadata } = args
  if (!isObject(unfurls) && !isObject(metadata)) fail('missing_unfurls')
  const urls = isObject(unfurls) ? Object.keys(unfurls) : []
  if (urls.some((url) => !message.text.includes(url.replaceAll('&', '&amp;')))) fail('cannot_unfurl_url')
  putMessage(store, { ...message, unfurls: { ...message.unfurls, ...(unfurls as Json), ...(metadata ? { metadata } : {}) } })
  return {}
}

/** The chat methods. */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
  'chat.unfurl': unfurl,
}
