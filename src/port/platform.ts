import type { Finding } from './finding.ts'
import type { Person, Place } from './incoming.ts'
import type { ChatReply } from './reply.ts'

/**
 * One thing for a platform to say: a new message, or a message made new. `only` is the one person who may see it; `event` what it
 * replies to, of which the platform may know a further way to them (see {@link ReplyAddresses}); `waiting` who waits for it: where the
 * place takes no words any more, they get it in their own chat. `insiders`: where people from outside read along by now, too. `link` leads to a thread, where the platform can.
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

/** The way to a conversation, by the name that stands there. */
type Link = { readonly label: string; readonly to: Place }

/**
 * What came of it. `message` is the platform's id of it, empty where that was not told: then it cannot be made new. `place` is
 * where it was said, where that is another place than was asked for; `shortened` why it was said only in part. `after` is in
 * milliseconds; `everywhere` means that the whole platform asked us to wait. `notKnown`: the platform may have said it, and
 * nobody was told; it is said once more at most, and marked.
 */
export type Sent =
  | { readonly kind: 'sent'; readonly message: string; readonly place?: Place; readonly shortened?: string }
  | { readonly kind: 'retry'; readonly problem: string; readonly after?: number; readonly everywhere?: boolean }
  | { readonly kind: 'notKnown'; readonly problem: string }
  | { readonly kind: 'refused'; readonly problem: string }

/** How fast one may speak: a message every `gap` milliseconds, `burst` of them at once. */
export type Pace = { readonly gap: number; readonly burst: number }

/** What platforms must keep and nobody else may read, such as the token of a workspace: sealed in the database. */
export type Secrets = {
  readonly keep: (name: string, secret: string) => Promise<void>
  readonly find: (name: string) => Promise<string | undefined>
  /** The names that begin so, in order. */
  readonly names: (beginning: string) => Promise<readonly string[]>
  readonly forget: (name: string) => Promise<void>
  /** Whether this process is the one that changes a secret now: true once for each name and slot, over all processes. */
  readonly mayChange: (name: string, slot: string) => Promise<boolean>
}

/** Where platforms reach people: for each conversation what its platform needs to speak there, kept fresh. Only the platform can read it. */
export type ConversationReferences = {
  /** Keeps a reference as it is now; under a person's own id, or `user ` and that id, what goes when they are erased. What is known already is not written again for a day. */
  readonly keep: (platform: string, id: string, reference: string) => Promise<void>
  readonly find: (platform: string, id: string) => Promise<string | undefined>
  /** It cannot be reached any more. */
  readonly forget: (platform: string, id: string) => Promise<void>
}

/** Ways to answer an event that only it opens, for a while, and that let whoever knows them speak: sealed, then forgotten. */
export type ReplyAddresses = {
  /** Keeps the way to answer an event until a moment, in epoch milliseconds. */
  readonly keep: (event: string, address: { readonly way: string; readonly until: number }) => Promise<void>
  readonly find: (event: string) => Promise<{ readonly way: string; readonly until: number } | undefined>
}

/** What the database keeps for platforms. */
export type Kept = {
  readonly secrets: Secrets
  readonly conversationReferences: ConversationReferences
  readonly replyAddresses: ReplyAddresses
}

/** The port that every platform implements. */
export type Platform = {
  readonly name: string
  /** `unasked` parts messages that nobody waits for, in milliseconds; as long as `platform.gap` where it is not given. */
  readonly pace: { readonly channel: Pace; readonly platform: Pace; readonly unasked?: number }
  /** The channel this process can reach, where it cannot reach all of them (a terminal reaches itself). */
  readonly channel?: string
  /** It can show words in a window of their own, to whoever pressed a button. */
  readonly opensWindows?: boolean
  readonly send: (delivery: Delivery) => Promise<Sent>
  /** What keeps it from beginning, where its platform was away when the program started: it goes on by itself. */
  readonly waits?: () => string | undefined
  /** What is wrong with all that came, and after a semicolon how that is mended, where nothing was let in since the start. */
  readonly isShut?: () => string | undefined
  /** Whether it hears its platform now, where it keeps a connection of its own for that. */
  readonly isConnected?: () => boolean
  /** Looks up a person of this platform by their whole id, as they are at this moment; `undefined` where there is nobody. */
  readonly person?: (id: string) => Promise<Person | undefined>
  /** Looks at all that the platform must grant. `places` are the desks that stand there; `kept` may fail, as a database does. */
  readonly examine?: (places: readonly Place[], kept: () => Promise<Kept>) => Promise<readonly Finding[]>
}
