import { partPlayed } from './thing-part.ts'
import { readKnown } from './know-how.ts'
import { isIn, lastJoin, signsIn, type Message } from '../message.ts'
import { withMarks } from './munitions-marks.ts'
import type { Also, ItemReading } from '../reading.ts'
import { head, isJoined, isKnowHow, listed, mayMatch, withEntries, type Found } from './coordination.ts'
import { gravity } from './gravity.ts'

/** The item of a question, the vehicle beside it and the article that data relate to. */
export type Items = {
  readonly item: ItemReading | undefined
  readonly vehicle: ItemReading | undefined
  readonly article: ItemReading | undefined
  /** Further items of the same deal ("igniters and stages"): each is decided, the strictest governs. */
  readonly also: readonly Also[]
  /** What goes and has no name in the knowledge, as it was typed. */
  readonly unknown: readonly string[]
}

/**
 * Reads the item: a quoted list entry first, else the smallest thing named; the rest is what it belongs to. What goes without a
 * name that is known is nothing that only stands beside it.
 */
export function readItems(message: Message): Items {
  const known = readNamed(message)
  const unknown = unknownGoods(message)
  const isBeside = unknown.length > 0 && !isOnList(message) && message.things.every((thing) => partPlayed(message, thing) !== 'goes')
  return isBeside ? { item: undefined, vehicle: known.vehicle, article: undefined, also: [], unknown } : { ...known, unknown }
}

/** "Brackets, ITAR-controlled": whether all that goes without a name is said, right behind it, to be on the Munitions List. */
const isOnList = ({ unknown, entries }: Message): boolean =>
  unknown.every(({ to }) => entries.some(({ whole, from }) => whole && from === to))

/** Whether something goes by the words themselves, and is not only told of what goes elsewhere: "it would carry satellites". */
export const hasGoods = (message: Message): boolean =>
  message.entries.length > 0 || message.things.some((thing) => partPlayed(message, thing) !== 'trade')

/** What goes and has no name in the knowledge. A list entry that is quoted says what it is; "the product" is what is named beside it. */
export function unknownGoods(message: Message): readonly string[] {
  if (message.entries.some(({ whole }) => !whole)) return []
  const isNamed = message.things.some((thing) => partPlayed(message, thing) === 'goes')
  return message.unknown.filter(({ to }) => !(isNamed && isIn(message, to - 1, 'stand-in'))).map(({ typed }) => typed)
}

/** What goes and has no name, beside list entries that all have a thing of their own: "gearboxes to Peru and EAR99 bolts". */
export function unknownBesideEntries(message: Message): readonly string[] {
  const placed = message.entries.filter(({ whole }) => !whole)
  const nouns = placed.map(({ to }) => nounAt(message, to))
  if (placed.length === 0 || nouns.includes(undefined)) return []
  const isTouched = (from: number, to: number): boolean =>
    placed.some((entry, index) => entry.from <= to && from <= (nouns[index] ?? entry.to))
  return message.unknown.filter(({ from, to }) => !isTouched(from, to) && !isCount(message, to, placed)).map(({ typed }) => typed)
}

/** "Two things for Turin: EAR99 hoses and a stage": what is counted is told behind it. */
const isCount = (message: Message, to: number, [entry]: Message['entries']): boolean =>
  entry !== undefined && to <= entry.from && isIn(message, to - 1, 'stand-in') && signsIn(message, to, entry.from + 1, /:/)

/** Where the thing ends that stands right behind a list entry. */
function nounAt({ tokens, marks, things }: Message, at: number): number | undefined {
  if (tokens[at]?.parted !== '') return undefined
  return things.find(({ mention }) => mention.from === at)?.mention.to ?? (marks.has(at, 'unexplained') ? at + 1 : undefined)
}

function readNamed(message: Message): Omit<Items, 'unknown'> {
  const found = message.things.map((thing): Found => {
    const { from, to } = thing.mention
    return { reading: thing.reading, from, to, part: partPlayed(message, thing) }
  })
  const quoted = message.entries
  const placed = quoted.filter(({ whole }) => !whole)
  const entry = placed[0]?.reading
  const things = withMarks(
    found.filter(({ part }) => part !== 'away'),
    quoted.filter(({ whole }) => whole && !placed.some(({ reading }) => gravity(reading.lands) > 0)),
    message,
  )
  const vehicle = things.find((one) => one.reading.level === 'vehicle')?.reading
  const all = things.filter((one) => !isKnowHow(one))
  const notTrade = all.filter(({ part }) => part !== 'trade')
  const hardware = notTrade.length > 0 ? notTrade : all
  const main = head(hardware)
  const allKnown = things.filter(isKnowHow)
  const knows = allKnown.filter((one) => !isHelpWith(one, allKnown, message))
  const about = knows[0]?.reading
  const chosen = entry ?? main?.reading
  const goods = withEntries(hardware, placed, message)
  // what nothing says is only told beside another thing goes, too, unless its list is a milder one
  const looseOf = (all: readonly Found[]): readonly ItemReading[] =>
    all.filter(({ part, reading }) => part === 'goes' && mayMatch(reading, chosen)).map(({ reading }) => reading)
  const loose = looseOf(goods)
  const articlesOf = goods.filter((one) => !isTechnology(one.reading))
  if (about === undefined || isOfItself(about)) {
    const item = entry ?? about ?? chosen
    const service = entry === undefined || about === undefined ? [] : [about]
    const isHanded = (one: Found): boolean => about === undefined || isHandedOver(one, knows, main, message)
    const own = goods.filter(isHanded)
    const also = [...new Set([...service, ...listed(own, message), ...looseOf(own)])].filter((one) => one.source.id !== item?.source.id)
    return {
      item,
      vehicle: beside(vehicle, about ?? chosen),
      article: undefined,
      also: [...also.map((one) => ({ item: one, article: undefined })), ...besideService(knows, articlesOf, message)],
    }
  }
  const known = readKnown({ ...about, ...(entry === undefined ? {} : { entry: entry.entry }) }, knows, articlesOf, message)
  // "IV(i) data for an interstage": of which article they are decides.
  const isOfArticle = entry?.lands.some(({ when }) => when !== undefined && 'article' in when) === true && known.article !== undefined
  if (entry !== undefined && isTechnology(entry) && !isOfArticle) return { item: entry, vehicle, article: undefined, also: [] }
  const articles = [known.article, ...known.also.flatMap(({ item, article }) => [item, article])]
  const rest = loose.filter((one) => !isTechnology(one) && !articles.some((other) => other?.source.id === one.source.id))
  return { vehicle, ...known, also: [...known.also, ...rest.map((item) => ({ item, article: undefined }))] }
}

/**
 * Whether something is handed over beside a service that is one of its own: whoever helps with a launch hands over neither what is
 * launched nor what launches it, unless a list entry of it is quoted or it stands in a list with the service.
 */
const isHandedOver = (one: Found, knows: readonly Found[], main: Found | undefined, message: Message): boolean =>
  one.reading.entry !== undefined ||
  knows.some((know) => isJoined(know, one, message)) ||
  (one.reading.source.id !== main?.reading.source.id && !isOfOthers(one, message))

/** "Launch integration and drawings of a stage": know-how beside such a service, where it is said what it is of. */
function besideService(knows: readonly Found[], articles: readonly Found[], message: Message): readonly Also[] {
  const others = knows.filter(({ reading }) => !isOfItself(reading))
  const [first] = others
  if (first === undefined) return []
  const { item, article, also } = readKnown(first.reading, others, articles, message)
  return item === undefined || article === undefined ? [] : [{ item, article }, ...also]
}

/** So many words, at most, stand between help and what it is with: "help the local crew to mate a satellite". */
const mostToHelp = 5

/** "Help mate a satellite to its rocket": help with a service that is one of its own. */
const isHelpWith = (help: Found, knows: readonly Found[], message: Message): boolean =>
  help.reading.level === 'service' &&
  !isOfItself(help.reading) &&
  knows.some(
    ({ reading, from }) =>
      isOfItself(reading) && from >= help.to && from - help.to <= mostToHelp && lastJoin(message, help.to, from) === undefined,
  )

const isOfOthers = ({ from }: Found, { marks }: Message): boolean => marks.has(from, 'of-others')

const isTechnology = ({ lands }: ItemReading): boolean => lands.some((landing) => landing.class.startsWith('TECH'))

/** A service that lands nowhere else, whatever it is about, such as launch integration. */
const isOfItself = ({ lands }: ItemReading): boolean => lands.every(({ when }) => when === undefined)

const beside = (vehicle: ItemReading | undefined, item: ItemReading | undefined): ItemReading | undefined =>
  vehicle === item ? undefined : vehicle
