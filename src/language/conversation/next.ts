import { nextFacts } from './next-facts.ts'
import type { Base } from '../../knowledge/base.ts'
import { isEar } from '../deal/jurisdiction.ts'
import { readEntries } from '../deal/entries.ts'
import { peopleOf, readSayings } from '../deal/facts.ts'
import { militarized } from '../deal/vehicle.ts'
import { withBareNumber } from '../figures/figure-as-correction.ts'
import { withLoneFigure } from '../figures/figure-as-answer.ts'
import { isMarked, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { isKnowHow, thingKey, type Reading } from '../reading.ts'
import { withAnswer } from './answered.ts'
import { describes } from './describes.ts'
import { saysGoodbye } from './goodbye.ts'
import { isVehicleTakenBack, correctedIn } from './taken-back.ts'
import { factsOfSomePlaces, sameUseAsLastPlace } from './facts-of-some-places.ts'
import { figuresUnsaid } from './figures-unsaid.ts'
import { goesOn } from './goes-on.ts'
import { bringsUp, mayBeOf, namesNoOther } from './same-item.ts'
import { withoutMilderFigures } from './milder-figures.ts'
import { nextPlaces } from './next-places.ts'
import { countryKey, pointsBack } from './points-back.ts'
import { itemsPutAsideAfter, thingsAfter } from './earlier-items.ts'
import { answersOf } from '../figures/bands.ts'

/**
 * The reading of the conversation after a message that continues it; `undefined` if the message does not
 * continue it. `asked`: the fact that the last answer asked for. `isTurned`: the message returns to an item
 * named earlier, and `before` is already about that item.
 */
export function nextReading(
  base: Base,
  message: Message,
  before: Reading,
  read: Reading,
  { asked, isTurned = false }: { readonly asked: string | undefined; readonly isTurned?: boolean },
): Reading | undefined {
  if (isTurned) return changed(base, message, before, ofThing(before, read), { asked, isTurned })
  if (message.marks.any('starts-over') && (read.item !== undefined || read.places.length > 0)) return undefined
  if (asksOtherRule(message, read)) return undefined
  const date = message.marks.any('what-now') ? undefined : read.date
  const told = { ...read, date, facts: newOf(read.facts, before.facts), usPerson: read.usPerson || tellsOfUsPerson(message, before) }
  if (saysGoodbye(message, told) && Object.keys(told.facts).length === 0) return undefined
  const figured = withLoneFigure(base, message, before, withBareNumber(base, message, before, told, asked), asked)
  const now = withParagraph(base, message, before, withAnswer(base, message, asked, withoutMilderFigures(base, message, before, figured)))
  // A short message that only repeats what is known ("for a 787") is about the same deal, too.
  const isBare = read.item === undefined && read.places.length === 0 && !asksSomething(message)
  const isFragment = message.tokens.length <= (isBare ? longestTold : longestFragment) && readSayings(message).said.size > 0
  const said = isFragment ? { ...now, facts: { ...read.facts, ...now.facts } } : now
  return now !== told || goesOn(base, message, before, said, asked !== undefined)
    ? changed(base, message, before, now, { asked, isTurned })
    : undefined
}

/** Completes a USML paragraph that was quoted without its last number: "Number 23" after IV(h) makes it IV(h)(23). */
function withParagraph(base: Base, { tokens }: Message, { item }: Reading, now: Reading): Reading {
  const [number, other] = tokens.filter(({ typed }) => /^\d{1,2}$/.test(typed))
  const isPart = item?.entry?.startsWith('USML') === true && item.entry.endsWith(')') && !/\d\)$/.test(item.entry)
  if (!isPart || number === undefined || other !== undefined || tokens.length > mostOfParagraph || now.item !== undefined) return now
  const [found] = readEntries(base, `${item.entry}(${number.typed})`)
  return found === undefined ? now : { ...now, item: found.reading, facts: {}, possible: {}, figures: {}, taken: [] }
}
const mostOfParagraph = 4

/**
 * Limits in words. A message with at most `longestFragment` words, or `longestTold` if it asks nothing and
 * names no item or place ("for a 787"), continues the deal if it states any fact, even one known before.
 */
const [longestFragment, longestTold] = [6, 14]
const asksSomething = ({ text, marks }: Message): boolean => text.includes('?') || marks.any('asks') || marks.any('asks-rule')

/**
 * The reading of a message that returns to `item`. What the message names (item, data, further items) is taken as a repetition and dropped,
 * unless it adds a list entry to an item that has none.
 */
const ofThing = ({ item }: Reading, read: Reading): Reading =>
  read.item?.entry !== undefined && item?.entry === undefined ? read : { ...read, item: undefined, article: undefined, also: [] }

/** The reading of the conversation, changed by the new message. `now`: what that message says. */
function changed(
  base: Base,
  message: Message,
  before: Reading,
  now: Reading,
  { asked, isTurned }: { readonly asked: string | undefined; readonly isTurned: boolean },
): Reading {
  const isOfData = tellsArticle(message, before, now)
  const item = isOfData ? before.item : isTurned ? (now.item ?? before.item) : nextItem(message, before, now)
  const swapped = item !== before.item
  const isWhole = now.item?.level === 'vehicle'
  // If the item so far is data or a service, a vehicle named now is its subject, not a part: "the launcher is theirs, no US part in it".
  const isPart = now.item !== undefined && !isKnowHow(now.item) && describes(message, before) && !(isWhole && isKnowHow(before.item))
  const isBeside =
    isPart || (isWhole && ['brought-beside', 'goes-beside-it'].some((mark) => message.marks.any(mark))) || isWithPlant(message, before, now)
  const beside = isBeside && now.item !== undefined && !swapped ? [{ item: now.item, article: now.article }] : []
  const context = !swapped && now.item?.level === 'vehicle' && now.item !== item ? now.item : undefined
  const isTakenBack = isVehicleTakenBack(base, message, before, now)
  const unsaid = unsaidOf(base, message, before, now)
  const apart = factsOfSomePlaces(base, message, before, now) ?? sameUseAsLastPlace(message, before, now)
  const where = nextPlaces(base, message, before, now, { apart, isTurned, isEar: isEar(base, item) })
  const facts = nextFacts(base, message, before, now, { item, context, isTakenBack, unsaid, apart, asked })
  return {
    ...militarized(base, { item }, facts),
    also: swapped ? now.also : [...before.also, ...beside],
    unknown: swapped ? now.unknown : [...new Set([...before.unknown, ...now.unknown])],
    nationalities: nationalitiesAfter(before, now, where.places),
    pastNationalities: [...before.pastNationalities, ...now.pastNationalities],
    listedWithoutPart: [...new Set([...before.listedWithoutPart, ...now.listedWithoutPart])],
    usPerson: now.usPerson,
    onePerson: before.onePerson || now.onePerson,
    unread: now.unread,
    vehicle: now.vehicle ?? context ?? (isTakenBack ? undefined : vehicleKept(before, item)),
    article: isOfData
      ? now.item
      : swapped && !isKnowHow(item)
        ? undefined
        : (now.article ?? before.article ?? (isKnowHow(item) ? before.item : undefined)),
    ...where,
    things: thingsAfter(message, before, now, { item, places: where.places }),
    receivers: [...new Set([...before.receivers, ...now.receivers])],
    itemsPutAside: itemsPutAsideAfter(message, before, now),
    isOtherThing: before.isOtherThing || (swapped && before.item !== undefined),
    facts,
    possible: { ...before.possible, ...unsaid, ...now.possible },
    figures: { ...before.figures, ...now.figures },
    corrected: [...before.corrected, ...correctedIn(message, before, now)],
    measured: measuredAfter(swapped ? [] : before.measured, now.measured),
    taken: [...before.taken, ...now.taken, ...figuresUnsaid(message, before).values()],
    bare: [...(swapped ? [] : before.bare), ...now.bare].filter((number) => !now.taken.includes(number)),
    date: now.date ?? before.date,
    foreignPerson: now.foreignPerson || (before.foreignPerson && now.places.length === 0),
    general: (apart === undefined ? now.general : undefined) ?? before.general,
    notes: now.notes,
    guesses: now.guesses,
  }
}

/**
 * The nationalities after a message: the earlier ones whose country is still a place of the deal, then those named now. Unchanged if the
 * message names none.
 */
const nationalitiesAfter = (before: Reading, now: Reading, places: Reading['places']): Reading['nationalities'] => {
  const counts = new Set(places.map(countryKey))
  return now.nationalities.length === 0
    ? before.nationalities
    : [...before.nationalities.filter((one) => counts.has(countryKey(one)) && !now.nationalities.includes(one)), ...now.nationalities]
}

/** Keeps for each quantity the figure stated last. */
const measuredAfter = (before: Reading['measured'], now: Reading['measured']): Reading['measured'] => [
  ...before.filter(({ measure }) => !now.some((one) => one.measure === measure)),
  ...now,
]

/**
 * The facts whose figure the message denies without stating another one ("not 180 km"), each with all its
 * answers, because all of them are possible again.
 */
const unsaidOf = (base: Base, message: Message, before: Reading, now: Reading): Reading['possible'] =>
  Object.fromEntries(
    [...figuresUnsaid(message, before).keys()]
      .filter((fact) => now.facts[fact] === undefined || now.figures[fact] === before.figures[fact])
      .map((fact) => [fact, answersOf(base, fact)]),
  )

/**
 * The vehicle that still counts beside `item`: the one known before, or the item talked about before if
 * `item` replaces it and it was a vehicle.
 */
function vehicleKept(before: Reading, item: Reading['item']): Reading['vehicle'] {
  const swapped = item !== before.item
  return before.vehicle ?? (swapped && before.item?.level === 'vehicle' ? before.item : undefined)
}

/** Whether a message says what the current data or service is about, if nothing said so before: "Drawings", then "of the igniter". */
const tellsArticle = ({ marks, tokens }: Message, { item, article }: Reading, now: Reading): boolean =>
  isKnowHow(item) &&
  item?.entry === undefined &&
  article === undefined &&
  now.item !== undefined &&
  !isKnowHow(now.item) &&
  now.places.length === 0 &&
  tokens.length <= longestTold &&
  !bringsUp.some((mark) => marks.any(mark))

/** The facts that are new or changed compared with `before`. */
const newOf = (now: Reading['facts'], before: Reading['facts']): Reading['facts'] =>
  Object.fromEntries(Object.entries(now).filter(([fact, value]) => before[fact] !== value))

/** Whether a message says that a U.S. person receives the item talked about. Without an item, a green card alone describes no deal. */
const tellsOfUsPerson = (message: Message, { item }: Reading): boolean =>
  item !== undefined && peopleOf(readSayings(message), message).usPerson && !message.marks.any('leaves-home')

/**
 * The current item after a message. A vehicle that only says what the item is for ("civil launcher" after a
 * motor) does not replace it. `undefined` if another item is meant but not named ("the second one"), or if
 * the item's entry is denied. Licet then asks for the item.
 */
function nextItem(message: Message, before: Reading, now: Reading): Reading['item'] {
  const { marks } = message
  const isAnother =
    now.item === undefined &&
    (marks.any('another-of-them') || marks.any('points-at-nth') || marks.any('tells-of-nth')) &&
    pointsBack(message, before, now) === undefined
  if (isAnother && now.places.length === 0 && Object.keys(now.facts).length === 0) return undefined
  // "Sorry, they are not EAR99": the item is dropped, so that Licet asks for the right list entry.
  if (now.item === undefined && before.item?.entry !== undefined && message.deniedEntries.includes(before.item.entry)) return undefined
  if (now.item === undefined || before.item === undefined) return now.item ?? before.item
  if (before.item.entry !== undefined && now.item.entry?.startsWith(`${before.item.entry}(`) === true) return now.item
  if (namesNoOther(message, now) || isCargo(message, before, now)) return before.item
  if (!isKnowHow(now.item) && describes(message, before)) return before.item
  if (now.item.entry !== undefined && before.item.entry !== undefined && now.item.entry !== before.item.entry) return now.item
  if (now.item.source.id === before.item.source.id) return before.item.entry === undefined ? now.item : before.item
  if (marks.any('corrects')) return now.item
  if (isWithPlant(message, before, now)) return before.item
  const isForSpacecraft =
    now.item.level === 'spacecraft' &&
    !marks.any('transfers') &&
    message.things.every(({ mention }) => isMarked(message, mention, 'for-another'))
  const isContext = (now.item.level === 'vehicle' || isForSpacecraft) && before.item.level !== now.item.level && !marks.any('whole')
  if (marks.any('same-item') && isOf(before.item, now.item, before, message)) return before.item
  const isSameKind = now.item.level === before.item.level && before.item.entry !== undefined
  const keepsEntry = isOf(before.item, now.item, before, message) && now.places.length === 0 && !marks.any('asks-on')
  return isContext || isSameKind || keepsEntry ? before.item : now.item
}

/**
 * Whether a message only names what the current plant makes or includes: "tanks, engines, final assembly, everything". The plant stays
 * the item of the deal; the items named are decided as well.
 */
const isWithPlant = (message: Message, { item }: Reading, now: Reading): boolean =>
  item?.level === 'facility' &&
  now.item !== undefined &&
  now.item.level !== 'facility' &&
  now.places.length === 0 &&
  !message.text.includes('?') &&
  !message.marks.any('asks') &&
  !message.marks.any('corrects') &&
  (!message.marks.any('turns-away') || isIn(message, 0, 'joining'))

/** Whether a message only names the payload of the current rocket, stage or launch service: "Satellites, nothing else". */
const isCargo = (message: Message, { item, vehicle }: Reading, now: Reading): boolean => {
  const { marks, tokens, things } = message
  const isAlone = things.every(({ mention }) => isMarked(message, mention, 'used-for'))
  return (
    now.item?.level === 'spacecraft' &&
    now.item.entry === undefined &&
    (now.places.length === 0 || marks.any('cargo-alone')) &&
    tokens.length <= longestTold &&
    [item, vehicle].some((one) => one?.level === 'vehicle' || one?.level === 'assembly' || one?.level === 'service') &&
    (isAlone || !bringsUp.some((mark) => marks.any(mark)))
  )
}

/**
 * Whether an item named now without a list entry can be the item whose entry was quoted before. An EAR99
 * entry is not taken to cover an item of another name and kind ({@link isNamedOtherwise}).
 */
const isOf = (quoted: NonNullable<Reading['item']>, thing: NonNullable<Reading['item']>, { things }: Reading, message: Message): boolean =>
  mayBeOf(quoted, thing) && !isNamedOtherwise(quoted, thing, things, message)

/** Whether a new item differs in name and in kind from the EAR99 item before: "the shaker" after "EAR99 bolts". */
function isNamedOtherwise(
  quoted: NonNullable<Reading['item']>,
  thing: NonNullable<Reading['item']>,
  things: Reading['things'],
  { tokens, things: named }: Message,
): boolean {
  const told = things.find(({ item }) => thingKey(item) === thingKey(quoted))
  if (told === undefined || told.words.length === 0 || quoted.entry !== 'EAR99') return false
  const words = named.filter(({ reading }) => reading === thing).map(({ mention }) => tokens[mention.to - 1]?.word ?? '')
  const strictest = ({ lands: [first] }: NonNullable<Reading['item']>): string | undefined => first?.class
  return !words.some((word) => told.words.includes(word)) && !told.as.some((one) => strictest(one) === strictest(thing))
}

/**
 * Whether a message names no item and asks about another law, or, without a place or fact, about a document: "how long does a DSP-5
 * last?".
 */
const asksOtherRule = ({ marks }: Message, { item, places, facts, possible }: Reading): boolean =>
  item === undefined &&
  (marks.any('asks-other-law') || (marks.any('asks-of-paper') && places.length + Object.keys({ ...facts, ...possible }).length === 0))
