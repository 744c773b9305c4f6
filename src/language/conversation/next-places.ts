import type { Base } from '../../knowledge/base.ts'
import { wordsNotDenied, chosenCountry, withMainland } from '../deal/which-country.ts'
import { isCorrection, isMarked, isSaidNotSo, type Message } from '../message.ts'
import { isPlace } from '../names/meanings.ts'
import type { Mention } from '../names/mention.ts'
import { isIn } from '../patterns/classes.ts'
import { isListedCountry } from '../names/listed-countries.ts'
import type { PlaceReading, Reading } from '../reading.ts'
import { countryKey, pointsBack, type PointsBack } from './points-back.ts'
import { withFactsOfSomePlaces, type FactsOfSomePlaces } from './facts-of-some-places.ts'
import { townMeant } from './town-meant.ts'

/**
 * Takes the places of a new message into a conversation. Returns the places to which the deal now goes, all
 * groups of places talked about so far, and the countries left out. `apart`: facts stated for some places
 * only. `isTurned`: the message returns to an item named earlier. `isEar`: the item is under the EAR.
 */
export function nextPlaces(
  base: Base,
  message: Message,
  before: Reading,
  told: Reading,
  { apart, isTurned, isEar }: { readonly apart: FactsOfSomePlaces | undefined; readonly isTurned: boolean; readonly isEar: boolean },
): PointsBack {
  const now = { ...told, places: withMainland(told.places, before.places).map((place) => asTold(place, before)) }
  const tell = withFactsOfSomePlaces(apart)
  const known = new Map(before.talkedOf.flat().map((place) => [countryKey(place), place.facts]))
  const back =
    pointsBack(message, before, now) ??
    withGroup(message, before, isNewest(message, before, now, isEar) ? now.places : placesAfter(base, message, before, now, isTurned))
  const places = isEar ? back.places : withPast(back.places, before)
  const remember = (place: PlaceReading): PlaceReading => {
    const facts = known.get(countryKey(place))
    return tell(facts === undefined ? place : { ...place, facts })
  }
  return {
    places: places.map(remember),
    talkedOf: back.talkedOf.map((group) => group.map(remember)),
    countriesLeftOut: back.countriesLeftOut,
  }
}

/** A company whose country is only presumed is there if the deal was told to go to that country: "to Finland", then "Finnair needs it". */
const asTold = (place: PlaceReading, { places }: Reading): PlaceReading =>
  place.presumed === true &&
  places.some((one) => one.presumed !== true && one.role === 'destination' && one.codes.join() === place.codes.join())
    ? { ...place, presumed: undefined }
    : place

/**
 * Adds past citizenships if a person is among the places. Not called for an item under the EAR: only the
 * State Department counts every citizenship that somebody ever held.
 */
const withPast = (places: readonly PlaceReading[], { pastNationalities }: Reading): readonly PlaceReading[] =>
  places.some(({ role }) => role === 'nationality')
    ? [...places, ...pastNationalities.filter((past) => !places.some((place) => countryKey(place) === countryKey(past)))]
    : places

/**
 * Whether a message replaces a person's nationality by a newer citizenship. Commerce looks only at the latest: "But a Canadian
 * citizen since, the last one she took".
 */
const isNewest = ({ marks }: Message, before: Reading, now: Reading, isEar: boolean): boolean =>
  isEar &&
  marks.any('newest-citizenship') &&
  !marks.any('somebody-else') &&
  before.places.length === 1 &&
  now.places.length === 1 &&
  [...before.places, ...now.places].every(({ role }) => role === 'nationality')

const withGroup = (message: Message, before: Reading, places: readonly PlaceReading[]): PointsBack => ({
  places,
  talkedOf: talkedOfAfter(message, before, places),
  countriesLeftOut: before.countriesLeftOut,
})

/**
 * Updates the groups of places talked about; places asked about together form a group. The current group is replaced if it grows, was a
 * mistake or is made precise. Otherwise the places form a new group.
 */
function talkedOfAfter(message: Message, { places: were, talkedOf }: Reading, places: readonly PlaceReading[]): Reading['talkedOf'] {
  const keys = new Set(places.map(countryKey))
  const at = talkedOf.findLastIndex((group) => group.some((place) => were.some((one) => countryKey(one) === countryKey(place))))
  const isMistaken = isCorrection(message) || message.marks.any('none-of-them')
  const isNarrowed = were.some(({ codes }) => codes.length > 1)
  const grows = were.every((place) => keys.has(countryKey(place)))
  if (places.length === 0) return talkedOf
  if (at < 0 || !(isMistaken || isNarrowed || grows)) return [...talkedOf, places]
  return talkedOf.with(at, places)
}

function placesAfter(base: Base, message: Message, before: Reading, now: Reading, isTurned: boolean): readonly PlaceReading[] {
  const { marks } = message
  const meant = townMeant(base, message, before.places)
  if (meant !== undefined) return [meant]
  const words = wordsNotDenied(base, message)
  const isSomebodys = ({ role }: PlaceReading): boolean => role === 'nationality'
  const isOfPerson = now.places.every((place) => isSomebodys(place) || place.role === 'domestic')
  const nationalities = new Set([...before.places, ...now.places].filter(isSomebodys).map(countryKey))
  const isOne = before.onePerson && !marks.any('several-people') && now.places.length === 0
  // "A U.S. person" replaces the nationalities named before only if they all belong to one person, because
  // the nationality of another person still counts. "Only U.S. citizens" is said of other people and replaces
  // nothing, unless the message corrects something.
  const isOfOthers = marks.any('others-are-ours') && !marks.any('corrects')
  if (now.usPerson && isOfPerson && !isOfOthers && (nationalities.size === 1 || (nationalities.size > 1 && isOne)))
    return [{ codes: ['US'], typed: 'a U.S. person', role: 'domestic' }]
  if (now.foreignPerson && before.nationalities.length > 0)
    return before.places.some(({ role }) => role !== 'domestic') ? before.places : before.nationalities
  if (now.foreignPerson && now.places.length === 0 && before.places.every(({ role }) => role === 'domestic')) return []
  if (now.places.length === 0) {
    const nth = marks.any('the-former') ? 0 : marks.any('the-latter') ? 1 : undefined
    if (nth !== undefined && before.places.length === 2) return before.places.slice(nth, nth + 1)
    return before.places.map((place) => {
      const code = place.codes.length > 1 ? chosenCountry(base, place.codes, words) : undefined
      return code === undefined ? place : { ...place, codes: [code] }
    })
  }
  // A message that only gives up places ("Not Canada") removes them and adds none.
  if (now.places.every((place) => isGivenUp(message, before, place)))
    return before.places.filter((place) => !isGivenUp(message, before, place))
  const isAtHome = now.places.every(({ role }) => role === 'domestic')
  const isNamesake =
    now.places.some((place) => before.places.some((one) => isWithin(one.typed, place.typed) || isPartOf(one, place))) &&
    (!isAtHome || leadsToPlace(message))
  const isCalledOut = isAtHome ? marks.any('place-alone') : message.tokens.length <= mostCalledOut
  const isCalled = marks.any('turns-to-place') || marks.any('which-one') || isNamesake || isCalledOut
  const isOnTheWay = marks.any('on-the-way')
  const isAside = isAtHome && (!isCalled || isOnTheWay || marks.any('stays-home'))
  const wentAbroad = before.places.some(({ codes, role }) => role !== 'domestic' && (codes.length === 1 || isOnTheWay))
  if (isAside && wentAbroad) return before.places
  const kept = before.places.filter((place) => !isGivenUp(message, before, place))
  // Only the replaced place is dropped: after "Turin and Minsk", "Wuhan in place of Turin" keeps Minsk.
  if (kept.length > 0 && kept.length < before.places.length) return beside(kept, now.places)
  const narrowed = before.places.length === 1 && now.places.length === 1 && ((before.places[0]?.codes.length ?? 0) > 1 || isNamesake)
  if (
    (narrowed && !(isNamesake && marks.any('adds-place'))) ||
    marks.any('wanted-there') ||
    (!marks.any('adds-place') && (isTurned || isInstead(message, before)))
  )
    return [...peopleKept(message, before, now), ...listedKept(base, message, before, now), ...now.places]
  return beside(kept, now.places)
}

/**
 * Adds further places after the kept ones. The added places get the role `onward`, unless no place is kept.
 */
function beside(kept: readonly PlaceReading[], further: readonly PlaceReading[]): readonly PlaceReading[] {
  const known = new Set(kept.map(countryKey))
  const added = further.filter((place) => !known.has(countryKey(place)))
  return [...kept, ...added.map((place) => (kept.length === 0 ? place : { ...place, role: 'onward' as const }))]
}

/** Whether a longer name makes a place precise: "Lebanon, Ohio" after "Lebanon", "Northern Ireland" after "Ireland". */
const isWithin = (name: string, longer: string): boolean =>
  longer.startsWith(`${name},`) || longer.startsWith(`${name} `) || longer.endsWith(` ${name}`)

/**
 * The nationalities and added places (role `onward`) that stay in the deal when a message changes the
 * destination: after "A colleague in Texas, he is Chinese", China stays when "and in Florida?" follows. Empty
 * if the message corrects something or names such places itself.
 */
const peopleKept = (message: Message, before: Reading, now: Reading): readonly PlaceReading[] => {
  const isOfPeople = ({ role }: PlaceReading): boolean => role === 'nationality' || role === 'onward'
  const isCorrected = isCorrection(message) || ['none-of-them', 'starts-over', 'of-another-deal'].some((mark) => message.marks.any(mark))
  const isOfBoth = before.places.some(isOfPeople) && !before.places.every(isOfPeople)
  const staysHome = now.places.every(({ role }) => role === 'domestic')
  return (isOfBoth || staysHome) && !isCorrected && !now.places.some(isOfPeople) ? before.places.filter(isOfPeople) : []
}

/**
 * Listed countries that stay in the deal after words like "they walked away" (mark `deal-off`), which are possibly said of other
 * buyers, after the same buyer elsewhere ("same buyer but in Canada"), and after the country of somebody behind the deal ("it's
 * British-run"). Such words must not clear a listed country. Empty for other messages.
 */
const listedKept = (base: Base, message: Message, { places }: Reading, now: Reading): readonly PlaceReading[] =>
  message.marks.any('deal-off') || message.marks.any('same-buyer') || now.places.every((place) => isBehindDeal(message, place))
    ? places.filter(({ codes }) =>
        codes.some((code) => isListedCountry(base, code) && !now.places.some((place) => place.codes.includes(code))),
      )
    : []

/** Whether a place is only told as the country of whoever runs, pays or staffs what was told of. */
function isBehindDeal(message: Message, { codes }: PlaceReading): boolean {
  const named = message.mentions.filter(({ meanings }) => meanings.some((one) => one.kind === 'country' && codes.includes(one.code)))
  return named.length > 0 && named.every((mention) => isMarked(message, mention, 'behind-the-deal'))
}

/**
 * Whether the words before the first place of a message only lead to it ("no, Lebanon in Ohio", "the customer is in Lebanon, Ohio"), and do
 * not tell what else is there: "our office is in Lebanon, Ohio", "and one to Lebanon, Ohio".
 */
function leadsToPlace(message: Message): boolean {
  const first = message.mentions.find(({ meanings }) => meanings.some(isPlace))
  if (first === undefined || isIn(message, 0, 'joining') || message.text.trimEnd().endsWith('?')) return false
  return message.tokens.slice(0, first.from).every((_, at) => leading.some((name) => isIn(message, at, name)))
}
const leading = ['opening', 'nod', 'no-word', 'not', 'light', 'says-which', 'mistaken', 'beside-home', 'of-a-deal', 'pointing'] as const

/** Whether a place is a region of a country that was named before without a region: "Lviv" after "Ukraine". */
const isPartOf = (country: PlaceReading, place: PlaceReading): boolean =>
  country.region === undefined && place.region !== undefined && country.codes.join() === place.codes.join()

/**
 * Whether a message gives a place up: "Not Canada", "anywhere but Australia". After Toronto, "not Toronto, it
 * goes to Winnipeg" gives up Toronto only, not every place in Canada.
 */
function isGivenUp(message: Message, { places }: Reading, { codes, typed }: PlaceReading): boolean {
  const isOf = ({ meanings }: Mention): boolean => meanings.some((one) => one.kind === 'country' && codes.includes(one.code))
  const denied = message.mentions.filter((mention) => isOf(mention) && isSaidNotSo(message, mention))
  const isOfTown = denied.length > 0 && denied.every((mention) => places.some((place) => place.typed === mention.typed))
  return isOfTown ? denied.some((mention) => mention.typed === typed) : denied.length > 0
}

/** A message of at most this many words is a bare destination ("to Poland") and replaces the destination before. */
const mostCalledOut = 3

/** Whether a place named now replaces the earlier ones. Otherwise it is added to them: "the Japanese will hold it for them". */
const isInstead = ({ marks, tokens }: Message, { places, foreignPerson }: Reading): boolean =>
  tokens.length <= mostCalledOut ||
  foreignPerson ||
  places.every(({ role, codes, presumed, denied }) => role === 'domestic' || codes.length > 1 || presumed === true || denied === true) ||
  [
    'turns-to-place',
    'turns-away',
    'corrects',
    'asks-on',
    'starts-over',
    'none-of-them',
    'which-one',
    'settles-on',
    'deal-off',
    'of-another-deal',
  ].some((mark) => marks.any(mark))
