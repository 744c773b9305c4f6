import { isMarked, type Message, type Thing } from '../message.ts'
import type { ItemReading } from '../reading.ts'

/**
 * What part a thing that is named plays in a deal: it `goes`; it is `away` ("a stage without its igniter", "instead of a stage");
 * it is `beside`, and only says what another thing is for ("valves for a launcher"); it is a `trade`, and says who deals in it,
 * what is carried, or of what another is a part ("our rocket company", "a launcher for satellites", "the rocket it belongs to"); or it
 * is `mentioned`: a whole vehicle beside something smaller, of which nothing says that it changes hands ("the launcher itself is MT").
 * What is mentioned is of no leg; where it would be decided more strictly, it is asked whether it goes, too.
 */
export type PartPlayed = 'goes' | 'beside' | 'trade' | 'away' | 'mentioned'

/** The part that a thing plays. What is not understood goes: one thing too many only makes an answer stricter. */
export function partPlayed(message: Message, { mention, reading }: Thing): PartPlayed {
  const is = (mark: string): boolean => isMarked(message, mention, mark)
  const isWorkplace = is('place-of-work') && (reading.level === 'facility' || reading.source.id === 'launch-equipment')
  if (isWorkplace || (is('denied') && !is('not-there')) || is('replaced') || is('background')) return 'away'
  if (is('of-trade') || is('carried') || is('whole-of')) return 'trade'
  if (is('same-thing') && message.entries.some((entry) => isOf(entry.reading, reading))) return 'beside'
  if (is('apposed')) return 'mentioned'
  if (is('compound') || is('formally-named') || (is('for-another') && !isFirst(message, mention.from))) return 'beside'
  const isApart = reading.level === 'vehicle' ? hasSmaller(message) : isApartFromEntry(message, mention)
  return isApart && !is('goes-itself') ? 'mentioned' : 'goes'
}

/** Whether a list entry or a thing that can be part of a vehicle is named. */
const hasSmaller = ({ entries, things }: Message): boolean =>
  entries.some(({ whole }) => !whole) || things.some(({ reading }) => smaller.has(reading.level))

const smaller: ReadonlySet<ItemReading['level']> = new Set(['assembly', 'part', 'material', 'facility'])

/** Whether a list entry is quoted, and none stands right beside a thing. */
const isApartFromEntry = ({ entries }: Message, { from, to }: Thing['mention']): boolean => {
  const quoted = entries.filter(({ whole }) => !whole)
  return quoted.length > 0 && quoted.every((entry) => entry.to !== from && entry.from !== to)
}

/** Whether a quoted entry can be a thing's. */
const isOf = (entry: ItemReading, thing: ItemReading): boolean =>
  thing.lands.some((landing) => entry.lands.some((other) => other.class === landing.class))

/** Whether nothing is named, quoted or handed over before: then it is no other thing's purpose. */
const isFirst = ({ tokens, things, unknown, entries }: Message, from: number): boolean =>
  !things.some(({ mention }) => mention.to <= from) &&
  !unknown.some(({ to }) => to <= from) &&
  !entries.some(({ end }) => end <= (tokens[from]?.start ?? 0))
