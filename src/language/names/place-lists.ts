import { isPlacePosition, wordAt, type IsPlace } from './position.ts'
import type { Token } from '../text/text.ts'
import type { Mention } from './mention.ts'
import { wordSet } from '../text/text.ts'

/**
 * Signs that separate the places of a list: "cardiff, cork, kazan", "Bath / Nice / Split", "Cork?
 * Quebec? Minsk?", or one per line.
 */
const parts = /[,;/?|=\n]/
const joins = wordSet('and or vs versus')

type Text = {
  readonly tokens: readonly Token[]
  readonly mentions: readonly Mention[]
  readonly isPlace: IsPlace
  readonly townEnd: (from: number) => number | undefined
}

/**
 * Whether a name is in a list with two places beside it. Then even an ordinary word is read as a town. A town
 * after the name counts as one of the two places only if its own name is no ordinary word, or if the town is
 * large.
 */
export function isAmidPlaces(text: Text, from: number, to: number): boolean {
  const { tokens, mentions, isPlace } = text
  const first = isParted(tokens, from) && isPlace(endBefore(tokens, from), 'ends') ? mentions.at(-1) : undefined
  const next = placeAhead(text, to)
  if (first !== undefined && next !== undefined) return true
  if (next !== undefined) return placeAhead(text, next) !== undefined
  const second = first === undefined ? undefined : mentions.at(-2)
  return first !== undefined && second !== undefined && isParted(tokens, first.from) && endsAPlace(second, endBefore(tokens, first.from))
}

const endsAPlace = ({ meanings, to }: Mention, at: number): boolean =>
  to - 1 === at && meanings.some(({ kind }) => kind === 'country' || kind === 'ambiguous' || kind === 'bloc')

/** In a list, the index of the last word before the name at `at`: "Bavaria" before "Cork" in "Quebec, Bavaria and Cork". */
const endBefore = (tokens: readonly Token[], at: number): number => (joins.has(wordAt(tokens, at - 1)) ? at - 2 : at - 1)

/** The index after the next place of a list; `undefined` if no place comes next. */
function placeAhead({ tokens, isPlace, townEnd }: Text, at: number): number | undefined {
  if (!isParted(tokens, at)) return undefined
  const start = joins.has(wordAt(tokens, at)) ? at + 1 : at
  const town = townEnd(start)
  return town ?? (isPlace(start, 'begins') ? start + 1 : undefined)
}

const isParted = (tokens: readonly Token[], at: number): boolean =>
  parts.test(tokens[at]?.parted ?? '') || joins.has(wordAt(tokens, at)) || joins.has(wordAt(tokens, at - 1))

/**
 * Whether words are in the position of a place: after "to", "in" and the like, beside another place, or
 * right after a company in a list.
 */
export const standsAsPlace = (
  tokens: readonly Token[],
  from: number,
  to: number,
  isPlace: IsPlace,
  mentions: readonly Mention[],
): boolean => isPlacePosition(tokens, from, to, isPlace) || isTownOfCompany(tokens, mentions, from, to)

/** Whether a company and the town after it fill one element of a list: "Qantas Sydney; Aeroflot Moscow". */
function isTownOfCompany(tokens: readonly Token[], mentions: readonly Mention[], from: number, to: number): boolean {
  const before = mentions.at(-1)
  if (before === undefined || before.to !== from || tokens[from]?.parted !== '') return false
  if (!before.meanings.some(({ kind }) => kind === 'company' || kind === 'party')) return false
  return endsPart(tokens, before.from) && endsPart(tokens, to)
}

/** Whether an element of a list begins or ends before a word. */
export const endsPart = (tokens: readonly Token[], at: number): boolean =>
  at === 0 || at === tokens.length || /[,;/?|=:\n]/.test(tokens[at]?.parted ?? '')
