import type { FactWords } from '../../knowledge/fact-names.ts'
import type { Base } from '../../knowledge/base.ts'
import { belongsTo } from '../deal/entry-of-item.ts'
import { isNamedIn } from '../deal/named-in-entry.ts'
import { isMarked, type Message } from '../message.ts'
import type { Thing } from '../deal/item-of-name.ts'
import { partPlayed } from '../deal/thing-part.ts'
import { bandsOf } from '../figures/bands.ts'
import { figuresOfPart } from '../figures/part-figures.ts'
import type { ItemReading } from '../reading.ts'

/**
 * An item that a message names.
 * - `goes`: nothing says that the item is not handed over, and no list entry right beside it is decided
 *   instead. Also set if `isInside` is.
 * - `isInside`: another item contains this item, but the list entry of the other item does not cover it.
 * - `isMentioned`: nothing says whether the item is handed over ({@link partPlayed}).
 */
export type ThingNamed = {
  readonly item: ItemReading
  readonly typed: string
  readonly goes: boolean
  readonly isInside: boolean
  readonly isMentioned: boolean
  /** What the figures in the message say of it, where one answer of a fact is left: `gyro-drift: under-0.5`. */
  readonly figures: Readonly<FactWords>
}

/** Every item that a message names, quoted list entries first. */
export const thingsIn = (base: Base, message: Message): readonly ThingNamed[] => [
  ...message.entries
    .filter(({ isCategoryOnly }) => !isCategoryOnly)
    .map(({ reading }) => ({ item: reading, typed: reading.typed, goes: true, isInside: false, isMentioned: false, figures: {} })),
  ...message.things.map((thing) => ({
    item: thing.reading,
    typed: thing.mention.typed,
    goes:
      (partPlayed(message, thing) === 'goes' && !isQuoted(base, message, thing) && !isWhatItIsFor(message, thing)) ||
      isMarked(message, thing.mention, 'contained'),
    isInside: isMarked(message, thing.mention, 'contained'),
    isMentioned: partPlayed(message, thing) === 'mentioned' && !isQuoted(base, message, thing),
    figures: figuresTold(base, message, thing.reading),
  })),
]

/** Whether a vehicle or spacecraft only says what the item of an earlier message is for: "for their earth observation satellite". */
const isWhatItIsFor = (message: Message, { mention, reading }: Thing): boolean =>
  (reading.level === 'vehicle' || reading.level === 'spacecraft') &&
  isMarked(message, mention, 'for-another') &&
  !message.marks.any('transfers')

const figuresTold = (base: Base, message: Message, thing: ItemReading): Readonly<FactWords> =>
  Object.fromEntries(
    figuresOfPart(base, message, thing).flatMap(({ fact, low, high, open }) => {
      const [only, ...others] = bandsOf(base, fact, low, high, open)
      return only === undefined || others.length > 0 ? [] : [[fact, only] as const]
    }),
  )

/**
 * Whether an entry right beside an item is the item's entry ("A 9A610.a drone"). The entry is then decided
 * instead of the item. EAR99 counts as an item's entry only if the item can be one (`mayBeEar99` in
 * classes.yaml), so not in "EAR99 hydrazine".
 */
const isQuoted = (base: Base, message: Message, { mention: { from, to }, reading }: Thing): boolean =>
  message.entries.some(
    (entry) =>
      !entry.isCategoryOnly &&
      belongsTo(base, entry, { from, to, reading }, message) &&
      (entry.reading.entry !== 'EAR99' ||
        isNamedIn(reading, entry.reading) ||
        reading.lands.some(({ class: id }) => mayBeEar99(base, id, entry.reading))),
  )

/** Whether a class is EAR99's own, or one that may be EAR99. `lands`: the landings of the entry EAR99. */
const mayBeEar99 = (base: Base, id: string, { lands }: ItemReading): boolean =>
  lands.some((landing) => landing.class === id) || base.classes.get(id)?.mayBeEar99 === true
