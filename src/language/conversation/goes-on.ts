import type { Base } from '../../knowledge/base.ts'
import { looseIn } from '../evidence/denials.ts'
import { numbersIn } from '../evidence/figures.ts'
import { isIn, isMarked, tagged, type Message } from '../message.ts'
import { hasGoods } from '../deal/items.ts'
import { affirmed, choice } from '../deal/places.ts'
import { isDataAlone, thingKey, type Reading } from '../reading.ts'
import { opinionOnTopic } from '../request/opinions.ts'
import { describes } from './describes.ts'
import { pointsBack } from './points-back.ts'

/** Whether a message goes on with what the conversation is about, or stands alone; `isAsked` where a question to the asker is open. */
export function goesOn(base: Base, message: Message, before: Reading, read: Reading, isAsked: boolean): boolean {
  // "It is for the rocket builder": who deals in a thing names none that goes.
  const isNew = hasGoods(message) && !isBuiltInto(message) && !(isAsked && isIdle(message, read)) && !isToldByFigure(message, before)
  const now = isNew ? read : { ...read, item: undefined }
  const isRule = !isAsked && before.places.length === 0 && !before.foreignPerson
  if (isRule && !tellsWhere(message, now) && !tellsWhat(message, before, now)) return false
  if (pointsBack(message, before, now) !== undefined || (before.item !== undefined && pointsAtNth(message))) return true
  if (before.item !== undefined && message.besides.length > 0 && message.tokens.length <= longestAside) return true
  if (isNamedAgain(message, before, now) || tellsPurpose(message, before, now)) return true
  if (isOfTheSame(message, now) || (isAsked && isReply(message, now)) || isToldUnread(base, message, before, now)) return true
  if (before.item !== undefined && (tellsOfDeal(base, message, now) || isNumber(message, now))) return true
  return (
    (isShort(message, before, now) || describes(message, before)) && (changesSomething(message, now, before) || speaksOfDeal(base, message))
  )
}

/** "6.2 s at 150 kN, so 930 kN.s": a figure by which a thing could be told, of the one talked about. */
const isToldByFigure = ({ things, entries, marks }: Message, { item }: Reading): boolean =>
  entries.length === 0 &&
  things.every(({ mention, reading }) => reading.source.id === item?.source.id && marks.has(mention.from, 'told-by-impulse'))

/** Of another law, or of a paper ("and once we have it, how long does a DSP-5 last?"), something is asked, and not of the deal. */
export const asksOtherRule = ({ marks }: Message, { item, places, facts, possible }: Reading): boolean =>
  item === undefined &&
  (marks.any('asks-other-law') || (marks.any('asks-of-paper') && places.length + Object.keys({ ...facts, ...possible }).length === 0))

/** "Back to the first one": of several things, perhaps; which, is asked. */
const pointsAtNth = ({ marks, tokens }: Message): boolean => marks.any('points-at-nth') && tokens.length <= longestAside

/**
 * "OK, the buyer is in Leeds", "to Leeds, 126.7 then?": where a thing goes of which only a rule was asked. Another question for a rule
 * says nothing of it.
 */
const tellsWhere = ({ marks, text }: Message, { item, places }: Reading): boolean =>
  item === undefined &&
  places.length > 0 &&
  (!text.includes('?') || (marks.any('goes-on') && !marks.any('on-topic')) || (marks.any('tells-where') && !marks.any('asks-term')))

/** "The inertial unit, correct", where an entry was asked about: which of its things is meant. */
function tellsWhat(message: Message, { item: asked }: Reading, { item, figures }: Reading): boolean {
  if (item === undefined || asked === undefined || !mayBeOf(asked, item) || Object.keys(figures).length > 0) return false
  const { marks, text, tokens } = message
  return isIn(message, 0, 'definite') && tokens.length <= longestName && !text.includes('?') && !marks.any('asks')
}

/** So many words, at most, does it take to say which thing is meant. */
const longestName = 6

/**
 * The thing talked about, by its name: "so our fairing sale, what does it need"; or with where it goes, where no place was told yet:
 * "1.05e6 N.s" and then "a motor for Maribor".
 */
const isNamedAgain = ({ marks, tokens }: Message, before: Reading, { item, places }: Reading): boolean =>
  item !== undefined &&
  before.item !== undefined &&
  (thingKey(item) === thingKey(before.item) || mayBeOf(before.item, item)) &&
  tokens.length <= longestAside &&
  (places.length === 0 ? marks.any('ours') : before.places.length === 0 && !marks.any('asks'))

/** "For a sounding rocket, Turin", "Turin, commercial launcher": what vehicle the thing talked about is for, and where it goes, which was open. */
const tellsPurpose = (message: Message, before: Reading, { item, facts }: Reading): boolean =>
  item?.level === 'vehicle' &&
  before.item !== undefined &&
  before.item.level !== 'vehicle' &&
  before.places.length === 0 &&
  message.entries.length === 0 &&
  message.tokens.length <= longestAside &&
  message.things.every(({ mention }) =>
    ['for-another', ...(facts.endUse === undefined ? [] : ['used-for'])].some((mark) => isMarked(message, mention, mark)),
  )

/** "Can we use 126.7 all the same?", "yes, it is flight hardware", "the range? no idea": nothing new is named, and it is said of the same deal. */
function isOfTheSame(message: Message, { item, places, date }: Reading): boolean {
  const { marks, tokens } = message
  if (item !== undefined || places.length > 0 || tokens.length > longestAside) return false
  const tellsOn = marks.any('goes-on') && marks.any('points') && !marks.any('asks') && !marks.any('asks-term')
  const asksBack = marks.any('asks-back') || marks.any('asks-why-asked')
  return (
    tellsOn ||
    (date !== undefined && marks.any('points')) ||
    asksBack ||
    marks.any('not-known') ||
    marks.any('only-parts') ||
    isWithout(message) ||
    marks.any('of-the-same') ||
    marks.any('asks-leave') ||
    marks.any('condition-met') ||
    (marks.any('agrees') && tokens.length > 1)
  )
}

/** "And without the seeker?": all that is named is left out. */
const isWithout = (message: Message): boolean =>
  message.things.length > 0 && message.things.every(({ mention }) => isMarked(message, mention, 'thing-left-out'))

/** "Direct, their ministry buys from us", "they are on the AUKUS list": told of those in the deal, and no other matter is. */
function tellsOfDeal(base: Base, message: Message, { item, places }: Reading): boolean {
  const { marks, tokens, text } = message
  if (item !== undefined || places.length > 0 || tokens.length > longestAside) return false
  if (marks.any('tells-listed') || isBuiltInto(message)) return true
  if (text.includes('?') || ['asks', 'greets', 'asks-to-see', 'starts-over'].some((mark) => marks.any(mark))) return false
  return marks.any('points') && (marks.any('transfers') || marks.any('ours')) && opinionOnTopic(base, message) < ofExports
}

/** "Flies along power lines, taking pictures": words that are told of the deal, though no fact is read from them. */
export const isToldUnread = (base: Base, message: Message, { item }: Reading, now: Reading): boolean =>
  item !== undefined &&
  Object.keys({ ...now.facts, ...now.possible }).length === 0 &&
  message.tokens.length >= fewestTold &&
  !message.marks.any('closes') &&
  !message.marks.any('tells-plan') &&
  !isOfTheSame(message, now) &&
  isReply(message, now) &&
  opinionOnTopic(base, message) < ofExports

/** Fewer words only take something in: "noted". */
const fewestTold = 3

/** So much must the words speak for exports, in points below nothing, that they are told of the deal. */
const ofExports = -15

/** "About 400": nothing but a number, of what the thing is measured by. */
const isNumber = ({ tokens, text }: Message, { item, places, bare }: Reading): boolean =>
  item === undefined && places.length === 0 && bare.length === 1 && tokens.length <= mostOfNumber && !text.includes('?')
const mostOfNumber = 3

/** Words behind a question of Licet's that ask nothing themselves are taken for an answer, and if they are none it is asked again. */
const isReply = ({ marks, tokens, text }: Message, { item, places }: Reading): boolean =>
  item === undefined &&
  places.length === 0 &&
  tokens.length > 0 &&
  tokens.length <= longestAside &&
  (!text.includes('?') || (marks.any('echoes') && text.indexOf('?') === text.lastIndexOf('?'))) &&
  !['greets', 'on-topic', 'starts-over', 'asks-to-see'].some((mark) => marks.any(mark)) &&
  (!marks.any('asks') || marks.any('echoes'))

/** So many words, at most, has a message that only asks or tells on. */
const longestAside = 20

/** So many words, at most, has a message that names nothing and is told of the deal before it. */
const longest = 80

/** A message that names no item, the first one, or only one thing more, goes on with what the conversation is about. */
function isShort({ tokens, marks }: Message, before: Reading, { item, article, places }: Reading): boolean {
  if (item === undefined || (places.length === 0 && (before.item === undefined || marks.any('goes-on')))) return tokens.length <= longest
  // "Gwangju, with a g. And it's the drawings only", "a Vietnamese engineer there would get the drawings": data of the thing talked about.
  const isOfThing = isDataAlone(item, article) && marks.any('points') && before.item !== undefined
  if (isOfThing && (before.places.length === 0 || before.item.level !== 'data')) return tokens.length <= longestAside
  if (marks.any('corrects') || narrows(before, places)) return tokens.length <= 30
  if (places.length === 0 && marks.any('points')) return tokens.length <= longest
  return tokens.length <= 14 && (places.length === 0 || marks.any('goes-on'))
}

/** "Tbilisi, not Atlanta", where "Georgia" was said: which of the places that a name can mean. */
const narrows = (before: Reading, places: Reading['places']): boolean =>
  places.length > 0 &&
  places.every(({ codes }) => before.places.some((one) => one.codes.length > 1 && codes.every((code) => one.codes.includes(code))))

/** "They are (not) an Authorized User", "or it may be 700", "he pays cash": no fact that a rule reads, but it is said of the deal. */
function speaksOfDeal(base: Base, message: Message): boolean {
  const isQuestion = message.text.trimEnd().endsWith('?') && !message.marks.any('goes-on')
  return (
    ['red-flag', 'more-places', 'mt-said', 'itar-said', 'figure-partial', 'value-told'].some((mark) => message.marks.any(mark)) ||
    (message.tokens.length >= 3 &&
      !isQuestion &&
      (looseIn(message).length > 0 || numbersIn(base, message, []).length > 0 || tagged(message.mentions, 'condition').length > 0))
  )
}

/** Whether a message changes a fact of the deal under discussion; general questions and thanks do not. */
function changesSomething(message: Message, reading: Reading, before: Reading): boolean {
  if (message.marks.any('asks-term') && !message.marks.any('goes-on') && !answersItself(message)) return false
  const settles = before.places.some((place) => place.codes.length > 1 && choice(place.codes, affirmed(message)) !== undefined)
  return (
    settles ||
    reading.usPerson ||
    reading.foreignPerson ||
    reading.item !== undefined ||
    reading.places.length > 0 ||
    reading.date !== undefined ||
    reading.guesses.length > 0 ||
    figuresUnsaid(message, before).size > 0 ||
    Object.keys(reading.facts).length > 0 ||
    Object.keys(reading.possible).length > 0
  )
}

/** "Who buys? Their army": what somebody asks in the stead of Licet, and answers. */
const answersItself = ({ marks, text }: Message): boolean => marks.any('echoes') && !text.trimEnd().endsWith('?')

/** "It goes into an upgrade of their rocket": all that is named is what the thing talked about is built into. */
export const isBuiltInto = (message: Message): boolean =>
  message.entries.length === 0 &&
  message.things.length > 0 &&
  message.things.every(({ mention }) => isMarked(message, mention, 'goes-into'))

/** "Costa Rica, for coffee": an everyday article that is only mentioned takes no other thing's place. */
export const isIdle = ({ marks }: Message, { item }: Pick<Reading, 'item'>): boolean =>
  item?.source.id === 'everyday-article' && !bringsUp.some((mark) => marks.any(mark))

/** Marks of messages that bring up another thing. */
export const bringsUp = ['asks-on', 'turns-away', 'corrects', 'transfers', 'asks']

/** "The range is not 180 km", as was told: the facts whose figures a message says not to be so, each with its number. */
export const figuresUnsaid = ({ tokens, marks }: Message, { figures }: Reading): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(figures).flatMap(([fact, typed]) => {
      const number = typed.split(' ').find((word) => word[0] !== undefined && word[0] >= '0' && word[0] <= '9')
      const isUnsaid = tokens.some((one, at) => one.typed === number && marks.has(at, 'unsaid'))
      return number !== undefined && isUnsaid ? [[fact, number] as const] : []
    }),
  )

/** Whether a thing without an entry is one of those that a quoted entry names. */
export const mayBeOf = (quoted: NonNullable<Reading['item']>, thing: NonNullable<Reading['item']>): boolean =>
  quoted.entry !== undefined &&
  thing.entry === undefined &&
  thing.lands.some((landing) => quoted.lands.some((other) => other.class === landing.class))
