import type { Base } from '../../knowledge/base.ts'
import { daysNamed } from '../calendar/dates.ts'
import type { Message } from '../message.ts'
import { isOfAnyList, type NamedList } from './groups.ts'
import type { PlaceNamed } from './places-named.ts'

/** A list that is only named has no more words. */
const mostBare = 16

/**
 * Whether a message names lists, and says nothing but how much of them is wanted, or of what day: "D:4 without Yemen, please",
 * "E:1 + E:2". The name of a single list alone asks for nothing.
 */
export function isBareList(
  base: Base,
  message: Message,
  { lists, places, today }: { readonly lists: readonly NamedList[]; readonly places: readonly PlaceNamed[]; readonly today: string },
): boolean {
  const { tokens, marks } = message
  if (tokens.length > mostBare) return false
  const days = daysNamed(base, message, today)
  const isOfList = isOfAnyList(base, message)
  let isNarrowed = lists.length > 1
  for (let at = 0; at < tokens.length;) {
    const place = places.find(({ from, isBloc, without }) => from === at && (isBloc || without))
    const day = days.find(({ start, end }) => start <= (tokens[at]?.start ?? -1) && (tokens[at]?.end ?? 0) <= end)
    const frame = longestOf(message, at, 'list-frame')
    const light = Math.max(...['list-polite', 'list-joint', 'list-or'].map((kind) => longestOf(message, at, kind)))
    if (place !== undefined || day !== undefined) {
      isNarrowed = true
      at = place?.to ?? at + 1
    } else if (frame > at || light > at) {
      isNarrowed ||= frame > at
      at = Math.max(frame, light)
    } else if (isOfList(at) || marks.has(at, 'left-out') || isNumber(tokens[at]?.word)) at++
    else return false
  }
  return isNarrowed
}

/** Behind the words of a class that begin at a word; the word itself where none do. */
const longestOf = ({ classes }: Message, at: number, sought: string): number =>
  Math.max(at, ...(classes[at] ?? []).flatMap(({ name, to }) => (name === sought ? [to] : [])))

const isNumber = (word = ''): boolean => Number.isInteger(Number(word))
