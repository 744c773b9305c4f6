import { isMarked, type Message } from '../message.ts'
import type { Thing } from './item-of-name.ts'
import { sharesClass, type ItemReading } from '../reading.ts'
import { isNamedIn } from './named-in-entry.ts'

/**
 * The part that a named item plays in a deal:
 * - `goes`: it is handed over.
 * - `away`: it is left out ("a stage without its igniter", "instead of a stage").
 * - `beside`: it only says what another item is for or belongs to ("valves for a launcher", "valves (1 t launcher)").
 * - `again`: it repeats what a list entry names ("a drone with cameras? 9A012").
 * - `trade`: it says what somebody deals in, what is carried, or what another item is part of ("our rocket company", "a launcher for
 *   satellites", "the rocket it belongs to").
 * - `mentioned`: nothing says whether it is handed over. It is a vehicle named with something smaller or with the satellite that it
 *   launches ("the launcher itself is MT"), another item named apart from the quoted entries, or an item of ours that another one is for
 *   ("seals for the stage we sell"). It is not decided; if that could be stricter, Licet asks whether it goes, too.
 */
export type PartPlayed = 'goes' | 'beside' | 'again' | 'trade' | 'away' | 'mentioned'

/** The part that an item plays. In doubt it is `goes`, because an extra item can only make the answer stricter. */
export function partPlayed(message: Message, thing: Thing): PartPlayed {
  const { mention, reading } = thing
  const is = (mark: string): boolean => isMarked(message, mention, mark)
  const isWorkplace = is('place-of-work') && (reading.level === 'facility' || reading.source.id === 'launch-equipment')
  if (isWorkplace || (is('denied') && !is('not-there')) || is('replaced') || is('background')) return 'away'
  if (is('of-trade') || is('carried') || is('whole-of') || (is('compound') && isBeforeVehicle(message, thing))) return 'trade'
  if (is('same-thing') && message.entries.some((entry) => !entry.isCategoryOnly && mayBeOne(reading, entry.reading))) return 'again'
  if (is('from-us') && message.things.length + message.entries.length > 1) return 'mentioned'
  if (isWhatFor(message, is)) return 'beside'
  if (is('apposed') || is('ridden')) return 'mentioned'
  if (is('compound') || is('formally-named') || (is('for-another') && !isFirst(message, mention.from))) return 'beside'
  const isApart = reading.level === 'vehicle' ? hasSmaller(message) : isApartFromEntry(message, mention)
  return isApart && !is('goes-itself') ? 'mentioned' : 'goes'
}

/** Whether a thing and an entry can be one: they share a class, or the thing's name is in the entry's ("engine" in "gas turbine engine"). */
const mayBeOne = (thing: ItemReading, entry: ItemReading): boolean => sharesClass(thing, entry) || isNamedIn(thing, entry)

/**
 * Whether a part in the singular is right before a vehicle and says its kind: "a turboprop drone",
 * but not "turboprop drone parts".
 */
const isBeforeVehicle = ({ text, things, classes }: Message, { mention, reading }: Thing): boolean =>
  smaller.has(reading.level) &&
  !mention.typed.endsWith('s') &&
  things.some(
    ({ mention: next, reading: { level } }) =>
      level === 'vehicle' &&
      next.from === mention.to &&
      text.slice(mention.end, next.start).trim() === '' &&
      classes[next.to]?.some(({ name }) => name === 'packed') !== true,
  )

/**
 * Whether a vehicle or an engine only says what another item is for or belongs to. False if we work on it,
 * since that is a service. For a vehicle named as the item's own or in brackets, also false if words of an
 * order suggest that it is ordered, too.
 */
const isWhatFor = ({ marks }: Message, is: (mark: string) => boolean): boolean =>
  (['its-vehicle', 'bracketed'].some(is) && !marks.any('may-be-sold') && !marks.any('worked-on')) ||
  (['for-a-use', 'told-to-fly'].some(is) && !marks.any('worked-on'))

/**
 * Whether a message quotes a list entry or names an item that can be part of a vehicle. A bare category such
 * as "USML IV" (`whole`) is no list entry here.
 */
const hasSmaller = ({ entries, things }: Message): boolean =>
  entries.some(({ isCategoryOnly }) => !isCategoryOnly) || things.some(({ reading }) => smaller.has(reading.level))

const smaller: ReadonlySet<ItemReading['level']> = new Set(['assembly', 'part', 'material', 'facility'])

/**
 * Whether the message quotes list entries (bare categories such as "USML IV" do not count), but none directly
 * before or after the item.
 */
const isApartFromEntry = ({ entries }: Message, { from, to }: Thing['mention']): boolean => {
  const quoted = entries.filter(({ isCategoryOnly }) => !isCategoryOnly)
  return quoted.length > 0 && quoted.every((entry) => entry.to !== from && entry.from !== to)
}

/**
 * Whether a message quotes no entry and names no item, known or not, before word `from`. The item at that word then cannot only say what
 * an earlier item is for.
 */
const isFirst = ({ tokens, things, unknown, entries }: Message, from: number): boolean =>
  !things.some(({ mention }) => mention.to <= from) &&
  !unknown.some(({ to }) => to <= from) &&
  !entries.some(({ end }) => end <= (tokens[from]?.start ?? 0))
