import type { Finding } from './finding.ts'
import type { Person, Place } from './incoming.ts'
import type { ChatReply } from './reply.ts'

/**
 * A message for a platform to send (`post`), or to replace (`update`). `only` is the one person who may see it. `event` is the
 * event that it answers, for which there may be a further address (see {@link ReplyAddresses}). `waiting` is a person who waits for
 * it, and gets it in their own chat where the place takes no words. `insiders`: outsiders must not read it; where they read along,
 * it goes to `waiting` alone. `link` leads to a thread, where the platform can.
 */
export type Delivery =
  | {
      readonly kind: 'post'
      readonly place: Place
      readonly reply: ChatReply
      readonly only?: string
      readonly event?: string
      readonly waiting?: string
      readonly insiders?: boolean
      readonly link?: Link
    }
  | {
      readonly kind: 'update'
      readonly place: Place
      readonly reply: ChatReply
      readonly message: string
      readonly waiting?: string
      readonly insiders?: boolean
      readonly link?: Link
    }

/** A link to a conversation, shown as `label`. */
type Link = { readonly label: string; readonly to: Place }

/**
 * The result of a send. `message` is the platform's id of it, empty where that was not told: then it cannot be updated. `place` is
 * where it was sent, if elsewhere than asked; `shortened` says why only a part was sent. `after` is how long to wait, in
 * milliseconds; `everywhere`: the whole platform asked for that. `notKnown`: it may have arrived, but nobody was told; it is sent
 * once more at most.
 */
export type Sent =
  | { readonly kind: 'sent'; readonly message: string; readonly place?: Place; readonly shortened?: string }
  | { readonly kind: 'retry'; readonly problem: string; readonly after?: number; readonly everywhere?: boolean }
  | { readonly kind: 'notKnown'; readonly problem: string }
  | { readonly kind: 'refused'; readonly problem: string }

/** How fast messages may be sent: one every `gap` milliseconds, up to `burst` at once. */
export type Pace = { readonly gap: number; readonly burst: number }

/** What a platform must keep secret, such as the token of a workspace; it is encrypted in the database. */
export type Secrets = {
  readonly keep: (name: string, secret: string) => Promise<void>
  readonly find: (name: string) => Promise<string | undefined>
  /** The names that begin with `beginning`, sorted. */
  readonly names: (beginning: string) => Promise<readonly string[]>
  readonly forget: (name: string) => Promise<void>
  /** Whether this process may change a secret now: true once for each name and slot, over all processes. */
  readonly mayChange: (name: string, slot: string) => Promise<boolean>
}

/** For each conversation, what its platform needs to speak there. Only the platform understands a reference. */
export type ConversationReferences = {
  /**
   * Keeps a reference. It is deleted when a person is erased if its `id` is theirs, or `user ` followed by theirs. An unchanged one
   * is written once a day at most.
   */
  readonly keep: (platform: string, id: string, reference: string) => Promise<void>
  readonly find: (platform: string, id: string) => Promise<string | undefined>
  /** Deletes the reference of a conversation that cannot be reached. */
  readonly forget: (platform: string, id: string) => Promise<void>
}

/**
 * Addresses at which one event can be answered for a while. Whoever knows one can speak there, so they are encrypted, and deleted
 * afterwards.
 */
export type ReplyAddresses = {
  /** Keeps the address for an event until a moment, in epoch milliseconds. */
  readonly keep: (event: string, address: { readonly way: string; readonly until: number }) => Promise<void>
  readonly find: (event: string) => Promise<{ readonly way: string; readonly until: number } | undefined>
}

/** What the database keeps for platforms. */
export type Kept = {
  readonly secrets: Secrets
  readonly conversationReferences: ConversationReferences
  readonly replyAddresses: ReplyAddresses
}

/** What every platform implements. */
export type Platform = {
  readonly name: string
  /**
   * `unasked` is the time between messages that nobody waits for, such as tips, in milliseconds; `platform.gap` where it is not
   * given.
   */
  readonly pace: { readonly channel: Pace; readonly platform: Pace; readonly unasked?: number }
  /** The channel this process can reach, where it cannot reach all of them (a terminal reaches itself). */
  readonly channel?: string
  /** Whether it can show a text in a window of its own, to whoever pressed a button. */
  readonly opensWindows?: boolean
  readonly send: (delivery: Delivery) => Promise<Sent>
  /** Why it has not begun, where its platform was away at the start; it begins by itself once the platform is back. */
  readonly waits?: () => string | undefined
  /** What is wrong, and after a semicolon how to mend it, where all that came since the start was refused. */
  readonly isShut?: () => string | undefined
  /** Whether it is connected to its platform, where it holds a connection for receiving. */
  readonly isConnected?: () => boolean
  /** Looks up a person of this platform by their whole id, as they are at this moment; `undefined` where there is nobody. */
  readonly person?: (id: string) => Promise<Person | undefined>
  /** Checks all that the platform must grant. `places` are the desks on it; `kept` may fail, because it reads the database. */
  readonly examine?: (places: readonly Place[], kept: () => Promise<Kept>) => Promise<readonly Finding[]>
}
