import type { Generated } from 'kysely'

/** Every table, in the words of both engines: ids are texts, times are epoch milliseconds, structured values are JSON texts. */
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
  readonly doors: DoorRow
  readonly accounts: AccountRow
  readonly account_links: AccountLinkRow
  readonly link_offers: LinkOfferRow
  readonly subscriptions: SubscriptionRow
  readonly tips_seen: TipSeenRow
  readonly quiz_answers: QuizAnswerRow
}

/** An event as it came in. It stays until its retention is over, so that a late repeat is known. */
export type InboxRow = {
  id: string
  at: number
  payload: string | null
  state: 'received' | 'handled' | 'failed'
  attempts: number
  /** Not to be handled by anyone before this time: somebody is at it, or it waits for another try. */
  due: number
  problem: string | null
}

/** One thing to be said somewhere. `key` names it, so that it is said once and can be updated or replied to later. */
export type OutboxRow = {
  seq: Generated<number>
  key: string
  platform: string
  /** What is paced together: the channel, chat or terminal. */
  channel: string
  place: string
  /** What is to be said; gone once it was. */
  delivery: string | null
  state: 'due' | 'sent' | 'dead'
  due: number
  attempts: number
  /** Tries that the platform answered with when to come again; they are among the attempts. */
  waits: Generated<number>
  /** Sends that were begun and of which nobody knows whether they arrived. */
  unsure: number
  /** Until this time only the process that claimed the message may send it; 0 where it is given back. */
  claimed_until: number
  made_at: number
  sent_at: number | null
  /** The platform's id of the message. */
  message: string | null
  problem: string | null
  /** The record's entry of the answer that it says. */
  entry: Generated<string | null>
  /** It is not to be said from this time on. */
  expires: Generated<number | null>
}

/** The theoretical arrival time of a paced channel, and until when it was told to be silent (see delivery/rate-limit.ts). */
export type PaceRow = { channel: string; free_at: number; held_until: number }

/** One row a job and time slot: whoever inserts it does the job. */
export type RunRow = { job: string; slot: string; at: number }

/** The chain: append-only, without a single word of a person's. */
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

/** The words beside the chain: who and what was said. `words` and `salt` are null once erased. */
export type RecordTextRow = { id: string; at: number; kind: string; person: string | null; salt: string | null; words: string | null }

export type RecordHeadRow = { one: number; seq: number; hash: string }

/** A knowledge version, packed, so that an answer can be decided again as it was. */
export type KnowledgeRow = { version: string; kept_at: number; files: string }

/** A case. The columns serve the queue; `body` is the whole of it. What was said on it stands in the record. */
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
  /** When the answer is due; far beyond every time while the clock stands still, and once the case is over. */
  due: Generated<number>
  /** Since when it stands answered; null where it does not, or where a program of before answered it. */
  answered_at: Generated<number | null>
}

/** Who stands in for whom, and until when. */
export type CoverRow = { person: string; deputy: string; until: number }

export type KvRow = { key: string; value: string; expires: number | null }

/** How often a platform refused something in a day, and why. */
export type RefusalRow = { platform: string; why: string; day: string; count: number }

/** A secret, encrypted with a key that the database does not hold. */
export type SealedRow = { name: string; value: string; updated_at: number }

/** How a platform reaches a conversation: what it needs to speak there, in its own words. */
export type ConversationRow = { platform: string; id: string; reference: string; updated_at: number }

/** A way to answer an event, sealed, and until when it is open. */
export type DoorRow = { event: string; way: string; until: number }

/** An account that somebody linked; accounts with the same `human` are one person's. */
export type AccountRow = { person: string; human: string }

/**
 * Two accounts, the one whose id sorts first before the other, that were linked from `since` until `until`. Null: nobody knows
 * since when; they still are.
 */
export type AccountLinkRow = { person: string; other: string; since: number | null; until: number | null }

/**
 * An offer to link two accounts: who made it and who took it up, each a person with a place, as JSON. `agreed` is 1 once the second
 * one said yes.
 */
export type LinkOfferRow = { code: string; first: string; second: string | null; agreed: number; expires: number }
/** Who gets tips, when and about what. `due` is the next time; null where none comes. */
export type SubscriptionRow = {
  id: string
  /** A person's id, or the channel that all in it read. */
  subscriber: string
  kind: 'person' | 'place'
  platform: string
  channel: string
  place: string
  /** Who asked for it. */
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

/** The day, at the subscriber's, on which a tip was last sent. */
export type TipSeenRow = { subscription: string; tip: string; day: string }

/** What somebody chose first when a quiz was asked. */
export type QuizAnswerRow = { subscription: string; day: string; person: string; tip: string; choice: number; at: number }
