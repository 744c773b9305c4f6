import type { FactWords } from '../knowledge/fact-names.ts'
import type { Family, Landing, System } from '../knowledge/schema.ts'
import type { DateSpan } from './calendar/span.ts'

/**
 * An item named in a message. `lands`: the classes that the item can fall in, each on its own condition. The
 * first class whose condition holds is where the item lands.
 */
export type ItemReading = {
  readonly name: string
  readonly typed: string
  readonly level: Family['level']
  readonly lands: readonly Landing[]
  /**
   * Facts presumed from the kind of item if nobody states them. The answer discloses these facts. Where an
   * item leaves the United States, a presumed fact never makes the answer milder than a license.
   */
  readonly presumed: Readonly<FactWords>
  /** Facts that the name itself states, or that are public figures of a named product. */
  readonly states: Readonly<FactWords>
  readonly annex: readonly string[]
  readonly source: { readonly kind: 'family' | 'entry' | 'system'; readonly id: string }
  /** The list entry that the asker quoted, e.g. "9A012" or "USML IV(d)(1)". */
  readonly entry?: string | undefined
  readonly series?: string | undefined
  readonly replaceable?: boolean | undefined
  readonly system?: System | undefined
  /** The asker said that the item is on the Munitions List, so `lands` keeps only the lines of that list. */
  readonly isListed?: true
  /**
   * What the asker said about whether the item is controlled for missile technology. `lands` then keeps only
   * the classes that agree.
   */
  readonly told?: ControlClaim
}

/** What the asker says of an item's control: it is controlled for missile technology (MT), it is not, or it is in MTCR Category I. */
export type ControlClaim = 'mt' | 'no-mt' | 'category-one'

/**
 * One place of a question. More than one code means that the name is ambiguous, and the asker is asked which
 * country is meant.
 */
export type PlaceReading = {
  readonly codes: readonly string[]
  readonly typed: string
  readonly role: 'destination' | 'onward' | 'nationality' | 'domestic'
  readonly region?: string | undefined
  /** The place was not named: it is where the receiving company has its seat. Such a seat is never in the United States. */
  readonly presumed?: true | undefined
  /** The asker says that nothing goes there, and names no other place: "the stage is not going to Japan any more". */
  readonly denied?: true | undefined
  /** Facts that were stated for this place only, if several places were named. */
  readonly facts?: Readonly<FactWords> | undefined
  /** Only a broker or agent is in this place, and does not say who finally receives the item. */
  readonly goBetween?: true | undefined
}

/** A further item of the same deal. `article`: the thing that the item is about, if it is data or a service ("drawings of the motor"). */
export type Also = { readonly item: ItemReading; readonly article: ItemReading | undefined }

/**
 * An item named in the conversation.
 * - `words`: what it was called.
 * - `as`: the items named beside its list entry: the hoses in "EAR99 hoses".
 * - `letter`: the letter by which it was listed ("b" in "a) hoses, b) a stage").
 * - `left`: set when the conversation turned to another item. `reading`: how this item was read then; `next`:
 *   where the other item goes; `isEarlier`: this item belongs to an earlier deal.
 */
export type ThingTold = Also & {
  readonly words: readonly string[]
  readonly as: readonly ItemReading[]
  readonly letter?: string | undefined
  readonly left?: { readonly reading: Reading; readonly next: readonly PlaceReading[]; readonly isEarlier?: true } | undefined
}

/** What the words of one question, or of the conversation so far, say before any rule is applied. */
export type Reading = {
  readonly item: ItemReading | undefined
  /** The vehicle that is named beside a part, data or a service. */
  readonly vehicle: ItemReading | undefined
  /** The thing that the item is about, if it is data or a service: the motor in "drawings of a motor". */
  readonly article: ItemReading | undefined
  readonly places: readonly PlaceReading[]
  readonly also: readonly Also[]
  /**
   * The places talked about, in order. The places of one inner list were asked about together. Places named
   * by mistake are left out.
   */
  readonly talkedOf: ReadonlyArray<readonly PlaceReading[]>
  /** Countries that were left out by their position in the conversation: "leave the third out". */
  readonly countriesLeftOut: readonly string[]
  /** The items named so far, in order. Items named by mistake are left out. */
  readonly things: readonly ThingTold[]
  /** The plain words for recipients that were used so far, e.g. "institute", "farm". */
  readonly receivers: readonly string[]
  /** Keys ({@link thingKey}) of items that the asker set aside for now: "only the hoses". */
  readonly itemsPutAside: readonly string[]
  /** The item replaces an earlier one, or the conversation returned to an item named before. */
  readonly isOtherThing: boolean
  /** Items that the knowledge does not have, as typed. Beside a quoted list entry they are left out, because the entry decides. */
  readonly unknown: readonly string[]
  /** Countries whose nationals are named, including those of people who count as U.S. persons. */
  readonly nationalities: readonly PlaceReading[]
  /**
   * Former citizenships, which are left out under the EAR and count if the item turns out to be under the
   * ITAR.
   */
  readonly pastNationalities: readonly PlaceReading[]
  /** Listed countries that the text names, but that seem to play no part in the deal. */
  readonly listedWithoutPart: readonly string[]
  readonly usPerson: boolean
  /** All nationalities named belong to the same person. */
  readonly onePerson: boolean
  /** The message has words in a script that was not understood. */
  readonly unread: boolean
  /** Facts that the asker stated, in the words of facts.yaml. */
  readonly facts: Readonly<FactWords>
  /**
   * Facts that figures ("280 to 320 km") or words ("end use not known") leave open, each with the answers
   * that are still possible.
   */
  readonly possible: Readonly<Record<string, readonly string[]>>
  /** The last figure stated for each fact, as typed. */
  readonly figures: Readonly<FactWords>
  /** Figures, as typed, that a later message corrected, with the fact that each stated. */
  readonly corrected: ReadonlyArray<{ readonly fact: string; readonly typed: string }>
  /** Figures that state a fact only in combination, e.g. a thrust and a burn time. */
  readonly measured: readonly LooseFigure[]
  /** Numbers, as typed, that were used without a unit in a reply or correction, or that the asker denied. */
  readonly taken: readonly string[]
  /** Numbers without a unit, as typed, that could not be used yet. A later message can give the unit. */
  readonly bare: readonly string[]
  readonly date: DateSpan | undefined
  /** Something is shown or given to a foreign person whose country is not named. */
  readonly foreignPerson: boolean
  readonly general: 'civil' | 'military' | undefined
  /** Remarks for the asker, e.g. that a spelling was corrected or that a figure does not count. */
  readonly notes: readonly Note[]
  /** Words that could mean a country or item (e.g. misspelled) but were not read as one, with the names they could mean. */
  readonly guesses: readonly Guess[]
}

export type LooseFigure = { readonly measure: string; readonly low: number; readonly high: number }

/** A word that could be a misspelled name: as typed, and the names that it could be. */
export type Guess = { readonly typed: string; readonly candidates: readonly string[] }

/** What an answer says about how words (`typed`) were read. */
export type Note =
  /**
   * A corrected word. `others`: names and ordinary words that it could also be;
   * empty if only `read` is possible.
   */
  | { readonly kind: 'typo'; readonly typed: string; readonly read: string; readonly others: readonly string[] }
  /** A limit that is only stated or kept in operation; it is not the range. */
  | { readonly kind: 'limit'; readonly typed: string }
  /** An altitude; it is not the range. */
  | { readonly kind: 'altitude'; readonly typed: string }
  /** What a launcher takes to orbit, if it is too little to settle the category. */
  | { readonly kind: 'orbit-payload'; readonly typed: string }
  /** Words taken for an ordinary article that no control list names. */
  | { readonly kind: 'ordinary'; readonly typed: string }
  /** Figures of one quantity that lie on both sides of a threshold, each as typed. */
  | { readonly kind: 'several'; readonly typed: string; readonly others: readonly string[] }
  | { readonly kind: 'armed-group'; readonly typed: string; readonly list: string; readonly asOf: string }

export const emptyReading: Reading = {
  item: undefined,
  vehicle: undefined,
  article: undefined,
  also: [],
  unknown: [],
  places: [],
  talkedOf: [],
  countriesLeftOut: [],
  things: [],
  receivers: [],
  itemsPutAside: [],
  isOtherThing: false,
  nationalities: [],
  pastNationalities: [],
  listedWithoutPart: [],
  usPerson: false,
  onePerson: false,
  unread: false,
  facts: {},
  possible: {},
  figures: {},
  corrected: [],
  measured: [],
  taken: [],
  bare: [],
  date: undefined,
  foreignPerson: false,
  general: undefined,
  notes: [],
  guesses: [],
}

/** Whether two items have a class in common, so that each can be the other. */
export const sharesClass = ({ lands }: ItemReading, other: ItemReading): boolean =>
  lands.some((landing) => other.lands.some((one) => one.class === landing.class))

/** Whether an item can be of every class that another one can have, and so covers it. */
export const hasAllClassesOf = ({ lands }: ItemReading, other: ItemReading): boolean =>
  other.lands.every((landing) => lands.some((one) => one.class === landing.class))

/** An item that is data or a service. */
export type KnowHow = ItemReading & { readonly level: 'data' | 'service' }

/** Whether an item is know-how: data or a service, such as "just drawings of it". */
export const isKnowHow = (item: ItemReading | undefined): item is KnowHow => item?.level === 'data' || item?.level === 'service'

/** A key by which the same item is recognized in later messages. */
export const thingKey = ({ source }: ItemReading): string => `${source.kind} ${source.id}`

/** Whether an item is data or a service without a list entry, and the message does not say what thing it is about. */
export const isDataAlone = (item: ItemReading, article: Reading['article']): boolean =>
  isKnowHow(item) && item.entry === undefined && article === undefined
