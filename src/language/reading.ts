import type { FactWords } from '../knowledge/fact-names.ts'
import type { Base } from '../knowledge/base.ts'
import type { Family, Landing, System } from '../knowledge/schema.ts'
import type { DateSpan } from './calendar/dates.ts'
import { flightOf } from './deal/flight.ts'

/** An item as the words name it. `lands` says which class it falls in, depending on facts. */
export type ItemReading = {
  readonly name: string
  readonly typed: string
  readonly level: Family['level']
  readonly lands: readonly Landing[]
  /** Facts taken from the kind of item where nobody states them; disclosed in the answer, and never allowed to clear. */
  readonly presumed: Readonly<FactWords>
  /** Facts that the name itself states, or that are public figures of a named product. */
  readonly states: Readonly<FactWords>
  readonly annex: readonly string[]
  readonly source: { readonly kind: 'family' | 'entry' | 'system'; readonly id: string }
  /** The entry that the asker quoted, e.g. "9A012" or "USML IV(d)(1)". */
  readonly entry?: string | undefined
  readonly series?: string | undefined
  readonly replaceable?: boolean | undefined
  readonly system?: System | undefined
  /** The asker said that the item is on the Munitions List, so `lands` keeps only the lines of that list. */
  readonly isListed?: true
  /** What the asker said of the item's MT mark or MTCR category; `lands` keeps only the lines that agree. */
  readonly told?: Told
}

/** What is said of an entry's control: it is controlled for missile technology (MT), it is not, or it is in MTCR Category I. */
export type Told = 'mt' | 'no-mt' | 'category-one'

/** One place of a question. More than one code means that the name is ambiguous, and the asker is asked which one is meant. */
export type PlaceReading = {
  readonly codes: readonly string[]
  readonly typed: string
  readonly role: 'destination' | 'onward' | 'nationality' | 'domestic'
  readonly region?: string | undefined
  /** No place was named for a company that receives: it is presumed to be where it has its seat, which is never the United States. */
  readonly presumed?: true | undefined
  /** It is said that nothing goes there, and no other place was named: "the stage is not going to Japan any more". */
  readonly denied?: true | undefined
  /** Facts that were stated for this place only, where several places were talked about. */
  readonly facts?: Readonly<FactWords> | undefined
  /** Only a broker or agent is in this place, and will not tell who receives the item in the end. */
  readonly goBetween?: true | undefined
}

/** A further item of the same deal, and the `article` it relates to where the item is data or a service. */
export type Also = { readonly item: ItemReading; readonly article: ItemReading | undefined }

/**
 * An item named in the conversation.
 * - `words`: what it was called.
 * - `as`: what was named beside its list entry ("EAR99 hoses").
 * - `left`: set where the conversation turned to another item: how this one was read then, where the next one goes, and whether
 *   that is a deal of its own.
 */
export type ThingTold = Also & {
  readonly words: readonly string[]
  readonly as: readonly ItemReading[]
  readonly left?: { readonly reading: Reading; readonly next: readonly PlaceReading[]; readonly isEarlier?: true } | undefined
}

/** What the words of one question say, before any rule is applied. */
export type Reading = {
  readonly item: ItemReading | undefined
  /** The vehicle that is named beside a part, data or a service. */
  readonly vehicle: ItemReading | undefined
  /** The article that the data or the service relates to. */
  readonly article: ItemReading | undefined
  readonly places: readonly PlaceReading[]
  readonly also: readonly Also[]
  /** The places talked about, in order; each inner list was asked about together. Places named by mistake are left out. */
  readonly talkedOf: ReadonlyArray<readonly PlaceReading[]>
  /** Countries that were left out by their position in the conversation: "leave the third out". */
  readonly leftOut: readonly string[]
  /** The items named so far, in order. Items named by mistake are left out. */
  readonly things: readonly ThingTold[]
  /** Plain words for recipients that were used so far, e.g. "institute", "farm". */
  readonly receivers: readonly string[]
  /** Keys ({@link thingKey}) of items that the asker set aside for now: "only the hoses". */
  readonly apart: readonly string[]
  /** The item took the place of an earlier one, or the conversation turned to it among those named before. */
  readonly isOtherThing: boolean
  /** Items handed over that the knowledge does not name, as typed. Where a list entry is quoted, the entry decides instead. */
  readonly unknown: readonly string[]
  /** Countries whose nationals are named, including those of people who count as U.S. persons. */
  readonly nationalities: readonly PlaceReading[]
  /** Citizenships that somebody has no more. They are left out under the EAR, and count where the item turns out to be under the ITAR. */
  readonly pastNationalities: readonly PlaceReading[]
  /** Listed countries that the text names and that were read as playing no part in the deal. */
  readonly setAside: readonly string[]
  readonly usPerson: boolean
  /** All nationalities that are named belong to one person. */
  readonly onePerson: boolean
  /** The message has words in a script that was not understood. */
  readonly unread: boolean
  /** Facts that the asker stated, in the words of facts.yaml. */
  readonly facts: Readonly<FactWords>
  /** Facts left open, e.g. by figures on both sides of a threshold, with the answers that are still possible. */
  readonly possible: Readonly<Record<string, readonly string[]>>
  /** The last figure stated for each fact, as typed. */
  readonly figures: Readonly<FactWords>
  /** Figures, as typed, that a later message corrected, with the fact that each stated. */
  readonly corrected: ReadonlyArray<{ readonly fact: string; readonly typed: string }>
  /** Figures that state a fact only in combination, e.g. a thrust and a burn time. */
  readonly measured: readonly Measured[]
  /** Bare numbers, as typed, that were taken as the answer to an open question about a figure. */
  readonly taken: readonly string[]
  /** Numbers without a unit, as typed, that have no use yet. A later message may give the unit. */
  readonly bare: readonly string[]
  readonly date: DateSpan | undefined
  /** Something is released to a foreign person whose country is not named. */
  readonly foreignPerson: boolean
  readonly general: 'civil' | 'military' | undefined
  /** Remarks for the asker: spelling that was corrected, figures that do not count. */
  readonly notes: readonly Note[]
  /** Words that could be a misspelled country or item and were not read as one, with the candidates. */
  readonly guesses: readonly Guess[]
}

export type Measured = { readonly measure: string; readonly low: number; readonly high: number }

export type Guess = { readonly typed: string; readonly candidates: readonly string[] }

export type Note =
  /** A corrected word. `others`: names and ordinary words that it could also be; empty where only `read` is possible. */
  | { readonly kind: 'typo'; readonly typed: string; readonly read: string; readonly others: readonly string[] }
  | { readonly kind: 'limit'; readonly typed: string }
  | { readonly kind: 'altitude'; readonly typed: string }
  | { readonly kind: 'orbit-payload'; readonly typed: string }
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
  leftOut: [],
  things: [],
  receivers: [],
  apart: [],
  isOtherThing: false,
  nationalities: [],
  pastNationalities: [],
  setAside: [],
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

/** A key by which the same item is recognized in later messages. */
export const thingKey = ({ source }: ItemReading): string => `${source.kind} ${source.id}`

/** A figure that falls short of a threshold by this ratio or less counts as on it: 186.4 miles are 300 km, rounded in the conversion. */
const rounding = 1e-4

/** Whether a threshold includes its own value. facts.yaml writes one that does not slightly higher ("more than 20" is 20.0000001). */
const isAtLeast = (from: number): boolean => from === Number(from.toPrecision(6))

/**
 * The answers that a fact can have when its figure lies between `low` and `high`; `open` excludes `high` itself. One answer unless
 * they straddle a threshold.
 */
export function bandsOf(base: Base, fact: string, low: number, high: number, open: boolean): readonly string[] {
  const answers = base.facts.get(fact)?.answers ?? []
  const first = Math.max(
    0,
    answers.findLastIndex(({ from = 0 }) => (isAtLeast(from) ? from * (1 - rounding) : from) <= low),
  )
  const last = Math.max(
    first,
    answers.findLastIndex((answer) => (open ? (answer.from ?? 0) < high : (answer.from ?? 0) <= high)),
  )
  return answers.slice(first, last + 1).map((answer) => answer.value)
}

/** Reads a general end use by the item: "civil" is civil space for a launcher and another civil use for a drone. */
export function endUseOf(base: Base, general: 'civil' | 'military', item: ItemReading | undefined): string {
  const isAircraft = item !== undefined && item.lands.some((landing) => base.classes.get(landing.class)?.role === 'uas')
  if (general === 'military') return isAircraft ? 'military-uas' : 'military-missile'
  const isSpace =
    item !== undefined &&
    !isAircraft &&
    flightOf(base, item) !== 'rocket' &&
    item.lands.some((landing) => /^(SLV|STAGE|ENGINE|SUBSYS|TECHDATA|PART_ITAR|LAUNCH|PROD|ROCKET|MISSILE)/.test(landing.class))
  return isSpace ? 'civil-space' : 'other-civil'
}

/** Whether an item is data or a service, without an entry, and the message does not say what it is about. */
export const isDataAlone = (item: ItemReading, article: Reading['article']): boolean =>
  (item.level === 'data' || item.level === 'service') && item.entry === undefined && article === undefined
