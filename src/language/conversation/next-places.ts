import { affirmed, choice } from '../deal/places.ts'
import { isMarked, type Message } from '../message.ts'
import type { PlaceReading, Reading } from '../reading.ts'
import { placeKey, pointsBack, type PointsBack } from './points-back.ts'
import { withTold, type ToldApart } from './told-apart.ts'

/** Where a deal goes after a message, and the places that were talked of so far. */
export function nextPlaces(
  message: Message,
  before: Reading,
  now: Reading,
  { apart, isTurned, isEar }: { readonly apart: ToldApart | undefined; readonly isTurned: boolean; readonly isEar: boolean },
): PointsBack {
  const tell = withTold(apart)
  const known = new Map(before.talkedOf.flat().map((place) => [placeKey(place), place.facts]))
  const back =
    pointsBack(message, before, now) ??
    withGroup(message, before, isNewest(message, before, now, isEar) ? now.places : placesAfter(message, before, now, isTurned))
  const remember = (place: PlaceReading): PlaceReading => {
    const facts = known.get(placeKey(place))
    return tell(facts === undefined ? place : { ...place, facts })
  }
  return { places: back.places.map(remember), talkedOf: back.talkedOf.map((group) => group.map(remember)), leftOut: back.leftOut }
}

/** "But a Canadian citizen since, the last one she took": Commerce looks at the citizenship that somebody took last, and at no other. */
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
  leftOut: before.leftOut,
})

/** A place that is named beside those before joins them; one that was meant instead takes their stead; any other is talked of next. */
function talkedOfAfter(message: Message, { places: were, talkedOf }: Reading, places: readonly PlaceReading[]): Reading['talkedOf'] {
  const keys = new Set(places.map(placeKey))
  const at = talkedOf.findLastIndex((group) => group.some((place) => were.some((one) => placeKey(one) === placeKey(place))))
  const isMistaken = ['corrects', 'begins-with-no', 'none-of-them'].some((mark) => message.marks.any(mark))
  const isNarrowed = were.some(({ codes }) => codes.length > 1)
  const grows = were.every((place) => keys.has(placeKey(place)))
  if (places.length === 0) return talkedOf
  if (at < 0 || !(isMistaken || isNarrowed || grows)) return [...talkedOf, places]
  return talkedOf.with(at, places)
}

function placesAfter(message: Message, before: Reading, now: Reading, isTurned: boolean): readonly PlaceReading[] {
  const { marks } = message
  const words = affirmed(message)
  const isSomebodys = ({ role }: PlaceReading): boolean => role === 'nationality'
  const isOfPerson = now.places.every((place) => isSomebodys(place) || place.role === 'domestic')
  const nationalities = new Set([...before.places, ...now.places].filter(isSomebodys).map(placeKey))
  const isOne = before.onePerson && !marks.any('several-people') && now.places.length === 0
  // Of two people, say, one is a U.S. person: nobody says that the other is.
  if (now.usPerson && isOfPerson && (nationalities.size === 1 || (nationalities.size > 1 && isOne)))
    return [{ codes: ['US'], typed: 'a U.S. person', role: 'domestic' }]
  if (now.foreignPerson && before.nationalities.length > 0)
    return before.places.some(({ role }) => role !== 'domestic') ? before.places : before.nationalities
  if (now.foreignPerson && now.places.length === 0 && before.places.every(({ role }) => role === 'domestic')) return []
  if (now.places.length === 0) {
    const nth = marks.any('the-former') ? 0 : marks.any('the-latter') ? 1 : undefined
    if (nth !== undefined && before.places.length === 2) return before.places.slice(nth, nth + 1)
    return before.places.map((place) => {
      const code = place.codes.length > 1 ? choice(place.codes, words) : undefined
      return code === undefined ? place : { ...place, codes: [code] }
    })
  }
  // "We invoice from Denver" only mentions a place at home.
  if (now.places.every((place) => isGivenUp(message, place))) return before.places.filter((place) => !isGivenUp(message, place))
  const isNamesake = now.places.some((place) => before.places.some((one) => isWithin(one.typed, place.typed) || isPartOf(one, place)))
  const isCalledOut = message.tokens.length <= mostCalledOut
  const isCalled = marks.any('turns-to-place') || marks.any('which-one') || isNamesake || isCalledOut
  const isAside = now.places.every(({ role }) => role === 'domestic') && (!isCalled || marks.any('stays-home'))
  if (isAside && before.places.some(({ codes, role }) => role !== 'domestic' && codes.length === 1)) return before.places
  const kept = before.places.filter((place) => !isGivenUp(message, place))
  // "Wuhan in place of Turin", where Minsk was named beside it: Minsk stays.
  if (kept.length > 0 && kept.length < before.places.length) return beside(kept, now.places)
  const narrowed = before.places.length === 1 && now.places.length === 1 && ((before.places[0]?.codes.length ?? 0) > 1 || isNamesake)
  if (
    (narrowed && !(isNamesake && marks.any('adds-place'))) ||
    marks.any('wanted-there') ||
    (!marks.any('adds-place') && (isTurned || isInstead(message, before)))
  )
    return [...peopleKept(message, before, now), ...now.places]
  return beside(kept, now.places)
}

/** Places that go on being meant, and further ones beside them. */
function beside(kept: readonly PlaceReading[], further: readonly PlaceReading[]): readonly PlaceReading[] {
  const known = new Set(kept.map(placeKey))
  const added = further.filter((place) => !known.has(placeKey(place)))
  return [...kept, ...added.map((place) => (kept.length === 0 ? place : { ...place, role: 'onward' as const }))]
}

/** "Lebanon, Ohio" behind "Lebanon", "Northern Ireland" behind "Ireland": the place that was meant. */
const isWithin = (name: string, longer: string): boolean =>
  longer.startsWith(`${name},`) || longer.startsWith(`${name} `) || longer.endsWith(` ${name}`)

/** "A colleague in Texas, he is Chinese", "and in Florida?": where it goes is another place, and who gets it is the same. */
const peopleKept = ({ marks }: Message, before: Reading, now: Reading): readonly PlaceReading[] => {
  const isOfPeople = ({ role }: PlaceReading): boolean => role === 'nationality' || role === 'onward'
  const isCorrected = ['corrects', 'begins-with-no', 'none-of-them', 'starts-over'].some((mark) => marks.any(mark))
  const isOfBoth = before.places.some(isOfPeople) && !before.places.every(isOfPeople)
  const staysHome = now.places.every(({ role }) => role === 'domestic')
  return (isOfBoth || staysHome) && !isCorrected && !now.places.some(isOfPeople) ? before.places.filter(isOfPeople) : []
}

/** "Lviv" behind "Ukraine": a town says in which part of a country it is. */
const isPartOf = (country: PlaceReading, place: PlaceReading): boolean =>
  country.region === undefined && place.region !== undefined && country.codes.join() === place.codes.join()

/** "Not Canada", "anywhere but Australia", where no other place is named: it does not go there, and where it goes is asked. */
const isGivenUp = (message: Message, { codes }: PlaceReading): boolean =>
  message.mentions.some(
    (mention) =>
      ['denied', 'replaced'].some((mark) => isMarked(message, mention, mark)) &&
      mention.meanings.some((meaning) => meaning.kind === 'country' && codes.includes(meaning.code)),
  )

/** So many words answer where it goes, or call another place out: "to Poland". */
const mostCalledOut = 3

/** Whether a place takes the stead of the one before. One that is only told ("the Japanese will hold it for them") comes beside it. */
const isInstead = ({ marks, tokens }: Message, { places, foreignPerson }: Reading): boolean =>
  tokens.length <= mostCalledOut ||
  foreignPerson ||
  places.every(({ role, codes, presumed, denied }) => role === 'domestic' || codes.length > 1 || presumed === true || denied === true) ||
  ['turns-to-place', 'turns-away', 'corrects', 'asks-on', 'starts-over', 'none-of-them', 'which-one', 'settles-on'].some((mark) =>
    marks.any(mark),
  )
