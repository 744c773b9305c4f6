import type { Base } from '../../knowledge/base.ts'
import { isTagged, type Message } from '../message.ts'
import type { Mention } from '../lexicon.ts'
import { readingOf } from '../named.ts'
import { partOf } from '../thing-part.ts'
import type { ItemReading } from '../reading.ts'

/** A thing that a message names. `goes`: nothing says that it is left away, denied or only told beside another thing. */
export type ThingNamed = { readonly item: ItemReading; readonly typed: string; readonly goes: boolean }

/** Every thing that a message names, list entries first. */
export function thingsIn(base: Base, message: Message): readonly ThingNamed[] {
  const entries = message.entries.filter(({ whole }) => !whole)
  const named = message.mentions.flatMap((mention): ThingNamed[] => {
    const item = readingOf(base, mention)
    return item === undefined
      ? []
      : [{ item, typed: mention.typed, goes: partOf(base, message, mention) === 'goes' && !isDenied(message, mention) }]
  })
  return [...entries.map(({ reading }) => ({ item: reading, typed: reading.typed, goes: true })), ...named]
}

const isDenied = ({ mentions }: Message, { from }: Mention): boolean =>
  mentions.some((other) => isTagged(other, 'negation') && other.to <= from && from - other.to <= 2)
