import type { Facts } from '../knowledge/fact-names.ts'
import type { Base } from '../knowledge/base.ts'
import { toStoredItem, fromStoredItem, type StoredItem } from '../language/deal/stored-item.ts'
import { emptyReading, type ItemReading, type PlaceReading } from '../language/reading.ts'
import { militarized } from '../language/deal/vehicle.ts'
import type { HeldLeg } from './held-leg.ts'
import { citesOf } from './citations.ts'
import { governingRules } from './governing-rules.ts'
import { decideLeg, type DecidedLeg } from './leg.ts'
import type { ShownVerdict } from '../engine/shown-verdict.ts'

/**
 * What the record keeps of a leg: how it was read, without the asker's words. Items are kept by id; to
 * decide the leg again, their classes are taken from the knowledge then in use.
 */
export type RecordedLeg = {
  readonly item?: StoredItem
  readonly vehicle?: StoredItem
  readonly article?: StoredItem
  readonly facts: Readonly<Record<string, string>>
  readonly possible: Readonly<Record<string, readonly string[]>>
  readonly place?: Omit<PlaceReading, 'typed'>
  /** The ISO days whose law was applied: one, or one for each part of a period in which the law changed. */
  readonly days: readonly string[]
  /** Whether the answer was held back, i.e. whether doubts turned it into a question (doubts.ts). */
  readonly isHeld: boolean
}

/** Reduces a leg to what is needed to decide it again. */
export function recordLeg({ leg: { reading, place, days }, isHeld }: HeldLeg): RecordedLeg {
  const { item, vehicle, article, facts, possible } = reading
  return {
    ...(item === undefined ? {} : { item: toStoredItem(item) }),
    ...(vehicle === undefined ? {} : { vehicle: toStoredItem(vehicle) }),
    ...(article === undefined ? {} : { article: toStoredItem(article) }),
    facts,
    possible,
    ...(place === undefined ? {} : { place: withoutWords(place) }),
    days,
    isHeld,
  }
}

const withoutWords = ({ codes, role, region, presumed }: PlaceReading): Omit<PlaceReading, 'typed'> => ({
  codes,
  role,
  ...(region === undefined ? {} : { region }),
  ...(presumed === undefined ? {} : { presumed }),
})

/** The result of a leg: its verdict, governing rules and citations. */
export type RecordedOutcome = {
  readonly shown: ShownVerdict
  readonly rules: readonly string[]
  readonly citations: ReadonlyArray<{ readonly source: string; readonly section: string }>
}

/**
 * Decides a recorded leg with the given knowledge, which can be another version than at the time; `undefined`
 * if that knowledge lacks one of the items. Sources overdue for review on `today` (an ISO day) can only make
 * the result stricter.
 */
export function decideRecorded(base: Base, recorded: RecordedLeg, today: string): RecordedOutcome | undefined {
  const things = (['item', 'vehicle', 'article'] as const).map((part) => [recorded[part], fromStoredItem(base, recorded[part])] as const)
  if (things.some(([ref, thing]) => ref !== undefined && thing === undefined)) return undefined
  const [item, vehicle, article] = things.map(([, thing]) => thing)
  const { facts, possible, place, days } = recorded
  const reading = { ...emptyReading, ...militarized(base, { item }, facts), vehicle, article, facts, possible }
  const leg = decideLeg(base, { reading, place: place === undefined ? undefined : { ...place, typed: '' }, days }, today)
  return outcomeOf(base, leg, recorded.isHeld)
}

/**
 * Decides a leg recorded by an earlier version of the program, which stored classes and facts instead of
 * the reading.
 */
export function decideEarlier(
  base: Base,
  { classes, facts }: { readonly classes: readonly string[]; readonly facts: Facts },
  today: string,
): RecordedOutcome {
  const { destination, date, ...others } = facts
  const stated = Object.fromEntries(Object.entries(others).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const lands = classes.map((id, index) => (index === classes.length - 1 ? { class: id } : { class: id, when: { item: id } }))
  const item: ItemReading = {
    name: '',
    typed: '',
    level: 'other',
    lands,
    presumed: {},
    states: {},
    annex: [],
    source: { kind: 'family', id: '' },
  }
  const reading = { ...emptyReading, item: classes.includes('UNKNOWN') ? undefined : item, facts: stated }
  const place = typeof destination === 'string' ? ({ codes: [destination], typed: '', role: 'destination' } as const) : undefined
  return outcomeOf(base, decideLeg(base, { reading, place, days: [typeof date === 'string' ? date : today] }, today), false)
}

function outcomeOf(base: Base, leg: DecidedLeg, isHeld: boolean): RecordedOutcome {
  const said = isHeld ? 'need-facts' : leg.shown
  return {
    shown: said,
    rules: governingRules(base, leg).map(({ id }) => id),
    citations: citesOf(base, { ...leg, shown: said }).map(({ source, section }) => ({ source, section })),
  }
}
