import { severity } from '../engine/explore.ts'
import type { Base } from '../knowledge/base.ts'
import { saidAs, type Evidence } from '../language/evidence/evidence.ts'
import { isEar } from '../language/deal/flight.ts'
import { statedBy } from '../language/deal/facts.ts'
import { fromFamily } from '../language/deal/named.ts'
import { emptyReading, type ItemReading, type PlaceReading, type Reading } from '../language/reading.ts'
import { landingFacts } from '../knowledge/landing.ts'
import { doubtKey } from './confirm.ts'
import type { Doubt } from './doubt.ts'
import { daysOf } from './period.ts'
import { decideLeg, isHome, type DecidedLeg, type ExploredLeg } from './leg.ts'
import { nationalityDoubts, peopleDoubts } from './people-doubts.ts'

/** A leg with what stands in the way of its answer; `isHeld` where that made it a question. */
export type HeldLeg = ExploredLeg & {
  readonly doubts: readonly Doubt[]
  readonly isHeld: boolean
  /** Words that the asker has said change nothing. */
  readonly settled: readonly string[]
  /** What is said where nothing that stands in the way matters. */
  readonly ifSettled: ExploredLeg['said']
}

/** All that a leg's answer is held against: what each message names, the last one last, and what was decided of it. */
export type Conversation = {
  readonly evidence: () => readonly Evidence[]
  readonly decided: readonly Reading[]
  /** The message is longer than what is read of it. */
  readonly cut: boolean
  /** It names more items or places than are decided at once. */
  readonly tooMany: boolean
  /** The doubts that the asker has said change nothing, each by its key (confirm.ts). */
  readonly settled: ReadonlySet<string>
}

const isMilderThan = (said: ExploredLeg['said'], other: ExploredLeg['said']): boolean => severity.indexOf(said) < severity.indexOf(other)

/**
 * The net under an answer: it becomes a question where a listed country was read as playing no part, not all of a message was read,
 * the citizenship of somebody who gets data is not known, a figure that corrects another or a name in a list of places was not
 * understood; and an answer
 * milder than a review also where anything that was said is not in it. It only tightens.
 */
export function hold(base: Base, leg: ExploredLeg, talk: Conversation, today: string): HeldLeg {
  const { setAside, unread } = leg.leg.reading
  const clears = isMilderThan(leg.said, 'case-by-case')
  const all = [
    ...(talk.cut ? [{ kind: 'cut', words: '' } as const] : []),
    ...goBetweenDoubts(leg),
    ...nationalityDoubts(base, leg, talk.evidence()),
    ...correctedFigures(base, leg, talk),
    ...listedStrays(talk.evidence()),
    ...(clears ? doubtsOf(base, leg, talk, today) : []),
  ]
  const isSettled = (doubt: Doubt): boolean => talk.settled.has(doubtKey(doubt))
  const doubts = all.filter((doubt) => !isSettled(doubt))
  const settled = all.filter(isSettled).map(({ words }) => words)
  const isHeld = doubts.length > 0 || setAside.length > 0 || talk.tooMany || (clears && unread)
  if (!isHeld || !isMilderThan(leg.said, 'need-facts')) return { ...leg, doubts: [], settled, isHeld: false, ifSettled: leg.said }
  const asks = doubts.length > 0 ? [] : [talk.tooMany ? 'item' : 'destination']
  return {
    ...leg,
    doubts,
    settled,
    isHeld: true,
    ifSettled: leg.said,
    said: 'need-facts',
    asks: [...new Set([...asks, ...leg.asks])],
    changes: [],
  }
}

function doubtsOf(base: Base, leg: DecidedLeg, talk: Conversation, today: string): readonly Doubt[] {
  const { decided } = talk
  const evidence = talk.evidence()
  const each = (kind: Doubt['kind'], words: (one: Evidence) => readonly string[]): readonly Doubt[] =>
    evidence.flatMap((one) => words(one).map((said) => ({ kind, words: said })))
  const doubts = [
    ...itemDoubts(base, leg, decided, evidence, today),
    ...entryDoubts(base, leg, today),
    ...placeDoubts(base, leg, decided, evidence, today),
    ...peopleDoubts(base, leg, evidence),
    ...factDoubts(base, leg, evidence, today),
    ...(decided.some(({ places }) => places.length > 1)
      ? saidAs(evidence, 'use-of-one').map((words): Doubt => ({ kind: 'use-of-one', words }))
      : []),
    ...markDoubts(leg, evidence),
    ...saidAs(evidence, 'red-flag').map((words): Doubt => ({ kind: 'red-flag', words })),
    ...each('denial', ({ loose }) => loose),
    // No learned weight clears: what only the second opinion took for honest is asked about.
    ...saidAs(evidence, 'signs-of-deceit').map((words): Doubt => ({ kind: 'denial', words })),
    ...decided.flatMap(guessDoubts),
    ...evidence.flatMap(({ nearPlaces }) =>
      nearPlaces.map((guess): Doubt => ({ kind: 'guess', words: guess.typed, candidates: guess.candidates })),
    ),
    ...(leg.facts['usGovernmentProgram'] === 'yes'
      ? saidAs(evidence.slice(lastSaid(evidence, 'us-government')), 'commercial').map((words): Doubt => ({ kind: 'denial', words }))
      : []),
    ...(takesFigures(base, leg)
      ? each('figure', ({ figures }) => figures.filter((one) => !decided.some(({ taken }) => taken.includes(one))))
      : []),
    ...each('day', ({ days }) => days),
    ...dayDoubts(base, leg, evidence, today),
  ]
  const isAsked = (typed: string): boolean => doubts.some(({ words }) => words.includes(typed))
  const strays = each('stray', (one) => one.strays.map(({ typed }) => typed).filter((typed) => !isAsked(typed)))
  return [...new Map([...doubts, ...strays].map((doubt) => [`${doubt.kind} ${doubt.words}`, doubt])).values()]
}

/** Days that the text gives to something else, where the law of that day was stricter. */
const dayDoubts = (base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): readonly Doubt[] =>
  evidence.flatMap(({ told }) =>
    told
      .filter((span) => {
        const other = decideLeg(base, { ...leg.leg, days: daysOf(base, span, leg.day, today) }, today)
        return severity.indexOf(other.said) > severity.indexOf(leg.said)
      })
      .map(({ typed }): Doubt => ({ kind: 'day', words: typed })),
  )

/** What of a deal is turned to see whether it would be decided more strictly. */
type Turned = { readonly item?: ItemReading; readonly place?: PlaceReading; readonly facts?: Readonly<Record<string, string>> }

function isGraver(base: Base, { leg, said }: DecidedLeg, { item, place, facts }: Turned, today: string): boolean {
  const about = item === undefined ? leg.reading : { ...emptyReading, facts: leg.reading.facts, possible: leg.reading.possible, item }
  const reading = { ...about, facts: { ...about.facts, ...facts } }
  const other = decideLeg(base, { ...leg, reading, place: place ?? leg.place }, today)
  return severity.indexOf(other.said) > severity.indexOf(said)
}

/** What nothing in the knowledge names; and a graver thing that was named and not decided, unless it only says what another is for, was denied, or was turned away from. */
function itemDoubts(
  base: Base,
  leg: DecidedLeg,
  decided: readonly Reading[],
  evidence: readonly Evidence[],
  today: string,
): readonly Doubt[] {
  if (leg.leg.reading.item === undefined) return [{ kind: 'no-thing', words: leg.leg.reading.unknown[0] ?? '' }]
  const left = evidence.filter(
    (_, index) => !evidence.slice(index + 1).some(({ turns, corrects, things }) => (turns || corrects) && things.length > 0),
  )
  const goods = decided.flatMap(({ item, article }) => [item, article].filter((one) => one !== undefined))
  const unknown = goods.some(({ entry }) => entry !== undefined) ? [] : left.flatMap(({ unknownThings }) => unknownThings)
  const isDecided = (named: ItemReading): boolean => goods.some((one) => keyOfItem(one) === keyOfItem(named) || classifies(one, named))
  return [
    ...[...unknown, ...left.flatMap(({ seconds }) => seconds)].map((words): Doubt => ({ kind: 'unknown-thing', words })),
    ...left.flatMap(({ things }) =>
      things
        .filter(({ item, goes }) => goes && !isDecided(item) && isGraver(base, leg, { item }, today))
        .map(({ typed }): Doubt => ({ kind: 'thing', words: typed })),
    ),
  ]
}

/**
 * A figure that speaks against the list entry that was quoted: "USML IV(d)(7), 0.86 MN.s". The paragraph is one of several of its
 * kind of thing, and by that figure the thing is in a graver one.
 */
function entryDoubts(base: Base, leg: DecidedLeg, today: string): readonly Doubt[] {
  const { item, figures } = leg.leg.reading
  if (item?.entry === undefined) return []
  const read = new Set(landingFacts(item.lands))
  const told = Object.keys(figures).filter((fact) => !read.has(fact))
  const classes = new Set(item.lands.map((landing) => landing.class))
  const kinds = base.families.filter(
    // Parts are of a vehicle, and so are the figures told beside them.
    ({ lands, level }) =>
      level !== 'part' && lands.some((landing) => classes.has(landing.class)) && landingFacts(lands).some((fact) => told.includes(fact)),
  )
  const isAgainst = kinds.some((family) => isGraver(base, leg, { item: fromFamily(family, item.typed) }, today))
  return isAgainst ? told.map((fact): Doubt => ({ kind: 'figure', words: figures[fact] ?? '' })) : []
}

/** A list entry that was quoted says what a thing is, where the thing can be of its class. */
const classifies = (entry: ItemReading, thing: ItemReading): boolean =>
  entry.entry !== undefined && thing.lands.some((landing) => entry.lands.some((other) => other.class === landing.class))

const keyOfItem = ({ source }: ItemReading): string => `${source.kind} ${source.id}`

/** A graver place that was named and not decided; and for a transfer at home the words that say it reaches somebody there. */
function placeDoubts(
  base: Base,
  leg: DecidedLeg,
  decided: readonly Reading[],
  evidence: readonly Evidence[],
  today: string,
): readonly Doubt[] {
  const known = new Set(
    decided.flatMap((reading) => [
      ...[...reading.places, ...(reading.usPerson ? reading.nationalities : []), ...askedOfApart(reading)].flatMap(({ codes }) => codes),
      ...reading.leftOut,
    ]),
  )
  const isKnown = ({ codes }: { readonly codes: readonly string[] }): boolean => codes.some((code) => known.has(code))
  const left = evidence.filter(
    ({ isStatement }, index) =>
      isStatement ||
      !evidence.slice(index + 1).some(({ turns, places }) => turns && places.some((place) => place.isReached || isKnown(place))),
  )
  const isGivenUp = (said: Evidence, codes: readonly string[]): boolean =>
    evidence.slice(evidence.indexOf(said) + 1).some(({ givenUp }) => codes.every((code) => givenUp.includes(code)))
  const isNarrowed = (said: Evidence, { isRegion }: Evidence['places'][number]): boolean =>
    isRegion && evidence.slice(evidence.indexOf(said) + 1).some(({ places }) => places.some((place) => place.isReached && !place.isRegion))
  const isByCitizenship = leg.leg.place?.role === 'nationality' && isEar(base, leg.leg.reading.item)
  const graver = left.flatMap((one) =>
    one.places.filter(
      (place) =>
        place.isReached &&
        !isKnown(place) &&
        !isNarrowed(one, place) &&
        !isGivenUp(one, place.codes) &&
        !(place.isBirthplace && isByCitizenship) &&
        isGraver(base, leg, { place: { codes: place.codes, typed: place.typed, role: 'destination' } }, today),
    ),
  )
  const unknown = evidence.flatMap(({ unknownPlaces }) => unknownPlaces.map((words): Doubt => ({ kind: 'unknown-place', words })))
  return [
    ...presumedDoubts(base, leg),
    ...graver.map(({ typed }): Doubt => ({ kind: 'place', words: typed })),
    ...unknown,
    ...(known.size > 1 ? [] : saidAs(evidence, 'goes-onward').map((words): Doubt => ({ kind: 'onward', words }))),
    ...morePlaces(evidence).map((words): Doubt => ({ kind: 'more-places', words })),
    ...(isHome(base, leg) ? homeDoubts(base, leg, evidence) : []),
  ]
}

/** Places of which the same was asked before or after: another answer is about them. What only goes on to a place is of this one. */
const askedOfApart = ({ places, talkedOf }: Reading): readonly PlaceReading[] => {
  const isOfThese = (one: PlaceReading): boolean => places.some(({ codes }) => codes.join() === one.codes.join())
  return talkedOf.filter((group) => !group.some(isOfThese)).flatMap((group) => group.filter(({ role }) => role !== 'onward'))
}

/** Further places that were told of without a name, unless a later message names one, or says that there are none. */
const morePlaces = (evidence: readonly Evidence[]): readonly string[] =>
  evidence.flatMap((one, index) => {
    const isToldLater = evidence
      .slice(index + 1)
      .some(({ places, says }) => says.some(({ tag }) => tag === 'no-more-places') || places.some(({ isOut }) => !isOut))
    return isToldLater ? [] : saidAs([one], 'more-places')
  })

/** A thing is said to be controlled for missile technology, and an exemption that covers no such thing was found for it. */
const markDoubts = ({ said }: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] =>
  said === 'exemption-possible' ? saidAs(evidence, 'mt-said').map((words): Doubt => ({ kind: 'mark', words })) : []

/** Where only a broker is known, who receives in the end is asked. */
const goBetweenDoubts = ({ leg: { place } }: DecidedLeg): readonly Doubt[] =>
  place?.goBetween === true ? [{ kind: 'go-between', words: place.typed }] : []

/** Where a company is presumed, nothing clears before it is said. */
const presumedDoubts = (base: Base, { leg: { place } }: DecidedLeg): readonly Doubt[] =>
  place?.presumed === true
    ? [{ kind: 'party', words: place.typed, candidates: place.codes.map((code) => base.countries.get(code)?.name ?? code) }]
    : []

/** "Not an export" carries the burden of every answer that clears: it reaches somebody at home, and nobody takes it out. */
function homeDoubts(base: Base, { leg, day }: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] {
  const isAtHome = (code: string): boolean => base.groupsOf(code, day).includes('us')
  // "Georgia", said to be the state in another message.
  const isSettled = (typed: string): boolean => leg.place?.typed === typed && leg.place.codes.every(isAtHome)
  const isReached =
    leg.reading.usPerson ||
    evidence.some(({ places }) => places.some((place) => place.isReached && (place.codes.every(isAtHome) || isSettled(place.typed))))
  return [
    ...(isReached ? [] : [{ kind: 'no-place', words: '' } as const]),
    ...[...saidAs(evidence, 'leaves'), ...saidAs(evidence, 'asks-from-abroad')].map((words): Doubt => ({ kind: 'leaves', words })),
  ]
}

/** The last message that says something; the first where none does. */
const lastSaid = (evidence: readonly Evidence[], tag: string): number =>
  Math.max(
    0,
    evidence.findLastIndex(({ says }) => says.some((one) => one.tag === tag)),
  )

/** Words that state a graver fact than the deal holds: they stood in a sentence that was not decided. */
function factDoubts(base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): readonly Doubt[] {
  return evidence.flatMap(({ says, states, text }, index) => {
    // A later message said no: it was taken back.
    const isTakenBack = (fact: string): boolean =>
      index < evidence.length - 1 && ['no', 'none-missing'].includes(leg.leg.reading.facts[fact] ?? '')
    const isGrave = (fact: string, value: string): boolean =>
      leg.facts[fact] !== value && !isTakenBack(fact) && isGraver(base, leg, { facts: { [fact]: value } }, today)
    const stated = says.flatMap(({ tag, typed }): readonly Doubt[] => {
      const [fact, value] = statedBy(tag) ?? []
      return fact !== undefined && value !== undefined && isGrave(fact, value) ? [{ kind: 'fact', words: typed }] : []
    })
    return stated.length === 0 && states.some(([fact, value]) => isGrave(fact, value)) ? [{ kind: 'fact', words: text }] : stated
  })
}

/** Words that could be a misspelled name and were not taken, or were and could also be another. */
const guessDoubts = ({ guesses, notes }: Reading): readonly Doubt[] => [
  ...guesses.map(({ typed, candidates }): Doubt => ({ kind: 'guess', words: typed, candidates })),
  ...notes.flatMap((note): readonly Doubt[] =>
    note.kind === 'typo' && note.others.length > 0 ? [{ kind: 'guess', words: note.typed, candidates: [note.read, ...note.others] }] : [],
  ),
]

/** "To Japan, Grozny and Norway": a place that is not known is not passed over beside those that are. */
const listedStrays = (evidence: readonly Evidence[]): readonly Doubt[] =>
  evidence.flatMap(({ strays }) =>
    strays.flatMap(({ typed, isListed }) => (isListed ? [{ kind: 'unknown-place', words: typed } as const] : [])),
  )

/** "The sheet had a typo, read 1.25": a figure that is to correct another, and was not understood. */
const correctedFigures = (base: Base, leg: DecidedLeg, { evidence, decided }: Conversation): readonly Doubt[] =>
  takesFigures(base, leg)
    ? evidence()
        .filter(({ corrects }) => corrects)
        .flatMap(({ figures }) => figures.filter((one) => !decided.some(({ taken }) => taken.includes(one))))
        .map((words): Doubt => ({ kind: 'figure', words }))
    : []

/** Whether what the item is turns on a figure. */
const takesFigures = (base: Base, { leg }: DecidedLeg): boolean =>
  landingFacts((leg.reading.article ?? leg.reading.item)?.lands ?? []).some((fact) => base.facts.get(fact)?.unit !== undefined)
