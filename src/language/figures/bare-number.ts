import type { Base } from '../../knowledge/base.ts'
import { isYear } from '../calendar/span.ts'
import type { Message } from '../message.ts'
import { bandsOf, type Reading } from '../reading.ts'
import { piecesOf, type Piece } from '../text/pieces.ts'
import { tokenize } from '../text/text.ts'
import { keptFor } from '../kept.ts'
import { createPhrases } from './pattern.ts'
import { readFigures, readLone } from './quantities.ts'

/**
 * "The new one is 1.19", "the battery takes it out to 340": the one number of a message without a unit is in that of the figure
 * told before. A stricter value counts; of a milder one it is not known whether it is meant, so that both stay possible.
 */
export function withBareNumber(base: Base, message: Message, before: Reading, now: Reading, asked: string | undefined): Reading {
  const [told, other] = Object.entries(before.figures)
  const isOfAnother = now.item !== undefined && now.item.source.id !== before.item?.source.id
  if (told === undefined || other !== undefined || isOfAnother || Object.keys({ ...now.figures, ...now.possible }).length > 0) return now
  const [fact, figure] = told
  // A figure that was asked for is answered.
  if (asked !== undefined && asked !== fact && base.facts.get(asked)?.unit !== undefined) return now
  const stated = before.facts[fact]
  const was = stated === undefined ? (before.possible[fact] ?? []) : [stated]
  const pieces = piecesOf(message)
  const numbers = pieces.filter(
    (piece, at) => piece.kind === 'number' && couldMeasure(piece) && pieces[at - 1]?.word !== 'not' && !isYearOf(message, piece),
  )
  const [number] = numbers
  if (number === undefined || numbers.length > 1 || was.length === 0 || now.facts[fact] !== undefined) return now
  if (readFigures(base, message).spans.length > 0) return now
  const said = inItsUnit(base, figure, number.typed)
  const is = said === undefined ? undefined : bandsOf(base, fact, said.low, said.high, said.open)[0]
  if (is === undefined || is === stated) return now
  const answers = (base.facts.get(fact)?.answers ?? []).map(({ value }) => value)
  const taken = { taken: [...now.taken, number.typed], figures: { [fact]: figure } }
  const ranks = [is, ...was].map((value) => answers.indexOf(value))
  const [low, high] = [Math.min(...ranks), Math.max(...ranks)]
  if (answers.indexOf(is) === high && !isAlternative(base, pieces)) return { ...now, ...taken, facts: { ...now.facts, [fact]: is } }
  return { ...now, ...taken, possible: { ...now.possible, [fact]: answers.slice(low, high + 1) } }
}

/** "Or it may be 700": one or the other. */
const isAlternative = (base: Base, pieces: readonly Piece[]): boolean =>
  pieces.some((_, at) => alternatives(base).longest(pieces, at) !== undefined)

const alternatives = keptFor((base: Base) => createPhrases(base.language.quantities.alternatives.map((phrase) => [phrase, true] as const)))

/** "Registered since 2011". */
const isYearOf = ({ tokens, marks }: Message, { start, typed }: Piece): boolean =>
  typed.length === 4 && isYear(Number(typed)) && tokens.some((token, at) => token.start === start && marks.has(at, 'in-year'))

/** Counts and days have few digits; measures have a fraction, or more. */
const couldMeasure = ({ typed }: Piece): boolean => typed.length >= 3

/** A figure with another number in it: "1.05 MN.s" with 1.19. */
function inItsUnit(base: Base, figure: string, number: string): ReturnType<typeof readLone> {
  const [was] = piecesOf({ text: figure, tokens: tokenize(figure) }).filter(({ kind }) => kind === 'number')
  if (was === undefined) return undefined
  const text = figure.slice(0, was.start) + number + figure.slice(was.end)
  return readLone(base, piecesOf({ text, tokens: tokenize(text) }), new Set())
}
