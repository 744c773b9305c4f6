import type { Transaction, Generated } from 'kysely'

/** Every table, the same on every engine: ids are texts, times are epoch milliseconds, structured values are JSON texts. */
export type Tables = {
  readonly inbox: InboxRow
  readonly outbox: OutboxRow
  readonly pace: PaceRow
  readonly runs: RunRow
  readonly record: RecordRow
  readonly record_text: RecordTextRow
  readonly record_head: RecordHeadRow
  readonly knowledge: KnowledgeRow
  readonly cases: CaseRow
  readonly covers: CoverRow
  readonly kv: KvRow
  readonly refusals: RefusalRow
  readonly sealed: SealedRow
  readonly conversations: ConversationRow
  readonly doors: ReplyAddressRow
  readonly accounts: AccountRow
  readonly account_links: AccountLinkRow
  readonly link_offers: LinkOfferRow
  readonly subscriptions: SubscriptionRow
  readonly tips_seen: TipSeenRow
  readonly quiz_answers: QuizAnswerRow
}

/** An event as it came in. The row is kept until its retention ends, so that a late repeat of the event is recognized. */
export type InboxRow = {
  id: string
  at: number
  payload: string | null
  state: 'received' | 'handled' | 'failed'
  attempts: number
  /** No process may handle the event before this time: a process is handling it now, or it waits for another try. */
  due: number
  problem: string | null
}

/**
 * A message to be sent. `key` is its permanent name: there is never a second row with the same key, and
 * later messages update it or reply to it by its key.
 */
export type OutboxRow = {
  seq: Generated<number>
  key: string
  platform: string
  /** The channel, chat or terminal; its messages are sent in order and at one pace. */
  channel: string
  /** The workspace or tenant of the channel, with the platform; all its channels share one pace. '' in rows of before 0012. */
  space: Generated<string>
  place: string
  /** The message itself; null once it was sent. */
  delivery: string | null
  state: 'due' | 'sent' | 'dead'
  due: number
  attempts: number
  /**
   * How many of the attempts the platform answered by saying that the message must be sent later, with a
   * time.
   */
  waits: Generated<number>
  /** After how many attempts it was unknown whether the message had arrived. */
  unsure: number
  /** Until this time only the process that claimed the message may send it; 0 if nobody has claimed it. */
  claimed_until: number
  made_at: number
  sent_at: number | null
  /** The platform's id of the message. */
  message: string | null
  problem: string | null
  /** The entry of the record for the answer that the message shows. */
  entry: Generated<string | null>
  /** From this time on the message is no longer sent; null if there is no such time. */
  expires: Generated<number | null>
}

/**
 * The pace of a channel or space, named in `channel` (delivery/rate-limit.ts): `free_at` is when all its slots are free again;
 * nothing is sent before `held_until`.
 */
export type PaceRow = { channel: string; free_at: number; held_until: number }

/** One row for each job and time slot: the process that inserts the row does the job. */
export type RunRow = { job: string; slot: string; at: number }

/** A link of the record's hash chain: append-only, and without any words of a person. */
export type RecordRow = {
  seq: number
  id: string
  at: number
  kind: string
  receipt: string | null
  case_number: number | null
  body: string
  previous: string
  hash: string
}

/**
 * The words of an entry and who said them, stored outside the chain so that they can be erased. After an
 * erasure, `words`, `salt` and `person` are null.
 */
export type RecordTextRow = { id: string; at: number; kind: string; person: string | null; salt: string | null; words: string | null }

export type RecordHeadRow = { one: number; seq: number; hash: string }

/**
 * A version of the knowledge, compressed. It is kept so that an answer can be decided again with the same
 * knowledge. A row whose `version` is "sha256:…" holds one file, to which versions refer.
 */
export type KnowledgeRow = { version: string; kept_at: number; files: string }

/** A case. The columns serve queries; `body` is the whole case, as JSON. What was said in the case is in the record. */
export type CaseRow = {
  number: number
  state: string
  queue: string
  topic: string
  asker: string
  claimed_by: string | null
  asker_place: string
  updated_at: number
  body: string
  /**
   * When the answer is due; later than any real time while the case's clock is stopped, and once the case
   * is closed.
   */
  due: Generated<number>
  /** When the case was answered; null if it has no answer now, or if an older program answered it. */
  answered_at: Generated<number | null>
}

/** Which deputy stands in for which counsel, and until when. */
export type CoverRow = { person: string; deputy: string; until: number }

export type KvRow = { key: string; value: string; expires: number | null }

/** How many requests of a platform were refused in a day, by reason. */
export type RefusalRow = { platform: string; why: string; day: string; count: number }

/** A secret, encrypted with a key that the database does not hold. */
export type SealedRow = { name: string; value: string; updated_at: number }

/** What a platform needs to write into a conversation (`reference`), in the platform's own format. */
export type ConversationRow = { platform: string; id: string; reference: string; updated_at: number }

/**
 * An address at which an event can be answered, encrypted, and the time until which it works. The table is
 * still called `doors`.
 */
export type ReplyAddressRow = { event: string; way: string; until: number }

/** An account that was linked to others; accounts with the same `human` belong to one person. */
export type AccountRow = { person: string; human: string }

/**
 * Two accounts that were linked from `since` until `until`; `person` is the one whose id sorts first. `since` is null if it is not
 * known, `until` if they are still linked.
 */
export type AccountLinkRow = { person: string; other: string; since: number | null; until: number | null }

/**
 * An offer to link two accounts: who made the offer (`first`) and who accepted it (`second`), each a person
 * with a place, as JSON. `agreed` is 1 once the second has said yes.
 */
export type LinkOfferRow = { code: string; first: string; second: string | null; agreed: number; expires: number }
/** Who gets tips, when and about what. `due` is when the next tip is sent; null if none will be. */
export type SubscriptionRow = {
  id: string
  /** The id of a person, or of a channel whose members all read the tips. */
  subscriber: string
  kind: 'person' | 'place'
  platform: string
  channel: string
  place: string
  /** Who subscribed. */
  by: string
  zone: string
  time: string
  days: string
  topics: string
  paused_until: string | null
  last_day: string | null
  due: number | null
  made_at: number
}

/** The day on which a tip was last sent, in the subscriber's time zone. */
export type TipSeenRow = { subscription: string; tip: string; day: string }

/** A person's first choice in a quiz. */
export type QuizAnswerRow = { subscription: string; day: string; person: string; tip: string; choice: number; at: number }

/** A transaction over all tables. */
export type Tx = Transaction<Tables>
