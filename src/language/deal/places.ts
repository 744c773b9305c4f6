import type { Base } from '../../knowledge/base.ts'
import { isPlaceOrBloc } from '../names/meanings.ts'
import type { Mention } from '../names/mention.ts'
import type { Guess, PlaceReading } from '../reading.ts'
import { codeOf, readCodes, type Code } from '../names/codes.ts'
import { isMarked, isSaidNotSo, spansIn, type Message, type Named } from '../message.ts'
import { isUsCompany } from './us-company.ts'
import { isUsCode, isListedCountry } from '../names/listed-countries.ts'
import {
  besideNamesakes,
  isAside,
  isDenied,
  isFullName,
  isPerson,
  isReached,
  isSaidAgain,
  isSovereign,
  type Spot,
  isPronoun,
} from './place-part.ts'
import { isMistakenForTown } from './mistaken-town.ts'
import { mergedByCountry } from './merged-places.ts'
import { isNationality } from './nationality.ts'
import { isShopName, isStreetName } from './only-names.ts'
import { wordsNotDenied, chosenCountry, withMainland } from './which-country.ts'
import type { IsPlace } from '../names/place-position.ts'
import { isShouted, type Token } from '../text/tokens.ts'
import { spotsOfParties, withoutTold } from './company-seats.ts'
import { blocPlace } from './bloc-place.ts'
import { codesOf } from '../names/meanings.ts'

/** What the words say about the people and the item of a deal. The role of a place can depend on it. */
export type People = {
  /** A recipient is a U.S. person; set only if an item is named. */
  readonly usPerson: boolean
  readonly foreignPerson: boolean
  readonly person: boolean
  readonly role: boolean
  /** The item is under the EAR: Commerce looks at the latest citizenship, State at every one held. */
  readonly isEar: boolean
  /** The item is under the EAR, and each class that it can have is one that may be EAR99 (`mayBeEar99` in classes.yaml). */
  readonly isPlain: boolean
}

/**
 * The places of a question and the nationalities named. `pastNationalities`: former ones, which Commerce does not look at.
 * `listedWithoutPart`: listed countries (codes) that are named but were read as playing no part.
 */
export type Places = {
  readonly places: readonly PlaceReading[]
  readonly nationalities: readonly PlaceReading[]
  readonly pastNationalities: readonly PlaceReading[]
  readonly listedWithoutPart: readonly string[]
  /** Two-letter words that could be country codes but were not read as such, each with the country that it could mean. */
  readonly guesses: readonly Guess[]
}

/**
 * Reads the places of a question and the role of each. A listed country that is read as playing no part (e.g. an origin) goes to
 * `listedWithoutPart`, but not if the words deny it, if the name means no place, if it is only the country of a carrier, or if it is a
 * birthplace or past nationality that does not count.
 */
export function readPlaces(base: Base, message: Message, people: People): Places {
  const { tokens, mentions } = message
  const shouted = isShouted(message.text)
  const codes = shouted ? { read: [], doubtful: [] } : readCodes(base, message, edgesIn(spotsOf(mentions)))
  const spots = spotsIn(base, message, codes.read, shouted)
  const { past, denied } = notCounted(message, spots, people)
  const counted = spots.filter(
    (spot) =>
      !denied.includes(spot) &&
      !isSaidAgain(message, spot.mention) &&
      !isSovereign(base, message, spot.mention) &&
      !isMistakenForTown(base, message, spot.mention),
  )
  // A shop can really be in the place that it is named after. If that is a listed country, Licet asks about
  // it before an answer clears.
  const isShop = ({ mention }: Spot): boolean => people.isPlain && isShopName(message, mention)
  const named = counted.filter((spot) => !isPerson(message, spot.mention) && !isShop(spot) && !isAside(message, spot, counted))
  const placed = besideNamesakes(message, withoutOwners(base, message, named))
  const listedWithoutPart = counted
    .filter((spot) => !placed.includes(spot))
    .flatMap(({ meaning }) => codesOf(meaning))
    .filter((code) => isListedCountry(base, code))
  const resolved = resolveAmbiguous(
    base,
    placed.flatMap((spot): PlaceReading[] => (spot.meaning.kind === 'bloc' ? [] : [placeOf(base, message, spot, people)])),
    message,
  )
  const foreign = withoutTold(resolved).filter((place) => place.role !== 'domestic')
  const nationalities = foreign.filter((place) => place.role === 'nationality')
  return {
    places: choosePlaces(base, message, placed, withoutTold(resolved), people),
    nationalities,
    pastNationalities: past.flatMap(({ mention, meaning }): PlaceReading[] =>
      meaning.kind === 'country' ? [{ codes: [meaning.code], typed: mention.typed, role: 'nationality' }] : [],
    ),
    listedWithoutPart: listedWithoutPart.filter((code) => !foreign.some((place) => place.codes.includes(code))),
    guesses: codes.doubtful
      .filter(({ at }) => !mentions.some((mention) => isWithin(mention, at)))
      .map(({ at, codes: [code = ''] }) => ({ typed: tokens[at]?.typed ?? '', candidates: [base.countries.get(code)?.name ?? code] })),
  }
}

/**
 * The named places, country codes and presumed seats of companies in a message, in its order. Left out: carriers (the fact `carrier`
 * reports them), languages, wars, ship names, street names and full names of people.
 */
function spotsIn(base: Base, message: Message, codes: readonly Code[], shouted: boolean): readonly Spot[] {
  const { tokens, mentions } = message
  return [
    ...spotsOf(mentions).filter((spot) => !isPronoun(message, spot, shouted)),
    ...codes.flatMap((code) => spotOfCode(tokens, mentions, code)),
    ...spotsOfParties(base, message),
  ]
    .filter(
      ({ mention }) =>
        !['carrier', 'no-place', 'name-of-ship'].some((mark) => isMarked(message, mention, mark)) &&
        !isFullName(message, mention) &&
        !isStreetName(message, mention),
    )
    .sort((a, b) => a.mention.from - b.mention.from)
}

/**
 * The places that do not count (`denied`): those that the words deny, and birthplaces and past nationalities where another citizenship
 * counts instead. `past`: of these, the nationalities that somebody had before.
 */
function notCounted(
  message: Message,
  spots: readonly Spot[],
  { isEar, usPerson }: People,
): { readonly past: readonly Spot[]; readonly denied: readonly Spot[] } {
  const isCitizen = spots.some(({ mention }) => isMarked(message, mention, 'citizenship') && !isMarked(message, mention, 'birthplace'))
  const hasNewer = isEar && (isCitizen || message.marks.any('acquired'))
  const wasCitizen = ({ mention }: Spot): boolean => isMarked(message, mention, 'past-nationality')
  const newest = isEar ? newestStatus(message, spots) : undefined
  const isOlder = (spot: Spot): boolean =>
    newest !== undefined && codesOf(spot.meaning).join() !== codesOf(newest.meaning).join() && isHeldByCitizen(message, spot)
  const past = spots.filter((spot) => (hasNewer && wasCitizen(spot)) || isOlder(spot))
  const denied = spots.filter(
    (spot) =>
      isDenied(message, spot, spots) ||
      (isMarked(message, spot.mention, 'birthplace') && (usPerson || hasNewer || (isCitizen && !wasCitizen(spot)))) ||
      past.includes(spot),
  )
  return { past, denied }
}

/** The country of the status that one person is said to have got last. `undefined` if words about other people could mean theirs. */
const newestStatus = (message: Message, spots: readonly Spot[]): Spot | undefined =>
  ['somebody-else', 'several-told'].some((mark) => message.marks.any(mark))
    ? undefined
    : spots.find(({ mention }) => isMarked(message, mention, 'newest-status'))

/** Whether a country is only that of somebody's citizenship or birth. */
const isHeldByCitizen = (message: Message, { mention }: Spot): boolean =>
  ['citizenship', 'birthplace'].some((mark) => isMarked(message, mention, mark)) && isNationality(message, mention)

/**
 * A quick test whether {@link readPlaces} could find a place: the text names a place, company or product, says "U.S. person", or
 * has a country code.
 */
export const mayHavePlaces = (base: Base, { tokens, mentions }: Named): boolean =>
  mentions.some(({ meanings }) =>
    meanings.some(
      (one) => isPlaceOrBloc(one) || one.kind === 'party' || one.kind === 'system' || (one.kind === 'words' && one.says === 'us-person'),
    ),
  ) || tokens.some((token) => codeOf(base, token) !== undefined)

function choosePlaces(
  base: Base,
  message: Message,
  placed: readonly Spot[],
  resolved: readonly PlaceReading[],
  people: People,
): readonly PlaceReading[] {
  const foreign = resolved.filter((place) => place.role !== 'domestic')
  if (people.usPerson && foreign.every((place) => place.role === 'nationality'))
    return [{ codes: ['US'], typed: 'a U.S. person', role: 'domestic' }]
  if (foreign.length > 0) return mergedByCountry(foreign)
  if (people.foreignPerson) return []
  const isHomeReached = placed.some(({ mention, meaning }) => meaning.kind !== 'bloc' && isReached(message, mention))
  const domestic = isHomeReached ? resolved.filter((place) => place.role === 'domestic') : []
  return domestic.length > 0 ? mergedByCountry(domestic) : placed.flatMap((spot): PlaceReading[] => blocPlace(base, message, spot))
}

const spotsOf = (mentions: readonly Mention[]): readonly Spot[] =>
  mentions.flatMap((mention) => {
    const meaning = mention.meanings.find(isPlaceOrBloc)
    return meaning === undefined ? [] : [{ mention, meaning }]
  })

/**
 * Removes the place of a U.S. company's owner, if all other places are in the United States and something goes there. A listed country
 * stays.
 */
function withoutOwners(base: Base, message: Message, spots: readonly Spot[]): readonly Spot[] {
  if (!isUsCompany(message)) return spots
  const isListedPlace = ({ meaning }: Spot): boolean => codesOf(meaning).some((code) => isListedCountry(base, code))
  const others = spots.filter((spot) => !isMarked(message, spot.mention, 'owner-place') || isListedPlace(spot))
  const isInside = others.every(({ meaning }) => codesOf(meaning).every((code) => isUsCode(base, code)))
  return isInside && others.some(({ mention }) => isReached(message, mention)) ? others : spots
}

const edgesIn =
  (spots: readonly Spot[]): IsPlace =>
  (index, edge) =>
    spots.some(({ mention }) => (edge === 'begins' ? mention.from === index : mention.to === index + 1))

/**
 * Whether a word that looks like a country code is part of a name. A single word that only states a fact ("no") is no name, so "NO" can
 * be Norway.
 */
const isWithin = ({ from, to, meanings }: Mention, at: number): boolean =>
  from <= at && at < to && (to - from > 1 || !meanings.every(({ kind }) => kind === 'words'))

/**
 * A country code as a place; an ambiguous place if the code is also that of another place ("IN": India or Indiana). Empty if a name covers
 * the code.
 */
function spotOfCode(tokens: readonly Token[], mentions: readonly Mention[], { at, codes }: Code): readonly Spot[] {
  const [token, code] = [tokens[at], codes[0]]
  if (token === undefined || code === undefined || mentions.some((mention) => isWithin(mention, at))) return []
  const { typed, start, end } = token
  const meaning: Spot['meaning'] = codes.length === 1 ? { kind: 'country', code } : { kind: 'ambiguous', name: typed, codes }
  return [{ mention: { meanings: [], from: at, to: at + 1, start, end, typed }, meaning }]
}

function placeOf(base: Base, message: Message, { mention, meaning, presumed }: Spot, people: People): PlaceReading {
  const codes = codesOf(meaning)
  const region = meaning.kind === 'country' ? meaning.region : undefined
  const role =
    codes.length === 1 && codes.every((code) => isUsCode(base, code))
      ? 'domestic'
      : isMarked(message, mention, 'somebodys-country') ||
          isMarked(message, mention, 'acquired') ||
          ((people.person || people.role || isMarked(message, mention, 'birthplace')) && isNationality(message, mention))
        ? 'nationality'
        : onwardAt(message, mention) || isMarked(message, mention, 'end-users')
          ? 'onward'
          : 'destination'
  return {
    codes,
    typed: mention.typed,
    role,
    ...(region === undefined ? {} : { region }),
    ...(presumed === undefined ? {} : { presumed }),
    ...(isSaidNotSo(message, mention) ? { denied: true as const } : {}),
    ...(isMarked(message, mention, 'go-between') ? { goBetween: true as const } : {}),
  }
}

/** Whether a word for going on is among the six words before a place: "to Canada and onward to Peru". */
function onwardAt(message: Message, { from }: Mention): boolean {
  const start = Math.max(0, from - 6)
  const before = message.tokens.slice(start, from).map((token) => token.word)
  return spansIn(message, start, from, 'onward-word') || before.join(' ').includes(' on to')
}

/**
 * Resolves ambiguous places by other words of the message: "Korea" by "South". Drops an ambiguous place if another place certainly is one
 * of its countries.
 */
function resolveAmbiguous(base: Base, places: readonly PlaceReading[], message: Message): readonly PlaceReading[] {
  const certain = new Set(places.filter((place) => place.codes.length === 1).flatMap((place) => place.codes))
  const words = wordsNotDenied(base, message)
  return withMainland(places, []).flatMap((place): PlaceReading[] => {
    if (place.codes.length < 2) return [place]
    if (place.codes.some((code) => certain.has(code))) return []
    const code = chosenCountry(base, place.codes, words)
    return [code === undefined ? place : { ...place, codes: [code] }]
  })
}
