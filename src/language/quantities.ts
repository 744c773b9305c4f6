import { measureOf, type Kind, type Measure } from './measures.ts'
import { numberWords } from './text.ts'

/** A figure in base units (km, kg, km/h, N.s, N, s, liters, % of range, million dollars, h) as bounds; `high` is exclusive where `open`. */
export type Quantity = {
  readonly measure: Measure
  readonly low: number
  readonly high: number
  readonly open: boolean
  readonly start: number
  readonly end: number
  readonly typed: string
}

type Unit = {
  readonly kind: Kind
  readonly factor: number
}

const units: ReadonlyArray<readonly [pattern: string, unit: Unit]> = [
  ['(?:MN|meganewtons?)[ ·.*-]?(?:s|sec|seconds?)\\b', { kind: 'impulse', factor: 1e6 }],
  ['(?:kN|kilonewtons?)[ ·.*-]?(?:s|sec|seconds?)\\b', { kind: 'impulse', factor: 1e3 }],
  ['(?:lbf|lb|pound(?:s|-force)?)[ ·.*-](?:s|sec|seconds?)\\b', { kind: 'impulse', factor: 4.4482216 }],
  ['(?:N[ ·.*-]?s|newton[ -]?seconds?)\\b', { kind: 'impulse', factor: 1 }],
  ['(?:MN|meganewtons?)\\b', { kind: 'force', factor: 1e6 }],
  ['(?:kN|kilonewtons?)\\b', { kind: 'force', factor: 1e3 }],
  ['(?:klbf|kips?)\\b', { kind: 'force', factor: 4448.2216 }],
  ['(?:lbf|pounds?[ -]force|pounds? of thrust|lbs? of thrust|lbs? thrust)\\b', { kind: 'force', factor: 4.4482216 }],
  ['(?:N|newtons?)\\b(?! ?[/a-z])', { kind: 'force', factor: 1 }],
  ['(?:km\\/h|kmh|kph|kmph|km per hour|kilomet(?:er|re)s? per hour|km an hour)\\b', { kind: 'speed', factor: 1 }],
  ['(?:mph|miles? per hour|miles? an hour|mi\\/h)\\b', { kind: 'speed', factor: 1.609344 }],
  ['(?:knots?|kts?|ktas)\\b', { kind: 'speed', factor: 1.852 }],
  ['(?:m\\/s|mps|met(?:er|re)s? per second)\\b', { kind: 'speed', factor: 3.6 }],
  ['(?:km|kms|kilomet(?:er|re)s?|kilómetros|kilomètres|Kilometern?|chilometri|quilômetros|キロ)(?![a-z])', { kind: 'length', factor: 1 }],
  ['(?:nautical miles?|nmi|nm)\\b', { kind: 'length', factor: 1.852 }],
  ['(?:miles?|mi|millas?|statute miles?)\\b', { kind: 'length', factor: 1.609344 }],
  ['(?:kg|kgs|kilos?|kilograms?|kilogrammes?|kilogramos|kilogramm|chili|キログラム)(?![a-z])', { kind: 'mass', factor: 1 }],
  ['(?:metric )?(?:tonnes?|tons?|t|mt|toneladas?|tonnen?)(?![a-z])', { kind: 'mass', factor: 1000 }],
  ['(?:lbs?|pounds?)\\b', { kind: 'mass', factor: 0.45359237 }],
  ['(?:l|lit(?:er|re)s?|litros?|ltrs?)\\b', { kind: 'volume', factor: 1 }],
  ['(?:gal|gals|gallons?)\\b', { kind: 'volume', factor: 3.785411784 }],
  ['(?:s|secs?|seconds?|segundos|secondes|sekunden|secondi)\\b', { kind: 'time', factor: 1 }],
  ['(?:mins?|minutes?)\\b', { kind: 'time', factor: 60 }],
  ['(?:h|hrs?|hours?)\\b(?! notice)', { kind: 'time', factor: 3600 }],
  ['(?:%|percent|per cent|pct)', { kind: 'percent', factor: 1 }],
]

const number = String.raw`(?:\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d{1,3}(?:[.'’]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)(?:\s?(?:[x×*]\s?10\s?(?:\^|\*\*)?\s?[⁰¹²³⁴⁵⁶⁷⁸⁹\d]+|e[+-]?\d+\b))?`
const figure = new RegExp(
  String.raw`(?<money>[$€£]\s?|\bUSD\s?|\bUS\$\s?|\bEUR\s?|\bGBP\s?|\bA\$\s?)?(?<first>${number})(?:\s?(?<scale>million|billion|thousand|(?<=[$€£D]\s?[\d.,]{1,12}\s?)(?:mn|mio|bn|m|k))\b)?(?:\s?(?<join>-|to|and|bis|à|a|—)\s?(?<second>${number}))?\s?-?\s?(?<unit>${units.map(([pattern], index) => `(?<u${index}>${pattern})`).join('|')}|(?:mn |m ?|million )?(?:US )?dollars?\b|MUSD\b|(?:mn |m |million )?(?:USD|EUR|euros?)\b)?`,
  'giu',
)
const mach = /\bmach\s?(\d+(?:\.\d+)?)|\b(?:m|mach)(?<dotted>0?\.\d+)\b/gi

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const spelled =
  /\b(?:(half) (?:a |an )?|(one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:(hundred|thousand)[ -])?)(?=(?:metric )?(?:tonnes?|tons?|kg|kilos?|kilograms?|km|kilomet|miles?|pounds?|lbs?|lit(?:er|re)s?|gallons?|million))/gi

/** Writes small spelled-out numbers as digits, keeping the length so that positions stay true where they can. */
function digits(text: string): string {
  return text.replace(
    spelled,
    (whole: string, half: string | undefined, word: string | undefined, many: string | undefined, at: number) => {
      if (
        /\b(?:hundred|thousand|and|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]$/i.test(
          text.slice(Math.max(0, at - 12), at),
        )
      )
        return whole
      if (half !== undefined) return '0.5 '
      return `${(numberWords[word?.toLowerCase() ?? ''] ?? 0) * (many === undefined ? 1 : many.toLowerCase() === 'hundred' ? 100 : 1000)} `
    },
  )
}

function parseNumber(text: string): number {
  const [, base = '', , power, exponent] = /^(.*?)(?:\s?([x×*])\s?10\s?(?:\^|\*\*)?\s?([⁰¹²³⁴⁵⁶⁷⁸⁹\d]+)|e([+-]?\d+))?$/iu.exec(text) ?? []
  const isGrouped = /^\d{1,3}([, ]\d{3})+(\.\d+)?$|^[1-9]\d{0,2}([.'’]\d{3})+$/.test(base)
  const plain = isGrouped ? base.replace(/[, '’]|\.(?=\d{3}(?:\D|$))/g, '') : base.replace(',', '.')
  const ten =
    power === undefined
      ? Number(exponent ?? 0)
      : Number([...power].map((digit) => (superscripts.includes(digit) ? superscripts.indexOf(digit) : digit)).join(''))
  return Number(plain) * 10 ** Math.min(ten, 30)
}

/** Where figures with a unit or a currency stand, whatever they measure. */
export const figuresIn = (text: string): readonly { readonly start: number; readonly end: number }[] =>
  [...text.matchAll(figure)]
    .filter(({ groups = {} }) => groups['unit'] !== undefined || groups['money'] !== undefined)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))

/** Every figure in the text that the rules could care about, with what it measures. */
export function readQuantities(raw: string): readonly Quantity[] {
  if (
    !/\d|\b(?:half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b/i.test(
      raw,
    )
  )
    return []
  const text = digits(raw)
  const found: Quantity[] = []
  let count = 0
  for (const match of text.matchAll(figure)) {
    if (++count > 200) break
    const quantity = interpret(match, text)
    if (quantity !== undefined) found.push(quantity)
  }
  for (const match of text.matchAll(mach)) {
    const value = Number(match[1] ?? match[2])
    if (value > 0)
      found.push({
        measure: 'speed',
        low: value * 1060,
        high: value * 1225,
        open: false,
        start: match.index,
        end: match.index + match[0].length,
        typed: match[0],
      })
  }
  return found
}

function interpret(match: RegExpExecArray, text: string): Quantity | undefined {
  const groups = match.groups ?? {}
  const unit = unitOf(groups)
  const before = text.slice(Math.max(0, match.index - 60), match.index)
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 40)
  const isMoney =
    groups['money'] !== undefined ||
    /(?:dollars?|USD|EUR|euros?)$/i.test(groups['unit'] ?? '') ||
    (unit === undefined &&
      /^million$/i.test(groups['scale'] ?? '') &&
      /\b(?:deal|worth|value\w*|contract|order|price\w*|cost\w*)\b/i.test(before))
  if (unit === undefined && !isMoney) return undefined
  const scale = isMoney
    ? moneyScale(groups['scale'] ?? (/^(?:mn|m|million)/i.test(groups['unit'] ?? '') ? 'million' : undefined))
    : unit?.kind === 'mass' || groups['scale'] === undefined
      ? 1
      : scaleOf(groups['scale'])
  const factor = (unit?.factor ?? 1) * scale
  const first = parseNumber(groups['first'] ?? '') * factor
  const second = groups['second'] === undefined ? undefined : parseNumber(groups['second']) * factor
  if (!Number.isFinite(first) || (second !== undefined && !Number.isFinite(second))) return undefined
  const measure = isMoney ? 'value' : measureOf(unit?.kind ?? 'length', { typed: match[0], before, after, text, value: second ?? first })
  if (measure === undefined) return undefined
  const bounds = second !== undefined && second >= first ? { low: first, high: second, open: false } : boundsOf(before, after, first)
  const radius = measure === 'range' && /radius[^.;]{0,20}$|^[^.;]{0,14}radius/i.test(before) ? 2 : 1
  return {
    measure,
    ...bounds,
    low: bounds.low * radius,
    high: radius === 2 ? Number.POSITIVE_INFINITY : bounds.high,
    start: match.index,
    end: match.index + match[0].length,
    typed: match[0].trim(),
  }
}

function unitOf(groups: Readonly<Record<string, string | undefined>>): Unit | undefined {
  const index = units.findIndex((_, at) => groups[`u${at}`] !== undefined)
  return units[index]?.[1]
}

/** Money in million dollars. */
const moneyScale = (scale: string | undefined): number =>
  scale === undefined ? 1e-6 : /^(b|bn|billion)$/i.test(scale) ? 1000 : /^(k|thousand)$/i.test(scale) ? 1e-3 : 1
const scaleOf = (scale: string): number => (/^(million|mn|mio|m)$/i.test(scale) ? 1e6 : /^(billion|bn)$/i.test(scale) ? 1e9 : 1e3)

const lower =
  /(?:at least|upwards of|minimum(?: of)?|min\.?|more than|greater than|over|above|exceeds?|exceeding|beyond|north of|≥|>=|>|from|no less than|not less than|mindestens|au moins|al menos|más de|plus de|mehr als|über)\s*(?:about |around |roughly )?$/i
const upper =
  /(?:under|below|less than|fewer than|short of|not reach(?:ing)?|never reach(?:es)?|can(?:'t|not) reach|never (?:more than|over|exceeds?)|not (?:more than|over|exceed(?:ing)?)|no more than|<|<=|≤|menos de|moins de|weniger als|unter)\s*(?:about |around |roughly )?$/i

function boundsOf(before: string, after: string, value: number): { readonly low: number; readonly high: number; readonly open: boolean } {
  if (
    lower.test(before) ||
    /\b(?:not|n't|never|doesn't|isn't|no)\s+(?:\w+\s+)?(?:less than|under|below|fewer than|short of)\s*$/i.test(before) ||
    /^\s?(?:\+|or more|or better|or longer|or further|and up|and more|and beyond|at (?:the )?(?:very )?least|plus\b|minimum\b)/i.test(after)
  )
    return { low: value, high: Number.POSITIVE_INFINITY, open: false }
  if (upper.test(before) || /^\s?(?:or less|at (?:the )?(?:very )?(?:most|best)|or under)/i.test(after))
    return { low: 0, high: value, open: !/<=|≤|no more than|not more than|not over|not exceed/i.test(before.slice(-24)) }
  if (roughly.test(before) || /^\s?(?:or so|-?ish\b|give or take|more or less)/i.test(after))
    return { low: 0.9 * value, high: 1.1 * value, open: false }
  return { low: value, high: value, open: false }
}

/** Said of a figure that may be a tenth more or less. */
const roughly = /(?:about|around|roughly|approximately|approx\.?|circa|ca\.|~|≈)\s*$/i
