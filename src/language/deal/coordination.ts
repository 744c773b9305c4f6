import type { Base } from '../../knowledge/base.ts'
import { land } from '../../knowledge/landing.ts'
import type { Family } from '../../knowledge/schema.ts'
import { signsIn, lastJoin, spansIn, type Message, type Quoted } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { mildestControl } from './control-strictness.ts'
import type { PartPlayed } from './thing-part.ts'
import { hasAllClassesOf, sharesClass, type ItemReading } from '../reading.ts'
import { canonical } from '../text/tokens.ts'

/** An item that the text names, its words (`to` is exclusive), and the part that it plays in the deal. */
export type PlacedItem = { readonly reading: ItemReading; readonly from: number; readonly to: number; readonly part: PartPlayed }

/**
 * How narrow each kind of item is: a part lies inside an assembly, an assembly inside a vehicle. The item with the highest number is what
 * the deal is about.
 */
const depth: Readonly<Record<Family['level'], number>> = {
  vehicle: 0,
  spacecraft: 0,
  assembly: 1,
  part: 2,
  material: 2,
  facility: 3,
  service: 4,
  data: 4,
  other: 2,
}

/**
 * The item that the deal is about: the one with the highest {@link depth}, the first among equals. "A valve for a rocket" is about the
 * valve. `undefined` if no item is given.
 */
export function innermost(found: readonly PlacedItem[]): PlacedItem | undefined {
  const deepest = Math.max(...found.map((one) => depth[one.reading.level]))
  return found.find((one) => depth[one.reading.level] === deepest)
}

/**
 * Items named together without a break: "a valve for a rocket stage". Usually one of them is handed over, and the others say what it is
 * for.
 */
export type Run = readonly PlacedItem[]

/**
 * Groups items into runs. Between two items, a joining word ("and"), punctuation that separates, or an item of `breaks` starts a new run.
 */
export function runsOf(things: readonly PlacedItem[], breaks: readonly PlacedItem[], message: Message): readonly Run[] {
  const runs: PlacedItem[][] = []
  for (const one of things) {
    const last = runs.at(-1)?.at(-1)
    const isApart =
      last === undefined ||
      lastJoin(message, last.to, one.from) !== undefined ||
      breaks.some(({ from }) => from >= last.to && from < one.from)
    if (isApart) runs.push([one])
    else runs.at(-1)?.push(one)
  }
  return runs
}

/**
 * The items of a run that are handed over: those with a quoted list entry, and any more strictly controlled
 * item beside them. If no entry is quoted, only the item that the deal is about ({@link innermost}).
 */
export function itemsOfRun(base: Base, run: Run, message: Message): readonly ItemReading[] {
  const quoted = run.filter(({ reading }) => reading.entry !== undefined)
  const graverToo = run.filter((one) => quoted.some(({ reading }) => graver(base, reading, one, message)))
  const smallest = innermost(run)
  return (quoted.length > 0 ? [...quoted, ...graverToo] : smallest === undefined ? [] : [smallest]).map(({ reading }) => reading)
}

/**
 * Whether an item of a run is decided beside `entry`, a milder entry quoted in the run, because the ITAR take
 * precedence. Only a part, an assembly or a material counts, and not one that only says what another item is
 * for (part `beside`, marks `led-to` and `compound`).
 */
function graver(base: Base, entry: ItemReading, { reading, from, part }: PlacedItem, { marks }: Message): boolean {
  const isWhole = reading.level === 'part' || reading.level === 'assembly' || reading.level === 'material'
  return isWhole && part !== 'beside' && isLess(base, entry, reading) && !marks.has(from, 'led-to') && !marks.has(from, 'compound')
}

/** Whether an entry is on a milder list than an item, e.g. a Commerce entry beside a rocket part. */
const isLess = (base: Base, entry: ItemReading, thing: ItemReading): boolean =>
  mildestControl(base, entry.lands) < mildestControl(base, thing.lands)

/**
 * Whether `thing` can be on a list that is at least as strict as the mildest one for
 * `other`. True without `other`.
 */
export const mayMatch = (base: Base, thing: ItemReading, other: ItemReading | undefined): boolean =>
  other === undefined || thing.lands.some((landing) => mildestControl(base, [landing]) >= mildestControl(base, other.lands))

/**
 * The items that are handed over, if several are listed ("igniters and two old stages") or a list entry is quoted. Items that a quoted
 * entry covers are left out, because the entry replaces them.
 */
export function itemsOfList(base: Base, things: readonly PlacedItem[], message: Message): readonly ItemReading[] {
  const runs = runsOf(things, [], message).filter((run) => isInList(run, things, message))
  const goes = [...new Set(runs.flatMap((run) => itemsOfRun(base, run, message)))]
  return goes.filter((one) => one.entry !== undefined || !goes.some((entry) => entry.entry !== undefined && hasAllClassesOf(entry, one)))
}

/**
 * Whether a run has an item with a quoted entry, or is listed together with another of `things` (given in
 * text order). A run whose items all have the part `trade` or `beside` counts only with a quoted entry.
 */
export const isInList = (run: Run, things: readonly PlacedItem[], message: Message): boolean =>
  run.some(({ reading }) => reading.entry !== undefined) ||
  (run.some(({ part }) => part !== 'trade' && part !== 'beside') && hasNeighbor(run, things, message))

/** Whether a run is listed together with the item right before or right after it ({@link isJoined}). */
export function hasNeighbor(run: Run, things: readonly PlacedItem[], message: Message): boolean {
  const [first, last] = [run[0], run.at(-1)]
  if (first === undefined || last === undefined) return false
  const before = things.findLast(({ to }) => to <= first.from)
  const after = things.find(({ from }) => from >= last.to)
  return isJoined(before, first, message) || isJoined(last, after, message)
}

/**
 * Whether two items are listed side by side and therefore both handed over: "igniters and stages". False if
 * the second has another part in the deal: "igniters for a firm that also builds stages". In doubt, items
 * with a joining word between them count as listed.
 */
export function isJoined(one: PlacedItem | undefined, other: PlacedItem | undefined, message: Message): boolean {
  if (one === undefined || other === undefined) return false
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  const join = lastJoin(message, first.to, second.from)
  return (
    join !== undefined &&
    !spansIn(message, join, second.from, 'not-joined') &&
    !onlyTold.some((mark) => message.marks.has(second.from, mark)) &&
    !message.marks.has(first.from, 'formally-named')
  )
}

/**
 * Marks of a second item that is not handed over: somebody else has it, the first item is used on it, or it only says what the first is a
 * part of.
 */
const onlyTold = ['theirs', 'served', 'formally-named']

/**
 * Joins each quoted entry with the item that it belongs to ({@link isAt}, {@link onlyOne}). An entry that
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
    const thing = things.findLast((one) => isAt(base, one, entry, message)) ?? onlyOne(base, things, quoted, entry, message)
    if (thing === undefined) things = [...things, { ...entry, part: 'goes' }]
    else {
      const known: PlacedItem = {
        reading: { ...entry.reading, level: thing.reading.level },
        from: Math.min(thing.from, entry.from),
        to: Math.max(thing.to, entry.to),
        part: thing.part,
      }
      const others = things.filter((one) => one !== thing && !isSaidAgain(one, thing, message))
      things = [...others, known]
    }
  }
  const called = things.filter((one) => things.some((other) => isCalled(other, one, message)))
  // Dropped: an item whose entry is quoted elsewhere, and an item right before it that only says its kind. In "9B116, launch vehicle
  // motors" both the motors and the launch vehicle are dropped.
  const isOfCalled = (one: PlacedItem): boolean => message.marks.has(one.from, 'compound') && called.some(({ from }) => from === one.to)
  return things.filter((one) => !called.includes(one) && !isOfCalled(one)).toSorted((a, b) => a.from - b.from)
}

/** Whether an entry quoted elsewhere in the text is the entry of an item: "The INS burnt out. One 7A103". */
const isCalled = (entry: PlacedItem, thing: PlacedItem, message: Message): boolean =>
  entry.reading.entry !== undefined &&
  thing.reading.entry === undefined &&
  (isPresumed(thing.reading, entry.reading) || isNamedIn(thing.reading, entry.reading)) &&
  (!joins(entry, thing, message) || isAcrossClauses(entry, thing, message))

/** Whether a new clause begins between two items, at a joining word: "A ferry has a dead INS and wants a new one, 7A103". */
function isAcrossClauses(one: PlacedItem, other: PlacedItem, message: Message): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  for (let at = first.to; at < second.from; at++)
    if (isIn(message, at, 'joining') && isIn(message, at + 1, 'begins-clause') && !spansIn(message, at + 1, second.from, 'joining'))
      return true
  const join = lastJoin(message, first.to, second.from)
  return join !== undefined && spansIn(message, join, join + 1, 'begins-clause')
}

/** Whether the words typed for an item are all in the name of an entry: "turbine engines" in "small gas turbine engine of ECCN 9A101". */
export const isNamedIn = ({ typed }: ItemReading, { name }: ItemReading): boolean => {
  const words = name.split(' ').map(canonical)
  return typed.split(' ').every((word) => words.includes(canonical(word)))
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
function onlyOne(
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
    !isLess(base, entry.reading, thing.reading) &&
    !joins(thing, entry, message)
    ? thing
    : undefined
}

/** Whether `one` is not a second item, but only names the kind of `thing` again: "Gyrocompass down, they want two 7A102 gyros". */
const isSaidAgain = (one: PlacedItem, thing: PlacedItem, message: Message): boolean =>
  one.reading.entry === undefined && one.reading.source.id === thing.reading.source.id && !joins(one, thing, message)

/** Whether a joining word or a separator of lists (";", "/", "+", "&", a new line) is between two items. */
function joins(one: Pick<PlacedItem, 'from' | 'to'>, other: Pick<PlacedItem, 'from' | 'to'>, message: Message): boolean {
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
const isOfAnother = ({ reading, to }: Quoted, { tokens, marks }: Message): boolean =>
  reading.entry === 'EAR99' && tokens[to]?.parted === '' && marks.has(to, 'unexplained')

/**
 * Whether an entry belongs to the item beside it: "UAV, ECCN 9A012", "a stage (classified under USML IV(d))", "a sprayer to Mexico
 * (9A120)".
 */
export function isAt(base: Base, thing: Omit<PlacedItem, 'part'>, entry: Quoted, message: Message): boolean {
  const mayBeIts =
    !isLess(base, entry.reading, thing.reading) || isNamedIn(thing.reading, entry.reading) || isParagraphOf(entry.reading, thing.reading)
  if (thing.reading.entry !== undefined || !mayBeIts || (thing.from < entry.from && isOfAnother(entry, message))) return false
  const [from, to] = thing.from < entry.from ? [thing.to, entry.from] : [entry.to, thing.from]
  const words = message.tokens.slice(from, to)
  const isLabel = words.length <= 4 && words.every(({ typed }, index) => isIn(message, from + index, 'entry-label') || /^\d/.test(typed))
  if (isLabel && !signsIn(message, from, to + 1, /[^\s(),:=%.-]/)) return true
  // An entry can come before the item that it describes: "9A515 crop-monitoring satellite".
  const isDescribed = words.length <= 3 && !partsFromEntry.some((name) => spansIn(message, from, to, name))
  const isCompound = (words.length <= 1 || isDescribed) && entry.from < thing.from && !spansIn(message, from, to, 'not-compound')
  if (isCompound && !signsIn(message, from, to + 1, /[^-']/)) return true
  const open = from + words.findLastIndex((_, index) => !isIn(message, from + index, 'entry-label')) + 1
  return thing.from < entry.from && signsIn(message, open, open + 1, /\(/) && !signsIn(message, from, open, /[(),;]/)
}
