import { isAt } from '../deal/coordination.ts'
import type { Message, Thing } from '../message.ts'
import { partOf } from '../deal/thing-part.ts'
import type { ItemReading } from '../reading.ts'

/** A thing that a message names. `goes`: nothing says that it is left away, denied or only told beside another thing. */
export type ThingNamed = { readonly item: ItemReading; readonly typed: string; readonly goes: boolean }

/** Every thing that a message names, list entries first. */
export const thingsIn = (message: Message): readonly ThingNamed[] => [
  ...message.entries.filter(({ whole }) => !whole).map(({ reading }) => ({ item: reading, typed: reading.typed, goes: true })),
  ...message.things.map((thing) => ({
    item: thing.reading,
    typed: thing.mention.typed,
    goes: partOf(message, thing) === 'goes' && !isQuoted(message, thing),
  })),
]

/** "A 9A610.a drone": the entry that stands at a thing says what it is, and goes for it. */
const isQuoted = (message: Message, { mention: { from, to }, reading }: Thing): boolean =>
  message.entries.some((entry) => !entry.whole && isAt({ from, to, reading }, entry, message))
