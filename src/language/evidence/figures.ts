import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import { isPlace } from '../names/meanings.ts'
import type { Message } from '../message.ts'
import { readingOf } from '../deal/item-of-name.ts'
import { piecesOf, worded, type Piece } from '../text/pieces.ts'
import { readFigures } from '../figures/quantities.ts'

/** A range of character offsets in a text. */
type Span = { readonly start: number; readonly end: number }

/**
 * The numbers without a unit, as typed, that are no part of a figure, day, name, code or count, and that nothing else explains. Only
 * numbers of three or more digits, and words like "hundred", are looked at.
 */
export function numbersIn(base: Base, at: Message, days: readonly Span[]): readonly string[] {
  const pieces = piecesOf(at)
  const { scales, numbering, replacing, denials } = words(base)
  const isNumber = ({ kind, word, typed }: Piece): boolean =>
    kind === 'number' ? [...typed].filter((sign) => sign >= '0' && sign <= '9').length >= 3 : kind === 'word' && scales.has(word)
  if (!pieces.some(isNumber)) return []
  const figures = readFigures(base, at).spans
  const spans: readonly Span[] = [...figures, ...at.entries, ...at.mentions, ...days]
  // Whether a number is the denied one after a figure: 320 in "230 km, not 320".
  const isDenied = (index: number): boolean => {
    const figure = pieces[index - 2]?.typed === ',' ? pieces[index - 3] : pieces[index - 2]
    return denials.has(pieces[index - 1]?.word ?? '') && figures.some(({ end }) => end === figure?.end)
  }
  return pieces.flatMap((piece, index): string[] => {
    if (!isNumber(piece)) return []
    const before = pieces[index - 1]
    const isExplained =
      spans.some(({ start, end }) => start <= piece.start && piece.end <= end) ||
      numbering.has(before?.word ?? '') ||
      isPartOfName(pieces, index) ||
      isYear(piece) ||
      isCount(base, at, piece) ||
      isOfAnotherKind(at, piece) ||
      isPostcode(at, piece) ||
      isDenied(index) ||
      replacing.has(`${pieces[index - 2]?.word} ${before?.word}`)
    return isExplained ? [] : [piece.typed]
  })
}

const words = cachedByObject((base: Base) => {
  const { numbers, numbering, replacing, denials } = base.language.quantities
  return {
    scales: worded(Object.keys(numbers.scales)),
    numbering: worded(numbering),
    replacing: new Set(replacing),
    denials: worded(denials),
  }
})

const nameSigns: ReadonlySet<string> = new Set(['.', '#', '/', '-'])

/**
 * Whether a number is part of a code, an order number or a paragraph: "A320", "PO-4711", "744.3". A number with a decimal point always
 * counts, because it could be a paragraph.
 */
function isPartOfName(pieces: readonly Piece[], index: number): boolean {
  const [before, own, after, next] = [pieces[index - 1], pieces[index], pieces[index + 1], pieces[index + 2]]
  const isBehind = own?.glued === true && before !== undefined && (before.kind !== 'sign' || nameSigns.has(before.typed))
  const isParagraph = own?.typed.includes('.') === true
  const isBefore =
    after?.glued === true &&
    (after.kind === 'word' ||
      (next?.glued === true &&
        ((['-', '/'].includes(after.typed) && next.kind === 'word') || (['-', '.'].includes(after.typed) && next.kind === 'number'))))
  return isParagraph || isBehind || isBefore
}

const isYear = ({ typed }: Piece): boolean => typed.length === 4 && Number(typed) >= 1950 && Number(typed) < 2100

/** Whether the words say that a number measures something that no rule reads: "The 250 on the sheet is meters". */
const isOfAnotherKind = ({ tokens, marks }: Message, { start, end }: Piece): boolean =>
  tokens.some((token, index) => token.start >= start && token.end <= end && marks.has(index, 'other-quantity'))

const digitsOfPostcode = 5

/**
 * Whether a number is a postcode: five digits right before or after a place
 * ("Moscow, Idaho 83843", "75008 Paris").
 */
const isPostcode = ({ mentions }: Message, { typed, start, end }: Piece): boolean =>
  typed.length === digitsOfPostcode &&
  [...typed].every((sign) => sign >= '0' && sign <= '9') &&
  mentions.some((mention) => (mention.end + 1 === start || mention.start === end + 1) && mention.meanings.some(isPlace))

/** Whether a number counts items: the name of an item begins within the next three words ("120 igniters"). */
function isCount(base: Base, { mentions, tokens }: Message, { end }: Piece): boolean {
  const next = tokens.findIndex(({ start }) => start >= end)
  return next >= 0 && mentions.some((mention) => mention.from >= next && mention.from - next <= 2 && readingOf(base, mention) !== undefined)
}
