import type { Base } from '../knowledge/base.ts'
import type { Search } from '../knowledge/search.ts'
import type { Intent } from '../language/request/intent.ts'
import type { Reader } from '../language/reader.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Confirm } from './confirm.ts'
import type { HeldLeg } from './held-leg.ts'
import type { LegAnswer } from './leg-answer.ts'
import type { BasisEntry } from './facts-used.ts'
import type { ShownVerdict } from '../engine/shown-verdict.ts'
import type { Unused } from './unused-words.ts'

// The types of a conversation: what is asked, what is answered, and what later messages can refer to.

/**
 * A message of a conversation, with the ISO day on which it was said.
 * - `open`: a statement to which no answer was given; it only serves as evidence for later answers.
 * - `asked`: an answer has already asked about it, so it does not count for a later message that stands
 * alone.
 * - `wants`: what its answer asked for first: a fact, or what a doubt needs (`keyOf` in doubt.ts).
 * - `confirms`: the keys of the doubts that a yes to its answer settles.
 * - `settled`: the message is a yes or no, and these are the doubts that it settled; empty for a no.
 * - `refused`: it was refused as a wish to deceive; only what it states counts, as evidence.
 * - `topic`: it asked for a rule and named an item that a later message can refer to; it is not evidence.
 * - `listed`: it asked for a list (`true`), or a further question about a list asked for before (`on`).
 * - `picks`: it only said which of the places named before are meant.
 * - `unread`: it said something about the deal that was not understood, and counts as a doubt.
 * - `begins`: it described part of a deal and waits until the item is named.
 * - `rule`: it asked for a rule; this is the whole question, which only the next message can continue.
 * - `past`: it belongs to an earlier deal, of which only the items are remembered.
 */
export type Turn = {
  readonly text: string
  readonly today: string
  readonly open?: true
  readonly asked?: true
  readonly topic?: true
  readonly listed?: true | 'on'
  readonly picks?: true
  readonly unread?: true
  readonly wants?: string
  readonly confirms?: readonly string[] | undefined
  readonly settled?: readonly string[]
  readonly refused?: true
  readonly begins?: true
  readonly rule?: string
  readonly past?: true
}

/** The answer to one message. Without a verdict (a list, help), `verdict` is `null`, and `answers` and `legs` are empty. */
export type Answer = {
  /**
   * The message as typed. `null` if the guard refused it (technical data, a control marking), because then
   * nothing of it is kept.
   */
  readonly question: string | null
  readonly asOf: string
  readonly today: string
  readonly intent: Intent | 'guard'
  readonly verdict: ShownVerdict | null
  readonly asks: readonly string[]
  readonly countries: readonly string[]
  readonly answers: readonly LegAnswer[]
  readonly knowledge: string
  readonly receipt: string
  readonly reply: ChatReply
  readonly text: string
  readonly legs: readonly HeldLeg[]
  /** What a yes to this answer would settle; `null` if the answer does not ask "Is that so?". */
  readonly confirm: Confirm | null
  /** What the verdicts are based on: items, places, days and facts. */
  readonly read: readonly BasisEntry[]
  /** Words of the message that could matter and that the answer does not use. */
  readonly unused: readonly Unused[]
  /**
   * The messages to which a later one can refer; the next message is given them as `turns` of {@link
   * Asked}.
   */
  readonly turns: readonly Turn[]
}

/** What answers messages: the knowledge, the reader that understands messages, and the search in the articles. */
export type Answerer = { readonly base: Base; readonly reader: Reader; readonly search: Search }

/**
 * A message to answer.
 * - `asOf`: the ISO day whose law applies, unless the message names another day.
 * - `today`: an ISO day; sources due for review before that day can only make an answer stricter.
 * - `turns`: the earlier messages.
 * - `isPlain`: the message was refused as a wish to deceive, and the asker has then said that it was only a question.
 */
export type Asked = {
  readonly question: string
  readonly asOf: string
  readonly today: string
  readonly turns?: readonly Turn[]
  readonly isPlain?: true
}

/** A message with the earlier messages of its conversation; `turns` is empty if there are none. */
export type AskedInConversation = Asked & { readonly turns: readonly Turn[] }
