import type { Base } from '../../knowledge/base.ts'
import { unusedDenials } from '../evidence/denials.ts'
import { numbersIn } from '../evidence/figures.ts'
import { isMarked, tagged, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { stoppingFacts } from '../deal/stopping-facts.ts'
import { hasGoods } from '../deal/items.ts'
import { chosenCountry, wordsNotDenied } from '../deal/which-country.ts'
import { isDataAlone, thingKey, type Reading } from '../reading.ts'
import { figuresUnsaid } from './figures-unsaid.ts'
import { offTopicScore } from '../request/learned-scores.ts'
import { describes } from './describes.ts'
import { longestTold } from './next-item.ts'
import { pointsBack } from './points-back.ts'
import { isBuiltInto, isIdle, isPacking, longestAside, mayBeOf } from './same-item.ts'

/**
 * Whether a message continues the conversation `before`. If not, the message is read alone. `read`: the
 * reading of the message alone. `isAsked`: Licet has asked a question and waits for the answer.
 */
export const goesOn = (base: Base, message: Message, before: Reading, read: Reading, isAsked: boolean): boolean =>
  whyItGoesOn(base, message, before, read, isAsked) !== undefined

/** The name of the first of the {@link reasons} for which a message continues the conversation; `undefined` if none holds. */
export function whyItGoesOn(base: Base, message: Message, before: Reading, read: Reading, isAsked: boolean): Reason | undefined {
  const isPlaceOpen = isAsked || (before.item !== undefined && before.places.length === 0 && read.places.length > 0)
  // In "It is for the rocket builder", the rocket only says what the buyer makes. So `hasGoods` is false, and no new item is named.
  const isNew = hasGoods(message) && !isBuiltInto(message) && !(isPlaceOpen && isIdle(message, read)) && !isToldByFigure(message, before)
  const now = isNew ? read : { ...read, item: undefined }
  const isRule = !isAsked && before.places.length === 0 && !before.foreignPerson
  if (isRule && !tellsWhere(message, now) && !tellsWhat(message, before, now)) return undefined
  const told: Told = { base, message, before, read, now, isAsked, hasItem: before.item !== undefined }
  return reasons.find(([, holds]) => holds(told))?.[0]
}

/**
 * What a message is judged by. `read`: the reading of the message alone; `now`: the same without an item, unless the message names a new
 * one. `hasItem`: the conversation has an item.
 */
type Told = {
  readonly base: Base
  readonly message: Message
  readonly before: Reading
  readonly read: Reading
  readonly now: Reading
  readonly isAsked: boolean
  readonly hasItem: boolean
}

/** Why a message continues the conversation. One reason is enough; the first that holds is the one named. */
const reasons = [
  ['points at a place', ({ message, before, now }) => pointsBack(message, before, now) !== undefined],
  ['points at an item by its number', ({ message, hasItem }) => hasItem && pointsAtNth(message)],
  ['adds an unknown item', ({ message, hasItem }) => hasItem && message.besides.length > 0 && message.tokens.length <= longestAside],
  ['asks the same again', ({ base, message, before, read }) => isSameAgain(base, message, before, read)],
  ['names only the packing', ({ message, read, hasItem }) => hasItem && isPacking(message, read)],
  ['names the item again', ({ message, before, now }) => isNamedAgain(message, before, now)],
  ['tells what the item is for', ({ message, before, now }) => tellsPurpose(message, before, now)],
  ['tells what somebody deals in', ({ message, hasItem }) => hasItem && tellsOfTrade(message)],
  [
    'says that the whole goes',
    ({ message, hasItem }) => hasItem && message.marks.any('whole-goes') && message.tokens.length <= longestTold,
  ],
  ['tells terms of the deal', ({ message, hasItem }) => hasItem && message.marks.any('tells-terms')],
  ['speaks of the same deal', ({ message, now }) => isOfTheSame(message, now)],
  ['replies to a question', ({ message, now, isAsked }) => isAsked && isReply(message, now)],
  ['tells what was not understood', ({ base, message, before, now }) => isToldUnread(base, message, before, now)],
  ['tells more of the deal', ({ base, message, now, hasItem }) => hasItem && tellsOfDeal(base, message, now)],
  ['is only a number', ({ message, now, hasItem }) => hasItem && isNumber(message, now)],
  ['changes the deal', (told) => isAddition(told) && changesSomething(told.base, told.message, told.now, told.before)],
  ['has words of the deal', (told) => isAddition(told) && speaksOfDeal(told.base, told.message)],
] as const satisfies ReadonlyArray<readonly [name: string, holds: (told: Told) => boolean]>

/** The name of a reason for which a message continues the conversation. */
export type Reason = (typeof reasons)[number][0]

/** Whether a message can be an addition to the deal: it is short for what it names, or describes the item. */
const isAddition = ({ message, before, now }: Told): boolean => isShort(message, before, now) || describes(message, before)

/** Whether each item that a message names is the one talked about, named only by its total impulse: "6.2 s at 150 kN, so 930 kN.s". */
const isToldByFigure = ({ things, entries, marks }: Message, { item }: Reading): boolean =>
  entries.length === 0 &&
  things.every(({ mention, reading }) => reading.source.id === item?.source.id && marks.has(mention.from, 'told-by-impulse'))

/** Whether a message says what somebody in the deal talked about makes or sells: "a BIS agent told us they develop missiles". */
const tellsOfTrade = (message: Message): boolean =>
  message.marks.any('points') &&
  !message.text.includes('?') &&
  !hasGoods(message) &&
  message.things.some(({ mention, reading }) => reading.level === 'vehicle' && isMarked(message, mention, 'of-trade'))

/** Whether a short message refers to something by its number only: "back to the first one". */
const pointsAtNth = ({ marks, tokens }: Message): boolean => marks.any('points-at-nth') && tokens.length <= longestAside

/**
 * Whether a message says where an item goes, after the conversation was only about a rule: "OK, the buyer is in Leeds", "to Leeds, 126.7
 * then?". A further question about a rule does not count.
 */
const tellsWhere = ({ marks, text }: Message, { item, places }: Reading): boolean =>
  item === undefined &&
  places.length > 0 &&
  (!text.includes('?') || (marks.any('goes-on') && !marks.any('on-topic')) || (marks.any('tells-where') && !marks.any('asks-term')))

/** Whether a message only says which item is meant by the list entry quoted before: "The inertial unit, correct". */
function tellsWhat(message: Message, { item: asked }: Reading, { item, figures }: Reading): boolean {
  if (item === undefined || asked === undefined || !mayBeOf(asked, item) || Object.keys(figures).length > 0) return false
  const { marks, text, tokens } = message
  return isIn(message, 0, 'definite') && tokens.length <= longestName && !text.includes('?') && !marks.any('asks')
}

/** A message with more words than this does more than only say which item is meant. */
const longestName = 6

/**
 * Whether a message names the item talked about again: as ours ("so our fairing sale, what does it need"), or with a destination while the
 * conversation has none yet ("a motor for Maribor").
 */
const isNamedAgain = ({ marks, tokens }: Message, before: Reading, { item, places }: Reading): boolean =>
  item !== undefined &&
  before.item !== undefined &&
  (thingKey(item) === thingKey(before.item) || mayBeOf(before.item, item)) &&
  tokens.length <= longestAside &&
  (places.length === 0 ? marks.any('ours') : before.places.length === 0 && !marks.any('asks'))

/**
 * Whether a message refers to what was said and names the same item and destination again: "so can we send the
 * 9A101 to the UK?". True only if a military use, a fact that can stop a deal or an onward destination was
 * stated before, because that must still count. Otherwise such a message begins a new deal.
 */
const isSameAgain = (base: Base, { marks }: Message, before: Reading, { item, places, figures }: Reading): boolean =>
  item !== undefined &&
  before.item !== undefined &&
  thingKey(item) === thingKey(before.item) &&
  places.length > 0 &&
  places.every(({ codes }) => before.places.some((place) => place.codes.join() === codes.join())) &&
  Object.keys(figures).length === 0 &&
  (isGrave(base, before) || before.places.some(({ role }) => role === 'onward')) &&
  ['points', 'resumes'].some((mark) => marks.any(mark))

/**
 * Whether a message names the vehicle that the current item is for, while no destination is known yet: "For a sounding rocket, Turin".
 */
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

/**
 * Whether a message names nothing new and speaks of the same deal: "Can we use 126.7 all the same?", "yes, it is flight hardware",
 * "the range? no idea".
 */
function isOfTheSame(message: Message, { item, places, date }: Reading): boolean {
  const { marks, tokens } = message
  if (item !== undefined || places.length > 0 || tokens.length > longestAside) return false
  const tellsOn = marks.any('goes-on') && marks.any('points') && !marks.any('asks') && !marks.any('asks-term')
  const asksBack = marks.any('asks-back') || marks.any('asks-why-asked')
  return (
    tellsOn ||
    (date !== undefined && (marks.any('points') || marks.any('asks-outcome-then'))) ||
    asksBack ||
    marks.any('not-known') ||
    marks.any('only-parts') ||
    isWithout(message) ||
    marks.any('of-the-same') ||
    marks.any('asks-leave') ||
    (marks.any('asks-what-comes') && (message.text.includes('?') || isIn(message, 0, 'wh') || isIn(message, 0, 'opening'))) ||
    marks.any('condition-met') ||
    (marks.any('agrees') && tokens.length > 1)
  )
}

/** Whether a message leaves out every item that it names: "And without the seeker?". */
const isWithout = (message: Message): boolean =>
  message.things.length > 0 && message.things.every(({ mention }) => isMarked(message, mention, 'thing-left-out'))

/**
 * Whether a message without item or place only says more about the deal: that its parties are on a list, what the item is built into, or,
 * pointing back, something else of the transfer that is about exports ("Direct, their ministry buys from us").
 */
function tellsOfDeal(base: Base, message: Message, { item, places }: Reading): boolean {
  const { marks, tokens, text } = message
  if (item !== undefined || places.length > 0 || tokens.length > longestAside) return false
  if (marks.any('tells-listed') || isBuiltInto(message)) return true
  if (text.includes('?') || ['asks', 'greets', 'asks-to-see', 'starts-over'].some((mark) => marks.any(mark))) return false
  return marks.any('points') && (marks.any('transfers') || marks.any('ours')) && offTopicScore(base, message) < exportsScore
}

/** Whether a message seems to say something about the deal, but no fact was read from it: "Flies along power lines, taking pictures". */
export const isToldUnread = (base: Base, message: Message, { item }: Reading, now: Reading): boolean =>
  item !== undefined &&
  Object.keys({ ...now.facts, ...now.possible }).length === 0 &&
  message.tokens.length >= fewestTold &&
  !message.marks.any('closes') &&
  !message.marks.any('tells-plan') &&
  !message.marks.any('tells-terms') &&
  !isOfTheSame(message, now) &&
  isReply(message, now) &&
  offTopicScore(base, message) < exportsScore

/** A message of fewer words than this only acknowledges ("noted"), so it is never {@link isToldUnread}. */
const fewestTold = 3

/**
 * The topic score below which a message counts as being about exports. Negative points speak for exports, positive ones for another
 * topic.
 */
const exportsScore = -4

/** Whether a message is little more than a number without a unit, probably a figure of the item: "About 400". */
const isNumber = ({ tokens, text }: Message, { item, places, bare }: Reading): boolean =>
  item === undefined && places.length === 0 && bare.length === 1 && tokens.length <= mostOfNumber && !text.includes('?')
const mostOfNumber = 3

/**
 * Whether a short message can answer a question of Licet without naming an item or place: "a farm", "Who buys? Their army". The
 * message asks nothing itself, unless it repeats Licet's question. If it turns out to be no answer, Licet asks again.
 */
const isReply = ({ marks, tokens, text }: Message, { item, places }: Reading): boolean =>
  item === undefined &&
  places.length === 0 &&
  tokens.length > 0 &&
  tokens.length <= longestAside &&
  (!text.includes('?') || (marks.any('echoes') && text.indexOf('?') === text.lastIndexOf('?'))) &&
  !['greets', 'on-topic', 'starts-over', 'asks-to-see'].some((mark) => marks.any(mark)) &&
  (!marks.any('asks') || marks.any('echoes'))

/** Limits of {@link isShort} in words; `longestSame` is for a message that sends an item of the same level elsewhere. */
const [longest, longestSame] = [80, 40]

/**
 * Whether a message is short enough to continue the conversation and not begin another deal. The more it names, the shorter it must be.
 */
function isShort({ tokens, marks }: Message, before: Reading, { item, article, places }: Reading): boolean {
  if (item === undefined || (places.length === 0 && (before.item === undefined || marks.any('goes-on')))) return tokens.length <= longest
  // Data about the current item belong to the same deal, so such a message can be longer: "Gwangju, with a g. And it's the drawings
  // only".
  const isOfThing = isDataAlone(item, article) && marks.any('points') && before.item !== undefined
  if (isOfThing && (before.places.length === 0 || before.item.level !== 'data')) return tokens.length <= longestAside
  if (marks.any('corrects') || marks.any('of-another-deal') || narrows(before, places)) return tokens.length <= 30
  if (places.length === 0 && marks.any('points')) return tokens.length <= longest
  if (marks.any('same-item') && before.item?.level === item.level) return tokens.length <= longestSame
  return tokens.length <= 14 && (places.length === 0 || marks.any('goes-on'))
}

/** Whether a message picks one country of an ambiguous name: "Tbilisi, not Atlanta" after "Georgia". */
const narrows = (before: Reading, places: Reading['places']): boolean =>
  places.length > 0 &&
  places.every(({ codes }) => before.places.some((one) => one.codes.length > 1 && codes.every((code) => one.codes.includes(code))))

/**
 * Whether a message has words about the deal that state no fact that a rule reads: "They are an Authorized User", "or it may be 700",
 * "he pays cash".
 */
function speaksOfDeal(base: Base, message: Message): boolean {
  const isQuestion = message.text.trimEnd().endsWith('?') && !message.marks.any('goes-on')
  return (
    ['red-flag', 'more-places', 'mt-said', 'itar-said', 'figure-partial', 'value-told'].some((mark) => message.marks.any(mark)) ||
    (message.tokens.length >= 3 &&
      !isQuestion &&
      (unusedDenials(base, message).length > 0 ||
        numbersIn(base, message, []).length > 0 ||
        tagged(message.mentions, 'condition').length > 0))
  )
}

/** Whether a message states or changes something of the current deal. General questions and thanks do not. */
function changesSomething(base: Base, message: Message, reading: Reading, before: Reading): boolean {
  if (message.marks.any('asks-term') && !message.marks.any('goes-on') && !answersItself(message)) return false
  const settles = before.places.some(
    (place) => place.codes.length > 1 && chosenCountry(base, place.codes, wordsNotDenied(base, message)) !== undefined,
  )
  return (
    settles ||
    reading.usPerson ||
    reading.foreignPerson ||
    reading.item !== undefined ||
    reading.places.length > 0 ||
    reading.date !== undefined ||
    reading.guesses.length > 0 ||
    figuresUnsaid(base, message, before).size > 0 ||
    Object.keys(reading.facts).length > 0 ||
    Object.keys(reading.possible).length > 0
  )
}

/** Whether the asker answers their own question: "Who buys? Their army". */
const answersItself = ({ marks, text }: Message): boolean => marks.any('echoes') && !text.trimEnd().endsWith('?')

/** Whether a military use, or another fact that can stop a deal, was stated before. */
const isGrave = (base: Base, before: Reading): boolean =>
  Object.keys(stoppingFacts(base, before)).length > 0 || before.facts.endUse?.startsWith('military') === true
