import type { Envelope } from './deliver.ts'
import { isObject } from './schema.ts'
import { newTrigger } from './store.ts'
import type { Store } from './store.ts'
import type { Transport } from './transport.ts'
import type { Channel, Delivery, Group, Json, Message, Token, User } from './types.ts'

/** The contents of a workspace: people, channels, messages and tokens. Can be saved as JSON. */
export type Standing = {
  readonly users: readonly User[]
  readonly channels: readonly Channel[]
  readonly groups: readonly Group[]
  readonly messages: readonly Message[]
  readonly tokens: readonly Token[]
}

/** Functions to save and restore a workspace. */
export type StandingActs = {
  /** The present contents. */
  readonly standing: () => Standing
  /** Restores saved contents into this workspace. */
  readonly settle: (standing: Standing) => void
  /** Sends an old envelope again as if just now: with a fresh trigger id if it had one. */
  readonly doAgain: (envelope: Envelope) => Promise<Delivery>
}

const settle = (store: Store, { users, channels, groups, messages, tokens }: Standing): void => {
  for (const user of users) store.users.set(user.id, user)
  for (const channel of channels) store.channels.set(channel.id, channel)
  for (const group of groups) store.groups.set(group.id, group)
  for (const message of messages) store.messages.set(`${message.channel}/${message.ts}`, message)
  for (const token of tokens) store.tokens.set(token.token, token)
  store.changed()
}

const userOf = ({ user, user_id }: Json): string => String(isObject(user) ? user['id'] : user_id)

const triggered = (store: Store, body: Json): Json =>
  'trigger_id' in body ? { ...body, trigger_id: newTrigger(store, userOf(body)) } : body

/** Makes these functions. */
export const createStanding = (store: Store, transport: Transport): StandingActs => ({
  standing: () => ({
    users: [...store.users.values()],
    channels: [...store.channels.values()],
    groups: [...store.groups.values()],
    messages: [...store.messages.values()],
    tokens: [...store.tokens.values()],
  }),
  settle: (standing) => settle(store, standing),
  doAgain: ({ kind, body }) => transport.send({ kind, body: triggered(store, body) }),
})
