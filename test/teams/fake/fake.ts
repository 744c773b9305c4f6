import { randomUUID } from 'node:crypto'
import type { Registration } from '../../../adapters/teams/config.ts'
import { clouds, type Cloud } from '../../../adapters/teams/clouds.ts'
import { createIssuer, type TokenChange } from './issuer.ts'
import { cardFaults, mentionsIn, nodesIn, type Wire } from './rules.ts'
import { personalOf, startService, type Conversation, type Fault, type Message, type User, type World } from './service.ts'

/** Licet's response to an activity. */
export type Answered = { readonly status: number; readonly body: unknown }

/** An open dialog: title, card and values filled in so far. */
export type Dialog = {
  readonly title: string
  readonly card: Readonly<Record<string, unknown>>
  readonly data: Readonly<Record<string, unknown>>
}

/** A fake Teams. */
export type FakeTeams = Awaited<ReturnType<typeof startFakeTeams>>

const tenant = 'aaaaaaaa-0000-4000-8000-000000000001'
const appId = 'bbbbbbbb-0000-4000-8000-000000000002'

/** The kinds of devices, as clients write them. */
export type Device = 'Web' | 'Windows' | 'Mac' | 'iOS' | 'Android'

type Where = {
  readonly device?: Device | 'untold'
  readonly thread?: string
  readonly token?: TokenChange | 'none'
  readonly id?: string
  readonly change?: Readonly<Record<string, unknown>>
}

/** Starts a fake Bot Connector, Graph and token issuer on this machine. Its functions are what people do. */
export async function startFakeTeams(now: () => number = () => Date.now()) {
  const world: World = {
    tenant,
    bot: `28:${appId}`,
    users: new Map(),
    conversations: new Map(),
    groups: new Map(),
    messages: [],
    faults: [],
    calls: [],
    asked: [],
    refused: [],
    knowsTargets: false,
    endless: false,
    held: undefined,
    count: 0,
  }
  const issuer = await createIssuer({ issuer: 'https://api.botframework.com', appId, serviceUrl: () => `${service.url}/`, now })
  const service = await startService(world, () => issuer.keys)
  let endpoint = ''
  const registration: Registration = {
    kind: 'registered',
    appId,
    appTenant: tenant,
    credential: { kind: 'secret', secret: 'secret-of-the-app' },
    tokens: 'own',
    tenants: [tenant],
    targets: false,
    cloud: { ...(clouds['public'] as Cloud), metadata: `${service.url}/openid`, graph: service.url },
  }

  const envelope = (user: User, where: Conversation, { thread, id, change }: Where) => ({
    id: id ?? String(1_600_000_000_000 + ++world.count),
    channelId: 'msteams',
    serviceUrl: `${service.url}/`,
    from: { id: user.id, aadObjectId: user.aad, name: user.name },
    recipient: { id: world.bot, name: 'Licet' },
    conversation: {
      id: `${where.id}${where.type === 'channel' && thread !== undefined ? `;messageid=${thread}` : ''}`,
      conversationType: where.type,
      tenantId: tenant,
      ...(where.type === 'personal' ? {} : { isGroup: true }),
    },
    channelData: { tenant: { id: tenant }, ...(where.team === undefined ? {} : { team: { id: where.team }, channel: { id: where.id } }) },
    ...change,
  })

  const deliver = async (activity: unknown, token?: TokenChange | 'none' | { readonly raw: string }): Promise<Answered> => {
    if (world.held !== undefined) {
      world.held.push(activity)
      return { status: 200, body: undefined }
    }
    const authorization =
      token === 'none' ? undefined : token !== undefined && 'raw' in token ? token.raw : `Bearer ${await issuer.token(token)}`
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      body: JSON.stringify(activity),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  const invoke = (user: User, where: Conversation, name: string, value: unknown, more: Where & { readonly replyToId?: string } = {}) =>
    deliver(
      {
        ...envelope(user, where, { ...more, id: more.id ?? `f:${randomUUID()}` }),
        type: 'invoke',
        name,
        value,
        ...(more.device === 'untold'
          ? {}
          : {
              entities: [
                {
                  type: 'clientInfo',
                  locale: 'en-US',
                  platform: more.device ?? 'Web',
                  ...(user.zone === undefined ? {} : { timezone: user.zone }),
                },
              ],
            }),
        ...(more.replyToId === undefined ? {} : { replyToId: more.replyToId }),
      },
      more.token,
    )

  const conversationOf = (message: Message): Conversation => world.conversations.get(message.conversation) as Conversation
  const threadOf = (message: Message): { readonly thread?: string } => ({ thread: message.thread ?? message.id })

  const spoken = (where: Conversation, text: string): string => (where.type === 'personal' ? text : `<at>Licet</at> ${text}`)
  const afterwards = (
    user: User,
    where: Conversation,
    id: string,
    { channelData, ...change }: { readonly type: string; readonly channelData: object; readonly [more: string]: unknown },
  ): Promise<Answered> => {
    const sent = envelope(user, where, { id, ...(where.type === 'channel' ? { thread: id } : {}) })
    return deliver({
      ...sent,
      textFormat: 'plain',
      entities: where.type === 'personal' ? [] : [{ type: 'mention', text: '<at>Licet</at>', mentioned: { id: world.bot, name: 'Licet' } }],
      ...change,
      channelData: { ...sent.channelData, ...channelData },
    })
  }
  const moved = async (user: User, where: Conversation, what: 'membersAdded' | 'membersRemoved'): Promise<Answered> => {
    const isIn = what === 'membersAdded'
    for (const one of [...world.conversations.values()].filter(
      ({ id, team }) => id === where.id || (team !== undefined && team === where.team),
    ))
      world.conversations.set(one.id, {
        ...one,
        members: [...one.members.filter(({ id }) => id !== user.id), ...(isIn ? [user] : [])],
      })
    const { team } = where
    return await deliver({
      ...envelope(user, where, {}),
      type: 'conversationUpdate',
      ...(team === undefined ? {} : { conversation: { id: team, conversationType: 'channel', tenantId: tenant } }),
      channelData: {
        tenant: { id: tenant },
        ...(team === undefined ? {} : { team: { id: team }, eventType: isIn ? 'teamMemberAdded' : 'teamMemberRemoved' }),
      },
      // The account is minimal and has a null, to test tolerant parsing.
      [what]: [{ id: user.id, aadObjectId: user.aad, name: null }],
    })
  }
  return {
    ...world,
    world,
    registration,
    issuer,
    deliver,
    invoke,
    serviceUrl: `${service.url}/`,
    connect: (url: string) => void (endpoint = url),
    user: (name: string, isGuest = false, zone?: string): User => {
      const user = { id: `29:${name}-${randomUUID()}`, aad: randomUUID(), name, isGuest, ...(zone === undefined ? {} : { zone }) }
      world.users.set(user.aad, user)
      return user
    },
    personal: (user: User): Conversation => personalOf(world, user),
    groupChat: (members: readonly User[]): Conversation =>
      add(world, { id: `19:${randomUUID().replaceAll('-', '')}@thread.v2`, type: 'groupChat', members }),
    channel: (members: readonly User[]): Conversation =>
      add(world, {
        id: `19:${randomUUID().replaceAll('-', '')}@thread.tacv2`,
        type: 'channel',
        members,
        team: `19:${randomUUID()}@thread.tacv2`,
      }),
    placeOf: (where: Conversation): string => `${tenant}.${where.id}`,
    personOf: (user: User): string => `teams:${tenant}.${user.aad}`,
    /** Sends a message; in a shared conversation it mentions the bot by default. Returns the message's id. */
    say: async (user: User, where: Conversation, text: string, more: Where & { readonly mention?: boolean } = {}) => {
      const isMentioned = more.mention ?? where.type !== 'personal'
      const activity = {
        ...envelope(user, where, more),
        type: 'message',
        text: isMentioned ? `<at>Licet</at> ${text}` : text,
        textFormat: 'plain',
        ...(user.zone === undefined ? {} : { localTimezone: user.zone }),
        entities: isMentioned ? [{ type: 'mention', text: '<at>Licet</at>', mentioned: { id: world.bot, name: 'Licet' } }] : [],
        ...more.change,
      }
      const root =
        where.type === 'channel' && more.thread === undefined
          ? { ...activity, conversation: { ...activity.conversation, id: `${where.id};messageid=${activity.id}` } }
          : activity
      return { ...(await deliver(root, more.token)), id: activity.id }
    },
    /**
     * Replies with a quote. Teams names the quoted message and shows the beginning of its text, cut without a sign
     * (microsoft/teams.py#321, microsoft/teams-sdk#2727).
     */
    quote: (user: User, where: Conversation, message: Message, text: string, change: Readonly<Record<string, unknown>> = {}) => {
      const preview = wordsOf(message.wire).slice(0, 80)
      return deliver({
        ...envelope(user, where, {}),
        type: 'message',
        textFormat: 'plain',
        text: `<quoted messageId="${message.id}"/> ${text}`,
        entities: [{ type: 'quotedReply', quotedReply: { messageId: message.id, senderId: world.bot, preview: `${preview}…`, ...change } }],
      })
    },
    /** Edits a message: same id, new text ("Bot conversation messages", messageUpdate). */
    change: (user: User, where: Conversation, id: string, text: string, timestamp: string) =>
      afterwards(user, where, id, {
        type: 'messageUpdate',
        text: spoken(where, text),
        timestamp,
        channelData: { eventType: 'editMessage' },
      }),
    /** Deletes a message, or restores it. */
    takeBack: (user: User, where: Conversation, id: string) =>
      afterwards(user, where, id, { type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } }),
    bringBack: (user: User, where: Conversation, id: string, text: string) =>
      afterwards(user, where, id, { type: 'messageUpdate', text: spoken(where, text), channelData: { eventType: 'undeleteMessage' } }),
    /**
     * Joins a chat or a team. The bot is told in the chat, or in the team's first channel ("Conversation events in Teams":
     * conversationUpdate with membersAdded, and eventType teamMemberAdded in a team).
     */
    join: (user: User, where: Conversation) => moved(user, where, 'membersAdded'),
    leave: (user: User, where: Conversation) => moved(user, where, 'membersRemoved'),
    member: (user: User, where: Conversation, change: Readonly<Record<string, unknown>>) =>
      deliver({ ...envelope(user, where, {}), ...change }),
    /** Presses a button by its title, as a client would. Returns the dialog if one opens. */
    press: async (
      user: User,
      message: Message,
      title: string,
      as: 'now' | 'old' = 'now',
      device: Where['device'] = 'Web',
    ): Promise<Answered & { readonly dialog?: Dialog }> => {
      const action = actionsOf(message.wire).find((one) => one['title'] === title)
      if (action === undefined)
        throw new Error(
          `there is no button ${title}: ${actionsOf(message.wire)
            .map((one) => one['title'])
            .join(', ')}`,
        )
      if (action['type'] === 'Action.ToggleVisibility') throw new Error(`${title} opens what is in the card already: nothing is sent`)
      const where = conversationOf(message)
      const more = { ...threadOf(message), replyToId: message.id, device }
      const data = action['data'] as Readonly<Record<string, unknown>>
      if (as === 'old') return await deliver({ ...envelope(user, where, more), type: 'message', value: data, replyToId: message.id })
      if (action['type'] === 'Action.Execute')
        return await invoke(
          user,
          where,
          'adaptiveCard/action',
          { action: { type: 'Action.Execute', verb: action['verb'], data }, trigger: 'manual' },
          more,
        )
      return withDialog(await invoke(user, where, 'task/fetch', { data, context: { theme: 'default' } }, more))
    },
    /** Submits a dialog with values on top of those in it. Returns the dialog if it comes back with problems. */
    send: async (
      user: User,
      message: Message,
      dialog: Dialog,
      values: Readonly<Record<string, string>>,
      device: Where['device'] = 'Web',
    ) => {
      const data = { ...dialog.data, ...filledIn(dialog.card), ...values }
      return withDialog(
        await invoke(
          user,
          conversationOf(message),
          'task/submit',
          { data, context: {} },
          { ...threadOf(message), replyToId: message.id, device },
        ),
      )
    },
    refresh: (user: User, message: Message) =>
      invoke(
        user,
        conversationOf(message),
        'adaptiveCard/action',
        { action: { type: 'Action.Execute', verb: 'refresh', data: { licet: 'refresh' } }, trigger: 'automatic' },
        { ...threadOf(message), replyToId: message.id },
      ),
    fail: (fault: Omit<Fault, 'times'>, times = 1) => void world.faults.push({ ...fault, times }),
    /** The bot's messages in a conversation in their present form, each with its text. */
    at: (where: Conversation): ReadonlyArray<Message & { readonly words: string }> =>
      world.messages
        .filter(({ conversation }) => conversation === where.id)
        .map((message) => ({ ...message, words: wordsOf(message.wire) })),
    stop: service.stop,
  }
}

function add({ conversations }: World, where: Conversation): Conversation {
  conversations.set(where.id, where)
  return where
}

const cardOf = (wire: Wire): Readonly<Record<string, unknown>> | undefined => wire.attachments?.[0]?.content

/** All visible text of a message: its text, and its card from top to bottom including hidden layers. */
export function wordsOf(wire: Wire): string {
  return [...(wire.text === undefined ? [] : [wire.text]), ...wordsIn(cardOf(wire)?.['body'])].join('\n').replaceAll('\u2060', '')
}

/** Text without Markdown and invisible joiners. */
const unmarked = (text: string): string =>
  text
    .replaceAll('\u2060', '')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/\\(.)/g, '$1')

/** The text of a card's elements, line by line. */
function wordsIn(elements: unknown): readonly string[] {
  return nodesIn(elements).flatMap((node) => {
    if (node['type'] === 'TextBlock') return [unmarked(String(node['text']))]
    if (node['type'] !== 'RichTextBlock') return []
    return [
      (node['inlines'] as ReadonlyArray<string | { readonly text: string }>)
        .map((run) => (typeof run === 'string' ? run : run.text))
        .join(''),
    ]
  })
}

/** The ids of the people a message mentions. */
export const calledIn = (wire: Wire): readonly unknown[] => mentionsIn(cardOf(wire) ?? {}).map(({ mentioned }) => mentioned?.id)

/** The links of a message, by their text. */
export const linksIn = (wire: Wire): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    nodesIn(cardOf(wire)?.['body']).flatMap((node) => {
      const { url } = (node['selectAction'] ?? {}) as { readonly url?: string }
      return url === undefined ? [] : [[String(node['text']), url]]
    }),
  )

/** The buttons of a card, including those in the "…" menu. */
export const actionsOf = (wire: Wire): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  nodesIn(cardOf(wire)?.['body']).filter(({ type }) =>
    ['Action.Execute', 'Action.Submit', 'Action.ToggleVisibility'].includes(String(type)),
  )

function withDialog(answered: Answered): Answered & { readonly dialog?: Dialog } {
  const { task } = (answered.body ?? {}) as {
    readonly task?: {
      readonly type: string
      readonly value: { readonly title: string; readonly card: { readonly content: Dialog['card'] } }
    }
  }
  if (task?.type !== 'continue') return answered
  const card = task.value.card.content
  const faults = cardFaults(card)
  if (faults.length > 0) throw new Error(`Teams would not show this dialog: ${faults.join('; ')}`)
  const [submit] = nodesIn(card['actions'])
  return { ...answered, dialog: { title: task.value.title, card, data: submit?.['data'] as Dialog['data'] } }
}

const filledIn = (card: Dialog['card']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    nodesIn(card['body']).flatMap((node) =>
      String(node['type']).startsWith('Input.')
        ? [[String(node['id']), typeof node['value'] === 'string' ? node['value'] : ''] as const]
        : [],
    ),
  )
