import type { Base } from '../../knowledge/base.ts'
import { quantitiesNamed } from '../figures/which-fact.ts'
import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { piecesOf } from '../text/pieces.ts'

/**
 * Each fact whose earlier figure a message takes back, with the number as typed: "180" for "The range is not 180 km", "180 km was the old
 * model" and "that figure is out of date". If such words name no figure and no quantity, they take back all figures.
 */
export function figuresUnsaid(base: Base, message: Message, { figures }: Reading): ReadonlyMap<string, string> {
  const { tokens, marks } = message
  const isOutlived = marks.any('figure-outlived')
  const pieces = piecesOf(message)
  const named = isOutlived ? quantitiesNamed(base, pieces) : new Set<string>()
  // "0.6" is one piece of two words.
  const unsaid = tokens.filter((_, at) => marks.has(at, 'unsaid') || marks.has(at, 'figure-of-other'))
  const numbers = new Set(
    pieces
      .filter(({ kind, start, end }) => kind === 'number' && unsaid.some((token) => token.start >= start && token.end <= end))
      .map(({ typed }) => typed),
  )
  return new Map(
    Object.entries(figures).flatMap(([fact, typed]) => {
      const number = numberIn(typed)
      if (number === undefined) return []
      return numbers.has(number) || (isOutlived && (named.size === 0 || named.has(fact))) ? [[fact, number] as const] : []
    }),
  )
}

/** The first word of a figure that begins with a digit. */
export const numberIn = (figure: string): string | undefined =>
  figure.split(' ').find((word) => word[0] !== undefined && word[0] >= '0' && word[0] <= '9')
