import type { Piece } from '../text/pieces.ts'
import type { FigureWords } from './figure-words.ts'

// Tests whether a number is no figure, or only part of one, by what is next to the number.

/** Whether a sign ends what is said, such as a comma or full stop. The slash in "700/A" does not, nor a sign directly before a number. */
export const isClosing = (pieces: readonly Piece[], at: number): boolean => {
  const piece = pieces[at]
  return (
    piece?.kind === 'sign' &&
    [',', '.', ';', '?', '!', ')', ':', '\n'].includes(piece.typed) &&
    !(pieces[at + 1]?.glued === true && pieces[at + 1]?.kind === 'number')
  )
}

/** Whether a number is part of a name: "MQ-9", "A320", "V.2"; not in "sub-300 km" and "USD120". */
export function isGluedToName({ prefixes }: Pick<FigureWords, 'prefixes'>, pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at]
  if (piece === undefined || piece.kind !== 'number' || !piece.glued) return false
  const before = pieces[at - 1]
  if (before?.kind === 'word') return !prefixes.has(before.word)
  const name = pieces[at - 2]
  return before?.typed === '-' && before.glued && name?.kind === 'word' && !prefixes.has(name.word)
}

/** Whether a number in words only continues the number before it: "twenty" in "Nine eleven twenty km". */
export function isCut({ number }: Pick<FigureWords, 'number'>, pieces: readonly Piece[], at: number): boolean {
  const before = pieces[at - 1]?.typed === '-' && pieces[at - 1]?.glued === true ? at - 2 : at - 1
  const isWord = (index: number): boolean => pieces[index]?.kind === 'word'
  return isWord(at) && isWord(before) && number.at(pieces, before) !== undefined && number.at(pieces, at) !== undefined
}

/**
 * Whether a number only numbers something or is a year, and so does not share the unit of the next number:
 * the first number in "Stage 1 and 2 …", "in 2024 or …".
 */
export function isCountedBefore({ numbering }: Pick<FigureWords, 'numbering'>, pieces: readonly Piece[], at: number): boolean {
  const typed = pieces[at]?.typed ?? ''
  return numbering.has(pieces[at - 1]?.word ?? '') || (typed.length === 4 && Number(typed) >= 1950 && Number(typed) < 2060)
}

/** Whether a figure is a rate, such as "30 l/min". "2 t/LEO" is no rate but a mass to an orbit. */
export function isRate({ orbits }: Pick<FigureWords, 'orbits'>, pieces: readonly Piece[], to: number): boolean {
  const next = pieces[to + 1]
  return pieces[to]?.typed === '/' && pieces[to].glued && next?.kind === 'word' && next.glued && !orbits.has(next.word)
}
