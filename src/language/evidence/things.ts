import { isAt, isNamedIn } from '../deal/coordination.ts'
import { isMarked, type Message, type Thing } from '../message.ts'
import { partPlayed } from '../deal/thing-part.ts'
import type { ItemReading } from '../reading.ts'

/**
 * A thing that a message names. `goes`: nothing says that it is left away, denied or only told beside another thing. `isInside`: another
 * has it inside, so that the other's list entry is not its own. `isMentioned`: it is a vehicle of which nothing says that it goes, or
 * that it does not.
 */
export type ThingNamed = {
  readonly item: ItemReading
  readonly typed: string
  readonly goes: boolean
  readonly isInside: boolean
  readonly isMentioned: boolean
}

/** Every thing that a message names, list entries first. */
export const thingsIn = (message: Message): readonly ThingNamed[] => [
  ...message.entries
    .filter(({ whole }) => !whole)
    .map(({ reading }) => ({ item: reading, typed: reading.typed, goes: true, isInside: false, isMentioned: false })),
  ...message.things.map((thing) => ({
    item: thing.reading,
    typed: thing.mention.typed,
    goes: (partPlayed(message, thing) === 'goes' && !isQuoted(message, thing)) || isMarked(message, thing.mention, 'contained'),
    isInside: isMarked(message, thing.mention, 'contained'),
    isMentioned: partPlayed(message, thing) === 'mentioned' && !isQuoted(message, thing),
  })),
]

/**
 * "A 9A610.a drone": the entry that stands at a thing says what it is, and goes for it; not where no such thing is of its class, as
 * in "EAR99 hydrazine".
 */
const isQuoted = (message: Message, { mention: { from, to }, reading }: Thing): boolean =>
  message.entries.some(
    (entry) =>
      !entry.whole &&
      isAt({ from, to, reading }, entry, message) &&
      (entry.reading.entry !== 'EAR99' ||
        isNamedIn(reading, entry.reading) ||
        reading.lands.some(({ class: id }) => isFree(id, entry.reading))),
  )

const isFree = (id: string, { lands }: ItemReading): boolean => lands.some((landing) => landing.class === id) || id.includes('NON_MT')
