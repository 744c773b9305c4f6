import type { Base } from '../knowledge/base.ts'
import type { FactWords } from '../knowledge/fact-names.ts'
import { isEar } from '../language/deal/jurisdiction.ts'
import { clausesSaying, type Evidence } from '../language/evidence/evidence.ts'
import { isTownOfState } from '../language/conversation/town-meant.ts'
import type { PlaceReading, Reading } from '../language/reading.ts'
import type { Doubt } from './doubt.ts'
import { isUsCode, isListedCountry, isListedOn, isUsOn } from '../language/names/listed-countries.ts'
import { isStricter } from './try-stricter.ts'
import { staysInUs, type DecidedLeg } from './leg.ts'

/** Doubts about places that something of the deal may reach, that were not decided, and where the verdict would be stricter. */
export function graverPlaces(
  base: Base,
  leg: DecidedLeg,
  decided: readonly Reading[],
  evidence: readonly Evidence[],
  today: string,
): readonly Doubt[] {
  const counted = new Set(
    decided.flatMap((reading) => [
      ...[...reading.places, ...(reading.usPerson ? reading.nationalities : [])].flatMap(({ codes }) => codes),
      ...reading.countriesLeftOut,
    ]),
  )
  const known = new Set([...counted, ...decided.flatMap((reading) => askedOfApart(reading).flatMap(({ codes }) => codes))])
  const isKnown = ({ codes }: { readonly codes: readonly string[] }): boolean => codes.some((code) => known.has(code))
  const isCounted = ({ codes, typed }: Evidence['places'][number]): boolean =>
    codes.some((code) => counted.has(code)) ||
    decided.some((reading) => reading.places.some((place) => place.typed === typed || isTownOfState(base, typed, place.typed)))
  const left = evidence.filter(
    ({ isStatement }, index) =>
      isStatement ||
      !evidence.slice(index + 1).some(({ turns, places }) => turns && places.some((place) => place.isReached || isKnown(place))),
  )
  const isGivenUp = (said: Evidence, codes: readonly string[]): boolean =>
    evidence.slice(evidence.indexOf(said) + 1).some(({ givenUp }) => codes.every((code) => givenUp.includes(code)))
  const isNarrowed = (said: Evidence, { isBloc }: Evidence['places'][number]): boolean =>
    isBloc && evidence.slice(evidence.indexOf(said) + 1).some(({ places }) => places.some((place) => place.isReached && !place.isBloc))
  const isByCitizenship = leg.leg.place?.role === 'nationality' && isEar(base, leg.leg.reading.item)
  // A place at home that was only named says nothing of who gets the data there.
  const atHome = ({ codes }: Evidence['places'][number]): FactWords =>
    codes.every((code) => isUsCode(base, code)) ? { recipient: 'us-person' } : {}
  const graver = left.flatMap((one) =>
    one.places.filter(
      (place) =>
        place.isReached &&
        (!place.isOfOtherDeal || place.codes.some((code) => isListedOn(base, code, today))) &&
        !(place.isSeat ? isCounted(place) : isKnown(place)) &&
        !isNarrowed(one, place) &&
        !isGivenUp(one, place.codes) &&
        !(place.isBirthplace && isByCitizenship) &&
        isStricter(base, leg, { place: { codes: place.codes, typed: place.typed, role: 'destination' }, facts: atHome(place) }, today),
    ),
  )
  return graver.map(({ typed }): Doubt => ({ kind: 'place', words: typed }))
}

/**
 * Doubts about places that were named and not decided: those with a stricter verdict ({@link graverPlaces}), unknown places, and
 * hints at further places. Also doubts about a place that was decided: whether a company is where it is presumed to be
 * ({@link presumedDoubts}), whether something leaves the United States ({@link homeDoubts}), and whether a
 * claimed civil use is credible ({@link partyDoubts}).
 */
export function placeDoubts(
  base: Base,
  leg: DecidedLeg,
  decided: readonly Reading[],
  evidence: readonly Evidence[],
  today: string,
): readonly Doubt[] {
  const unknown = evidence.flatMap(({ unknownPlaces }) => unknownPlaces.map((words): Doubt => ({ kind: 'unknown-place', words })))
  return [
    ...presumedDoubts(base, leg),
    ...graverPlaces(base, leg, decided, evidence, today),
    ...unknown,
    ...onwardDoubts(decided, evidence),
    ...(staysInUs(base, leg) ? homeDoubts(base, leg, evidence) : partyDoubts(base, leg, evidence)),
  ]
}

/** Doubts about places that are not named: where the item goes on to, and where more of it goes. */
export function onwardDoubts(decided: readonly Reading[], evidence: readonly Evidence[]): readonly Doubt[] {
  const places = new Set(decided.flatMap((reading) => [...reading.places, ...askedOfApart(reading)].flatMap(({ codes }) => codes)))
  return [
    ...(places.size > 1 ? [] : clausesSaying(evidence, 'goes-onward').map((words): Doubt => ({ kind: 'onward', words }))),
    ...morePlaces(evidence).map((words): Doubt => ({ kind: 'more-places', words })),
  ]
}

/**
 * The places of earlier answers, except those that were asked about together with a place of the present
 * deal. Onward destinations are left out, because they belong to the present deal.
 */
const askedOfApart = ({ places, talkedOf }: Reading): readonly PlaceReading[] => {
  const isOfThese = (one: PlaceReading): boolean => places.some(({ codes }) => codes.join() === one.codes.join())
  return talkedOf.filter((group) => !group.some(isOfThese)).flatMap((group) => group.filter(({ role }) => role !== 'onward'))
}

/**
 * Clauses that mention further places without naming them ("the others follow later"), unless a later message names a place or says that
 * there are no more.
 */
const morePlaces = (evidence: readonly Evidence[]): readonly string[] =>
  evidence.flatMap((one, index) => {
    const isToldLater = evidence
      .slice(index + 1)
      .some(({ places, says }) => says.some(({ tag }) => tag === 'no-more-places') || places.some(({ isOut }) => !isOut))
    return isToldLater ? [] : clausesSaying([one], 'more-places')
  })

/** A doubt if only a broker or agent is known: who receives the item in the end? Empty otherwise. */
export const goBetweenDoubts = ({ leg: { place } }: DecidedLeg): readonly Doubt[] =>
  place?.goBetween === true ? [{ kind: 'go-between', words: place.typed }] : []

/**
 * One doubt if the country of a company is only presumed: is the company there, and does the item go there?
 * Empty otherwise.
 */
const presumedDoubts = (base: Base, { leg: { place } }: DecidedLeg): readonly Doubt[] =>
  place?.presumed === true
    ? [{ kind: 'party', words: place.typed, candidates: place.codes.map((code) => base.countries.get(code)?.name ?? code) }]
    : []

/**
 * Doubts about a civil end use in a country of missile concern (D:4). They arise if the messages also name an
 * agency or a company that is not in an everyday trade, or say that part of the use, or a later use, is
 * perhaps another.
 */
function partyDoubts(base: Base, { country, day, facts }: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] {
  const isOfConcern = country !== undefined && base.groupsOf(country, day).includes('ear-d-4') && facts.endUse === 'other-civil'
  const parties = evidence.flatMap(({ places }) =>
    places.filter(({ isBody, isParty, isCivil, isOut }) => (isBody || (isParty && !isCivil)) && !isOut),
  )
  const words = [...parties.map(({ typed }) => typed), ...clausesSaying(evidence, 'use-perhaps-graver')]
  return isOfConcern ? words.map((typed): Doubt => ({ kind: 'fact', words: typed })) : []
}

/**
 * Doubts about "not an export", the mildest answer. That answer requires that somebody in the United States
 * receives the item and that nothing leaves the country.
 */
function homeDoubts(base: Base, { leg, day }: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] {
  const isAtHome = (code: string): boolean => isUsOn(base, code, day)
  // A name that was unclear in one message ("Georgia") can have become clear in another: it is the U.S.
  // state.
  const isSettled = (typed: string): boolean => leg.place?.typed === typed && leg.place.codes.every(isAtHome)
  const isReached =
    leg.reading.usPerson ||
    evidence.some(({ places }) => places.some((place) => place.isReached && (place.codes.every(isAtHome) || isSettled(place.typed))))
  return [
    ...(isReached ? [] : [{ kind: 'no-place', words: '' } as const]),
    ...['leaves', 'asks-from-abroad', 'seller-at-home']
      .flatMap((tag) => clausesSaying(evidence, tag))
      .map((words): Doubt => ({
        kind: 'leaves',
        words,
      })),
    ...evidence.flatMap(({ places }) =>
      places
        .filter(({ isBody, isParty, isOut, codes }) => (isBody || isParty) && !isOut && !codes.every(isAtHome))
        .map(({ typed }): Doubt => ({ kind: 'place', words: typed })),
    ),
  ]
}

/**
 * Doubts about companies of listed countries that seem to receive the item elsewhere: "the Huawei office in
 * Munich". Who owns or controls the recipient counts as well as where it sits (22 CFR 126.1(a)).
 */
export const ownerDoubts = (base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): readonly Doubt[] =>
  evidence.flatMap(({ places }) =>
    places
      .filter(({ isParty, isReached, isOut }) => isParty && isReached && !isOut)
      .filter(
        ({ codes }) => codes.every((code) => isListedCountry(base, code)) && (leg.country === undefined || !codes.includes(leg.country)),
      )
      .filter(({ codes, typed }) => isStricter(base, leg, { place: { codes, typed, role: 'destination' } }, today))
      .map(({ typed }): Doubt => ({ kind: 'owner', words: typed })),
  )

/** Doubts about unknown names in a list of places: "To Japan, Grozny and Norway". Such a name may be one more destination. */
export const listedStrays = (evidence: readonly Evidence[]): readonly Doubt[] =>
  evidence.flatMap(({ strays }) =>
    strays.flatMap(({ typed, isInList }) => (isInList ? [{ kind: 'unknown-place', words: typed } as const] : [])),
  )
