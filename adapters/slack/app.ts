import type { IncomingMessage, ServerResponse } from 'node:http'
import { App, HTTPReceiver, LogLevel, SocketModeReceiver, type AckFn, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { ErrorCode, type WebAPICallError, type WebClient } from '@slack/web-api'
import {
  ConfigError,
  type App as Licet,
  type Incoming,
  type Person,
  type Place,
  type Platform,
  type Reaction,
  type Said,
} from '../../src/index.ts'
import type { SlackAccess } from './access.ts'
import { readValues, renderForm } from './form.ts'
import { renderHome } from './home.ts'
import { join, placeOf, readButton, readCommand, readForm, readText } from './read.ts'
import { send, type Failure } from './send.ts'

/** How a workspace is reached, and what Licet needs to know of it. */
export type SlackConfig = SlackAccess & {
  /** The user groups that the settings name: whether somebody is in one is looked up at each click. */
  readonly groups: readonly string[]
  readonly tell: (line: string) => void
  /** In epoch milliseconds. */
  readonly now: () => number
}

/** Slack, running. `handle` takes the HTTP requests of Slack, where they are posted to us. */
export type Slack = {
  readonly platform: Platform
  readonly start: (licet: Licet) => Promise<void>
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
  readonly stop: () => Promise<void>
  readonly client: WebClient
}

/** Wires Bolt to Licet. All of the Slack SDK, and every failure of it, stays in this file. */
export function createSlack(config: SlackConfig): Slack {
  const http = config.appToken === undefined ? httpReceiver(config.signingSecret) : undefined
  const receiver = http ?? socketReceiver(config)
  const app = new App({
    token: config.botToken,
    receiver: afterKeeping(receiver),
    logLevel: LogLevel.ERROR,
    deferInitialization: true,
    clientOptions: {
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 10_000,
      ...(config.apiUrl === undefined ? {} : { slackApiUrl: config.apiUrl }),
    },
  })
  const speak = async (_team: string, method: string, options: Readonly<Record<string, unknown>>): Promise<{ readonly ts: string }> => {
    const { ts, message_ts } = (await app.client.apiCall(method, options)) as { readonly ts?: string; readonly message_ts?: string }
    return { ts: ts ?? message_ts ?? '' }
  }
  return {
    platform: {
      name: 'slack',
      pace: { channel: { gap: 1000, burst: 4 }, platform: { gap: 20, burst: 50 } },
      send: (delivery) => send(speak, failureOf, delivery),
    },
    start: async (licet) => {
      listen(app, createListener(app.client, config, licet))
      try {
        await app.init()
        if (config.appToken !== undefined) await app.start()
      } catch (error) {
        throw new ConfigError([
          `SLACK_BOT_TOKEN, SLACK_APP_TOKEN: Slack refuses them (${failureOf(error).code}); copy them again from the app's pages`,
        ])
      }
    },
    handle: (request, response) => {
      if (http === undefined) response.writeHead(404).end()
      else http.requestListener(request, response)
    },
    stop: async () => {
      if (config.appToken !== undefined) await app.stop()
    },
    client: app.client,
  }
}

const httpReceiver = (signingSecret: string): HTTPReceiver =>
  new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR, processBeforeResponse: true })

const socketReceiver = ({ appToken = '', apiUrl }: SlackConfig): SocketModeReceiver =>
  new SocketModeReceiver({
    appToken,
    logLevel: LogLevel.ERROR,
    ...(apiUrl === undefined ? {} : { installerOptions: { clientOptions: { slackApiUrl: apiUrl } } }),
  })

/** Bolt acknowledges events before anyone has looked at them. Here the acknowledgement waits until the event is kept. */
function afterKeeping(receiver: Receiver): Receiver {
  return {
    init: (app) =>
      receiver.init({
        ...app,
        processEvent: async (event: ReceiverEvent) => {
          const isEvent = typeof event.body['event'] === 'object'
          await app.processEvent(isEvent ? { ...event, ack: async () => undefined } : event)
          if (isEvent) await event.ack()
        },
      } as App),
    start: (...options: never[]) => receiver.start(...options),
    stop: (...options: never[]) => receiver.stop(...options),
  }
}

/** How Slack failed, from the SDK's errors. */
function failureOf(error: unknown): Failure {
  const known = error as WebAPICallError
  switch (known.code) {
    case ErrorCode.RateLimitedError:
      return { code: 'ratelimited', retryAfter: known.retryAfter }
    case ErrorCode.PlatformError:
      return { code: known.data.error }
    case ErrorCode.HTTPError:
      return { code: known.statusCode >= 500 ? 'http' : `http_${known.statusCode}` }
    case ErrorCode.RequestError:
      return { code: 'network' }
    default:
      return { code: error instanceof Error ? error.message : String(error) }
  }
}

/** What Slack's callbacks are turned into: a person, an event handed in, and what is to be shown at once. */
type Listener = {
  /** `atOnce`: group membership as it is at this click; else as it was within half a minute. */
  readonly person: (team: string, user: string, atOnce: boolean) => Promise<Person>
  readonly hand: (
    incoming: Omit<Incoming, 'event'> & { readonly event: string },
    trigger?: string,
  ) => Promise<Readonly<Record<string, string>>>
  readonly isMixed: (channel: string) => Promise<boolean>
}

function createListener(client: WebClient, { groups, tell, now }: SlackConfig, licet: Licet): Listener {
  const names = new Map<string, { readonly name: string; readonly bot: boolean }>()
  const mixed = new Map<string, boolean>()
  const nameOf = async (user: string): Promise<{ readonly name: string; readonly bot: boolean }> => {
    const known = names.get(user)
    if (known !== undefined) return known
    const { user: found } = await client.users.info({ user }).catch(() => ({ user: undefined }))
    const about = { name: found?.profile?.display_name?.trim() || found?.real_name || found?.name || user, bot: found?.is_bot === true }
    if (names.size > 5000) names.clear()
    if (found !== undefined) names.set(user, about)
    return about
  }
  const members = new Map<string, { readonly users: readonly string[]; readonly at: number }>()
  const membersOf = async (usergroup: string, atOnce: boolean): Promise<readonly string[]> => {
    const known = members.get(usergroup)
    if (!atOnce && known !== undefined && now() - known.at < 30_000) return known.users
    const { users = [] } = await client.usergroups.users.list({ usergroup }).catch((error: unknown) => {
      tell(`slack: the group ${usergroup} cannot be read: ${failureOf(error).code}; nobody is counsel by it meanwhile`)
      return { users: [] }
    })
    members.set(usergroup, { users, at: now() })
    return users
  }
  return {
    person: async (team, user, atOnce) => {
      const { name, bot } = await nameOf(user)
      const all = await Promise.all(groups.map(async (group) => ((await membersOf(group, atOnce)).includes(user) ? [group] : [])))
      return { id: `slack:${join(team, user)}`, name, ...(bot ? { bot } : {}), groups: all.flat() }
    },
    hand: async (incoming, trigger) => {
      const accepted = await licet.accept(incoming)
      if (accepted.kind === 'invalid') return accepted.problems
      if (accepted.kind === 'taken')
        void accepted.done
          .then((reaction) => show(client, incoming, reaction, trigger))
          .catch((error: unknown) => tell(`slack: not shown: ${failureOf(error).code}`))
      return {}
    },
    isMixed: async (channel) => {
      const known = mixed.get(channel)
      if (known !== undefined) return known
      const { channel: found } = await client.conversations.info({ channel }).catch(() => ({ channel: undefined }))
      const isShared = found?.is_ext_shared === true || found?.is_pending_ext_shared === true
      if (mixed.size > 5000) mixed.clear()
      if (found !== undefined) mixed.set(channel, isShared)
      return isShared
    },
  }
}

/** A form opens as a modal, a home page is published; both for that person alone. */
async function show(
  client: WebClient,
  { person, place }: Pick<Incoming, 'person' | 'place'>,
  { form, home }: Reaction,
  trigger: string | undefined,
): Promise<void> {
  if (form !== undefined && trigger !== undefined) await client.views.open({ trigger_id: trigger, view: renderForm(form, place) })
  if (home !== undefined) await client.views.publish({ user_id: person.id.slice(person.id.indexOf('.') + 1), view: renderHome(home) })
}

function listen(app: App, { person, hand, isMixed }: Listener): void {
  app.event('app_mention', async ({ event, body, context }) => {
    if (event.user === undefined) return
    const place = placeOf(body.team_id, event.channel, event.thread_ts ?? event.ts)
    const said: Said = { kind: 'message', text: readText(event.text, context.botUserId ?? '') }
    await hand({
      event: `slack:${body.event_id}`,
      person: await person(body.team_id, event.user, false),
      place,
      said,
      isPrivate: await isMixed(event.channel),
    })
  })
  app.event('message', async ({ event, body, context }) => {
    if (
      (event.subtype !== undefined && event.subtype !== 'thread_broadcast' && event.subtype !== 'file_share') ||
      !('user' in event) ||
      event.user === undefined ||
      ('bot_id' in event && event.bot_id !== undefined)
    )
      return
    const text = ('text' in event ? event.text : '') ?? ''
    const isDirect = event.channel_type === 'im'
    if (!isDirect && text.includes(`<@${context.botUserId ?? ''}>`)) return
    const thread = ('thread_ts' in event ? event.thread_ts : undefined) ?? event.ts
    const said: Said = { kind: isDirect ? 'message' : 'overheard', text: readText(text, context.botUserId ?? '') }
    await hand({
      event: `slack:${body.event_id}`,
      person: await person(body.team_id, event.user, false),
      place: placeOf(body.team_id, event.channel, thread),
      said,
    })
  })
  app.event('app_home_opened', async ({ event, body }) => {
    const place = placeOf(body.team_id, event.user)
    if (event.tab === 'home')
      await hand({
        event: `slack:${body.event_id}`,
        person: await person(body.team_id, event.user, false),
        place,
        said: { kind: 'open-home' },
      })
  })
  app.command('/licet', async ({ command, ack }) => {
    const place = placeOf(command.team_id, command.channel_id)
    const said: Said = { kind: 'message', text: readCommand(command.text) }
    await hand(
      { event: `slack:${command.trigger_id}`, person: await person(command.team_id, command.user_id, true), place, said, isPrivate: true },
      command.trigger_id,
    )
    await ack()
  })
  app.shortcut({ callback_id: 'check', type: 'message_action' }, async ({ shortcut, ack }) => {
    const team = shortcut.team?.id ?? shortcut.user.team_id ?? ''
    const place = placeOf(team, shortcut.channel.id)
    const said: Said = { kind: 'message', text: readText(shortcut.message.text ?? '', '') }
    await hand({ event: `slack:${shortcut.trigger_id}`, person: await person(team, shortcut.user.id, true), place, said, isPrivate: true })
    await ack()
  })
  app.action(/^licet:/, async ({ body, action, ack }) => {
    const { action_id: pressed = '', value } = action as { readonly action_id?: string; readonly value?: string | null }
    const said = readButton(pressed, value ?? undefined)
    if (body.type === 'block_actions' && said !== undefined) {
      const team = body.team?.id ?? body.user.team_id ?? ''
      const place = placeOfAction(team, body)
      await hand({ event: `slack:${body.trigger_id}`, person: await person(team, body.user.id, true), place, said }, body.trigger_id)
    }
    await ack()
  })
  app.view(/^licet:/, async ({ view, body, ack }) => {
    const read = readForm(view.callback_id, view.private_metadata, readValues(view.state.values))
    const team = body.team?.id ?? body.user.team_id ?? ''
    const problems =
      read === undefined
        ? {}
        : await hand({ event: `slack:${view.id}:${view.hash}`, person: await person(team, body.user.id, true), ...read })
    await answerView(ack, problems)
  })
}

/** A modal with faults stays open and says them, field by field. */
const answerView = async (ack: AckFn<never>, problems: Readonly<Record<string, string>>): Promise<void> =>
  Object.keys(problems).length === 0 ? await ack() : await ack({ response_action: 'errors', errors: problems } as never)

/** Where a button stood: in a message, in its thread; on the Home tab, with the person alone. */
function placeOfAction(
  team: string,
  body: {
    readonly user: { readonly id: string }
    readonly channel?: { readonly id: string }
    readonly message?: { readonly ts: string; readonly thread_ts?: string }
    readonly container?: Readonly<Record<string, unknown>>
  },
): Place {
  const channel = body.channel?.id ?? (typeof body.container?.['channel_id'] === 'string' ? body.container['channel_id'] : undefined)
  if (channel === undefined) return placeOf(team, body.user.id)
  const thread =
    body.message?.thread_ts ??
    body.message?.ts ??
    (typeof body.container?.['thread_ts'] === 'string' ? body.container['thread_ts'] : undefined)
  return placeOf(team, channel, thread)
}
