import type { Finding } from './finding.ts'
import type { Person, Place } from './incoming.ts'
import type { ChatReply } from './reply.ts'

/**
 * A message to send (`post`), or to replace an earlier one with (`update`). `only` is the one person who
 * may see the message. `event` is the event that it answers, because there may be an address for replies to
 * that event (see {@link ReplyAddresses}). `waiting` is the person who waits for the message; they get it
 * in their own chat if the place refuses messages. `insiders`: outsiders must not read it; if there are
 * outsiders in the place, it goes to `waiting` alone. `link` leads to a thread, if the platform has such
 * links.
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
 * The result of a send. `message` is the platform's id of the message; '' if the platform does not tell it, so that the message cannot
 * be updated. `place` is where it was sent, if not to the intended place. `shortened` says why only a part was sent. `after` is how
 * long to wait before the next try, in milliseconds; with `holdsSpace`, all messages to the same space (a workspace, a tenant) must wait. `notKnown`: there was
 * no response, or a server error, so the message may have arrived; it is sent once more at most.
 */
export type Sent =
  | { readonly kind: 'sent'; readonly message: string; readonly place?: Place; readonly shortened?: string }
  | { readonly kind: 'retry'; readonly problem: string; readonly after?: number; readonly holdsSpace?: boolean }
  | { readonly kind: 'notKnown'; readonly problem: string }
  | { readonly kind: 'refused'; readonly problem: string }

/** How fast messages may be sent: one every `gap` milliseconds, up to `burst` at once. */
export type Pace = { readonly gap: number; readonly burst: number }

/**
 * What a platform must keep secret, such as the token of a workspace; it is encrypted in the database. `keep` and `find` throw a
 * StoreError if there is no fitting key.
 */
export type Secrets = {
  readonly keep: (name: string, secret: string) => Promise<void>
  /** A secret by its name; `undefined` if there is none. */
  readonly find: (name: string) => Promise<string | undefined>
  /** The names that begin with `beginning`, sorted. */
  readonly names: (beginning: string) => Promise<readonly string[]>
  readonly forget: (name: string) => Promise<void>
  /** Whether this process may change a secret now. For each name and slot, only one process ever gets `true`, and only once. */
  readonly mayChange: (name: string, slot: string) => Promise<boolean>
}

/**
 * Keeps for each conversation a "reference": what its platform needs to send messages to it. Only that platform understands the
 * reference.
 */
export type ConversationReferences = {
  /**
   * Keeps a reference. Erasing a person deletes the reference if its `id` is the person's id on their
   * platform, with or without `user ` before it. To save writes, a process mostly skips a reference that it
   * wrote, unchanged, within the last day.
   */
  readonly keep: (platform: string, id: string, reference: string) => Promise<void>
  readonly find: (platform: string, id: string) => Promise<string | undefined>
  /** Deletes the reference of a conversation that cannot be reached. */
  readonly forget: (platform: string, id: string) => Promise<void>
}

/**
 * Addresses to which the replies to one event can be sent for a limited time. Whoever knows such an address can post there, so they are
 * stored encrypted (in an installation without keys, only in the memory of this process), and deleted when the time is over.
 */
export type ReplyAddresses = {
  /** Keeps the address for an event until a moment, in epoch milliseconds. */
  readonly keep: (event: string, address: { readonly way: string; readonly until: number }) => Promise<void>
  /** The address for an event; `undefined` if there is none, its time is over, or it cannot be decrypted any more. */
  readonly find: (event: string) => Promise<{ readonly way: string; readonly until: number } | undefined>
}

/** What the database keeps for platforms. */
export type PlatformStores = {
  readonly secrets: Secrets
  readonly conversationReferences: ConversationReferences
  readonly replyAddresses: ReplyAddresses
}

/** What every platform implements. */
export type Platform = {
  readonly name: string
  /**
   * `channel` is for each channel, `space` for each space (a workspace, a tenant). `unasked` is the time between two
   * messages that nobody waits for, such as tips, in milliseconds; by default `space.gap`.
   */
  readonly pace: { readonly channel: Pace; readonly space: Pace; readonly unasked?: number }
  /** The only channel that this process can reach; `undefined` if it can reach all of the platform. (A terminal reaches only itself.) */
  readonly channel?: string
  /** Whether the platform can show a text in a separate window to the person who pressed a button. */
  readonly opensWindows?: boolean
  readonly send: (delivery: Delivery) => Promise<Sent>
  /** Why the platform has not started, if it could not be reached at the start; it starts as soon as it can be reached. */
  readonly waits?: () => string | undefined
  /**
   * Set if no request was accepted since the start, and at least one was refused for a reason that an
   * operator can correct: what is wrong and, after a semicolon, the remedy.
   */
  readonly isShut?: () => string | undefined
  /** Whether the connection that receives events is open, for a platform that needs such a connection. */
  readonly isConnected?: () => boolean
  /**
   * Looks up a person of this platform by their whole id, as they are now; `undefined` if there is no such
   * person, or no response.
   */
  readonly person?: (id: string) => Promise<Person | undefined>
  /**
   * Checks everything that the platform must allow Licet to do. `places` are the desks on the platform;
   * `kept` can fail, because it reads the database.
   */
  readonly examine?: (places: readonly Place[], kept: () => Promise<PlatformStores>) => Promise<readonly Finding[]>
}
