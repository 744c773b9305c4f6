import type { Base } from '../../knowledge/base.ts'
import { land } from '../../knowledge/landing.ts'
import { signsIn, lastJoin, spansIn, type Message, type Quoted } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { hasAllClassesOf, sharesClass, type ItemReading } from '../reading.ts'
import { isOnMilderList, mildestControl } from './control-strictness.ts'
import type { PlacedItem } from './coordination.ts'
import { isNamedIn } from './named-in-entry.ts'

/**
 * Joins each quoted entry with the item that it belongs to ({@link belongsTo}, {@link onlyItem}). An entry that
 * belongs to no item becomes a separate item. Items that only repeat what an entry is are dropped. The result
 * is in text order.
 */
export function withEntries(
  base: Base,
  hardware: readonly PlacedItem[],
  quoted: readonly Quoted[],
  message: Message,
): readonly PlacedItem[] {
  let things = hardware
  for (const entry of quoted) {
    const thing = things.findLast((one) => belongsTo(base, entry, one, message)) ?? onlyItem(base, things, quoted, entry, message)
    if (thing === undefined) things = [...things, { ...entry, part: 'goes' }]
    else {
      const known: PlacedItem = {
        reading: { ...entry.reading, level: thing.reading.level },
        from: Math.min(thing.from, entry.from),
        to: Math.max(thing.to, entry.to),
        part: thing.part,
      }
      const others = things.filter((one) => one !== thing && !onlyNamesAgain(one, thing, message))
      things = [...others, known]
    }
  }
  const called = things.filter((one) => things.some((other) => belongsFromAfar(other, one, message)))
  // Dropped: an item whose entry is quoted elsewhere, and an item right before it that only says its kind. In "9B116, launch vehicle
  // motors" both the motors and the launch vehicle are dropped.
  const isOfCalled = (one: PlacedItem): boolean => message.marks.has(one.from, 'compound') && called.some(({ from }) => from === one.to)
  return things.filter((one) => !called.includes(one) && !isOfCalled(one)).toSorted((a, b) => a.from - b.from)
}

/** Whether an entry quoted elsewhere in the text is the entry of an item: "The INS burnt out. One 7A103". */
const belongsFromAfar = (entry: PlacedItem, thing: PlacedItem, message: Message): boolean =>
  entry.reading.entry !== undefined &&
  thing.reading.entry === undefined &&
  (isPresumed(thing.reading, entry.reading) || isNamedIn(thing.reading, entry.reading)) &&
  (!isSeparated(entry, thing, message) || isAcrossClauses(entry, thing, message))

/** Whether a new clause begins between two items, at a joining word: "A ferry has a dead INS and wants a new one, 7A103". */
function isAcrossClauses(one: PlacedItem, other: PlacedItem, message: Message): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  for (let at = first.to; at < second.from; at++)
    if (isIn(message, at, 'joining') && isIn(message, at + 1, 'begins-clause') && !spansIn(message, at + 1, second.from, 'joining'))
      return true
  const join = lastJoin(message, first.to, second.from)
  return join !== undefined && spansIn(message, join, join + 1, 'begins-clause')
}

/** Whether an entry has the class that an item gets from its presumed and stated facts. */
function isPresumed({ lands, presumed, states }: ItemReading, entry: ItemReading): boolean {
  const landed = land(lands, { ...presumed, ...states })
  return 'class' in landed && entry.lands.some((other) => other.class === landed.class)
}

/**
 * The item that an entry belongs to, if the text names only one kind of item, quotes only this entry and says
 * that they belong together: "Drums of HTPB, our sheet says 1C111.b". The two must have a class in common, or
 * the entry must be stricter. Otherwise `undefined`.
 */
function onlyItem(
  base: Base,
  things: readonly PlacedItem[],
  quoted: readonly Quoted[],
  entry: Quoted,
  message: Message,
): PlacedItem | undefined {
  const [thing, ...others] = things
  if (
    thing === undefined ||
    quoted.length > 1 ||
    !message.marks.has(entry.from, 'entry-told') ||
    others.some((one) => one.reading.source.id !== thing.reading.source.id)
  )
    return undefined
  const isGraver = mildestControl(base, entry.reading.lands) > mildestControl(base, thing.reading.lands)
  return (sharesClass(thing.reading, entry.reading) || isGraver) &&
    !isOnMilderList(base, entry.reading, thing.reading) &&
    !isSeparated(thing, entry, message)
    ? thing
    : undefined
}

/** Whether `one` is not a second item, but only names the kind of `thing` again: "Gyrocompass down, they want two 7A102 gyros". */
const onlyNamesAgain = (one: PlacedItem, thing: PlacedItem, message: Message): boolean =>
  one.reading.entry === undefined && one.reading.source.id === thing.reading.source.id && !isSeparated(one, thing, message)

/** Whether a joining word or a separator of lists (";", "/", "+", "&", a new line) is between two items. */
function isSeparated(one: Pick<PlacedItem, 'from' | 'to'>, other: Pick<PlacedItem, 'from' | 'to'>, message: Message): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  return spansIn(message, first.to, second.from, 'joining') || signsIn(message, first.to, second.from + 1, /[;+&\n/]/)
}

/** Whether an entry is a USML paragraph whose classes the item can all have: "Rocket motors of paragraph IV(d)(7)". */
const isParagraphOf = (paragraph: ItemReading, thing: ItemReading): boolean =>
  paragraph.entry?.startsWith('USML') === true && hasAllClassesOf(thing, paragraph)

/** Classes of words that end the name after a list entry: in "9A012 drone and parts", "and" ends it. */
export const partsFromEntry = ['joining', 'not-joined', 'not', 'except', 'instead', 'hand-over', 'small-word', 'no-thing']

/**
 * Whether an EAR99 entry belongs to the words right after it and not to the item before: "A target
 * drone (EAR99 packaging included)".
 */
const isOfWordsBehind = ({ reading, to }: Quoted, { tokens, marks }: Message): boolean =>
  reading.entry === 'EAR99' && tokens[to]?.parted === '' && marks.has(to, 'unexplained')

/**
 * Whether an entry belongs to the item beside it: "UAV, ECCN 9A012", "a stage (classified under USML IV(d))", "a sprayer to Mexico
 * (9A120)".
 */
export function belongsTo(base: Base, entry: Quoted, item: Beside, message: Message): boolean {
  if (item.reading.entry !== undefined || !mayBeEntryOf(base, entry.reading, item.reading)) return false
  if (item.from < entry.from && isOfWordsBehind(entry, message)) return false
  return isLabelOf(entry, item, message) || isBeforeItsItem(entry, item, message) || isInBracketsBehind(entry, item, message)
}

/** An item, and where its words are. */
type Beside = Omit<PlacedItem, 'part'>

/** Whether an entry can be that of an item: it is on no milder list, has the item's words in its name, or is a paragraph of its kind. */
const mayBeEntryOf = (base: Base, entry: ItemReading, item: ItemReading): boolean =>
  !isOnMilderList(base, entry, item) || isNamedIn(item, entry) || isParagraphOf(entry, item)

/** The range of words between an item and an entry. */
const between = (entry: Quoted, item: Beside): readonly [from: number, to: number] =>
  item.from < entry.from ? [item.to, entry.from] : [entry.to, item.from]

/** Whether only words for an entry are between it and an item: "UAV, ECCN 9A012". */
function isLabelOf(entry: Quoted, item: Beside, message: Message): boolean {
  const [from, to] = between(entry, item)
  const words = message.tokens.slice(from, to)
  const isLabel = words.length <= 4 && words.every(({ typed }, index) => isIn(message, from + index, 'entry-label') || /^\d/.test(typed))
  return isLabel && !signsIn(message, from, to + 1, /[^\s(),:=%.-]/)
}

/** Whether an entry stands right before the item that it describes: "9A515 crop-monitoring satellite". */
function isBeforeItsItem(entry: Quoted, item: Beside, message: Message): boolean {
  const [from, to] = between(entry, item)
  const { length } = message.tokens.slice(from, to)
  const isOneName = length <= 1 || (length <= 3 && !partsFromEntry.some((name) => spansIn(message, from, to, name)))
  const isBefore = entry.from < item.from && isOneName && !spansIn(message, from, to, 'not-compound')
  return isBefore && !signsIn(message, from, to + 1, /[^-']/)
}

/** Whether an entry stands in brackets behind an item, with only words of the same clause between them: "a sprayer to Mexico (9A120)". */
function isInBracketsBehind(entry: Quoted, item: Beside, message: Message): boolean {
  const [from, to] = between(entry, item)
  const words = message.tokens.slice(from, to)
  const open = from + words.findLastIndex((_, index) => !isIn(message, from + index, 'entry-label')) + 1
  return item.from < entry.from && signsIn(message, open, open + 1, /\(/) && !signsIn(message, from, open, /[(),;]/)
}
