import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'
import { piecesOf, type Piece } from '../text/pieces.ts'
import { numbersIn } from '../evidence/figures.ts'
import { withFactor } from './changed-factor.ts'
import { readOnlyFigure, unitNamed, type OnlyFigure } from './quantities.ts'
import { answersOf, bandsOf } from './bands.ts'
import type { Reading } from '../reading.ts'
import { asText, leadingUnit, withNumber, withScale, withUnitsInOrder, type Text, type UnitTold } from './unit-told-later.ts'
import { factMeant, holdsInAnyUnit, isInScale, givesStrictest, quantitiesNamed } from './which-fact.ts'
import { aroundAnswers, aroundWords, denialWords, wordsOfAnswers } from './words-around.ts'

/**
 * Reads a message that is only a figure: "400", "about 400", "oops, 7.2e5 I mean". The figure answers the
 * only open figure of the item talked about or the figure that Licet asked for (`asked`), or it corrects the
 * only figure given. If several could be meant, nothing is read, unless the figure gives the strictest answer
 * of the first open one.
 */
export function withLoneFigure(base: Base, message: Message, before: Reading, now: Reading, asked: string | undefined): Reading {
  // "The impulse is 9.2e5" is about the motor talked about and names no other item.
  const isOfAnother = now.item !== undefined && now.item.source.id !== before.item?.source.id
  if (isOfAnother || now.places.length > 0 || isCount(message)) return now
  const inOrder = figuresInOrder(base, before, withUnitsInOrder(base, message, before) ?? [])
  if (inOrder !== undefined) return { ...now, ...inOrder, facts: { ...now.facts, ...inOrder.facts } }
  const told = figureTold(base, message, before, now, asked)
  if (told === undefined) return now
  const { figure, pieces } = told
  const meant = { kind: figure.kind, named: quantitiesNamed(base, pieces), asked: told.asked }
  const fact = factMeant(base, before, meant, (one) => givesStrictest(base, one, figure))
  return fact === undefined ? withFactor(base, message, before, now, figure) : withFigureOf(base, fact, told, message, before, now)
}

/**
 * A figure that a message tells alone.
 * - `text`: the words that were read: those of the message, or an earlier number with the unit that the message gives.
 * - `pieces`: these words, cut into pieces.
 * - `isScaled`: the message only gives the scale and unit of an earlier number ("million newton-seconds").
 * - `asked`: the fact that Licet asked for, if the message is nothing but an answer.
 */
type FigureTold = {
  readonly text: Text
  readonly pieces: readonly Piece[]
  readonly figure: OnlyFigure
  readonly isScaled: boolean
  readonly asked: string | undefined
}

/** The figure that a message tells, if it tells nothing else. */
function figureTold(base: Base, message: Message, before: Reading, now: Reading, asked: string | undefined): FigureTold | undefined {
  const scaled = withScale(base, message, before)
  const leading = scaled ?? leadingUnit(base, message, before)
  if (leading === undefined && Object.keys({ ...now.facts, ...now.possible }).length > 0) return undefined
  const text = leading ?? withNumber(base, message, before)
  const pieces = piecesOf(text)
  if (pieces.length > mostPieces) return undefined
  const answered = leading === undefined && isPlainAnswer(base, message) ? asked : undefined
  const figure = readOnlyFigure(base, pieces, answered === undefined ? aroundWords(base) : wordsOfAnswers(base))
  if (figure === undefined || isDeniedNumber(base, pieces)) return undefined
  return { text, pieces, figure, isScaled: scaled !== undefined, asked: answered }
}

/**
 * The reading with a figure told of a fact. Unchanged if the message states the fact otherwise, or if the figure has no unit and could be
 * something else.
 */
function withFigureOf(base: Base, fact: string, told: FigureTold, message: Message, before: Reading, now: Reading): Reading {
  const { text, pieces, figure } = told
  if (!told.isScaled && (now.facts[fact] !== undefined || now.possible[fact] !== undefined)) return now
  const [band, ...others] = bandsOf(base, fact, figure.low, figure.high, figure.open)
  if (band === undefined || (figure.kind === undefined && !isInScale(base, fact, figure))) return now
  if (fact === told.asked && !givesStrictest(base, fact, figure) && !holdsInAnyUnit(base, fact, figure)) return now
  const taken = [...pieces.flatMap(({ kind, typed }) => (kind === 'number' ? [typed] : [])), ...numbersIn(base, message, [])]
  const number = pieces.find(({ kind }) => kind === 'number')?.typed ?? ''
  const figures = { ...now.figures, [fact]: `${number} ${unitNamed(base, text) ?? ''}`.trim() }
  // A message that ends in a question mark replaces nothing: after "is it km, not miles?" both the earlier answer and the new one
  // stay possible.
  const was = message.text.trimEnd().endsWith('?') ? before.facts[fact] : undefined
  const open = was === undefined || was === band ? [band, ...others] : answersAmong(base, fact, [was, band, ...others])
  return open.length === 1
    ? { ...now, taken, figures, facts: { ...now.facts, [fact]: band } }
    : { ...now, taken, figures, possible: { ...now.possible, [fact]: open } }
}

/** Those answers of a fact that are among the given ones, in the fact's own order. */
const answersAmong = (base: Base, fact: string, among: readonly string[]): readonly string[] =>
  answersOf(base, fact).filter((value) => among.includes(value))

/** The facts that several figures state, one each; `undefined` if there are none, or one of them answers no single fact. */
function figuresInOrder(base: Base, before: Reading, told: readonly UnitTold[]): Pick<Reading, 'taken' | 'figures' | 'facts'> | undefined {
  if (told.length === 0) return undefined
  const figures: Record<string, string> = {}
  const facts: Record<string, string> = {}
  for (const { figure: typed } of told) {
    const figure = readOnlyFigure(base, piecesOf(asText(typed)), new Set())
    const meant = { kind: figure?.kind, named: new Set<string>(), asked: undefined }
    const fact = figure === undefined ? undefined : factMeant(base, before, meant, () => true)
    const [band, other] = figure === undefined || fact === undefined ? [] : bandsOf(base, fact, figure.low, figure.high, figure.open)
    if (fact === undefined || band === undefined || other !== undefined || facts[fact] !== undefined) return undefined
    facts[fact] = band
    figures[fact] = typed
  }
  return { taken: told.map(({ number }) => number), figures, facts }
}

/**
 * Whether a message is only a number that answers what Licet asked for, perhaps with a bound before it and
 * "or so" after it: "about 200", "below 300 or so". False for a question, and for a number that could count,
 * date or correct something else.
 */
function isPlainAnswer(base: Base, message: Message): boolean {
  const pieces = piecesOf(message)
  const { before, behind } = aroundAnswers(base)
  const at = before.longest(pieces, 0)?.to ?? 0
  const number = pieces[at]
  const ends = at + 1 === pieces.length || behind.longest(pieces, at + 1)?.to === pieces.length
  // Two digits without a word such as "about" could count or weigh something.
  return number?.kind === 'number' && ends && (at === 0 ? /^\d{3,4}$/ : /^\d{2,4}$/).test(number.typed)
}

/** Whether the number of a message counts things: "200 units". */
const isCount = ({ tokens }: Message): boolean => tokens.some(({ word }, at) => word === 'unit' && /^\d/.test(tokens[at - 1]?.word ?? ''))

/** Whether the first number of a message is denied: "no, not 300". */
const isDeniedNumber = (base: Base, pieces: readonly Piece[]): boolean =>
  denialWords(base).has(pieces[pieces.findIndex(({ kind }) => kind === 'number') - 1]?.word ?? '')

/** A message of more pieces than this is not only a figure. */
const mostPieces = 14
