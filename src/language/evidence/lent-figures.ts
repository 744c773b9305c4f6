import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import { partPlayed } from '../deal/thing-part.ts'
import type { Thing } from '../deal/item-of-name.ts'
import { readFigures, type Quantity } from '../figures/quantities.ts'
import { isMarked, type Message } from '../message.ts'

/**
 * The figures, as typed, that a message tells of one thing and that may not hold for another one it names: 200 km in "an igniter for a
 * 200 km rocket and a guidance set". A figure is told of the thing right behind it, else of the last thing before it. It may not hold for
 * - another vehicle of which no such figure is told: "… and a nozzle for an orbital launcher",
 * - another item that goes and is named behind it, where an item that goes was named before: "a 150 km rocket and a guidance set".
 */
export function lentFigures(base: Base, message: Message): readonly string[] {
  const deciding = readFigures(base, message).quantities.filter(({ measure }) => decides(base).has(measure))
  const things = message.things.filter(({ mention }) => !isMarked(message, mention, 'denied'))
  if (deciding.length === 0 || things.length < 2) return []
  const owners: Array<{ readonly figure: Quantity; readonly owner: Thing | undefined }> = []
  for (const figure of deciding.toReversed()) {
    const next = owners.at(-1)
    owners.push({
      figure,
      owner: next !== undefined && areTogether(message, figure, next.figure) ? next.owner : ownerOf(message, things, figure),
    })
  }
  const lent = owners.filter(({ figure, owner }) => {
    if (owner === undefined) return false
    const isTold = (thing: Thing): boolean => owners.some((one) => one.owner === thing && one.figure.measure === figure.measure)
    return things.some((thing) => thing !== owner && !isTold(thing) && mayDiffer(message, { things, figure, owner }, thing))
  })
  return [...new Set(lent.map(({ figure }) => figure.typed))]
}

type Told = { readonly things: readonly Thing[]; readonly figure: Quantity; readonly owner: Thing }

function mayDiffer(message: Message, { things, figure, owner }: Told, thing: Thing): boolean {
  if (idOf(thing) === idOf(owner)) return false
  if (isVehicle(thing)) return isVehicle(owner)
  if (message.marks.any('all-alike')) return false
  const isBehind = thing.mention.start > figure.end && thing.mention.start > owner.mention.start
  const goesBefore = (one: Thing): boolean => one.mention.start <= owner.mention.start && partPlayed(message, one) === 'goes'
  return isBehind && partPlayed(message, thing) === 'goes' && things.some((one) => one !== thing && goesBefore(one))
}

/** The thing of which a figure is told: one that begins within {@link nearest} words behind it, else the last one before it. */
function ownerOf({ tokens }: Message, things: readonly Thing[], { start, end }: Quantity): Thing | undefined {
  const at = tokens.findIndex((token) => token.start >= end)
  const behind = things.find(({ mention }) => at >= 0 && mention.from >= at && mention.from - at < nearest && tokens[at]?.parted === '')
  return behind ?? things.findLast(({ mention }) => mention.start < start)
}

/** Whether a figure stands right before another, so that both are of one thing: "a 60 kg / 340 km rocket". */
const areTogether = ({ text }: Message, { end }: Quantity, { start }: Quantity): boolean =>
  /^[\s,/&+-]*(?:and|at|over|with|to)?\s*$/i.test(text.slice(end, start))

const nearest = 3

const isVehicle = ({ reading: { level, source } }: Thing): boolean => level === 'vehicle' || source.kind === 'system'
const idOf = ({ reading: { source } }: Thing): string => source.id

/** The quantities of a vehicle or a motor on which the class of an item depends (`feeds` in quantities.yaml, no part's own figure). */
const decides = cachedByObject(
  (base: Base): ReadonlySet<string> =>
    new Set(base.language.quantities.quantities.flatMap(({ is, feeds }) => (feeds !== undefined && shared.has(feeds) ? [is] : []))),
)
/** Facts that a part has from its vehicle. */
const shared: ReadonlySet<string> = new Set(['range', 'payload', 'impulse'])
