import { land } from '../../knowledge/landing.ts'
import type { Family } from '../../knowledge/schema.ts'
import { signsIn, isIn, lastJoin, spansIn, type Message, type Quoted } from '../message.ts'
import { gravity } from './gravity.ts'
import type { PartPlayed } from './thing-part.ts'
import type { ItemReading } from '../reading.ts'

/** A thing that the text names, where, and what part it plays. */
export type Found = { readonly reading: ItemReading; readonly from: number; readonly to: number; readonly part: PartPlayed }

/** How far inside a thing a kind of thing lies; know-how comes last. */
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

/** Whether it is know-how of a thing, and no thing itself: data, or a service. */
export const isKnowHow = ({ reading }: Found): boolean => depth[reading.level] === depth.data

/** The smallest thing named is the item; among equals the first. What makes a thing counts before the thing it makes. */
export function head(found: readonly Found[]): Found | undefined {
  const deepest = Math.max(...found.map((one) => depth[one.reading.level]))
  return found.find((one) => depth[one.reading.level] === deepest)
}

/** Things that stand together without a break: one of them goes, the others say what it is for. */
export type Run = readonly Found[]

/** Things in their runs: a joining word, a stop or one of `breaks` parts them. */
export function runsOf(things: readonly Found[], breaks: readonly Found[], message: Message): readonly Run[] {
  const runs: Found[][] = []
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

/** What goes of a run: what is quoted of it, with what an entry of Commerce cannot make milder; else its smallest thing. */
export function goesOf(run: Run, message: Message): readonly ItemReading[] {
  const quoted = run.filter(({ reading }) => reading.entry !== undefined)
  const graverToo = run.filter((one) => quoted.some(({ reading }) => graver(reading, one, message)))
  const smallest = head(run)
  return (quoted.length > 0 ? [...quoted, ...graverToo] : smallest === undefined ? [] : [smallest]).map(({ reading }) => reading)
}

/** A Commerce entry beside a thing of the Munitions List: the thing is decided, too, for the ITAR come first. */
function graver(entry: ItemReading, { reading, from, part }: Found, { marks }: Message): boolean {
  const isWhole = reading.level === 'part' || reading.level === 'assembly' || reading.level === 'material'
  return isWhole && part !== 'beside' && isLess(entry, reading) && !marks.has(from, 'led-to') && !marks.has(from, 'compound')
}

/** Whether an entry says less of a thing than its name: Commerce, or an article of the Munitions List of no kind, beside a rocket part. */
const isLess = (entry: ItemReading, thing: ItemReading): boolean => gravity(entry.lands) < gravity(thing.lands)

/** Whether a thing may be on a list that is at least as grave as where another is for certain. */
export const mayMatch = (thing: ItemReading, other: ItemReading | undefined): boolean =>
  other === undefined || thing.lands.some((landing) => gravity([landing]) >= gravity(other.lands))

/** What goes of each run of a list, and whatever is quoted: "igniters, fairings and two old stages", "EAR99 bolts and a stage". */
export function listed(things: readonly Found[], message: Message): readonly ItemReading[] {
  const runs = runsOf(things, [], message).filter((run) => isInList(run, things, message))
  const goes = [...new Set(runs.flatMap((run) => goesOf(run, message)))]
  return goes.filter((one) => one.entry !== undefined || !goes.some((entry) => entry.entry !== undefined && covers(entry, one)))
}

/** Whether an entry that is quoted somewhere says all that a thing can be: it is the thing's. */
const covers = (entry: ItemReading, thing: ItemReading): boolean =>
  thing.lands.every((landing) => entry.lands.some((other) => other.class === landing.class))

/** Whether something of a run is quoted, or stands in a list with another of the things, which are in the order of the text. */
export const isInList = (run: Run, things: readonly Found[], message: Message): boolean =>
  run.some(({ reading }) => reading.entry !== undefined) ||
  (run.some(({ part }) => part !== 'trade' && part !== 'beside') && hasNeighbor(run, things, message))

/** Whether what stands next to a run, before or after, is told side by side with it. */
export function hasNeighbor(run: Run, things: readonly Found[], message: Message): boolean {
  const [first, last] = [run[0], run.at(-1)]
  if (first === undefined || last === undefined) return false
  const before = things.findLast(({ to }) => to <= first.from)
  const after = things.find(({ from }) => from >= last.to)
  return isJoined(before, first, message) || isJoined(last, after, message)
}

/**
 * Whether two things are told side by side, so that both go. A joining word says so, unless what follows it makes the second
 * one's part in the deal another: "igniters for a firm that also builds stages". What is not understood joins.
 */
export function isJoined(one: Found | undefined, other: Found | undefined, message: Message): boolean {
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

/** Marks of a thing that is only told of behind another: somebody has it already, or the other is used on it. */
const onlyTold = ['theirs', 'served', 'formally-named']

/** An entry that stands at a thing says what the thing is, unless it would make it milder; any other is a thing of its own. In the order of the text. */
export function withEntries(hardware: readonly Found[], quoted: readonly Quoted[], message: Message): readonly Found[] {
  let things = hardware
  for (const entry of quoted) {
    const thing = things.findLast((one) => isAt(one, entry, message)) ?? onlyOne(things, quoted, entry, message)
    if (thing === undefined) things = [...things, { ...entry, part: 'goes' }]
    else {
      const known: Found = {
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
  // "9B116 to Perth, launch vehicle motors": what says of which kind a thing is goes with it
  const isOfCalled = (one: Found): boolean => message.marks.has(one.from, 'compound') && called.some(({ from }) => from === one.to)
  return things.filter((one) => !called.includes(one) && !isOfCalled(one)).toSorted((a, b) => a.from - b.from)
}

/** "The INS burnt out. One 7A103": an entry quoted elsewhere is that of a thing that is presumed of its class, and not told beside it. */
const isCalled = (entry: Found, thing: Found, message: Message): boolean =>
  entry.reading.entry !== undefined &&
  thing.reading.entry === undefined &&
  (isPresumed(thing.reading, entry.reading) || isNamedIn(thing.reading, entry.reading)) &&
  (!joins(entry, thing, message) || isAcrossClauses(entry, thing, message))

/** "A ferry has a dead INS and wants a new one, 7A103". */
function isAcrossClauses(one: Found, other: Found, message: Message): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  for (let at = first.to; at < second.from; at++)
    if (isIn(message, at, 'joining') && isIn(message, at + 1, 'begins-clause') && !spansIn(message, at + 1, second.from, 'joining'))
      return true
  const join = lastJoin(message, first.to, second.from)
  return join !== undefined && spansIn(message, join, join + 1, 'begins-clause')
}

/** "9A101 … the engine stays in Canada": a word that an entry's own name has. */
export const isNamedIn = ({ typed }: ItemReading, { name }: ItemReading): boolean => name.split(' ').includes(typed.toLowerCase())

/** Whether a thing of which nothing more is told is of an entry's class. */
function isPresumed({ lands, presumed, states }: ItemReading, entry: ItemReading): boolean {
  const landed = land(lands, { ...presumed, ...states })
  return 'class' in landed && entry.lands.some((other) => other.class === landed.class)
}

/** "Drums of HTPB, our sheet says 1C111.b": the only entry is told of the only kind of thing, which can be of its class, or is on a graver list, and nothing joins them. */
function onlyOne(things: readonly Found[], quoted: readonly Quoted[], entry: Quoted, message: Message): Found | undefined {
  const [thing, ...others] = things
  if (
    thing === undefined ||
    quoted.length > 1 ||
    !message.marks.has(entry.from, 'entry-told') ||
    others.some((one) => one.reading.source.id !== thing.reading.source.id)
  )
    return undefined
  const isOfIt = thing.reading.lands.some((landing) => entry.reading.lands.some((other) => other.class === landing.class))
  const isGraver = gravity(entry.reading.lands) > gravity(thing.reading.lands)
  return (isOfIt || isGraver) && !isLess(entry.reading, thing.reading) && !joins(thing, entry, message) ? thing : undefined
}

/** "Gyrocompass down, they want two 7A102 gyros": the same kind of thing, told in other words and not beside the other. */
const isSaidAgain = (one: Found, thing: Found, message: Message): boolean =>
  one.reading.entry === undefined && one.reading.source.id === thing.reading.source.id && !joins(one, thing, message)

/** Whether a joining word, or a sign of a list, stands between two things. */
function joins(one: Pick<Found, 'from' | 'to'>, other: Pick<Found, 'from' | 'to'>, message: Message): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  return spansIn(message, first.to, second.from, 'joining') || signsIn(message, first.to, second.from + 1, /[;+&\n/]/)
}

/** "Rocket motors of paragraph IV(d)(7)": a paragraph of the Munitions List that is one of those that a thing can be in. */
const isParagraphOf = ({ entry, lands }: ItemReading, thing: ItemReading): boolean =>
  entry?.startsWith('USML') === true && lands.every(({ class: id }) => thing.lands.some((other) => other.class === id))

/** Word classes that part an entry from the thing behind it. */
const parting = ['joining', 'not-joined', 'not', 'except', 'instead', 'hand-over', 'small-word', 'no-thing']

/** "A target drone (EAR99 packaging included)": what stands right behind such an entry is what it classifies. */
const isOfAnother = ({ reading, to }: Quoted, { tokens, marks }: Message): boolean =>
  reading.entry === 'EAR99' && tokens[to]?.parted === '' && marks.has(to, 'unexplained')

/** "UAV, ECCN 9A012", "a stage (classified under USML IV(d))"; in brackets it may stand further on: "a sprayer to Mexico (9A120)". */
export function isAt(thing: Omit<Found, 'part'>, entry: Quoted, message: Message): boolean {
  const mayBeIts =
    !isLess(entry.reading, thing.reading) || isNamedIn(thing.reading, entry.reading) || isParagraphOf(entry.reading, thing.reading)
  if (thing.reading.entry !== undefined || !mayBeIts || (thing.from < entry.from && isOfAnother(entry, message))) return false
  const [from, to] = thing.from < entry.from ? [thing.to, entry.from] : [entry.to, thing.from]
  const words = message.tokens.slice(from, to)
  const isLabel = words.length <= 4 && words.every(({ typed }, index) => isIn(message, from + index, 'entry-label') || /^\d/.test(typed))
  if (isLabel && !signsIn(message, from, to + 1, /[^\s(),:=%.-]/)) return true
  // "9A515 crop-monitoring satellite"
  const isDescribed = words.length <= 3 && !parting.some((name) => spansIn(message, from, to, name))
  const isCompound = (words.length <= 1 || isDescribed) && entry.from < thing.from && !spansIn(message, from, to, 'not-compound')
  if (isCompound && !signsIn(message, from, to + 1, /[^-']/)) return true
  const open = from + words.findLastIndex((_, index) => !isIn(message, from + index, 'entry-label')) + 1
  return thing.from < entry.from && signsIn(message, open, open + 1, /\(/) && !signsIn(message, from, open, /[(),;]/)
}
