import type { Base } from '../../knowledge/base.ts'
import { partPlayed } from './thing-part.ts'
import { readKnowHow } from './know-how.ts'
import { lastJoin, signsIn, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { withMunitionsMark } from './munitions-marks.ts'
import { isKnowHow, type Also, type ItemReading } from '../reading.ts'
import { innermost, isJoined, itemsOfList, mayMatch, type PlacedItem } from './coordination.ts'
import { withEntries } from './entry-of-item.ts'
import { mildestControl } from './control-strictness.ts'

/** What a question is about: the item, the vehicle beside it, and the article that data relate to. */
export type Items = {
  readonly item: ItemReading | undefined
  readonly vehicle: ItemReading | undefined
  readonly article: ItemReading | undefined
  /** Further items of the same deal ("igniters and stages"). Each is decided, and the strictest answer governs. */
  readonly also: readonly Also[]
  /** Items that are handed over but that the knowledge does not name, as typed. */
  readonly unknown: readonly string[]
}

/**
 * Reads which item is handed over: the one of a quoted list entry, else the narrowest ("valve" in "a valve for a rocket"). The other
 * items say what it belongs to. If the goods themselves have no name in the knowledge, and the named items only say what the goods are
 * for, `item` is undefined and `unknown` has the goods.
 */
export function readItems(base: Base, message: Message): Items {
  const known = readNamed(base, message)
  const unknown = unknownGoods(message)
  const isBeside = unknown.length > 0 && !isOnList(message) && message.things.every((thing) => partPlayed(message, thing) !== 'goes')
  return isBeside ? { item: undefined, vehicle: known.vehicle, article: undefined, also: [], unknown } : { ...known, unknown }
}

/**
 * Whether every unnamed item is said, right after its name, to be on the Munitions
 * List: "Brackets, ITAR-controlled".
 */
const isOnList = ({ unknown, entries }: Message): boolean =>
  unknown.every(({ to }) => entries.some(({ isCategoryOnly, from }) => isCategoryOnly && from === to))

/**
 * Whether a message quotes an entry, or names an item other than somebody's trade or a load:
 * not "it would carry satellites".
 */
export const hasGoods = (message: Message): boolean =>
  message.entries.length > 0 || message.things.some((thing) => partPlayed(message, thing) !== 'trade')

/**
 * Items that are handed over but that the knowledge does not name. Empty if a list entry is quoted. Words
 * such as "the product" are left out if a named item is handed over, because they mean that item.
 */
export function unknownGoods(message: Message): readonly string[] {
  if (message.entries.some(({ isCategoryOnly }) => !isCategoryOnly)) return []
  const isNamed = message.things.some((thing) => partPlayed(message, thing) === 'goes')
  return message.unknown.filter(({ to }) => !(isNamed && isIn(message, to - 1, 'stand-in'))).map(({ typed }) => typed)
}

/**
 * Items without a name in the knowledge, beside list entries that belong to other words: "gearboxes" in
 * "gearboxes to Peru and EAR99 bolts". Empty if an entry has no item name right after it.
 */
export function unknownBesideEntries(message: Message): readonly string[] {
  const further = furtherParagraphs(message)
  if (further.length > 0) return further
  const placed = message.entries.filter(({ isCategoryOnly }) => !isCategoryOnly)
  const nouns = placed.map(({ to }) => nounAt(message, to))
  if (placed.length === 0 || nouns.includes(undefined)) return []
  const isTouched = (from: number, to: number): boolean =>
    placed.some((entry, index) => entry.from <= to && from <= (nouns[index] ?? entry.to))
  return message.unknown.filter(({ from, to }) => !isTouched(from, to) && !isCount(message, to, placed)).map(({ typed }) => typed)
}

/** Paragraphs that go on from a list entry: "(17)" in "USML IV(h)(16), (17)", "(29)" in "IV(h)(16) through (29)". */
const furtherParagraphs = ({ text, entries }: Message): readonly string[] =>
  entries.flatMap(
    ({ end }) => /^\s*(?:,|and|&|\+|to|thru|through|[-–])\s*(?:[a-z]?\s*\([a-z]\))?\(\d{1,2}\)/i.exec(text.slice(end))?.[0].trim() ?? [],
  )

/** Whether a phrase only announces the items listed after a colon: "Two things for Turin: EAR99 hoses and a stage". */
const isCount = (message: Message, to: number, [entry]: Message['entries']): boolean =>
  entry !== undefined && to <= entry.from && isIn(message, to - 1, 'stand-in') && signsIn(message, to, entry.from + 1, /:/)

/**
 * The index after the words right after a list entry that name its item: "bolts" in "EAR99 bolts".
 * `undefined` if there are none.
 */
function nounAt({ tokens, marks, things }: Message, at: number): number | undefined {
  if (tokens[at]?.parted !== '') return undefined
  return things.find(({ mention }) => mention.from === at)?.mention.to ?? (marks.has(at, 'unexplained') ? at + 1 : undefined)
}

function readNamed(base: Base, message: Message): Omit<Items, 'unknown'> {
  const found = message.things.map((thing): PlacedItem => {
    const { from, to } = thing.mention
    return { reading: thing.reading, from, to, part: partPlayed(message, thing) }
  })
  const quoted = message.entries
  const placed = quoted.filter(({ isCategoryOnly }) => !isCategoryOnly)
  const entry = placed[0]?.reading
  const things = withMunitionsMark(
    base,
    found.filter(({ part }) => part !== 'away'),
    quoted.filter(({ isCategoryOnly }) => isCategoryOnly && !placed.some(({ reading }) => mildestControl(base, reading.lands) > 0)),
    message,
  )
  const vehicle = things.find(({ reading, part }) => reading.level === 'vehicle' && part !== 'again')?.reading
  const allKnown = things.filter(({ reading }) => isKnowHow(reading))
  const knows = allKnown.filter((one) => !isHelpWith(one, allKnown, message))
  const about = knows[0]?.reading
  // An item that only repeats what an entry names is left out. It stays if the deal has know-how, which is
  // possibly about this item: "a drawing of an igniter, IV(h)(16)".
  const all = things.filter((one) => !isKnowHow(one.reading) && (one.part !== 'again' || about !== undefined))
  const notTrade = all.filter(({ part }) => part !== 'trade')
  const hardware = notTrade.length > 0 ? notTrade : all
  const main = innermost(hardware)
  const chosen = entry ?? main?.reading
  const goods = withEntries(base, hardware, placed, message)
  // Every item with the part `goes` counts, too, unless each list that it could be on is milder than the
  // mildest list for the chosen item.
  const looseOf = (all: readonly PlacedItem[]): readonly ItemReading[] =>
    all.filter(({ part, reading }) => part === 'goes' && mayMatch(base, reading, chosen)).map(({ reading }) => reading)
  const loose = looseOf(goods)
  const articlesOf = goods.filter((one) => !isTechnology(base, one.reading))
  if (about === undefined || isOfItself(about)) {
    const item = entry ?? about ?? chosen
    const service = entry === undefined || about === undefined ? [] : [about]
    const isHanded = (one: PlacedItem): boolean => about === undefined || isHandedOver(one, knows, main, message)
    const own = goods.filter(isHanded)
    const also = [...new Set([...service, ...itemsOfList(base, own, message), ...looseOf(own)])].filter(
      (one) => one.source.id !== item?.source.id,
    )
    return {
      item,
      vehicle: beside(vehicle, about ?? chosen),
      article: undefined,
      also: [...also.map((one) => ({ item: one, article: undefined })), ...besideService(base, knows, articlesOf, message)],
    }
  }
  const known = readKnowHow(base, { ...about, ...(entry === undefined ? {} : { entry: entry.entry }) }, knows, articlesOf, message)
  // The class of some entries for data depends on the article that the data are about. Then that article decides: "IV(i) data for an
  // interstage".
  const isOfArticle = entry?.lands.some(({ when }) => when !== undefined && 'article' in when) === true && known.article !== undefined
  if (entry !== undefined && isTechnology(base, entry) && !isOfArticle)
    return { item: entry, vehicle, article: undefined, also: graverData(base, entry, knows, articlesOf, message) }
  const articles = [known.article, ...known.also.flatMap(({ item, article }) => [item, article])]
  const rest = loose.filter((one) => !isTechnology(base, one) && !articles.some((other) => other?.source.id === one.source.id))
  return { vehicle, ...known, also: [...known.also, ...rest.map((item) => ({ item, article: undefined }))] }
}

/**
 * Whether an item is handed over in addition to a service whose class depends on no article
 * ({@link isOfItself}), such as help with a launch. The main item named with the service (e.g. the payload)
 * and items of others are not, unless their entry is quoted or they are listed beside the service.
 */
const isHandedOver = (one: PlacedItem, knows: readonly PlacedItem[], main: PlacedItem | undefined, message: Message): boolean =>
  one.reading.entry !== undefined ||
  knows.some((know) => isJoined(know, one, message)) ||
  (one.reading.source.id !== main?.reading.source.id && !isOfOthers(one, message))

/**
 * Further data or services beside a service whose class depends on no article ({@link isOfItself}), if the
 * words say what the further ones are about: "Launch integration and drawings of a stage".
 */
function besideService(base: Base, knows: readonly PlacedItem[], articles: readonly PlacedItem[], message: Message): readonly Also[] {
  const others = knows.filter(({ reading }) => !isOfItself(reading))
  const [first] = others
  if (first === undefined) return []
  const { item, article, also } = readKnowHow(base, first.reading, others, articles, message)
  return item === undefined || article === undefined ? [] : [{ item, article }, ...also]
}

/**
 * Data about an article on a stricter list than the quoted entry for data beside them: "9E101 and stage
 * drawings". Such data count even if the entry seems to be quoted for them ("stage drawings (9E101)"),
 * because the entry then contradicts the article.
 */
function graverData(
  base: Base,
  entry: ItemReading,
  knows: readonly PlacedItem[],
  articles: readonly PlacedItem[],
  message: Message,
): readonly Also[] {
  const [first] = knows
  if (first === undefined) return []
  const { item, article, also } = readKnowHow(base, first.reading, knows, articles, message)
  return [{ item, article }, ...also].flatMap(({ item: one, article: of }) =>
    one !== undefined && of !== undefined && mildestControl(base, of.lands) > mildestControl(base, entry.lands)
      ? [{ item: one, article: of }]
      : [],
  )
}

/**
 * There are at most this many words between "help" and the service that is helped with: "help the
 * local crew to mate a satellite".
 */
const mostToHelp = 5

/**
 * Whether a service is only help with another service whose class depends on no article ({@link isOfItself}):
 * "Help mate a satellite to its rocket".
 */
const isHelpWith = (help: PlacedItem, knows: readonly PlacedItem[], message: Message): boolean =>
  help.reading.level === 'service' &&
  !isOfItself(help.reading) &&
  knows.some(
    ({ reading, from }) =>
      isOfItself(reading) && from >= help.to && from - help.to <= mostToHelp && lastJoin(message, help.to, from) === undefined,
  )

const isOfOthers = ({ from }: PlacedItem, { marks }: Message): boolean => marks.has(from, 'of-others')

const isTechnology = (base: Base, { lands }: ItemReading): boolean =>
  lands.some((landing) => base.classes.get(landing.class)?.technology === true)

/** Whether the class of an item depends on no fact and on no article, e.g. the service of launch integration. */
const isOfItself = ({ lands }: ItemReading): boolean => lands.every(({ when }) => when === undefined)

const beside = (vehicle: ItemReading | undefined, item: ItemReading | undefined): ItemReading | undefined =>
  vehicle === item ? undefined : vehicle
