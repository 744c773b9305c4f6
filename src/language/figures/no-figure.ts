import type { Piece } from '../text/pieces.ts'
import type { Words } from './units.ts'

// Numbers that are no figure, or not the whole of one, by what stands right at them.

/** A sign behind a number that ends what is said: not the stroke of "700/A". */
export const isClosing = (pieces: readonly Piece[], at: number): boolean => {
  const piece = pieces[at]
  return (
    piece?.kind === 'sign' &&
    [',', '.', ';', '?', '!', ')', ':', '\n'].includes(piece.typed) &&
    !(pieces[at + 1]?.glued === true && pieces[at + 1]?.kind === 'number')
  )
}

/** "MQ-9", "A320", "V.2": the number is part of a name. "sub-300 km" and "USD120" are not. */
export function isGluedToName({ prefixes }: Pick<Words, 'prefixes'>, pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at]
  if (piece === undefined || piece.kind !== 'number' || !piece.glued) return false
  const before = pieces[at - 1]
  if (before?.kind === 'word') return !prefixes.has(before.word)
  const name = pieces[at - 2]
  return before?.typed === '-' && before.glued && name?.kind === 'word' && !prefixes.has(name.word)
}

/** "Nine eleven twenty km": a number in words right behind another is only the rest of what was said. */
export function isCut({ number }: Pick<Words, 'number'>, pieces: readonly Piece[], at: number): boolean {
  const before = pieces[at - 1]?.typed === '-' && pieces[at - 1]?.glued === true ? at - 2 : at - 1
  const isWord = (index: number): boolean => pieces[index]?.kind === 'word'
  return isWord(at) && isWord(before) && number.at(pieces, before) !== undefined && number.at(pieces, at) !== undefined
}

/** "Stage 1 and 2 …", "in 2024 or …": the first number is one of order or a year. */
export function isCountedBefore({ numbering }: Pick<Words, 'numbering'>, pieces: readonly Piece[], at: number): boolean {
  const typed = pieces[at]?.typed ?? ''
  return numbering.has(pieces[at - 1]?.word ?? '') || (typed.length === 4 && Number(typed) >= 1950 && Number(typed) < 2060)
}

/** "30 l/min", "5 kg per unit": so much in a time or for a thing; not "2 t/LEO". */
export function isRate({ orbits }: Pick<Words, 'orbits'>, pieces: readonly Piece[], to: number): boolean {
  const next = pieces[to + 1]
  return pieces[to]?.typed === '/' && pieces[to].glued && next?.kind === 'word' && next.glued && !orbits.has(next.word)
}
