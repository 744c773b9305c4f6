import { nextFacts } from './next-facts.ts'
import type { Base } from '../../knowledge/base.ts'
import { isEar } from '../deal/jurisdiction.ts'
import { readEntries } from '../deal/entries.ts'
import { peopleOf, readSayings } from '../deal/facts.ts'
import { militarized } from '../deal/vehicle.ts'
import { withBareNumber } from '../figures/figure-as-correction.ts'
import { withLoneFigure } from '../figures/figure-as-answer.ts'
import type { Message } from '../message.ts'
import { isKnowHow, type Reading } from '../reading.ts'
import { withAnswer } from './answered.ts'
import { saysGoodbye } from './goodbye.ts'
import { isVehicleTakenBack, correctedIn } from './taken-back.ts'
import { factsOfSomePlaces, sameUseAsLastPlace } from './facts-of-some-places.ts'
import { figuresUnsaid } from './figures-unsaid.ts'
import { goesOn } from './goes-on.ts'
import { withMilderFiguresOpen, withoutFiguresOfOthers, withoutMilderFigures } from './milder-figures.ts'
import { itemBeside, longestTold, nextItem, tellsArticle } from './next-item.ts'
import { nextPlaces } from './next-places.ts'
import { countryKey } from './points-back.ts'
import { itemsPutAsideAfter, thingsAfter } from './earlier-items.ts'
import { answersOf } from '../figures/bands.ts'

/**
 * The reading of the conversation after a message that continues it; `undefined` if the message does not continue it. `asked`: the fact
 * that the last answer asked for. `isTurned`: the message returns to an item named earlier, and `before` is already about that item.
 *
 * The message is read in stages, each of which goes on from the one before:
 * 1. `alone`: what it says that is new, without figures of other things; milder ones told in passing settle nothing.
 * 2. `withFigures`: numbers and units that mean something only after the figures told before.
 * 3. `withoutMilder`: without figures that must not make the deal milder.
 * 4. `completed`: with the answer to what Licet asked, or the rest of a paragraph quoted before.
 *
 * The message continues the conversation if the stages after the first found anything, or if it {@link goesOn} by its words.
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
  const told = newlyTold(message, before, read)
  const alone = withMilderFiguresOpen(base, message, before, withoutFiguresOfOthers(base, message, before, told))
  if (saysGoodbye(message, alone) && Object.keys(alone.facts).length === 0) return undefined
  const withFigures = withLoneFigure(base, message, before, withBareNumber(base, message, before, alone, asked), asked)
  const withoutMilder = withoutMilderFigures(base, message, before, withFigures)
  const completed = withParagraph(base, message, before, withAnswer(base, message, asked, withoutMilder))
  const isCompleted = completed !== alone
  return isCompleted || goesOn(base, message, before, withRepeated(message, read, completed), asked !== undefined)
    ? changed(base, message, before, completed, { asked, isTurned })
    : undefined
}

/** What a message says that the conversation does not know: only facts that are new or changed, and no day if it asks for today. */
const newlyTold = (message: Message, before: Reading, read: Reading): Reading => ({
  ...read,
  date: message.marks.any('what-now') || message.marks.any('of-another-deal') ? undefined : read.date,
  facts: newOf(read.facts, before.facts),
  usPerson: read.usPerson || tellsOfUsPerson(message, before),
})

/** The reading with the facts that a short message repeats ("for a 787"): it is about the same deal, too. */
function withRepeated(message: Message, read: Reading, now: Reading): Reading {
  const isBare = read.item === undefined && read.places.length === 0 && !asksSomething(message)
  const isFragment = message.tokens.length <= (isBare ? longestTold : longestFragment) && readSayings(message).said.size > 0
  return isFragment ? { ...now, facts: { ...read.facts, ...now.facts } } : now
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
 * A message with at most this many words, or {@link longestTold} if it asks nothing and names no item or place ("for a 787"), continues the
 * deal if it states any fact, even one known before.
 */
const longestFragment = 6
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
  const beside = swapped ? [] : itemBeside(message, before, now)
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
    taken: [...before.taken, ...now.taken, ...figuresUnsaid(base, message, before).values()],
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
    [...figuresUnsaid(base, message, before).keys()]
      .filter((fact) => now.figures[fact] === undefined || now.figures[fact] === before.figures[fact])
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

/** The facts that are new or changed compared with `before`. */
const newOf = (now: Reading['facts'], before: Reading['facts']): Reading['facts'] =>
  Object.fromEntries(Object.entries(now).filter(([fact, value]) => before[fact] !== value))

/** Whether a message says that a U.S. person receives the item talked about. Without an item, a green card alone describes no deal. */
const tellsOfUsPerson = (message: Message, { item }: Reading): boolean =>
  item !== undefined && peopleOf(readSayings(message), message).usPerson && !message.marks.any('leaves-home')

/**
 * Whether a message names no item and asks about another law, or, without a place or fact, about a document: "how long does a DSP-5
 * last?".
 */
const asksOtherRule = ({ marks }: Message, { item, places, facts, possible }: Reading): boolean =>
  item === undefined &&
  (marks.any('asks-other-law') || (marks.any('asks-of-paper') && places.length + Object.keys({ ...facts, ...possible }).length === 0))
