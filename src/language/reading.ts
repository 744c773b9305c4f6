import type { FactWords } from '../knowledge/fact-names.ts'
import type { Base } from '../knowledge/base.ts'
import type { Family, Landing, System } from '../knowledge/schema.ts'
import type { DateSpan } from './calendar/dates.ts'
import { flightOf } from './deal/flight.ts'

/** An item as the words name it, and where it lands once figures are known. */
export type ItemReading = {
  readonly name: string
  readonly typed: string
  readonly level: Family['level']
  readonly lands: readonly Landing[]
  /** Taken where nobody states it; disclosed, and never allowed to clear. */
  readonly presumed: Readonly<FactWords>
  /** What the word itself or a named product's public figures state. */
  readonly states: Readonly<FactWords>
  readonly annex: readonly string[]
  readonly source: { readonly kind: 'family' | 'entry' | 'system'; readonly id: string }
  /** The entry quoted by the asker, such as 9A012 or USML IV(d)(1). */
  readonly entry?: string | undefined
  readonly series?: string | undefined
  readonly replaceable?: boolean | undefined
  readonly system?: System | undefined
  /** It was said to be on the Munitions List, and lands only on what that list has of it. */
  readonly isListed?: true
  /** What was said of its mark or its category, and what it lands on is only of that. */
  readonly told?: Told
}

/** The entry bears the mark of missile technology, or does not; or the thing is of Category I. */
export type Told = 'mt' | 'no-mt' | 'category-one'

/** One place of a question. More than one code means the name is ambiguous: the asker is asked, nobody guesses. */
export type PlaceReading = {
  readonly codes: readonly string[]
  readonly typed: string
  readonly role: 'destination' | 'onward' | 'nationality' | 'domestic'
  readonly region?: string | undefined
  /** Nobody named it: a company receives, which is presumed at home. */
  readonly presumed?: true | undefined
  /** It is said that nothing goes there, and no other place was named: "the stage is not going to Japan any more". */
  readonly denied?: true | undefined
  /** Facts that were told of this place alone, where several were talked of. */
  readonly facts?: Readonly<FactWords> | undefined
  /** Only a broker or an agent is there, who will not tell who receives in the end. */
  readonly goBetween?: true | undefined
}

/** A further item of the same deal, and what it is about where it is data or a service. */
export type Also = { readonly item: ItemReading; readonly article: ItemReading | undefined }

/** A thing that was told of, and what it was called; `as`: what was named beside its list entry ("EAR99 hoses"); `left` where the talk turned away from it: how it stood then, where the next thing goes, and whether that is a deal of its own. */
export type ThingTold = Also & {
  readonly words: readonly string[]
  readonly as: readonly ItemReading[]
  readonly left?: { readonly reading: Reading; readonly next: readonly PlaceReading[]; readonly isEarlier?: true } | undefined
}

/** What the words of one question say, before any rule is read. */
export type Reading = {
  readonly item: ItemReading | undefined
  /** The vehicle named beside a part, data or a service. */
  readonly vehicle: ItemReading | undefined
  /** The article that data or a service relate to. */
  readonly article: ItemReading | undefined
  readonly places: readonly PlaceReading[]
  readonly also: readonly Also[]
  /** The places that were talked of one after another, those together that were asked of together; none that was named by mistake. */
  readonly talkedOf: ReadonlyArray<readonly PlaceReading[]>
  /** Countries that were left out by where they stood in the talk: "leave the third out". */
  readonly leftOut: readonly string[]
  /** The things that were told of, in their order; none that was named by mistake. */
  readonly things: readonly ThingTold[]
  /** What receives is called in plain words: the dairy, the institute. */
  readonly receivers: readonly string[]
  /** The things that were told of and are looked away from, each by its key: "only the hoses". */
  readonly apart: readonly string[]
  /** The thing took the stead of another that was talked of before. */
  readonly isOtherThing: boolean
  /** What is handed over and has no name in the knowledge, as it was typed. Where a list entry is quoted, that decides. */
  readonly unknown: readonly string[]
  /** Countries whose nationals are named, also where they count as U.S. persons. */
  readonly nationalities: readonly PlaceReading[]
  /** Listed countries that stand in the text and were read as playing no part. */
  readonly setAside: readonly string[]
  readonly usPerson: boolean
  /** All that is said of nationalities is said of one person. */
  readonly onePerson: boolean
  /** Words in a script that was not understood. */
  readonly unread: boolean
  /** Facts in the words of facts.yaml that the asker stated. */
  readonly facts: Readonly<FactWords>
  /** Facts whose figures were given, but on both sides of a line: the answers still possible. */
  readonly possible: Readonly<Record<string, readonly string[]>>
  /** The last figure that was told of each fact, as typed. */
  readonly figures: Readonly<FactWords>
  /** Figures that tell of a fact only together with another: a thrust, a burn time. */
  readonly measured: readonly Measured[]
  /** Bare numbers, as typed, that answered what was open of a figure. */
  readonly taken: readonly string[]
  /** Bare numbers, as typed, that nothing has used so far: a unit told later is theirs. */
  readonly bare: readonly string[]
  readonly date: DateSpan | undefined
  /** A release to a foreign person whose countries are not named. */
  readonly foreignPerson: boolean
  readonly general: 'civil' | 'military' | undefined
  /** Things to be said back: words that were corrected, figures that do not count. */
  readonly notes: readonly Note[]
  /** Words that could be a misspelled country or item and were not taken for one, with what they could be. */
  readonly guesses: readonly Guess[]
}

export type Measured = { readonly measure: string; readonly low: number; readonly high: number }

export type Guess = { readonly typed: string; readonly candidates: readonly string[] }

export type Note =
  /** `others`: words, names and places that the word could also be; none where it can only be what was read. */
  | { readonly kind: 'typo'; readonly typed: string; readonly read: string; readonly others: readonly string[] }
  | { readonly kind: 'limit'; readonly typed: string }
  | { readonly kind: 'altitude'; readonly typed: string }
  | { readonly kind: 'orbit-payload'; readonly typed: string }
  | { readonly kind: 'ordinary'; readonly typed: string }
  /** Figures of one quantity on both sides of a line, each as typed. */
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
  setAside: [],
  usPerson: false,
  onePerson: false,
  unread: false,
  facts: {},
  possible: {},
  figures: {},
  measured: [],
  taken: [],
  bare: [],
  date: undefined,
  foreignPerson: false,
  general: undefined,
  notes: [],
  guesses: [],
}

/** A thing, as it is known again. */
export const thingKey = ({ source }: ItemReading): string => `${source.kind} ${source.id}`

/** A figure so near below a line, by its ratio, is on it: 186.4 miles are 300 km, and were rounded by whoever converted them. */
const rounding = 1e-4

/** A line that belongs to what is above it; one that does not is written a hair higher in facts.yaml ("more than 20": 20.0000001). */
const isAtLeast = (from: number): boolean => from === Number(from.toPrecision(6))

/** The answers that a fact can have when its figure lies between two bounds: one where they do not straddle a line. */
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

/** General words take their meaning from the item: civil for a launcher is space, for a drone it is not. */
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

/** Data or a service, of nothing that is named. */
export const isDataAlone = (item: ItemReading, article: Reading['article']): boolean =>
  (item.level === 'data' || item.level === 'service') && item.entry === undefined && article === undefined
