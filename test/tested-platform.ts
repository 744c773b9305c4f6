import type { PlatformKind } from '../adapters/platform-kind.ts'
import type { Form } from '../src/port/form.ts'
import type { ChatReply, Layer } from '../src/port/reply.ts'

/** A chat platform as the tests that hold for every platform use it. */
export type TestedPlatform = {
  readonly title: string
  readonly kind: PlatformKind
  /** Credentials with which no outside service is called before the first event. */
  readonly credentials: Readonly<Record<string, string>>
  /** How many messages the platform takes from one program in a time, in milliseconds, before it refuses more. */
  readonly limit: { readonly most: number; readonly span: number }
  readonly draw: (reply: ChatReply) => Drawn
  readonly drawForm: (form: Form) => { readonly refused: readonly string[]; readonly texts: readonly string[] }
  /** What the platform would refuse of a personal page, if it draws it otherwise than a message. */
  readonly faultsOfPage?: (page: ChatReply) => readonly string[]
  /** Starts Licet with the platform's fake, in which anybody may write. */
  readonly openChat: () => Promise<TestedChat>
  /** How many events the storm has in `npm run processes`. */
  readonly eventsOfStorm: number
  /**
   * Lets many people ask, each event delivered four times, while the platform refuses messages for `silence`
   * seconds. Throws unless each is answered once and, with `inTime`, acknowledged in time; returns what happened
   * in words.
   */
  readonly storm: (events: number, silence: number, until: Until, inTime?: boolean) => Promise<string>
}

/** A reply as the platform shows it. */
export type Drawn = {
  /** What the platform would refuse. */
  readonly refused: readonly string[]
  /** What else is wrong, by the platform's own measure. */
  readonly faults: readonly string[]
  /** All words that somebody sees there. */
  readonly words: string
  readonly buttons: readonly string[]
  /** Whether a layer is shown at once, instead of after a button. */
  readonly shows: (layer: Layer) => boolean
}

/** Somebody's own chat with Licet, on a fake of the platform. People differ by their names. */
export type TestedChat = {
  /** Says messages in a conversation, each after the answer to the one before; returns the words of the last answer. */
  readonly talk: (person: string, messages: readonly string[]) => Promise<string>
  /** Asks about a deal and changes a field of it by the form; waits until the same answer says so, and returns its words. */
  readonly changeByForm: (person: string, deal: string, field: string, value: string, says: RegExp) => Promise<string>
  /** Asks about a deal and says words that change it; waits until an answer says so, and returns its words. */
  readonly changeByWords: (person: string, deal: string, words: string, says: RegExp) => Promise<string>
  readonly close: () => Promise<void>
}

/** Polls until something holds; fails after five minutes. */
export type Until = (what: string, holds: () => Promise<boolean> | boolean) => Promise<void>
