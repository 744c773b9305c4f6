import { factsRead } from '../../engine/condition.ts'
import type { Base } from '../../knowledge/base.ts'
import { toCondition } from '../../knowledge/schema.ts'
import { cachedByObject } from '../memo.ts'
import type { Message } from '../message.ts'
import { piecesOf, valueOf, worded as wordSet, type Piece } from '../text/pieces.ts'
import { tokenize } from '../text/tokens.ts'
import { numbersIn } from '../evidence/figures.ts'
import { withFactor } from './factor.ts'
import { numberNamed, readOnlyFigure, unitNamed, unitsNamed, type OnlyFigure } from './quantities.ts'
import { bandsOf } from './bands.ts'
import type { Reading } from '../reading.ts'
import { createPhrases, type Phrases } from './figure-pattern.ts'

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
  const inOrder = withUnitsInOrder(base, message, before)
  if (inOrder !== undefined) return { ...now, ...inOrder, facts: { ...now.facts, ...inOrder.facts } }
  const scaled = withScale(base, message, before)
  const leading = scaled ?? leadingUnit(base, message, before)
  if (leading === undefined && Object.keys({ ...now.facts, ...now.possible }).length > 0) return now
  const said = leading ?? withNumber(base, message, before)
  const pieces = piecesOf(said)
  if (pieces.length > mostPieces) return now
  const answers = leading === undefined && isPlainAnswer(base, message) ? asked : undefined
  const figure = readOnlyFigure(base, pieces, answers === undefined ? aroundWords(base) : wordsOfAnswers(base))
  if (figure === undefined || isDeniedNumber(base, pieces)) return now
  const named = quantitiesNamed(base, pieces)
  const bands = (of: string): readonly string[] => bandsOf(base, of, figure.low, figure.high, figure.open)
  const isStrictest = (of: string): boolean => bands(of)[0] === base.facts.get(of)?.answers?.at(-1)?.value
  const fact = factMeant(base, before, { kind: figure.kind, named, asked: answers }, isStrictest)
  if (fact === undefined) return withFactor(base, message, before, now, figure)
  if (scaled === undefined && (now.facts[fact] !== undefined || now.possible[fact] !== undefined)) return now
  const [band, ...others] = bands(fact)
  if (band === undefined || (figure.kind === undefined && !isInScale(base, fact, figure))) return now
  if (fact === answers && !isStrictest(fact) && !holdsInAnyUnit(base, fact, figure)) return now
  const taken = [...pieces.flatMap(({ kind, typed }) => (kind === 'number' ? [typed] : [])), ...numbersIn(base, message, [])]
  const unit = unitNamed(base, said)
  const figures = { ...now.figures, [fact]: `${pieces.find(({ kind }) => kind === 'number')?.typed ?? ''} ${unit ?? ''}`.trim() }
  // A question corrects nothing: "is it km, not miles?" leaves what was told possible, too.
  const was = message.text.trimEnd().endsWith('?') ? before.facts[fact] : undefined
  const open = was === undefined || was === band ? [band, ...others] : answersAmong(base, fact, [was, band, ...others])
  return open.length === 1
    ? { ...now, taken, figures, facts: { ...now.facts, [fact]: band } }
    : { ...now, taken, figures, possible: { ...now.possible, [fact]: open } }
}

/** Those answers of a fact that are among the given ones, in the fact's own order. */
const answersAmong = (base: Base, fact: string, among: readonly string[]): readonly string[] =>
  (base.facts.get(fact)?.answers ?? []).map(({ value }) => value).filter((value) => among.includes(value))

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

/** The words that can be before and after a number that answers a question. */
const aroundAnswers = cachedByObject((base: Base) => {
  const { before, behind } = base.language.quantities.answers
  const phrases = (all: readonly string[]): Phrases<true> => createPhrases(all.map((phrase) => [phrase, true] as const))
  return { before: phrases(before), behind: phrases(behind) }
})

/**
 * Whether a number without a unit gives the same answer in the base unit and in the largest usual unit (200
 * can be kilometers or miles), or is itself a threshold of the fact: "below 300".
 */
function holdsInAnyUnit(base: Base, fact: string, { low, high, open }: OnlyFigure): boolean {
  const largest = base.language.quantities.answers.largest[fact] ?? 1
  const isLine = base.facts.get(fact)?.answers?.some(({ from }) => from === high) === true
  return isLine || bandsOf(base, fact, low, largest * high, open).length === 1
}

const wordsOfAnswers = cachedByObject(
  (base: Base) =>
    new Set([...aroundWords(base), ...wordSet(base.language.quantities.answers.before.flatMap((phrase) => phrase.split(' ')))]),
)

/** Whether the number of a message counts things: "200 units". */
const isCount = ({ tokens }: Message): boolean => tokens.some(({ word }, at) => word === 'unit' && /^\d/.test(tokens[at - 1]?.word ?? ''))

/**
 * Gives several earlier numbers without units the units that a message names in their order: "range 320,
 * payload 150", then "km and kg of course". `undefined` if the counts differ, or one of the figures answers no
 * single fact.
 */
function withUnitsInOrder(base: Base, message: Message, before: Reading): Pick<Reading, 'taken' | 'figures' | 'facts'> | undefined {
  const numbers = [...new Set(before.bare)]
  const units = unitsNamed(base, message)
  if (numbers.length < 2 || units.length !== numbers.length || message.tokens.length > mostAround || /\d/.test(message.text))
    return undefined
  const figures: Record<string, string> = {}
  const facts: Record<string, string> = {}
  for (const [index, number] of numbers.entries()) {
    const figure = readOnlyFigure(base, piecesOf(worded(`${number} ${units[index] ?? ''}`)), new Set())
    const kind = figure?.kind
    const fact = figure === undefined ? undefined : factMeant(base, before, { kind, named: new Set(), asked: undefined }, () => true)
    const [band, other] = figure === undefined || fact === undefined ? [] : bandsOf(base, fact, figure.low, figure.high, figure.open)
    if (fact === undefined || band === undefined || other !== undefined || facts[fact] !== undefined) return undefined
    facts[fact] = band
    figures[fact] = `${number} ${units[index] ?? ''}`
  }
  return { taken: numbers, figures, facts }
}

/**
 * Puts an earlier number before a unit that is given alone: "Km, of course", "two hundred what? nautical
 * miles, says my boss". The message has no number, or only repeats the earlier one: "the 140 is miles".
 */
function withNumber(
  base: Base,
  message: Pick<Message, 'text' | 'tokens'>,
  { taken, figures, bare }: Reading,
): Pick<Message, 'text' | 'tokens'> {
  const around = aroundWords(base)
  const isNumbered = /\d/.test(message.text)
  const said = numberNamed(base, message)
  const numbers = Object.values(figures).flatMap((figure) => onlyNumber([figure]) ?? [])
  const again = numbers.find((number) => valueOf(number) === said)
  const told = isNumbered ? again : (numberOfKind(base, message, figures) ?? taken.at(-1) ?? onlyNumber(Object.values(figures)))
  const [open, other] = new Set(bare)
  const isUnit = message.tokens.some(({ word }) => !around.has(word))
  const isDenied = message.tokens.some(({ word }) => signs(base).denials.has(word))
  if (isUnit && open === undefined && told !== undefined) {
    const corrected = withUnit(base, message, told)
    if (corrected !== undefined) return worded(corrected)
    if (!isNumbered && !isDenied) return worded(`${told} ${message.text}`)
  }
  const unit = open === undefined || other !== undefined ? undefined : unitSaid(base, message)
  if (open === undefined || unit === undefined || message.tokens.length > mostAround || !saysNone(base, message, open)) return message
  return worded(`${open} ${unit}`)
}

/** The number of the only earlier figure that measures what the unit of a message measures: 400 for pounds after "600 km, 400 kg". */
function numberOfKind(base: Base, message: Pick<Message, 'text' | 'tokens'>, figures: Reading['figures']): string | undefined {
  const unit = unitSaid(base, message)
  const kindOf = (figure: string): string | undefined => readOnlyFigure(base, piecesOf(worded(figure)), new Set())?.kind
  const kind = unit === undefined ? undefined : kindOf(`1 ${unit}`)
  return kind === undefined ? undefined : onlyNumber(Object.values(figures).filter((figure) => kindOf(figure) === kind))
}

/**
 * An earlier number with the unit that this message begins with: "payload 600", then "pounds. And it flies 410 km". `undefined` if the
 * message does not begin with a unit.
 */
function leadingUnit(base: Base, { text }: Message, { figures, taken }: Reading): Pick<Message, 'text' | 'tokens'> | undefined {
  const [clause = ''] = text.split(clauseSign)
  const told = taken.at(-1)
  if (told === undefined || clause === text || /\d/.test(clause) || !Object.values(figures).includes(told)) return undefined
  const said = withUnit(base, worded(clause), told)
  return said === undefined ? undefined : worded(said)
}

/**
 * The only earlier number without a unit, followed by the scale and unit that this message begins with: "impulse 1.2", then "million
 * newton-seconds".
 */
function withScale(base: Base, { text, tokens }: Message, { bare }: Reading): Pick<Message, 'text' | 'tokens'> | undefined {
  const [open, other] = new Set(bare)
  const [clause = ''] = text.split(clauseSign)
  const isScale = signs(base).scales.has(tokens[0]?.word ?? '') && !/\d/.test(clause)
  return open === undefined || other !== undefined || !isScale ? undefined : worded(`${open} ${clause}`)
}

const clauseSign = /[,.;:!?\n]|\band\b/

/** A number with the unit of a message that says nothing else: after 200, "those are miles" gives "200 miles". */
function withUnit(base: Base, message: Pick<Message, 'text' | 'tokens'>, number: string): string | undefined {
  const unit = unitSaid(base, message)
  const [around, denials] = [aroundWords(base), signs(base).denials]
  const own = new Set([number, ...unitsNamed(base, message)].flatMap((text) => tokenize(text).map(({ word }) => word)))
  const saysMore = message.tokens.some(({ word }) => !own.has(word) && !around.has(word) && !denials.has(word))
  return unit === undefined || saysMore ? undefined : `${number} ${unit}`
}

/**
 * The only unit of a message that is not denied, with a word before it that multiplies it: "thousand pound-seconds", "miles" in "miles,
 * not km". `undefined` if there are none or several.
 */
function unitSaid(base: Base, { text, tokens }: Pick<Message, 'text' | 'tokens'>): string | undefined {
  const { scales, denials } = signs(base)
  let end = 0
  const meant = unitsNamed(base, { text, tokens }).flatMap((unit) => {
    const start = text.indexOf(unit, end)
    end = start + unit.length
    const before = tokens.findLast((token) => token.end <= start)?.word ?? ''
    return denials.has(before) ? [] : [scales.has(before) ? `${before} ${unit}` : unit]
  })
  return meant.length === 1 ? meant[0] : undefined
}

const signs = cachedByObject((base: Base) => {
  const { numbers, denials } = base.language.quantities
  return { scales: wordSet(Object.keys(numbers.scales)), denials: wordSet(denials) }
})

const worded = (text: string): Pick<Message, 'text' | 'tokens'> => ({ text, tokens: tokenize(text) })

/** A message that gives the unit of an earlier number has at most this many words. */
const mostAround = 14

/** Whether a message has no number, or only repeats `number`. */
function saysNone(base: Base, message: Pick<Message, 'text' | 'tokens'>, number: string): boolean {
  const said = numberNamed(base, message)
  return said === undefined ? !/\d/.test(message.text) : said === valueOf(number)
}

/** The number of the only figure in a list; `undefined` if the list has none or several. */
const onlyNumber = ([figure, other]: readonly string[]): string | undefined =>
  figure === undefined || other !== undefined
    ? undefined
    : piecesOf({ text: figure, tokens: tokenize(figure) }).find(({ kind }) => kind === 'number')?.typed

/**
 * A number without a unit is not read as a figure of a fact if it is less than the fact's lowest threshold divided by this, or more than
 * the highest threshold times this: "2" is no impulse of 2 N.s.
 */
const scale = 100

function isInScale(base: Base, fact: string, { low, high }: Pick<OnlyFigure, 'low' | 'high'>): boolean {
  const lines = (base.facts.get(fact)?.answers ?? []).flatMap(({ from = 0 }) => (from > 0 ? [from] : []))
  return high >= Math.min(...lines) / scale && low <= Math.max(...lines) * scale
}

/** Whether the first number of a message is denied: "no, not 300". */
const isDeniedNumber = (base: Base, pieces: readonly Piece[]): boolean =>
  signs(base).denials.has(pieces[pieces.findIndex(({ kind }) => kind === 'number') - 1]?.word ?? '')

/** A message of more pieces than this is not only a figure. */
const mostPieces = 14

/** Words that can be around a lone figure: filler words and names of quantities. */
const aroundWords = cachedByObject((base: Base) => {
  const { alone, quantities } = base.language.quantities
  return wordSet([...alone, ...quantities.flatMap(({ named = [] }) => named)].flatMap((phrase) => phrase.split(' ')))
})

/** The facts whose quantity the message names: that of the range in "range about 400". */
function quantitiesNamed(base: Base, pieces: readonly Piece[]): ReadonlySet<string> {
  const words = new Set(pieces.map(({ word }) => word))
  return new Set(
    base.language.quantities.quantities.flatMap(({ named = [], feeds = [] }) =>
      named.some((phrase) => [...wordSet(phrase.split(' '))].every((word) => words.has(word))) ? feeds : [],
    ),
  )
}

/**
 * The fact that a figure answers, among the facts with a unit of its kind: the fact that Licet asked for,
 * else the only open fact or, if none is open, the only fact. If several are open and Licet asked for none of
 * them, the first of these counts, but only if the figure gives its strictest answer.
 */
function factMeant(
  base: Base,
  { item, article, vehicle, facts }: Reading,
  { kind, named, asked }: { readonly kind: string | undefined; readonly named: ReadonlySet<string>; readonly asked: string | undefined },
  isStrictest: (fact: string) => boolean,
): string | undefined {
  const of = base.language.quantities.quantities
  const ofKind = new Set(of.filter((one) => kind === undefined || one.of === kind).flatMap(({ feeds }) => feeds ?? []))
  const figuresOf = (thing: Reading['item']): readonly string[] => {
    const read = new Set((thing?.lands ?? []).flatMap(({ when }) => factsRead(toCondition(when ?? {}))))
    return [...base.facts.values()].flatMap(({ id, unit }) =>
      unit !== undefined && read.has(id) && ofKind.has(id) && (named.size === 0 || named.has(id)) ? [id] : [],
    )
  }
  const own = figuresOf(article ?? item)
  // If the item itself has no such figure, that of the vehicle counts: the range of the drone in "EAR99 pumps for a drone".
  const figures = own.length > 0 || (kind === undefined && named.size === 0) ? own : figuresOf(vehicle)
  const open = figures.filter((fact) => facts[fact] === undefined)
  const [first] = open
  if (first === undefined) return only(figures)
  return open.find((fact) => fact === asked) ?? only(open) ?? (isStrictest(first) ? first : undefined)
}

const only = ([first, other]: readonly string[]): string | undefined => (other === undefined ? first : undefined)
