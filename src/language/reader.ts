import type { Evidence } from './evidence/evidence.ts'
import type { GuardReason } from './guard/guard.ts'
import type { Intent, GoodFaithIntent } from './request/intent.ts'
import type { Evasion } from './request/evasion.ts'
import type { ReadWord } from './word-by-word.ts'
import type { ListRequest } from './request/list-request.ts'
import type { Reading } from './reading.ts'

/**
 * The result of reading a message. `guarded`: the message must not be stored, e.g. because it has technical
 * data. `read`: what the asker wants, and what the words say.
 */
export type Understood =
  | { readonly kind: 'guarded'; readonly reason: GuardReason }
  | {
      readonly kind: 'read'
      readonly text: string
      readonly intent: Intent
      /** What the intent would be without any suspicion of deceit. */
      readonly intentIfHonest: GoodFaithIntent
      /** The request for help to deceive in the message; `undefined` if there is none, or not enough to refuse. */
      readonly evasion: Evasion | undefined
      /** The message asks for a rule, even if it also describes a deal. */
      readonly asksRule: boolean
      /** The message asks for a rule that is to be answered before any deal. */
      readonly ruleFirst: boolean
      /** How strongly the words suggest a question about a rule rather than a deal, in points. */
      readonly rulelike: number
      /** The message describes part of a deal but no item yet, and does not continue the conversation. */
      readonly begins: boolean
      /** The message speaks of export control regimes, or of documents such as licenses. */
      readonly onTopic: boolean
      /** The topics about Licet itself that the message asks about (marks `help-…` without the prefix). */
      readonly help: readonly string[]
      /** What the message asks for if it is taken as a request for a list, whatever its intent. */
      readonly list: ListRequest
      readonly readings: readonly Reading[]
      readonly foreign: boolean
      readonly cut: boolean
      /** The message names more items than are decided in one answer. */
      readonly tooMany: boolean
      /** The message continues the conversation, and means little without it. */
      readonly follows: boolean
      /**
       * Licet asked for no fact, and the message says something about the current deal but changes nothing in
       * the reading, because no fact was understood.
       */
      readonly unread: boolean
      /** The message only picks some of the places talked about. */
      readonly picks: boolean
      /** The message returns to an item of an earlier deal, after another deal was talked about. */
      readonly turnsBack: boolean
      /** The message asks what was understood so far. */
      readonly asksBack: boolean
      /** The message asks why places get different answers. */
      readonly asksDifference: boolean
      /** The message asks what would make a deal easier. */
      readonly asksEasier: boolean
      /** The message asks which entry of a list an item falls under. */
      readonly asksEntry: boolean
      /** The message asks from which figure a thing is on a list. */
      readonly asksLimit: boolean
      /** The message asks whether a place is on a list mentioned before, or asks the same about another place or item. */
      readonly asksOfList: boolean
      /** The message asks for the other members of a list mentioned before. */
      readonly asksWhoElse: boolean
      /** The message asks since when a place has been on a list mentioned before. */
      readonly asksSince: boolean
      /** The kind of small talk in the message, if any. */
      readonly talk: 'thanks' | 'greeting' | 'starts-over' | undefined
    }

/** A message that was read; see {@link Understood}. */
export type UnderstoodMessage = Extract<Understood, { readonly kind: 'read' }>

/**
 * Reads messages. `before`: how the conversation so far was read. A message that is only clear in the conversation ("And to Norway?") is
 * read as a change of it; any other is read by itself. `asked`: the id of the fact that Licet asked for last.
 */
export type Reader = {
  readonly read: (message: string, today: string, before?: Reading, asked?: string) => Understood
  /**
   * Splits a message in which the asker takes something back: "A stage to Japan?" and "No wait, the
   * fairing". Most messages stay whole.
   */
  readonly parts: (message: string) => readonly string[]
  /** A message without thanks at its beginning and end: "Great, thanks. Is that allowed? Thanks, Anna" becomes "Is that allowed?". */
  readonly withoutThanks: (message: string) => string
  /** Lists how each word of a message was read. */
  readonly explain: (message: string, today: string) => readonly ReadWord[]
  /** Collects everything that a message names, whether or not the reading gave it a role. */
  readonly evidence: (message: string, today: string) => Evidence
  /**
   * Collects what a statement says that later answers must take into account. `undefined` if the message is
   * no statement (a question, a complete deal, small talk) or says nothing that matters.
   */
  readonly statement: (message: string, today: string) => Evidence | undefined
  /** The same of the sentences before a question at the end: "It goes to Tehran next. Who signs that?" `undefined` if there are none. */
  readonly statementBeforeQuestion: (message: string, today: string) => Evidence | undefined
  /**
   * Completes a message that continues an earlier question about a rule (`before`). `instead`: the earlier
   * question with the name from the message in place of its own. `onward`: the earlier question followed by
   * the question in the message. Each is `undefined` if the message is not of that kind.
   */
  readonly ruleAgain: (before: string, message: string) => { readonly instead: string | undefined; readonly onward: string | undefined }
  /** Whether a message says that a new matter begins, so what was said before no longer counts. */
  readonly startsOver: (message: string) => boolean
  /** Whether a message has a word that refers to something said earlier: "them", "there". */
  readonly points: (message: string) => boolean
  /** Whether a message corrects what was said before. */
  readonly corrects: (message: string) => boolean
  /** Whether a message ends with a question mark. */
  readonly asks: (message: string) => boolean
  /** Whether a message says that a request refused by Licet was only meant as a question. */
  readonly onlyAsks: (message: string) => boolean
  /** Whether a message says only that something is not known. */
  readonly onlyNotKnown: (message: string) => boolean
  /** Whether a text says only that none of the offered answers holds: "neither". */
  readonly onlyNeither: (text: string) => boolean
  /** Whether a message says that the answer to a question is not known or not given, and says nothing about a deal. */
  readonly leavesOpen: (message: string) => boolean
  /** Whether a message is only a yes or a no. */
  readonly yesOrNo: (message: string) => 'yes' | 'no' | undefined
  /** Why a text must not be stored: a control marking, or apparent technical data. */
  readonly guard: (text: string) => GuardReason | undefined
}
