import { isPlacePosition, type IsPlace } from './place-position.ts'
import type { Token } from '../text/tokens.ts'
import type { Mention } from './mention.ts'
import { isIn, type Classed } from '../patterns/classes.ts'
import { isPlaceOrBloc } from './meanings.ts'

/**
 * Signs that separate the places of a list: "cardiff, cork, kazan", "Bath / Nice / Split", "Cork?
 * Quebec? Minsk?", or one per line.
 */
const parts = /[,;/?|=\n]/

type Text = {
  readonly words: Classed
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
  const { words, mentions, isPlace } = text
  const first = isParted(words, from) && isPlace(endBefore(words, from), 'ends') ? mentions.at(-1) : undefined
  const next = placeAhead(text, to)
  if (first !== undefined && next !== undefined) return true
  if (next !== undefined) return placeAhead(text, next) !== undefined
  const second = first === undefined ? undefined : mentions.at(-2)
  return first !== undefined && second !== undefined && isParted(words, first.from) && endsAPlace(second, endBefore(words, first.from))
}

const endsAPlace = ({ meanings, to }: Mention, at: number): boolean => to - 1 === at && meanings.some(isPlaceOrBloc)

/** In a list, the index of the last word before the name at `at`: "Bavaria" before "Cork" in "Quebec, Bavaria and Cork". */
const endBefore = (words: Classed, at: number): number => (isIn(words, at - 1, 'joins-places') ? at - 2 : at - 1)

/** The index after the next place of a list; `undefined` if no place comes next. */
function placeAhead({ words, isPlace, townEnd }: Text, at: number): number | undefined {
  if (!isParted(words, at)) return undefined
  const start = isIn(words, at, 'joins-places') ? at + 1 : at
  const town = townEnd(start)
  return town ?? (isPlace(start, 'begins') ? start + 1 : undefined)
}

const isParted = (words: Classed, at: number): boolean =>
  parts.test(words.tokens[at]?.parted ?? '') || isIn(words, at, 'joins-places') || isIn(words, at - 1, 'joins-places')

/**
 * Whether words are in the position of a place: after "to", "in" and the like, beside another place, or
 * right after a company in a list.
 */
export const standsAsPlace = (words: Classed, from: number, to: number, isPlace: IsPlace, mentions: readonly Mention[]): boolean =>
  isPlacePosition(words, from, to, isPlace) || isTownOfCompany(words.tokens, mentions, from, to)

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
