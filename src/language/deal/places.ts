import type { Base } from '../../knowledge/base.ts'
import { isPlaceName } from '../names/meanings.ts'
import type { Mention } from '../names/mention.ts'
import type { Guess, PlaceReading } from '../reading.ts'
import { codeOf, readCodes, type Code } from '../names/codes.ts'
import { isMarked, isUsCompany, type Message, type Named } from '../message.ts'
import { isHome, isListed } from '../names/standing.ts'
import {
  codesOf,
  isAside,
  isDenied,
  isFullName,
  isPerson,
  isReached,
  isSaidAgain,
  isSaidNotSo,
  type Spot,
  isPronoun,
} from './place-part.ts'
import { isNationality } from './nationality.ts'
import { isShopName, isStreetName } from './only-names.ts'
import { placeOf as placeOfParty, recipientsIn } from '../names/parties.ts'
import { leadingWord, toward, wordAt, type IsPlace } from '../names/position.ts'
import { isOwn } from '../names/spelling.ts'
import { isShouted, tokenize, wordSet, type Token } from '../text/text.ts'

/** What the words say about people: who a release in the United States would reach. */
export type People = {
  /** Only where something is released: a green card alone is no deal. */ readonly usPerson: boolean
  readonly foreignPerson: boolean
  readonly person: boolean
  readonly role: boolean
  /** Commerce looks at the newest citizenship alone, State at each that was ever held. */ readonly isEar: boolean
  /** What goes is of Commerce and not controlled for missile technology, so that a shop may want it. */ readonly isPlain: boolean
}

/** The places of a question, the nationalities named, and the listed countries that were read as playing no part. */
export type Places = {
  readonly places: readonly PlaceReading[]
  readonly nationalities: readonly PlaceReading[]
  readonly setAside: readonly string[]
  /** Two-letter codes that could be meant for a country. */
  readonly guesses: readonly Guess[]
}

/** Reads the places of a question and the part each plays. A country under an arms embargo is never dropped in silence. */
export function readPlaces(base: Base, message: Message, people: People): Places {
  const { tokens, mentions, marks } = message
  const shouted = isShouted(message.text)
  const codes = shouted ? { read: [], doubtful: [] } : readCodes(base, tokens, edgesIn(spotsOf(mentions)))
  const spots = [
    ...spotsOf(mentions).filter((spot) => !isPronoun(tokens, spot, shouted)),
    ...codes.read.flatMap((code) => spotOfCode(tokens, mentions, code)),
    ...spotsOfParties(base, message),
  ]
    // What only carries something is told by a fact (`carrier`); a language, a war, a ship's or a street's name and somebody's full name is no place.
    .filter(
      ({ mention }) =>
        !['carrier', 'no-place', 'name-of-ship'].some((mark) => isMarked(message, mention, mark)) &&
        !isFullName(message, mention) &&
        !isStreetName(message, mention),
    )
    .sort((a, b) => a.mention.from - b.mention.from)
  const isCitizen = spots.some(({ mention }) => isMarked(message, mention, 'citizenship') && !isMarked(message, mention, 'birthplace'))
  const denied = spots.filter(
    (spot) =>
      isDenied(message, spot, spots) ||
      (isMarked(message, spot.mention, 'birthplace') && (people.usPerson || isCitizen || (people.isEar && marks.any('acquired')))) ||
      (isMarked(message, spot.mention, 'past-nationality') && people.isEar && (isCitizen || marks.any('acquired'))),
  )
  const counted = spots.filter((spot) => !denied.includes(spot) && !isSaidAgain(message, spot.mention))
  // A shop that wants arms may be of the place that it is called after; where that is listed, it is asked before an answer clears.
  const isShop = ({ mention }: Spot): boolean => people.isPlain && isShopName(message, mention)
  const named = counted.filter((spot) => !isPerson(message, spot.mention) && !isShop(spot) && !isAside(message, spot, counted))
  const placed = withoutOwners(base, message, named)
  const setAside = counted
    .filter((spot) => !placed.includes(spot))
    .flatMap((spot) => codesOf(spot))
    .filter((code) => isListed(base, code))
  const resolved = resolveAmbiguous(
    placed.flatMap((spot): PlaceReading[] => (spot.meaning.kind === 'bloc' ? [] : [placeOf(base, message, spot, people)])),
    message,
  )
  const foreign = withoutTold(resolved).filter((place) => place.role !== 'domestic')
  const nationalities = foreign.filter((place) => place.role === 'nationality')
  return {
    places: choosePlaces(base, message, placed, withoutTold(resolved), people),
    nationalities,
    setAside: setAside.filter((code) => !foreign.some((place) => place.codes.includes(code))),
    guesses: codes.doubtful
      .filter(({ at }) => !mentions.some((mention) => isWithin(mention, at)))
      .map(({ at, codes: [code = ''] }) => ({ typed: tokens[at]?.typed ?? '', candidates: [base.countries.get(code)?.name ?? code] })),
  }
}

/**
 * Whether {@link readPlaces} could find a place in a text: something in it names one, is a country's code, or stands for a country
 * by who makes it or by whom it is shown to.
 */
export const mayHavePlaces = (base: Base, { tokens, mentions }: Named): boolean =>
  mentions.some(({ meanings }) =>
    meanings.some(
      (one) => isPlaceName(one) || one.kind === 'party' || one.kind === 'system' || (one.kind === 'words' && one.says === 'us-person'),
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
  if (foreign.length > 0) return merged(foreign)
  if (people.foreignPerson) return []
  const isHome = placed.some(({ mention, meaning }) => meaning.kind !== 'bloc' && isReached(message, mention))
  const domestic = isHome ? resolved.filter((place) => place.role === 'domestic') : []
  return domestic.length > 0 ? merged(domestic) : placed.flatMap((spot): PlaceReading[] => blocPlace(base, message, spot))
}

const spotsOf = (mentions: readonly Mention[]): readonly Spot[] =>
  mentions.flatMap((mention) => {
    const meaning = mention.meanings.find(
      (one): one is Spot['meaning'] => one.kind === 'country' || one.kind === 'ambiguous' || one.kind === 'bloc',
    )
    return meaning === undefined ? [] : [{ mention, meaning }]
  })

/**
 * Where companies are presumed that receive something. What the words right behind one say goes before; not where it is at home in
 * a listed country, and not where they say that it is at home here.
 */
const spotsOfParties = (base: Base, message: Message): readonly Spot[] => {
  const { mentions, tokens } = message
  const isBuyer = (mention: Mention): boolean => isMarked(message, mention, 'buyer-told')
  return recipientsIn(mentions, tokens, (code) => isHome(base, code), isBuyer).flatMap(({ mention, name, codes }): Spot[] => {
    const told = placeOfParty(tokens, mentions, mention)?.meanings.flatMap((meaning) => (meaning.kind === 'country' ? [meaning.code] : []))
    const isTold = told !== undefined && told.length > 0 && !told.every((code) => isHome(base, code))
    if (isTold && !codes.some((code) => isListed(base, code))) return []
    const [code = '', second] = codes
    const meaning: Spot['meaning'] = second === undefined ? { kind: 'country', code } : { kind: 'ambiguous', name, codes }
    return [{ mention, meaning, ...(second === undefined && saysCountry(base, name, code) ? {} : { presumed: true }) }]
  })
}

/** "Kuwait Oil Company", "Air India": a party whose name says the country where it is at home. */
const saysCountry = (base: Base, name: string, code: string): boolean => {
  const said = ` ${canonicalName(name)} `
  const country = base.countries.get(code)
  return (
    country !== undefined && country.names.some((one) => isOwn(country, one) && one.length > 3 && said.includes(` ${canonicalName(one)} `))
  )
}

const canonicalName = (name: string): string =>
  tokenize(name)
    .map(({ word }) => word)
    .join(' ')

/** A country that is named needs no presumption. */
const withoutTold = (places: readonly PlaceReading[]): readonly PlaceReading[] =>
  places.filter(
    (one) => one.presumed !== true || !places.some((other) => other.presumed !== true && other.codes.join() === one.codes.join()),
  )

/** Of a company that is a U.S. person it does not matter where the owner sits, unless that is a listed country. */
function withoutOwners(base: Base, message: Message, spots: readonly Spot[]): readonly Spot[] {
  if (!isUsCompany(message)) return spots
  const isListedPlace = (spot: Spot): boolean => codesOf(spot).some((code) => isListed(base, code))
  const others = spots.filter((spot) => !isMarked(message, spot.mention, 'owner-place') || isListedPlace(spot))
  const isInside = others.every((spot) => codesOf(spot).every((code) => isHome(base, code)))
  return isInside && others.some(({ mention }) => isReached(message, mention)) ? others : spots
}

const edgesIn =
  (spots: readonly Spot[]): IsPlace =>
  (index, edge) =>
    spots.some(({ mention }) => (edge === 'begins' ? mention.from === index : mention.to === index + 1))

/** Whether a name covers a code. A word that states a fact does not: NO in a list is Norway. */
const isWithin = ({ from, to, meanings }: Mention, at: number): boolean =>
  from <= at && at < to && (to - from > 1 || !meanings.every(({ kind }) => kind === 'words'))

/** A code as a place, unless a name covers it. */
function spotOfCode(tokens: readonly Token[], mentions: readonly Mention[], { at, codes }: Code): readonly Spot[] {
  const [token, code] = [tokens[at], codes[0]]
  if (token === undefined || code === undefined || mentions.some((mention) => isWithin(mention, at))) return []
  const { typed, start, end } = token
  const meaning: Spot['meaning'] = codes.length === 1 ? { kind: 'country', code } : { kind: 'ambiguous', name: typed, codes }
  return [{ mention: { meanings: [], from: at, to: at + 1, start, end, typed }, meaning }]
}

function placeOf(base: Base, message: Message, { mention, meaning, presumed }: Spot, people: People): PlaceReading {
  const { tokens } = message
  const codes = meaning.kind === 'country' ? [meaning.code] : meaning.kind === 'ambiguous' ? meaning.codes : []
  const region = meaning.kind === 'country' ? meaning.region : undefined
  const role =
    codes.length === 1 && codes.every((code) => isHome(base, code))
      ? 'domestic'
      : isMarked(message, mention, 'somebodys-country') ||
          isMarked(message, mention, 'acquired') ||
          ((people.person || people.role || isMarked(message, mention, 'birthplace')) && isNationality(message, mention))
        ? 'nationality'
        : onwardAt(tokens, mention) || isMarked(message, mention, 'end-users')
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

const onwardWords = wordSet('onward onwards then resell resold forward reexport pass passe ultimately finally continue afterward transship')
function onwardAt(tokens: readonly Token[], mention: Mention): boolean {
  const before = tokens.slice(Math.max(0, mention.from - 6), mention.from).map((token) => token.word)
  return before.some((word) => onwardWords.has(word)) || before.join(' ').includes(' on to')
}

/** "Korea" beside "South", "Seoul" or an answer of one word. */
function resolveAmbiguous(places: readonly PlaceReading[], message: Message): readonly PlaceReading[] {
  const certain = new Set(places.filter((place) => place.codes.length === 1).flatMap((place) => place.codes))
  const words = affirmed(message)
  return places.flatMap((place): PlaceReading[] => {
    if (place.codes.length < 2) return [place]
    if (place.codes.some((code) => certain.has(code))) return []
    const code = choice(place.codes, words)
    return [code === undefined ? place : { ...place, codes: [code] }]
  })
}

/** The words that are not denied: in "the country, not the state" only the country. */
export const affirmed = ({ tokens, marks }: Message): ReadonlySet<string> =>
  new Set(tokens.filter((_, at) => !marks.has(at, 'unsaid')).map((token) => token.word))

/** Which of several countries a plain word such as "South" picks, if any. */
export function choice(codes: readonly string[], words: ReadonlySet<string>): string | undefined {
  const hints: Readonly<Record<string, readonly string[]>> = {
    KR: ['south', 'southern', 'sur', 'sud', 'rok'],
    KP: ['north', 'northern', 'norte', 'nord', 'dprk'],
    GE: ['tbilisi', 'country', 'republic', 'caucasus'],
    US: ['state', 'atlanta', 'savannah', 'usa', 'american'],
    CD: ['democratic', 'kinshasa', 'drc'],
    CG: ['brazzaville'],
  }
  const picked = codes.filter((code) => hints[code]?.some((hint) => words.has(hint)))
  return picked.length === 1 ? picked[0] : undefined
}

/** "To Italy and the Balkans": a place stands before, and only a joining word between. */
function isBesidePlace({ tokens, mentions }: Message, { from }: Mention): boolean {
  const before = wordAt(tokens, from - 1) === 'the' ? from - 2 : from - 1
  return (
    ['and', 'or', 'plu'].includes(wordAt(tokens, before)) &&
    mentions.some(({ to, meanings }) => to === before && meanings.some(isPlaceName))
  )
}

/** A bloc stands for its members only where something goes there: "to a Gulf state", not "the AUKUS exemption". */
export function blocPlace(base: Base, message: Message, { mention, meaning }: Spot): PlaceReading[] {
  const { tokens } = message
  if (meaning.kind !== 'bloc') return []
  const leads = toward.has(leadingWord(tokens, mention.from)) || isBesidePlace(message, mention)
  if (!leads && !isMarked(message, mention, 'one-of-them')) return []
  if (['exemption', 'exception', 'rule', 'guideline', 'treaty', 'annex'].includes(wordAt(tokens, mention.to))) return []
  const codes = meaning.codes ?? base.membersOf(meaning.group ?? '', '2026-01-01')
  return [
    {
      codes: codes.filter((code) => base.countries.get(code)?.parent === undefined && code !== 'US'),
      typed: mention.typed,
      role: 'destination',
    },
  ]
}

function merged(places: readonly PlaceReading[]): readonly PlaceReading[] {
  const seen = new Map<string, PlaceReading>()
  for (const place of places) {
    const key = `${place.codes.join()} ${place.region ?? ''}`
    const bare = [...seen.keys()].find((known) => known.startsWith(`${place.codes.join()} `))
    if (bare === undefined) seen.set(key, place)
    else if (place.region !== undefined && seen.get(bare)?.region === undefined) {
      seen.delete(bare)
      seen.set(key, place)
    }
  }
  return [...seen.values()]
}
