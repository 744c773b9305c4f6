import type { Base } from '../../knowledge/base.ts'
import type { ItemReading } from '../reading.ts'
import { withClaim } from './mt-claims.ts'
import type { PlacedItem } from './coordination.ts'
import { mildestControl } from './control-strictness.ts'
import { signsIn, type Message, type Quoted } from '../message.ts'

/**
 * Applies words that put something on the Munitions List without a paragraph: "an ITAR-controlled IMU", "USML Category XII gyros". The
 * nearest item in the sentence keeps only its classes on that list. If the sentence names no item, the words count as an item of that
 * list.
 */
export function withMunitionsMark(
  base: Base,
  things: readonly PlacedItem[],
  marks: readonly Quoted[],
  message: Message,
): readonly PlacedItem[] {
  return marks.reduce<readonly PlacedItem[]>((known, mark) => {
    const thing = nearest(known, mark, message)
    if (thing === undefined) return [...known, { ...mark, part: 'goes' as const }].toSorted((a, b) => a.from - b.from)
    return known.map((one) => (one === thing ? { ...one, reading: onList(base, one.reading, mark.reading) } : one))
  }, things)
}

function nearest(things: readonly PlacedItem[], mark: Quoted, message: Message): PlacedItem | undefined {
  const gap = ({ from, to }: PlacedItem): readonly [from: number, to: number] => (to <= mark.from ? [to, mark.from] : [mark.to, from])
  const inSentence = things.filter((one) => {
    const [from, to] = gap(one)
    return !signsIn(message, from, to + 1, /[.?!;\n]/)
  })
  const length = (one: PlacedItem): number => gap(one)[1] - gap(one)[0]
  return inSentence.toSorted((a, b) => length(a) - length(b))[0]
}

/**
 * An item with only its Munitions List classes. An item without such a class gets the classes of the words
 * that put it on the list (`mark`). What is said of their MT mark ("USML XV, no MT mark") counts for the item.
 */
function onList(base: Base, thing: ItemReading, mark: ItemReading): ItemReading {
  const listed = onlyListed(base, thing)
  return listed.lands.length === 0 ? { ...mark, level: thing.level, typed: thing.typed } : withClaim(base, listed, mark.told)
}

/**
 * An item with only its Munitions List classes. If classes were removed, the last one left applies without
 * its condition. `lands` is empty if the item has no such class.
 */
export function onlyListed(base: Base, thing: ItemReading): ItemReading {
  const lands = thing.lands.filter((landing) => mildestControl(base, [landing]) > 0)
  const last = lands.at(-1)
  if (last === undefined) return { ...thing, lands }
  return lands.length === thing.lands.length ? thing : { ...thing, isListed: true, lands: [...lands.slice(0, -1), { class: last.class }] }
}
