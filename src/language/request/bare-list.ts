import type { Base } from '../../knowledge/base.ts'
import { daysNamed } from '../calendar/dates.ts'
import type { Message } from '../message.ts'
import { isOfAnyList, type NamedList } from './groups.ts'
import type { PlaceNamed } from './places-named.ts'

/** A message of more words than this is never taken for a message that only names lists. */
const mostBare = 16

/**
 * Whether a message only names lists and says which part of them, or which day, is wanted: "D:4 without Yemen, please", "E:1 + E:2". A
 * message with nothing but the name of one list does not count, because it asks for nothing.
 */
export function isBareList(
  base: Base,
  message: Message,
  {
    lists,
    places,
    without,
    today,
  }: {
    readonly lists: readonly NamedList[]
    readonly places: readonly PlaceNamed[]
    readonly without: ReadonlySet<PlaceNamed>
    readonly today: string
  },
): boolean {
  const { tokens, marks } = message
  if (tokens.length > mostBare) return false
  const days = daysNamed(base, message, today)
  const isOfList = isOfAnyList(base, message)
  let isNarrowed = lists.length > 1
  const [begins, behind] = sentencesOfLists(message, isOfList)
  for (let at = begins; at < behind;) {
    const place = places.find((one) => one.from === at && (one.bloc !== undefined || without.has(one)))
    const day = days.find(({ start, end }) => start <= (tokens[at]?.start ?? -1) && (tokens[at]?.end ?? 0) <= end)
    const frame = longestOf(message, at, 'list-frame')
    const light = Math.max(...['list-polite', 'list-joint', 'list-or'].map((kind) => longestOf(message, at, kind)))
    if (place !== undefined || day !== undefined) {
      isNarrowed = true
      at = place?.to ?? at + 1
    } else if (frame > at || light > at) {
      isNarrowed ||= frame > at
      at = Math.max(frame, light)
    } else if (isOfList(at) || ['left-out', 'leaves', 'leaves-back'].some((mark) => marks.has(at, mark)) || isNumber(tokens[at]?.word)) at++
    else return false
  }
  return isNarrowed
}

/**
 * The words from the first to the last sentence that names a list (`behind` is exclusive); all words, if another sentence asks something.
 */
function sentencesOfLists({ tokens, text }: Message, isOfList: (at: number) => boolean): readonly [begins: number, behind: number] {
  const named = tokens.flatMap((_, at) => (isOfList(at) ? [at] : []))
  const [first = 0, last = 0] = [named[0], named.at(-1)]
  const isEnd = (at: number): boolean => /[.!?\n]/.test(tokens[at]?.parted ?? '')
  const asks = (at: number): boolean => (tokens[at]?.parted ?? '').includes('?')
  const begins = tokens.findLastIndex((_, at) => at <= first && at > 0 && isEnd(at))
  const behind = tokens.findIndex((_, at) => at > last && isEnd(at))
  const asksBeside = text.trimEnd().endsWith('?') && behind >= 0
  const isAsked = asksBeside || tokens.some((_, at) => asks(at) && at !== behind)
  return isAsked ? [0, tokens.length] : [Math.max(0, begins), behind < 0 ? tokens.length : behind]
}

/** The index after the longest member of a class at a word; the word's own index if there is none. */
const longestOf = ({ classes }: Message, at: number, sought: string): number =>
  Math.max(at, ...(classes[at] ?? []).flatMap(({ name, to }) => (name === sought ? [to] : [])))

const isNumber = (word = ''): boolean => Number.isInteger(Number(word))
