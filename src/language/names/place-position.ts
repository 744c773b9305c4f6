import { isIn, type Classed } from '../patterns/classes.ts'
import type { Token } from '../text/tokens.ts'
import { isCapitalized } from './capital-letters.ts'

/** The index of the nearest word before a place that is no filler: that of "to" in "to our friendly Japan". -1 if there is none. */
export function leadAt(words: Pick<Classed, 'classes'>, from: number): number {
  let index = from - 1
  while (index >= 0 && from - index <= mostFillers && isIn(words, index, 'before-name')) index--
  return index
}

/** At most this many fillers are passed over. */
const mostFillers = 4

/** Whether a word of direction leads to the place at `from`: "to our friendly Japan". */
export const isLed = (words: Pick<Classed, 'classes'>, from: number): boolean => isIn(words, leadAt(words, from), 'before-place')

/** Tests whether the name of a place begins, or ends, at a word. */
export type IsPlace = (index: number, edge: 'begins' | 'ends') => boolean

/**
 * Whether words (`to` is exclusive) are in the position of a place: after a word of direction, beside another
 * place, after an arrow, before a word such as "customer", or alone.
 */
export function isPlacePosition(words: Classed, from: number, to: number, isPlace: IsPlace): boolean {
  const { tokens } = words
  const lead = leadAt(words, from)
  const isOther = isIn(words, lead, 'also-before-place') && !isIn(words, lead, 'joins-places')
  if (isIn(words, lead, 'before-place') || isOther || isBehindTown(words, from)) return true
  if (arrow.test(tokens[from]?.parted ?? '')) return true
  if (isIn(words, to, 'behind-place') && tokens[to]?.parted === '') return true
  if (isIn(words, from - 1, 'before-nationality') && tokens[from]?.parted === '') return true
  if (isPlace(from - 1, 'ends') || isPlace(to, 'begins')) return true
  if (isIn(words, from - 1, 'joins-places') && isPlace(from - 2, 'ends')) return true
  if (isIn(words, to, 'joins-places') && isPlace(to + 1, 'begins')) return true
  return isAlone(words, from, to)
}

/** A sign of direction: "rocket → brazil". */
const arrow = /→/

/** Whether a name follows the name of a place in a list: "Zagreb vs Rome", "Colombo, Malé", "sydney / riga". */
export function isListedPlace(words: Classed, from: number, isPlace: IsPlace): boolean {
  const parted = words.tokens[from]?.parted.trim() ?? ''
  if (parted === ',' || parted === '/') return isPlace(from - 1, 'ends')
  return parted === '' && isIn(words, from - 1, 'joins-places') && isPlace(from - 2, 'ends')
}

/**
 * Whether a word follows a town or a company, and a comma: "in Bowen, Austrailia",
 * "for Bayern-Chemie GmbH, Aschau".
 */
function isBehindTown(words: Classed, from: number): boolean {
  const { tokens } = words
  if (tokens[from]?.parted !== ',') return false
  let [at, isCompany] = [from - 1, false]
  for (; at >= 0 && from - at <= longestCompany; at--) {
    const token = tokens[at]
    if (token === undefined || !(isIn(words, at, 'legal-form') || isCapitalized(token))) break
    isCompany ||= isIn(words, at, 'legal-form')
    if (token.parted !== '' && token.parted !== '.') return isCompany
  }
  return at < from - 1 && (isLed(words, at + 1) || (isCompany && at < 0))
}

/** The name of a company has at most this many words, its legal form included. */
const longestCompany = 7
/** Whether a name fills the clause between a comma and the next punctuation or the end: "a fire service, kelowna." */
export const isClause = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens[from]?.parted === ',' && (to === tokens.length || /^[.,;!?)]/.test(tokens[to]?.parted ?? ''))

/** Whether a name stands alone: "Isreal?", "and Isreal?", "Isreal: a stage", "a stage: Isreal", "a wildfire service, kelowna. A drone". */
function isAlone(words: Classed, from: number, to: number): boolean {
  const { tokens } = words
  if (isClause(tokens, from, to)) return true
  const begins = from === 0 || (from === 1 && isIn(words, 0, 'joins-places'))
  const ends = to === tokens.length
  return (begins && (ends || tokens[to]?.parted === ':')) || (ends && tokens[from]?.parted === ':')
}
