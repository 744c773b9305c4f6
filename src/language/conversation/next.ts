import type { Base } from '../../knowledge/base.ts'
import { flightOf } from '../deal/flight.ts'
import { readEntries } from '../deal/entries.ts'
import { hasGoods } from '../deal/items.ts'
import { peopleOf, readSayings } from '../deal/facts.ts'
import { affirmed, choice } from '../deal/places.ts'
import { militarized, shortRanged, vehicleFacts } from '../deal/vehicle.ts'
import { withBareNumber } from '../figures/bare-number.ts'
import { withLoneFigure } from '../figures/lone-figure.ts'
import { isMarked, type Message } from '../message.ts'
import { endUseOf, type PlaceReading, type Reading } from '../reading.ts'
import { withAnswer } from './answered.ts'
import { describes } from './describes.ts'
import { takesLeave } from './leave.ts'
import { figuresUnsaid, goesOn, isBuiltInto } from './goes-on.ts'

/**
 * What the conversation is about after a message that goes on with it, or `undefined` where the message stands alone. `asked` is
 * the fact that the last answer asked for.
 */
export function nextReading(base: Base, message: Message, before: Reading, read: Reading, asked?: string): Reading | undefined {
  if (message.marks.any('starts-over') && (read.item !== undefined || read.places.length > 0)) return undefined
  if (message.marks.any('asks-other-law') && read.item === undefined) return undefined
  const told = { ...read, facts: newOf(read.facts, before.facts), usPerson: read.usPerson || tellsOfUsPerson(message, before) }
  if (takesLeave(message, told) && Object.keys(told.facts).length === 0) return undefined
  const now = withParagraph(
    base,
    message,
    before,
    withAnswer(base, message, asked, withLoneFigure(base, message, before, withBareNumber(base, message, before, told, asked))),
  )
  // A fragment that only says again what is known ("for a 787") is said of the same deal, too.
  const isBare = read.item === undefined && read.places.length === 0 && !asksSomething(message)
  const isFragment = message.tokens.length <= (isBare ? longestTold : longestFragment) && readSayings(message).said.size > 0
  const said = isFragment ? { ...now, facts: { ...read.facts, ...now.facts } } : now
  return now !== told || goesOn(base, message, before, said, asked !== undefined) ? changed(base, message, before, now, asked) : undefined
}

/** "Number 23" of the paragraph that was quoted without it: IV(h)(23). */
function withParagraph(base: Base, { tokens }: Message, { item }: Reading, now: Reading): Reading {
  const [number, other] = tokens.filter(({ typed }) => /^\d{1,2}$/.test(typed))
  const isPart = item?.entry?.startsWith('USML') === true && item.entry.endsWith(')') && !/\d\)$/.test(item.entry)
  if (!isPart || number === undefined || other !== undefined || tokens.length > mostOfParagraph || now.item !== undefined) return now
  const [found] = readEntries(base, `${item.entry}(${number.typed})`)
  return found === undefined ? now : { ...now, item: found.reading, facts: {}, possible: {}, figures: {}, taken: [] }
}
const mostOfParagraph = 4

/** So many words, at most, has a message that is no sentence, and one that only tells. */
const [longestFragment, longestTold] = [6, 14]
const asksSomething = ({ text, marks }: Message): boolean => text.includes('?') || marks.any('asks') || marks.any('asks-rule')

/** Changes what the conversation is about by what the new message says. */
function changed(base: Base, message: Message, before: Reading, now: Reading, asked: string | undefined): Reading {
  const item = nextItem(message, before, now)
  const swapped = item !== before.item
  const isPart = now.item !== undefined && !isKnowledge(now.item) && describes(message, before)
  const beside = isPart && now.item !== undefined && !swapped ? [{ item: now.item, article: now.article }] : []
  const context = !swapped && now.item?.level === 'vehicle' && now.item !== item ? now.item : undefined
  const facts: Record<string, string> = {
    ...before.facts,
    ...vehicleFacts(base, {
      item,
      vehicle: context ?? (swapped ? undefined : now.vehicle),
    }),
    ...(context !== undefined && flightOf(base, context) !== undefined ? { replacementPart: 'no' } : {}),
    ...now.facts,
  }
  const unsaid = unsaidOf(base, message, before, now)
  for (const fact of Object.keys(now.possible)) if (now.facts[fact] === undefined) delete facts[fact]
  for (const fact of Object.keys(unsaid)) delete facts[fact]
  Object.assign(facts, shortRanged(facts), takesBack(message) ? {} : graveOf(before, asked))
  if (isUseDenied(message, now)) delete facts['endUse']
  if (isCommercialAfterAll(message, before, now)) facts['usGovernmentProgram'] = 'no'
  if (now.general !== undefined && now.facts['endUse'] !== undefined) facts['endUse'] = endUseOf(base, now.general, item)
  if (swapped && now.item?.level === 'vehicle')
    for (const [fact, value] of Object.entries(now.item.states)) facts[fact] = now.facts[fact] ?? value
  return {
    ...militarized(base, { item }, facts),
    also: swapped ? now.also : [...before.also, ...beside],
    unknown: swapped ? now.unknown : [...new Set([...before.unknown, ...now.unknown])],
    nationalities: now.nationalities.length > 0 ? now.nationalities : before.nationalities,
    setAside: [...new Set([...before.setAside, ...now.setAside])],
    usPerson: now.usPerson,
    unread: now.unread,
    vehicle:
      now.vehicle ??
      context ??
      (swapped || item === before.item
        ? (before.vehicle ?? (before.item?.level === 'vehicle' && swapped ? before.item : undefined))
        : undefined),
    article: swapped && !isKnowledge(item) ? undefined : (now.article ?? before.article ?? (isKnowledge(item) ? before.item : undefined)),
    places: nextPlaces(message, before, now),
    facts,
    possible: { ...before.possible, ...unsaid, ...now.possible },
    figures: { ...before.figures, ...now.figures },
    taken: [...before.taken, ...now.taken],
    date: now.date ?? before.date,
    foreignPerson: now.foreignPerson || (before.foreignPerson && now.places.length === 0),
    general: now.general ?? before.general,
    notes: now.notes,
    guesses: now.guesses,
  }
}

/** The answers that are possible again where a figure is said not to be so. */
const unsaidOf = (base: Base, message: Message, before: Reading, now: Reading): Reading['possible'] =>
  Object.fromEntries(
    figuresUnsaid(message, before)
      .filter((fact) => now.facts[fact] === undefined || now.figures[fact] === before.figures[fact])
      .map((fact) => [fact, (base.facts.get(fact)?.answers ?? []).map(({ value }) => value)]),
  )

/** Facts that stop a deal, with the answers that do not. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  wmd: ['none-known'],
  classified: ['no'],
  screening: ['not-screened', 'no-match'],
  namedGroup: ['none-named'],
  carrier: ['none-named'],
}

/** What was told before that stops a deal. "The packing list is unclassified" says nothing of a classified stage: it is taken back in words, or where it is asked. */
const graveOf = ({ facts }: Reading, asked: string | undefined): Reading['facts'] =>
  Object.fromEntries(
    Object.entries(facts).filter(([fact, value]) => fact !== asked && harmless[fact] !== undefined && !harmless[fact].includes(value)),
  )

/** "Sorry, not classified", "no, it is unclassified", or a bare "it is unclassified": what was said before is taken back, and it is spoken of nothing beside. */
function takesBack({ marks, tokens }: Message): boolean {
  const isOfIt = marks.any('points')
  const isCorrected = ['corrects', 'begins-with-no', 'takes-back'].some((mark) => marks.any(mark))
  return isCorrected ? isOfIt || tokens.length < mostInBareWords : tokens.length <= (isOfIt ? mostInBareWords : 2)
}

/** So many words, at most, say only what "it" is. */
const mostInBareWords = 4

/** Data or a service, of the thing talked about where nothing else is named: "just drawings of it". */
const isKnowledge = (item: Reading['item']): boolean => item?.level === 'data' || item?.level === 'service'

/** The facts that were not told before. */
const newOf = (now: Reading['facts'], before: Reading['facts']): Reading['facts'] =>
  Object.fromEntries(Object.entries(now).filter(([fact, value]) => before[fact] !== value))

/** Alone, a green card is no deal; here it says who receives what is talked about. */
const tellsOfUsPerson = (message: Message, { item }: Reading): boolean =>
  item !== undefined && peopleOf(readSayings(message), message).usPerson && !message.marks.any('leaves-home')

/** "No, not agriculture": the use that was told before is none. */
const isUseDenied = (message: Message, now: Reading): boolean => {
  const { denied } = readSayings(message)
  return now.facts['endUse'] === undefined && ['civil', 'commercial', 'civil-space', 'other-civil'].some((use) => denied.has(use))
}

/** "No, that was wrong, it is commercial": no program of the U.S. Government, as was said before. */
const isCommercialAfterAll = ({ marks }: Message, before: Reading, now: Reading): boolean =>
  before.facts['usGovernmentProgram'] === 'yes' &&
  (marks.any('not-for-government') || (now.general === 'civil' && (marks.any('corrects') || marks.any('agrees'))))

/**
 * A short answer such as "civil launcher" says what a motor is for, it does not replace the motor. "The second one" is none that
 * was talked of: which it is, is asked.
 */
function nextItem(message: Message, before: Reading, now: Reading): Reading['item'] {
  const { marks } = message
  const isAnother = now.item === undefined && marks.any('another-of-them')
  if (isAnother && now.places.length === 0 && Object.keys(now.facts).length === 0) return undefined
  // "Sorry, they are not EAR99": what they are is asked.
  if (now.item === undefined && before.item?.entry !== undefined && message.deniedEntries.includes(before.item.entry)) return undefined
  if (now.item === undefined || before.item === undefined) return now.item ?? before.item
  if (before.item.entry !== undefined && now.item.entry?.startsWith(`${before.item.entry}(`) === true) return now.item
  if (!hasGoods(message) || isBuiltInto(message) || isCargo(message, before, now)) return before.item
  if (!isKnowledge(now.item) && describes(message, before)) return before.item
  if (now.item.entry !== undefined && before.item.entry !== undefined && now.item.entry !== before.item.entry) return now.item
  if (now.item.source.id === before.item.source.id) return before.item.entry === undefined ? now.item : before.item
  if (marks.any('corrects')) return now.item
  const isContext = now.item.level === 'vehicle' && before.item.level !== 'vehicle' && !marks.any('whole')
  const isSameKind = now.item.level === before.item.level && before.item.entry !== undefined
  const keepsEntry = isOf(before.item, now.item) && now.places.length === 0 && !marks.any('asks-on')
  return isContext || isSameKind || keepsEntry ? before.item : now.item
}

/** "Satellites, nothing else": what is put on top of the rocket or stage talked about. */
const isCargo = ({ marks, tokens }: Message, { item, vehicle }: Reading, now: Reading): boolean =>
  now.item?.level === 'spacecraft' &&
  now.item.entry === undefined &&
  now.places.length === 0 &&
  tokens.length <= longestTold &&
  [item, vehicle].some((one) => one?.level === 'vehicle' || one?.level === 'assembly' || one?.level === 'service') &&
  !['asks-on', 'turns-away', 'corrects', 'transfers', 'asks'].some((mark) => marks.any(mark))

/** Whether a thing without an entry can be the one that was quoted before. */
const isOf = (quoted: NonNullable<Reading['item']>, thing: NonNullable<Reading['item']>): boolean =>
  quoted.entry !== undefined &&
  thing.entry === undefined &&
  thing.lands.some((landing) => quoted.lands.some((other) => other.class === landing.class))

function nextPlaces(message: Message, before: Reading, now: Reading): readonly PlaceReading[] {
  const { marks } = message
  const words = affirmed(message)
  const isSomebodys = ({ role }: PlaceReading): boolean => role === 'nationality'
  const isOfPerson = now.places.every((place) => isSomebodys(place) || place.role === 'domestic')
  const nationalities = new Set([...before.places, ...now.places].filter(isSomebodys).map(placeKey))
  // Of two people, say, one is a U.S. person: nobody says that the other is.
  if (now.usPerson && isOfPerson && nationalities.size === 1) return [{ codes: ['US'], typed: 'a U.S. person', role: 'domestic' }]
  if (now.foreignPerson && before.nationalities.length > 0) return before.nationalities
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
  const isNamesake = now.places.some((place) => before.places.some((one) => isWithin(one.typed, place.typed)))
  const isCalledOut = message.tokens.length <= mostCalledOut
  const isAside = now.places.every(({ role }) => role === 'domestic') && !marks.any('turns-to-place') && !isNamesake && !isCalledOut
  if (isAside && before.places.some(({ codes, role }) => role !== 'domestic' && codes.length === 1)) return before.places
  const narrowed = before.places.length === 1 && now.places.length === 1 && ((before.places[0]?.codes.length ?? 0) > 1 || isNamesake)
  if (
    (narrowed && !(isNamesake && marks.any('adds-place'))) ||
    marks.any('wanted-there') ||
    (!marks.any('adds-place') && isInstead(message, before))
  )
    return now.places
  const known = new Set(before.places.map(placeKey))
  return [
    ...before.places.filter((place) => !isGivenUp(message, place)),
    ...now.places.filter((place) => !known.has(placeKey(place))).map((place) => ({ ...place, role: 'onward' as const })),
  ]
}

/** "Lebanon, Ohio" behind "Lebanon", "Northern Ireland" behind "Ireland": the place that was meant. */
const isWithin = (name: string, longer: string): boolean =>
  longer.startsWith(`${name},`) || longer.startsWith(`${name} `) || longer.endsWith(` ${name}`)

const placeKey = ({ codes, region }: PlaceReading): string => `${codes.join()} ${region ?? ''}`

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
  places.every(({ role, codes, presumed }) => role === 'domestic' || codes.length > 1 || presumed === true) ||
  ['turns-to-place', 'turns-away', 'corrects', 'asks-on', 'starts-over', 'none-of-them', 'which-one', 'settles-on'].some((mark) =>
    marks.any(mark),
  )
