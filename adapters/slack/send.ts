import type { Delivery, Sent } from '../../src/index.ts'
import { clip, limits } from './limits.ts'
import { part } from './read.ts'
import { remedies } from './remedies.ts'
import { render } from './render.ts'
import { CallError, codeOf, type Call } from './web.ts'

/** Says one thing in Slack. A private word that cannot be said in its channel is said to the person directly. */
export async function send(call: Call, delivery: Delivery): Promise<Sent> {
  try {
    return await attempt(call, delivery)
  } catch (error) {
    if (delivery.kind === 'post' && delivery.only !== undefined && unreachable.has(codeOf(error))) {
      const { only: _only, place, ...rest } = delivery
      return await send(call, { ...rest, place: { platform: place.platform, id: delivery.only.slice('slack:'.length) } })
    }
    return outcomeOf(codeOf(error), error instanceof CallError ? error.retryAfter : undefined)
  }
}

async function attempt(call: Call, delivery: Delivery): Promise<Sent> {
  const { team, id: channel } = part(delivery.place.id)
  const { text, blocks: drawn } = render(delivery.reply)
  // A text already: the SDK would walk through every block for a log that is off.
  const blocks = JSON.stringify(drawn)
  const message = { channel, text, blocks, mrkdwn: false, unfurl_links: false, unfurl_media: false }
  const thread = delivery.place.thread === undefined ? {} : { thread_ts: delivery.place.thread }
  if (delivery.kind === 'update') {
    const { ts } = await call(team, 'chat.update', {
      channel: await openedIn(call, team, channel),
      text: clip(text, limits.updateText),
      blocks,
      ts: delivery.message,
    })
    return { kind: 'sent', message: String(ts) }
  }
  const isDirect = /^[DUW]/.test(channel)
  if (delivery.only === undefined || isDirect)
    return { kind: 'sent', message: String((await call(team, 'chat.postMessage', { ...message, ...thread }))['ts']) }
  const user = part(delivery.only.slice('slack:'.length)).id
  return { kind: 'sent', message: String((await call(team, 'chat.postEphemeral', { ...message, ...thread, user }))['message_ts']) }
}

/** Slack changes a message where it stands: what was said to a person stands in the conversation with them. */
async function openedIn(call: Call, team: string, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel
  const { channel: opened } = await call(team, 'conversations.open', { users: channel })
  return (opened as { readonly id?: string } | undefined)?.id ?? channel
}

const unreachable = new Set(['channel_not_found', 'not_in_channel', 'user_not_in_channel', 'is_archived', 'messages_tab_disabled'])
const passing = new Set([
  'ratelimited',
  'rate_limited',
  'timeout',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'http',
  'network',
  'team_added_to_org',
  'token_rotating',
])

/** What a failure means: worth another try, or for a human. */
function outcomeOf(code: string, retryAfter: number | undefined): Sent {
  if (retryAfter !== undefined) return { kind: 'retry', problem: code, after: retryAfter * 1000, everywhere: true }
  return passing.has(code)
    ? { kind: 'retry', problem: code }
    : { kind: 'refused', problem: `${code}; ${remedies[code] ?? 'look up this error in Slack’s documentation'}` }
}
