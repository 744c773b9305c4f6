import { isUsOn } from '../language/names/listed-countries.ts'
import type { Base } from '../knowledge/base.ts'
import { countriesAsked } from './list-algebra.ts'
import { emptyReading, type PlaceReading, type Reading } from '../language/reading.ts'
import { verdictsWithoutDenial, type ListRequest } from '../language/request/list-request.ts'
import type { Reader, UnderstoodMessage } from '../language/reader.ts'
import type { Turn } from './conversation-types.ts'

/**
 * Adds a message to the turns. `listed` is `true` if it asks for a list: then all earlier turns about lists
 * are dropped. It is `'on'` if it asks a further question about the last list: then earlier further
 * questions are dropped.
 */
export const withList = (turns: readonly Turn[], { text, today }: Turn, listed: true | 'on' = true): readonly Turn[] => [
  ...turns.filter((turn) => turn.listed === undefined || (listed === 'on' && turn.listed === true)),
  { text, today, listed },
]

/**
 * The list asked for earlier, if a message asks whether a place is on it ("is India one of them?") or since
 * when. If that message names no place, the place of the message before is used. `undefined` for any other
 * message.
 */
export function listAskedOn(
  reader: Reader,
  turns: readonly Turn[],
  { intent, list, asksOfList, asksSince, readings }: UnderstoodMessage,
): Pick<UnderstoodMessage, 'list' | 'readings'> | undefined {
  // A message that names lists itself asks for another list: "And which are in D:5, without D:4?"
  if (intent === 'list' && list.lists.length > 0) return undefined
  if (!(asksOfList || asksSince) || readings.some(({ item }) => item !== undefined)) return undefined
  const before = lastListed(reader, turns)
  if (before === undefined || before.list.lists.length === 0) return undefined
  const last = turns.at(-1)
  const namesPlace = readings.some(({ places }) => places.length > 0)
  const asked = asksSince && !namesPlace && last !== undefined ? reader.read(last.text, last.today) : undefined
  return { list: { ...before.list, asksMembership: true }, readings: asked?.kind === 'read' ? asked.readings : readings }
}

/** For "and in Africa?": the list asked for before, narrowed to the region named now; `undefined` for any other message. */
export function listNarrowed(
  reader: Reader,
  turns: readonly Turn[],
  { asksOfList, readings, list }: UnderstoodMessage,
): ListRequest | undefined {
  const isMeant = asksOfList && list.within.length > 0 && list.lists.length === 0 && readings.every(({ item }) => item === undefined)
  const before = isMeant ? lastListed(reader, turns) : undefined
  if (before === undefined || before.list.lists.length === 0) return undefined
  const clusters = before.list.clusters.map((one) => ({ ...one, lists: one.lists.filter(({ bloc }) => bloc === undefined) }))
  return { ...before.list, clusters: clusters.filter(({ lists }) => lists.length > 0), within: list.within }
}

/** For "who else is in that group?", after "is Oman in D:4?": the whole list; `undefined` for any other message. */
export function listWhole(
  reader: Reader,
  turns: readonly Turn[],
  { asksWhoElse, readings, list }: UnderstoodMessage,
): ListRequest | undefined {
  const isMeant = asksWhoElse && list.lists.length === 0 && readings.every(({ item, places }) => item === undefined && places.length === 0)
  const turn = isMeant ? turns.findLast(({ listed }) => listed === true) : undefined
  const before = turn === undefined ? undefined : reader.read(turn.text, turn.today)
  return before?.kind === 'read' && before.list.lists.length > 0 ? { ...before.list, asksMembership: false } : undefined
}

/**
 * For "can they have our stage?" after a list of more than {@link mostPlaces} countries: that list, as a request for those members that can
 * have the item. `undefined` for any other message.
 */
export function listOfThing(
  base: Base,
  reader: Reader,
  turns: readonly Turn[],
  { text, follows, readings }: UnderstoodMessage,
): ListRequest | undefined {
  if (follows || !pointsAtList(reader, turns, text) || readings.length > 1) return undefined
  const before = lastListed(reader, turns)
  const isLong = before !== undefined && membersOf(base, before.list, turns.at(-1)?.today ?? '').length > mostPlaces
  return isLong ? { ...before.list, asksMembership: false, verdicts: verdictsWithoutDenial } : undefined
}

/** The members of a list are decided one by one only if they are at most this many. */
const mostPlaces = 8

/**
 * For "can they have our stage?" after a question about a list: a reading that has only the places meant.
 * These are the members of the list, or the place whose membership was asked; `undefined` if there are more
 * than {@link mostPlaces}.
 */
export function listTopic(base: Base, reader: Reader, turns: readonly Turn[], text: string): Reading | undefined {
  if (!pointsAtList(reader, turns, text)) return undefined
  const last = turns.at(-1)
  const asked = last === undefined ? undefined : reader.read(last.text, last.today)
  const named = asked?.kind === 'read' ? (asked.readings[0]?.places ?? []).filter(({ codes }) => codes.length === 1) : []
  const before = lastListed(reader, turns)
  const members = named.length > 0 || before === undefined ? [] : membersOf(base, before.list, last?.today ?? '')
  const places: readonly PlaceReading[] =
    named.length > 0
      ? named
      : members.map((code) => ({ codes: [code], typed: base.countries.get(code)?.name ?? code, role: 'destination' }))
  return places.length === 0 || places.length > mostPlaces ? undefined : { ...emptyReading, places, talkedOf: [places] }
}

/** Whether a message names an item and no place, and refers ("they") to the list asked for before. */
function pointsAtList(reader: Reader, turns: readonly Turn[], text: string): boolean {
  const last = turns.at(-1)
  if (last?.listed === undefined || !reader.points(text)) return false
  const now = reader.read(text, last.today)
  return now.kind === 'read' && now.readings.every(({ item, places }) => item !== undefined && places.length === 0)
}

const membersOf = (base: Base, list: ListRequest, day: string): readonly string[] =>
  countriesAsked(base, list, day).filter((code) => !isUsOn(base, code, day))

/** The reading of the last message that asked for a list, if the conversation is still about it. */
function lastListed(reader: Reader, turns: readonly Turn[]): UnderstoodMessage | undefined {
  if (turns.at(-1)?.listed === undefined) return undefined
  const turn = turns.findLast(({ listed }) => listed === true)
  const before = turn === undefined ? undefined : reader.read(turn.text, turn.today)
  return before?.kind === 'read' ? before : undefined
}
