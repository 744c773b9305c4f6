import type { FactWords } from '../../knowledge/fact-names.ts'
import type { Base } from '../../knowledge/base.ts'
import { readDates } from '../calendar/dates.ts'
import { numbersIn } from '../evidence/figures.ts'
import { readFigures } from '../figures/quantities.ts'
import { isEar, isPlain } from './jurisdiction.ts'
import { peopleOf, readFacts, readSayings } from './facts.ts'
import { readItems, type Items } from './items.ts'
import { isMadeAbroad } from './made-abroad.ts'
import type { Message } from '../message.ts'
import { readPlaces, type Places } from './places.ts'
import { cachedByObject } from '../cached.ts'
import { isListedCountry } from '../names/listed-countries.ts'
import { isKnowHow, type Note, type PlaceReading, type Reading } from '../reading.ts'
import { armedGroupsIn } from './armed-groups.ts'
import { isTownBeforeCountry } from '../names/town-before-country.ts'
import { hasUnreadScript } from '../names/unread-script.ts'
import { thingsTold } from './things-told.ts'
import { militarized, shortRanged, vehicleFacts } from './vehicle.ts'
import { isStatusAhead } from './status-ahead.ts'
import type { Signs } from './wmd.ts'

/**
 * Reads one message. Its days can be counted from the date of `before`, the conversation so far. If the
 * message names no item, its figures and words are read as those of the item of `before`. Everything else is
 * read from the message alone.
 */
export function readOne(base: Base, signs: Signs, message: Message, today: string, before?: Reading): Reading {
  const { text, mentions } = message
  const sayings = readSayings(message)
  const told = peopleOf(sayings, message)
  const people = told.usPerson && isStatusAhead(base, message, today) ? { ...told, usPerson: false } : told
  const items = readItems(base, message)
  const about = items.item === undefined && before !== undefined ? talkedOf(before, items) : items
  const stated = readFacts(base, message, sayings, signs(message), { ...about, isMadeAbroad: isMadeAbroad(message, about.item) })
  const { read, places, leavesHome } = placesOfDeal(base, message, items, people, isEar(base, about.item))
  const facts = factsOfDeal(base, message, { items, people, stated, places })
  const dates = readDates(base, message, today, before?.date)
  return {
    ...militarized(base, items, facts),
    places,
    talkedOf: places.length === 0 ? [] : [places],
    countriesLeftOut: [],
    things: thingsTold(base, message, items),
    receivers: receiversIn(message),
    itemsPutAside: [],
    isOtherThing: false,
    facts,
    possible: stated.possible,
    figures: stated.figures,
    corrected: [],
    measured: stated.measured,
    taken: [],
    bare: [...numbersIn(base, message, dates.spans), ...readFigures(base, message).unitless, ...onlyNumberOf(message)],
    date: dates.asked,
    foreignPerson: (people.foreignPerson || leavesHome) && places.length === 0,
    nationalities: read.nationalities,
    pastNationalities: read.pastNationalities,
    listedWithoutPart: read.listedWithoutPart,
    usPerson: people.usPerson,
    onePerson: message.marks.any('one-person'),
    unread: hasUnreadScript(text, mentions),
    general: stated.general,
    notes: notesOn(base, message, stated.notes),
    guesses: [...guessesBeside(message), ...read.guesses],
  }
}

/**
 * The places of a deal, with the country that uses a named product. `read`: the places of the message itself. `leavesHome`: only places in
 * the United States are named, and the words say that something leaves them; these places are then left out of `places`.
 */
function placesOfDeal(
  base: Base,
  message: Message,
  items: Items,
  people: SaidOfPeople,
  isOfEar: boolean,
): { readonly read: Places; readonly places: readonly PlaceReading[]; readonly leavesHome: boolean } {
  const leaves = message.marks.any('leaves-home')
  const read = readPlaces(base, message, {
    ...people,
    usPerson: people.usPerson && items.item !== undefined && !leaves,
    role: (people.role || message.marks.any('foreigner-here')) && isKnowHow(items.item),
    isEar: isOfEar,
    isPlain: isPlain(base, items.item),
  })
  const maker = makerOf(base, items, read.places)
  const leavesHome = leaves && read.places.length > 0 && read.places.every((place) => place.role === 'domestic')
  return { read, places: leavesHome ? maker : [...read.places, ...maker], leavesHome }
}

/** The facts of a deal: those of the item's vehicle, those stated, and those that places, people and figures imply. */
function factsOfDeal(
  base: Base,
  message: Message,
  {
    items,
    people,
    stated,
    places,
  }: {
    readonly items: Items
    readonly people: SaidOfPeople
    readonly stated: Pick<Reading, 'facts' | 'general'>
    readonly places: readonly PlaceReading[]
  },
): FactWords {
  const ofVehicle = vehicleFacts(base, items)
  const facts: FactWords = {
    ...ofVehicle,
    ...stated.facts,
    ...(stated.general === 'civil' && ofVehicle.endUse !== undefined && isEar(base, items.item) ? { endUse: ofVehicle.endUse } : {}),
  }
  if (isNoReexport(message, facts, places)) delete facts.activity
  if (people.foreignPerson || places.some((place) => place.role === 'nationality')) facts.activity = 'deemed-export'
  if (people.usPerson) facts.recipient = 'us-person'
  Object.assign(facts, shortRanged(facts))
  return { ...facts, ...ofLargeStage(items, facts) }
}

type SaidOfPeople = ReturnType<typeof peopleOf>

/**
 * A stage with the total impulse of a Category I motor (Annex 2.A.1.c) counts as part of a Category I system: its range and payload are set
 * to 300 km and 500 kg or more, even if other figures were stated. Empty for any other item.
 */
const ofLargeStage = ({ item }: Pick<Reading, 'item'>, { impulse }: FactWords): FactWords =>
  item?.source.id === 'stage' && impulse === 'from-1100k' ? { range: 'from-300', payload: 'from-500' } : {}

/** The item of the conversation, for a message that names none. */
const talkedOf = ({ item, vehicle, facts, measured }: Reading, named: Pick<Reading, 'vehicle'>) => ({
  item,
  vehicle: named.vehicle ?? vehicle,
  known: facts,
  measured,
})

/**
 * The country that uses a named product, as a destination, if it is a listed country and not
 * among the places of the message.
 */
function makerOf(
  base: Base,
  { item, vehicle }: Pick<Reading, 'item' | 'vehicle'>,
  places: readonly PlaceReading[],
): readonly PlaceReading[] {
  const usedBy = vehicle?.system?.country ?? item?.system?.country
  return usedBy !== undefined && isListedCountry(base, usedBy) && !places.some((place) => place.codes.includes(usedBy))
    ? [{ codes: [usedBy], typed: vehicle?.typed ?? item?.typed ?? '', role: 'destination' }]
    : []
}

/** The guesses at misspelled words that are no part of a place's name. */
const guessesBeside = ({ tokens, mentions, guesses }: Message): Reading['guesses'] =>
  guesses.filter(({ typed }) => !isTownBeforeCountry(tokens, mentions, typed))

/**
 * Whether a deal is no reexport after all: the message has no second place and
 * no word for reexport or resale.
 */
const isNoReexport = ({ text }: Message, { activity }: FactWords, places: readonly PlaceReading[]): boolean =>
  activity === 'reexport' &&
  places.length < 2 &&
  !places.some((place) => place.role === 'onward') &&
  !/re-?export|re-?sell|resale/i.test(text)

/** The notes that the answer shows about how words were read. `stated`: the notes of {@link readFacts}. */
function notesOn(base: Base, { mentions, things, marks }: Message, stated: readonly Note[]): readonly Note[] {
  const ordinary = ordinaryThing(base)
  return [
    ...mentions.flatMap((mention): Note[] => (mention.typo === undefined ? [] : [{ kind: 'typo', typed: mention.typed, ...mention.typo }])),
    ...armedGroupsIn(base, mentions),
    ...stated,
    ...things
      .filter(({ mention, reading }) => marks.has(mention.from, 'ordinary') && reading.source.id === ordinary)
      .map(({ mention }): Note => ({ kind: 'ordinary', typed: mention.typed })),
  ]
}

/** The words in a message for a kind of recipient or dealer, e.g. "farm". */
const receiversIn = ({ tokens, classes }: Message): readonly string[] =>
  tokens.flatMap(({ word }, at) => (classes[at]?.some(({ name }) => receiverWords.has(name)) === true ? [word] : []))
const receiverWords: ReadonlySet<string> = new Set(['receiver', 'dealer'])

const ordinaryThing = cachedByObject((base: Base) => base.language.marks.find(({ mark }) => mark === 'ordinary')?.names)

/** The number of a message that is nothing else, however short: "12". */
const onlyNumberOf = ({ tokens, text }: Message): readonly string[] =>
  tokens.length === 1 && /^\s*\d{1,2}\s*$/.test(text) ? [text.trim()] : []
