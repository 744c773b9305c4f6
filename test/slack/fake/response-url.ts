import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from './args.ts'
import { SlackFailure } from './failure.ts'
import type { Faults } from './faults.ts'
import { botMessage, contentOf, editMessage, whisper } from './methods-chat.ts'
import { getMessage, newHex, putMessage } from './store.ts'
import type { ResponseUrl, Store } from './store.ts'
import type { Json, Message, Token } from './types.ts'
import { readBody, sendFault, sendJson } from './web-api.ts'

/** docs.slack.dev/interactivity/handling-user-interaction: five times within thirty minutes, also where the app is no member (github.com/getsentry/sentry/pull/7798). */
const maxUses = 5
const lifeMs = 30 * 60_000

/** Makes a response_url that posts to a channel in reply to a person; `original` is the message they acted on. */
export const newResponseUrl = (
  store: Store,
  origin: string,
  place: { readonly channel: string; readonly user: string; readonly original?: string },
): string => {
  const id = newHex()
  const url = `${origin}/response/${id}`
  store.responseUrls.set(id, { url, at: store.clock.now(), used: 0, ...place })
  return url
}

const speaker = (store: Store): Token => ({
  token: '',
  kind: 'bot',
  team_id: store.config.teamId,
  bot_user: store.config.botUserId,
  scopes: [],
  status: 'active',
})

/** Posts what an app answered, for one person or for the channel. */
export const postAnswer = (store: Store, place: { readonly channel: string; readonly user: string }, body: Json): Message => {
  const message = botMessage(store, speaker(store), place.channel, body)
  return body['response_type'] === 'in_channel' ? putMessage(store, message) : whisper(store, message, place.user)
}

const original = (store: Store, link: ResponseUrl): Message | undefined => {
  const message = link.original === undefined ? undefined : getMessage(store, link.channel, link.original)
  return message?.deleted ? undefined : message
}

const yes = (value: unknown) => value === true || value === 'true'

const carryOut = (store: Store, link: ResponseUrl, body: Json): Message | undefined => {
  const message = original(store, link)
  if (yes(body['delete_original'])) return message && putMessage(store, { ...message, deleted: true })
  if (yes(body['replace_original']) && message)
    return putMessage(store, editMessage(store, message, contentOf(body), store.config.botUserId))
  return postAnswer(store, link, body)
}

const outcome = (store: Store, id: string, body: Json): { readonly status: number; readonly answer: Json } => {
  const link = store.responseUrls.get(id)
  if (!link) return { status: 404, answer: { ok: false, error: 'invalid_url' } }
  if (store.clock.now() - link.at > lifeMs) return { status: 404, answer: { ok: false, error: 'expired_url' } }
  if (link.used >= maxUses) return { status: 404, answer: { ok: false, error: 'used_url' } }
  const message = carryOut(store, link, body)
  store.responseUrls.set(id, { ...link, used: link.used + 1, ...(message ? { original: link.original ?? message.ts } : {}) })
  return { status: 200, answer: { ok: true } }
}

const attempt = (store: Store, id: string, body: Json) => {
  try {
    return outcome(store, id, body)
  } catch (error) {
    if (error instanceof SlackFailure) return { status: 400, answer: error.answer }
    throw error
  }
}

/** Serves the response_urls: five uses within thirty minutes each. */
export const createResponseUrls =
  (store: Store, faults: Faults, origin: () => string) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = parseArgs(await readBody(request), request.headers['content-type'] ?? '', new URLSearchParams())
    await sleep(faults.delay('response_url'), undefined, { ref: false })
    const hit = faults.take('response_url')
    if (hit && !hit.applied) return sendFault(response, hit.fault)
    const path = request.url ?? ''
    const { status, answer } = attempt(store, path.split('/').at(-1) ?? '', body)
    store.responses.push({ url: origin() + path, body, at: store.clock.now(), status, answer })
    store.changed()
    return hit ? sendFault(response, hit.fault) : sendJson(response, status, answer)
  }
