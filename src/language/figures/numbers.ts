import type { QuantitiesData } from '../../knowledge/quantities-schema.ts'
import { createPhrases, type Phrases } from './figure-pattern.ts'
import { signAt, valueOf, wordAt, worded, type Piece } from '../text/pieces.ts'

/** A number in a message: its bounds (equal, except for a vague number such as "a few"), and the index of the piece after it. */
export type Numeral = {
  readonly low: number
  readonly high: number
  readonly to: number
  /** The number was multiplied by a word such as "million". */
  readonly scaled: boolean
}

export type Numbers = {
  /**
   * The number that begins at a piece, `undefined` if none does. With `fraction`, three digits after a single separator are decimals:
   * "1.400" is 1.4.
   */
  readonly at: (pieces: readonly Piece[], at: number, fraction?: boolean) => Numeral | undefined
  /** Reads "and a half" after a number or its unit; `value` is the 0.5, `to` the index after it. */
  readonly andPart: (pieces: readonly Piece[], at: number) => { readonly value: number; readonly to: number } | undefined
}

/** Prepares the reading of numbers in digits and in words. */
export function createNumbers(data: QuantitiesData['numbers']): Numbers {
  const known: Known = {
    words: new Map(Object.entries(data.words)),
    scales: new Map(Object.entries(data.scales)),
    parts: new Map(Object.entries(data.parts)),
    some: new Map(Object.entries(data.some)),
    articles: worded(data.articles),
    and: worded(data.and),
    joints: worded(data.joints),
    zeros: worded(data.zeros ?? []),
    points: worded(data.points ?? []),
    times: worded(data.times),
    power: createPhrases(data.power.map((phrase) => [phrase, true] as const)),
  }
  return {
    at: (pieces, at, fraction = false) =>
      pieces[at]?.kind === 'number' ? inDigits(known, pieces, at, fraction) : inWords(known, pieces, at),
    andPart: (pieces, at) => andPart(known, pieces, at),
  }
}

type Known = {
  readonly words: ReadonlyMap<string, number>
  readonly scales: ReadonlyMap<string, number>
  readonly parts: ReadonlyMap<string, number>
  readonly some: ReadonlyMap<string, readonly [low: number, high: number]>
  readonly articles: ReadonlySet<string>
  readonly and: ReadonlySet<string>
  readonly joints: ReadonlySet<string>
  readonly zeros: ReadonlySet<string>
  readonly points: ReadonlySet<string>
  readonly times: ReadonlySet<string>
  readonly power: Phrases<true>
}

/** Reads a number that begins with digits: "1,400", "7.2e5", "1.1 x 10^6", "2 1/2", "1.5 million", "2 and a half". */
function inDigits(known: Known, pieces: readonly Piece[], at: number, fraction: boolean): Numeral | undefined {
  const first = pieces[at]
  if (first === undefined) return undefined
  let value = valueOf(first.typed, fraction || known.scales.has(wordAt(pieces, at + 1)))
  let to = at + 1
  // Before a power of ten, a number is always a decimal one: 1.100e6 is a little more than a million.
  const power = powerAt(known, pieces, to, valueOf(first.typed, true))
  if (power !== undefined) ({ value, to } = power)
  else {
    const part = partOf(pieces, at)
    if (part !== undefined) ({ value, to } = part)
  }
  const half = andPart(known, pieces, to)
  if (half !== undefined) {
    value += half.value
    to = half.to
  }
  return scaledFrom(known, pieces, { low: value, high: value, to, scaled: false })
}

/**
 * Reads the power of ten after a number (`e5`, `x 10^5`, `times ten to the 5`) or after a lone ten (`10^5`); `value` is the whole number,
 * e.g. 720000 for `7.2e5`.
 */
function powerAt(
  known: Known,
  pieces: readonly Piece[],
  to: number,
  value: number,
): { readonly value: number; readonly to: number } | undefined {
  const next = pieces[to]
  if (next?.glued === true && next.word === 'e') {
    const sign = signAt(pieces, to + 1)
    const exponent = exponentAt(pieces, sign === '-' || sign === '+' ? to + 2 : to + 1)
    if (exponent !== undefined)
      return { value: times(value, sign === '-' ? -exponent : exponent), to: to + (sign === '-' || sign === '+' ? 3 : 2) }
  }
  if (value === 10 && signAt(pieces, to) === '^') {
    const exponent = exponentAt(pieces, to + 1)
    if (exponent !== undefined) return { value: times(1, exponent), to: to + 2 }
  }
  const isTimes = known.times.has(wordAt(pieces, to)) || ['×', '*', '·'].includes(signAt(pieces, to))
  const base = isTimes ? to + 1 : to
  const isTen = pieces[base]?.typed === '10' || (isTimes && known.words.get(wordAt(pieces, base)) === 10)
  if (!isTen) return undefined
  const phrase = known.power.longest(pieces, base + 1)
  const raised = signAt(pieces, base + 1) === '^' ? base + 2 : (phrase?.to ?? (isTimes ? base + 1 : undefined))
  const exponent = raised === undefined ? undefined : exponentAt(pieces, raised)
  return raised === undefined || exponent === undefined ? undefined : { value: times(value, exponent), to: raised + 1 }
}

const exponentAt = (pieces: readonly Piece[], at: number): number | undefined => {
  const piece = pieces[at]
  return piece?.kind === 'number' && piece.typed.length <= 2 ? Number(piece.typed) : undefined
}

/** Multiplies by a power of ten through its decimal notation, so that 7.2e5 is exactly 720000. */
const times = (value: number, exponent: number): number => Number(`${value}e${Math.min(exponent, 30)}`)

/** Reads the fractions "1/2" and "1 1/2"; no spaces may be around the slash. */
function partOf(pieces: readonly Piece[], at: number): { readonly value: number; readonly to: number } | undefined {
  const ratio = (from: number): number | undefined => {
    const [above, slash, below] = [pieces[from], pieces[from + 1], pieces[from + 2]]
    const isRatio =
      above?.kind === 'number' && (slash?.typed === '⁄' || slash?.typed === '/') && slash.glued && below?.kind === 'number' && below.glued
    return isRatio && above.typed.length <= 2 && below.typed.length <= 2 && Number(above.typed) < Number(below.typed)
      ? Number(above.typed) / Number(below.typed)
      : undefined
  }
  const alone = ratio(at)
  if (alone !== undefined) return { value: alone, to: at + 3 }
  const mixed = ratio(at + 1)
  return mixed === undefined ? undefined : { value: Number(pieces[at]?.typed) + mixed, to: at + 4 }
}

/** Reads "and a half"; `value` is only that part, 0.5. */
function andPart(known: Known, pieces: readonly Piece[], at: number): { readonly value: number; readonly to: number } | undefined {
  if (!known.and.has(wordAt(pieces, at))) return undefined
  const to = known.articles.has(wordAt(pieces, at + 1)) ? at + 2 : at + 1
  const part = known.parts.get(wordAt(pieces, to))
  return part === undefined ? undefined : { value: part, to: to + 1 }
}

/** Applies the words that multiply a number: "million", "dozen", "hundred thousand". */
function scaledFrom(known: Known, pieces: readonly Piece[], numeral: Numeral): Numeral {
  const at = signAt(pieces, numeral.to) === '-' ? numeral.to + 1 : numeral.to
  const scale = known.scales.get(wordAt(pieces, at))
  if (scale === undefined) return numeral
  return scaledFrom(known, pieces, { low: numeral.low * scale, high: numeral.high * scale, to: at + 1, scaled: true })
}

/** Reads a number in words: "two hundred twenty", "half a million", "three quarters of a", "a couple of hundred", "three fifty". */
function inWords(known: Known, pieces: readonly Piece[], at: number): Numeral | undefined {
  const article = known.articles.has(wordAt(pieces, at)) ? 1 : 0
  const some = known.some.get(wordAt(pieces, at + article))
  if (some !== undefined) {
    const to = skipJoints(known, pieces, at + article + 1)
    return scaledFrom(known, pieces, { low: some[0], high: some[1], to, scaled: false })
  }
  const part = known.parts.get(wordAt(pieces, at + article))
  if (part !== undefined) {
    const to = skipJoints(known, pieces, at + article + 1)
    const whole = inPlainWords(known, pieces, to)
    const factor = whole ?? { low: 1, high: 1, to, scaled: false }
    return { ...factor, low: part * factor.low, high: part * factor.high }
  }
  if (article === 1 && !known.scales.has(wordAt(pieces, at + 1))) return undefined
  const whole = inPlainWords(known, pieces, at + article)
  if (whole === undefined) return undefined
  const plain = withDecimals(known, pieces, whole)
  const parts = known.parts.get(wordAt(pieces, plain.to))
  if (parts !== undefined && plain.high < 10)
    return { ...plain, low: plain.low * parts, high: plain.high * parts, to: skipJoints(known, pieces, plain.to + 1) }
  const half = andPart(known, pieces, plain.to)
  return half === undefined
    ? plain
    : scaledFrom(known, pieces, { ...plain, low: plain.low + half.value, high: plain.high + half.value, to: half.to })
}

/** Adds the decimals in words after a whole number: "One point zero five". */
function withDecimals(known: Known, pieces: readonly Piece[], whole: Numeral): Numeral {
  if (!known.points.has(wordAt(pieces, whole.to))) return whole
  const { digits, to } = spelledDigits(known, pieces, whole.to + 1, known.zeros)
  const value = Number(`${whole.low}.${digits}`)
  return digits === '' || whole.scaled ? whole : scaledFrom(known, pieces, { low: value, high: value, to, scaled: false })
}

/** Skips the words between a part and what it is part of: "of a" in "a quarter of a million". */
function skipJoints(known: Known, pieces: readonly Piece[], at: number): number {
  let to = signAt(pieces, at) === '-' ? at + 1 : at
  while (known.joints.has(wordAt(pieces, to))) to++
  return to
}

/** Reads digits that are spelled out one by one: "Three-one-zero", "four zero". Two digits count only if the second is zero. */
function inSpelledDigits(known: Known, pieces: readonly Piece[], at: number): Numeral | undefined {
  const { digits, to } = spelledDigits(known, pieces, at, none)
  const value = Number(digits)
  const isNumber = digits.length >= 3 || (digits.length === 2 && value >= 10 && value % 10 === 0)
  return isNumber ? { low: value, high: value, to, scaled: false } : undefined
}

const none: ReadonlySet<string> = new Set()

/** Collects digits in words, and the index of the piece after them. The first may be zero only if it is one of `zeros`. */
function spelledDigits(
  known: Known,
  pieces: readonly Piece[],
  at: number,
  zeros: ReadonlySet<string>,
): { readonly digits: string; readonly to: number } {
  let [digits, to] = ['', at]
  for (let index = at; ; index = signAt(pieces, to) === '-' && pieces[to]?.glued === true ? to + 1 : to) {
    const word = wordAt(pieces, index)
    const isZero = (digits === '' ? zeros : known.zeros).has(word)
    const digit = isZero ? 0 : known.words.get(word)
    if (digit === undefined || digit > 9) return { digits, to }
    digits += digit
    to = index + 1
  }
}

/** Reads a number made of words only: "three hundred and fifty thousand". */
function inPlainWords(known: Known, pieces: readonly Piece[], at: number): Numeral | undefined {
  const spelled = inSpelledDigits(known, pieces, at)
  if (spelled !== undefined) return spelled
  let [total, current, last] = [0, 0, 0]
  let to = at
  let scaled = false
  for (let index = at; index < at + 16; index++) {
    const word = wordAt(pieces, index)
    const isJoint = (known.and.has(word) && last >= 100) || (signAt(pieces, index) === '-' && pieces[index]?.glued === true)
    if (isJoint && to > at && to === index) {
      const next = wordAt(pieces, index + 1)
      if (!known.words.has(next) && !(signAt(pieces, index) === '-' && known.scales.has(next))) break
      to = index + 1
      continue
    }
    const value = known.words.get(word)
    const scale = known.scales.get(word)
    if (to < index) break
    if (value !== undefined) {
      // "Three fifty" is 350 and "twenty five" is 25; "five six" is no number.
      const isSpoken = last > 0 && last < 10 && value >= 10
      const isNext = last === 0 || last >= 100 || (last >= 20 && last < 100 && value < 10 && value > 0)
      if (!isSpoken && !isNext) break
      current = isSpoken ? current * 100 + value : current + value
      last = value
    } else if (scale !== undefined) {
      if (scale === 100) current = Math.max(current, 1) * 100
      else {
        total += Math.max(current, 1) * scale
        current = 0
        scaled = true
      }
      last = scale
    } else break
    to = index + 1
  }
  // An "and" or hyphen at the end belongs to what follows.
  while (to > at && (known.and.has(wordAt(pieces, to - 1)) || signAt(pieces, to - 1) === '-')) to--
  return to === at ? undefined : { low: total + current, high: total + current, to, scaled }
}
