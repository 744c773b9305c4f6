import type { Base } from '../../knowledge/base.ts'
import type { Family } from '../../knowledge/schema.ts'
import { lastJoin, spansIn, type Message } from '../message.ts'
import { isOnMilderList, mildestControl } from './control-strictness.ts'
import type { PartPlayed } from './thing-part.ts'
import { hasAllClassesOf, type ItemReading } from '../reading.ts'

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
  return isWhole && part !== 'beside' && isOnMilderList(base, entry, reading) && !marks.has(from, 'led-to') && !marks.has(from, 'compound')
}

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
