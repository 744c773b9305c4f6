import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { piecesOf, valueOf } from '../text/pieces.ts'
import { tokenize } from '../text/tokens.ts'
import { numberNamed, readOnlyFigure, unitsNamed } from './quantities.ts'
import { aroundWords, denialWords, scaleWords } from './words-around.ts'

/** A text and its words: a message, or what it means with the number that an earlier message gave. */
export type Text = Pick<Message, 'text' | 'tokens'>

/** A text that was put together, with its words. */
export const asText = (text: string): Text => ({ text, tokens: tokenize(text) })

/**
 * The earlier numbers without units, each with the unit that a message names for it, in their order: "320 km" and
 * "150 kg" after "range 320, payload 150" and "km and kg of course". `undefined` if the message names no units, or not as many.
 */
export function withUnitsInOrder(base: Base, message: Message, { bare }: Reading): ReadonlyArray<UnitTold> | undefined {
  const numbers = [...new Set(bare)]
  const units = unitsNamed(base, message)
  const isOnlyUnits = message.tokens.length <= mostAround && !/\d/.test(message.text)
  if (numbers.length < 2 || units.length !== numbers.length || !isOnlyUnits) return undefined
  return numbers.map((number, index) => ({ number, figure: `${number} ${units[index] ?? ''}` }))
}

/** An earlier number, and the figure that it is with its unit. */
export type UnitTold = { readonly number: string; readonly figure: string }

/**
 * The only earlier number without a unit, followed by the scale and unit that this message begins with: "impulse 1.2", then "million
 * newton-seconds".
 */
export function withScale(base: Base, { text, tokens }: Message, { bare }: Reading): Text | undefined {
  const [open, other] = new Set(bare)
  const [clause = ''] = text.split(clauseSign)
  const isScale = scaleWords(base).has(tokens[0]?.word ?? '') && !/\d/.test(clause)
  return open === undefined || other !== undefined || !isScale ? undefined : asText(`${open} ${clause}`)
}

/**
 * An earlier number with the unit that this message begins with: "payload 600", then "pounds. And it flies 410 km". `undefined` if the
 * message does not begin with a unit.
 */
export function leadingUnit(base: Base, { text }: Message, { figures, taken }: Reading): Text | undefined {
  const [clause = ''] = text.split(clauseSign)
  const told = taken.at(-1)
  if (told === undefined || clause === text || /\d/.test(clause) || !Object.values(figures).includes(told)) return undefined
  const said = withUnit(base, asText(clause), told)
  return said === undefined ? undefined : asText(said)
}

const clauseSign = /[,.;:!?\n]|\band\b/

/**
 * Puts an earlier number before a unit that is given alone: "Km, of course", "two hundred what? nautical
 * miles, says my boss". The message has no number, or only repeats the earlier one: "the 140 is miles".
 */
export function withNumber(base: Base, message: Text, { taken, figures, bare }: Reading): Text {
  const around = aroundWords(base)
  const isNumbered = /\d/.test(message.text)
  const said = numberNamed(base, message)
  const numbers = Object.values(figures).flatMap((figure) => numberOfOnlyFigure([figure]) ?? [])
  const again = numbers.find((number) => valueOf(number) === said)
  const told = isNumbered ? again : (numberOfKind(base, message, figures) ?? taken.at(-1) ?? numberOfOnlyFigure(Object.values(figures)))
  const [open, other] = new Set(bare)
  const isUnit = message.tokens.some(({ word }) => !around.has(word))
  const isDenied = message.tokens.some(({ word }) => denialWords(base).has(word))
  if (isUnit && open === undefined && told !== undefined) {
    const corrected = withUnit(base, message, told)
    if (corrected !== undefined) return asText(corrected)
    if (!isNumbered && !isDenied) return asText(`${told} ${message.text}`)
  }
  const unit = open === undefined || other !== undefined ? undefined : unitSaid(base, message)
  if (open === undefined || unit === undefined || message.tokens.length > mostAround || !saysNone(base, message, open)) return message
  return asText(`${open} ${unit}`)
}

/** The number of the only earlier figure that measures what the unit of a message measures: 400 for pounds after "600 km, 400 kg". */
function numberOfKind(base: Base, message: Text, figures: Reading['figures']): string | undefined {
  const unit = unitSaid(base, message)
  const kindOf = (figure: string): string | undefined => readOnlyFigure(base, piecesOf(asText(figure)), new Set())?.kind
  const kind = unit === undefined ? undefined : kindOf(`1 ${unit}`)
  return kind === undefined ? undefined : numberOfOnlyFigure(Object.values(figures).filter((figure) => kindOf(figure) === kind))
}

/** A number with the unit of a message that says nothing else: after 200, "those are miles" gives "200 miles". */
function withUnit(base: Base, message: Text, number: string): string | undefined {
  const unit = unitSaid(base, message)
  const [around, denials] = [aroundWords(base), denialWords(base)]
  const own = new Set([number, ...unitsNamed(base, message)].flatMap((text) => tokenize(text).map(({ word }) => word)))
  const saysMore = message.tokens.some(({ word }) => !own.has(word) && !around.has(word) && !denials.has(word))
  return unit === undefined || saysMore ? undefined : `${number} ${unit}`
}

/**
 * The only unit of a message that is not denied, with a word before it that multiplies it: "thousand pound-seconds", "miles" in "miles,
 * not km". `undefined` if there are none or several.
 */
function unitSaid(base: Base, { text, tokens }: Text): string | undefined {
  const [scales, denials] = [scaleWords(base), denialWords(base)]
  let end = 0
  const meant = unitsNamed(base, { text, tokens }).flatMap((unit) => {
    const start = text.indexOf(unit, end)
    end = start + unit.length
    const before = tokens.findLast((token) => token.end <= start)?.word ?? ''
    return denials.has(before) ? [] : [scales.has(before) ? `${before} ${unit}` : unit]
  })
  return meant.length === 1 ? meant[0] : undefined
}

/** A message that gives the unit of an earlier number has at most this many words. */
const mostAround = 14

/** Whether a message has no number, or only repeats `number`. */
function saysNone(base: Base, message: Text, number: string): boolean {
  const said = numberNamed(base, message)
  return said === undefined ? !/\d/.test(message.text) : said === valueOf(number)
}

/** The number of the only figure in a list; `undefined` if the list has none or several. */
const numberOfOnlyFigure = ([figure, other]: readonly string[]): string | undefined =>
  figure === undefined || other !== undefined ? undefined : piecesOf(asText(figure)).find(({ kind }) => kind === 'number')?.typed
