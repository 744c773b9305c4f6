import { randomBytes } from 'node:crypto'
import type { Assistant, Call, Channel, Group, Message, OpenView, Response, Token, User } from './types.ts'

/** Who the app under test is and how it authenticates. */
export type Config = {
  readonly signingSecret: string
  readonly botToken: string
  readonly appToken: string
  readonly scopes: readonly string[]
  readonly clientId: string
  readonly clientSecret: string
  readonly teamId: string
  readonly teamName: string
  readonly teamDomain: string
  readonly appId: string
  readonly botUserId: string
  readonly botId: string
}

/** A time source that tests can move forward. */
export type Clock = { readonly now: () => number; readonly advance: (ms: number) => void; readonly ts: () => string }

/** A trigger id: whose it is, from when, used or not, and the modal it came from. */
export type Trigger = { readonly user: string; readonly at: number; readonly used: boolean; readonly view?: string }

/** A response_url: where it posts, for whom, and how often it was used. */
export type ResponseUrl = {
  readonly url: string
  readonly channel: string
  readonly user: string
  readonly at: number
  readonly used: number
  readonly original?: string
}

/** An installation that waits for its OAuth code to be exchanged. */
export type Install = { readonly team: { readonly id: string; readonly name: string }; readonly token: Token; readonly used: boolean }

/** Everything the fake workspace knows. */
export type Store = {
  readonly config: Config
  readonly clock: Clock
  readonly users: Map<string, User>
  readonly channels: Map<string, Channel>
  readonly groups: Map<string, Group>
  readonly messages: Map<string, Message>
  readonly views: Map<string, OpenView>
  readonly triggers: Map<string, Trigger>
  readonly tokens: Map<string, Token>
  readonly installs: Map<string, Install>
  readonly responseUrls: Map<string, ResponseUrl>
  readonly assistants: Map<string, Assistant>
  readonly suggestions: Map<string, readonly unknown[]>
  readonly calls: Call[]
  readonly responses: Response[]
  /** Tells everyone who waits that something changed. */
  readonly changed: () => void
  /** Calls the listener after each change, until the returned function is called. */
  readonly onChange: (listener: () => void) => () => void
}

/** Whether a token speaks in a workspace: its own, or one of its organization. */
export const reaches = (token: Pick<Token, 'team_id' | 'teams'>, team: string): boolean =>
  token.team_id === team || token.teams?.includes(team) === true

/** Makes a clock on the real time that can be moved forward and gives unique, rising message timestamps. */
const createClock = (): Clock => {
  let offset = 0
  let last = 0
  const now = () => Date.now() + offset
  const ts = () => {
    last = Math.max(now() * 1000, last + 1)
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`
  }
  return { now, ts, advance: (ms) => void (offset += ms) }
}

const botToken = (config: Config): Token => ({
  token: config.botToken,
  kind: 'bot',
  team_id: config.teamId,
  bot_user: config.botUserId,
  scopes: config.scopes,
  status: 'active',
})

const createMaps = () => ({
  users: new Map<string, User>(),
  channels: new Map<string, Channel>(),
  groups: new Map<string, Group>(),
  messages: new Map<string, Message>(),
  views: new Map<string, OpenView>(),
  triggers: new Map<string, Trigger>(),
  tokens: new Map<string, Token>(),
  installs: new Map<string, Install>(),
  responseUrls: new Map<string, ResponseUrl>(),
  assistants: new Map<string, Assistant>(),
  suggestions: new Map<string, readonly unknown[]>(),
  calls: [] as Call[],
  responses: [] as Response[],
})

/** Makes an empty workspace in which only the app's own tokens exist. */
export const createStore = (config: Config): Store => {
  const listeners = new Set<() => void>()
  const store: Store = {
    config,
    clock: createClock(),
    ...createMaps(),
    changed: () => [...listeners].forEach((listener) => listener()),
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const bot = botToken(config)
  store.tokens.set(config.botToken, bot)
  store.tokens.set(config.appToken, { ...bot, token: config.appToken, kind: 'app', scopes: ['connections:write'] })
  return store
}

/** A random upper-case id with Slack's prefix letter. */
export const newId = (prefix: string): string => prefix + randomBytes(5).toString('hex').toUpperCase()

/** A random lower-case hex string. */
export const newHex = (bytes = 16): string => randomBytes(bytes).toString('hex')

/** Gives a person a fresh trigger id, valid for three seconds and once. */
export const newTrigger = (store: Store, user: string, view?: string): string => {
  const id = `${Date.now()}.${Math.floor(Math.random() * 1e12)}.${newHex()}`
  store.triggers.set(id, { user, at: store.clock.now(), used: false, ...(view === undefined ? {} : { view }) })
  return id
}

const messageKey = (channel: string, ts: string) => `${channel}/${ts}`

/** The message with this timestamp, or nothing. */
export const getMessage = (store: Store, channel: string, ts: string): Message | undefined => store.messages.get(messageKey(channel, ts))

/** Stores a message in its present form. */
export const putMessage = (store: Store, message: Message): Message => {
  store.messages.set(messageKey(message.channel, message.ts), message)
  store.changed()
  return message
}

/** Stores a view in its present form. */
export const putView = (store: Store, open: OpenView): OpenView => {
  store.views.set(open.view.id, open)
  store.changed()
  return open
}

/** A person's open modals, the lowest first. */
export const modalStack = (store: Store, user: string): readonly OpenView[] =>
  [...store.views.values()].filter((each) => each.user === user && each.open && each.view.type === 'modal')

/** A person's Home tab, or nothing before the first views.publish. */
export const homeOf = (store: Store, user: string, teamId: string): OpenView | undefined =>
  [...store.views.values()].find((each) => each.user === user && each.view.type === 'home' && each.view.team_id === teamId)
