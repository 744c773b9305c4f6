import { isMarked, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { isKnowHow, sharesClass, thingKey, type ItemReading, type Reading } from '../reading.ts'
import { describes } from './describes.ts'
import { pointsBack } from './points-back.ts'
import { bringsUp, mayBeOf, namesNoOther } from './same-item.ts'

/** A message of more words says more than one thing of the deal ("for a 787"). */
export const longestTold = 14

/**
 * The current item after a message. A vehicle that only says what the item is for ("civil launcher" after a
 * motor) does not replace it. `undefined` if another item is meant but not named ("the second one"), or if
 * the item's entry is denied. Licet then asks for the item.
 */
export function nextItem(message: Message, before: Reading, now: Reading): Reading['item'] {
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
  const isContext = (now.item.level === 'vehicle' || isForSpacecraft) && before.item.level !== now.item.level
  if (marks.any('same-item') && mayBeItsEntry(before.item, now.item, before, message)) return before.item
  const isSameKind = now.item.level === before.item.level && before.item.entry !== undefined
  const keepsEntry = mayBeItsEntry(before.item, now.item, before, message) && now.places.length === 0 && !marks.any('asks-on')
  return isContext || isSameKind || keepsEntry ? before.item : now.item
}

/**
 * The item that a message names beside the current one: a part that the current item has, a whole vehicle that comes along, or what the
 * current plant makes. Both are decided then. Empty if there is none.
 */
export function itemBeside(message: Message, before: Reading, now: Reading): Reading['also'] {
  const { item, article } = now
  const whole = wholeMeant(message, before, now)
  if (whole !== undefined) return [{ item: whole, article: undefined }]
  if (item === undefined) return []
  const isWhole = item.level === 'vehicle'
  // If the item so far is data or a service, a vehicle named now is its subject, not a part: "the launcher is theirs, no US part in it".
  const isPart = !isKnowHow(item) && describes(message, before) && !(isWhole && isKnowHow(before.item))
  const comesAlong = isWhole && ['brought-beside', 'goes-beside-it', 'whole'].some((mark) => message.marks.any(mark))
  return isPart || comesAlong || isWithPlant(message, before, now) ? [{ item, article }] : []
}

/**
 * The vehicle of the current item, if a message says that all of it goes: "igniters of our launcher", then "the complete vehicle goes". It
 * is decided beside that item.
 */
function wholeMeant(message: Message, { item, vehicle, also }: Reading, now: Reading): ItemReading | undefined {
  if (!message.marks.any('whole-goes') || item === undefined || item.level === 'vehicle') return undefined
  const named = now.item?.level === 'vehicle' ? now.item : undefined
  const isNamedMore = named !== undefined && (vehicle === undefined || named.system !== undefined || !sharesClass(named, vehicle))
  const whole = isNamedMore ? named : vehicle
  return also.some((one) => one.item === whole) ? undefined : whole
}

/** Whether a message says what the current data or service is about, if nothing said so before: "Drawings", then "of the igniter". */
export const tellsArticle = ({ marks, tokens }: Message, { item, article }: Reading, now: Reading): boolean =>
  isKnowHow(item) &&
  item?.entry === undefined &&
  article === undefined &&
  now.item !== undefined &&
  !isKnowHow(now.item) &&
  now.places.length === 0 &&
  tokens.length <= longestTold &&
  !bringsUp.some((mark) => marks.any(mark))

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
const mayBeItsEntry = (quoted: ItemReading, thing: ItemReading, { things }: Reading, message: Message): boolean =>
  mayBeOf(quoted, thing) && !isNamedOtherwise(quoted, thing, things, message)

/** Whether a new item differs in name and in kind from the EAR99 item before: "the shaker" after "EAR99 bolts". */
function isNamedOtherwise(quoted: ItemReading, thing: ItemReading, things: Reading['things'], { tokens, things: named }: Message): boolean {
  const told = things.find(({ item }) => thingKey(item) === thingKey(quoted))
  if (told === undefined || told.words.length === 0 || quoted.entry !== 'EAR99') return false
  const words = named.filter(({ reading }) => reading === thing).map(({ mention }) => tokens[mention.to - 1]?.word ?? '')
  const strictest = ({ lands: [first] }: ItemReading): string | undefined => first?.class
  return !words.some((word) => told.words.includes(word)) && !told.as.some((one) => strictest(one) === strictest(thing))
}
