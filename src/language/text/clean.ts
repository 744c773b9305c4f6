import { joined } from './joined.ts'

/** At most this many characters of a message are read. The rest is ignored, and the reply says so. */
export const longestQuestion = 8_000

const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" }

const spokenDigits: Readonly<Record<string, string>> = {
  nought: '0',
  zero: '0',
  oh: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  point: '.',
}

/** Decimal numbers in words: "One point seven", "nought point eight five". */
const spoken = joined(
  'gi',
  String.raw`\b(nought|zero|one|two|three|four|five|six|seven|eight|nine) point ((?:nought|zero|oh|one|two|`,
  'three|four|five|six|seven|eight|nine)(?: (?:nought|zero|oh|one|two|three|four|five|six|seven|',
  String.raw`eight|nine))*)\b`,
)

const digitsOf = (words: string): string =>
  words
    .split(' ')
    .map((word) => spokenDigits[word.toLowerCase()] ?? '')
    .join('')

const direction = '(?:north|south|east|west|central|middle|southeast|south-east|northern|southern|eastern|western)'

/** Two regions that share their last word: "East and South Asia". */
const twoRegions = new RegExp(`\\b(${direction}) (and|or) (${direction}) (asia|africa|europe|america)\\b`, 'gi')

/** HTML tags with their attributes. Other words between angle brackets are kept as words. */
const tags = joined(
  'gi',
  String.raw`<\/?(?:at|br|p|div|span|b|i|u|em|strong|s|a|ul|ol|li|table|tbody|tr|td|th|h[1-6]|code|pre|`,
  String.raw`blockquote|img|hr|font)(?:\s+[\w:-]{1,40}=(?:"[^"<>]{0,300}"|'[^'<>]{0,300}'|`,
  String.raw`[^\s"'<>]{1,300})){0,20}\s*\/?>`,
)

/**
 * Cuts a text to {@link longestQuestion} characters and removes what chat platforms and mail programs add:
 * tags, entities, control characters, emoji, mark-up, links. A typed arrow ("->") becomes "→", a flag becomes
 * the name of its country, and signs such as "∪" become words. An @mention of a person stays as ordinary
 * words, because anybody can type that syntax.
 */
export function clean(raw: string): string {
  return unmask(raw.slice(0, longestQuestion))
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff0-\uffff]/g, '')
    .replace(/&(nbsp|amp|lt|gt|quot|apos|#39);/gi, (_, name: string) => entities[name.toLowerCase()] ?? ' ')
    .replace(/<[@#!](?:[A-Z]{1,2}\d[A-Z0-9]{0,20}|subteam\^[A-Z0-9]{1,20})(?:\|([^<>]{0,80}))?>/g, ' $1 ')
    .replace(/<(https?:[^<>|]{0,300})\|([^<>]{0,300})>/g, ' $2 ')
    .replace(tags, ' ')
    .replace(/(?<![-<!])[-=]>/g, ' → ')
    .replace(/<!--|-->|[<>](?!\s?=?\s?[\d$€£])/g, ' ')
    .replace(/https?:\/\/\S{1,300}/gi, ' ')
    .replace(/(?<=\b[A-E]:\d)-(?=[A-E]:\d\b)/g, ' to ')
    .replace(/:(?:flag-)?([a-z]{2}):/gi, (_, code: string) => ` ${regionName(code)} `)
    .replace(/:[a-z0-9_+-]{2,30}:/gi, ' ')
    .replace(/([\u{1f1e6}-\u{1f1ff}])([\u{1f1e6}-\u{1f1ff}])/gu, (_, a: string, b: string) => ` ${regionName(letterOf(a) + letterOf(b))} `)
    .replace(/\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}\u{fe0f}\u{20e3}]/gu, ' ')
    .replace(/(?<=\p{L})[*_~`]{1,3}(?=\p{L})/gu, '')
    .replace(/(?!~\d)[*_~`]{1,3}(?=\S)|(?<=\S)(?!~\d)[*_~`]{1,3}/g, ' ')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .replace(/(?<=^|[,;:(]\s|\b(?:are|is|all)\s)100\s?(?:%|percent)\s(?=(?:US|U\.S\.|American)\b)/gi, 'all ')
    .replace(/(?<=\d)\s?%/g, ' percent')
    .replace(/\(\s?\?{1,3}\s?\)/g, ' not sure ')
    .replace(/(?<![\d.])(\d{1,3})\.(\d{3})\.(\d{3})(?![\d.])/g, '$1$2$3')
    .replace(twoRegions, '$1 $4 $2 $3 $4')
    .replace(/\s?\u00b1\s?/g, ' plus or minus ')
    .replace(/\s?\+(?=\d{1,3}\s?percent)/g, ' plus ')
    .replace(/\s?\u222a\s?/g, ' or ')
    .replace(/\s?\u2229\s?/g, ' also in ')
    .replace(/\s?\u2216\s?|(?<=\b[A-E]:?\d) [-\\] (?=[A-E]:?\d\b)/g, ' without ')
    .replace(/(?<![\p{L}\d/])w\/o(?![\p{L}\d])/giu, 'without')
    .replace(/(?<![\p{L}\d/])w\/(?=\s|\p{L})/giu, 'with ')
    .replace(spoken, (_, whole: string, digits: string) => digitsOf(`${whole} point ${digits}`))
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

const letterOf = (indicator: string): string => String.fromCodePoint((indicator.codePointAt(0) ?? 0) - 0x1f1e6 + 65)

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/** The English name of the country with a two-letter code, to replace its flag; a space if there is no such country. */
function regionName(code: string): string {
  return regions.of(code.toUpperCase()) ?? ' '
}

const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  к: 'k',
  м: 'm',
  т: 't',
  в: 'b',
  н: 'h',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
  І: 'I',
  Ι: 'I',
  ι: 'i',
  ο: 'o',
  α: 'a',
  ν: 'v',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
}

/** Matches plain ASCII text, which has nothing to unmask. Most texts are plain ASCII. */
const isAscii = /^[\0-\x7f]*$/

/**
 * Makes disguised text readable: full-width and mathematical letters become plain, "10⁵" becomes "10^5", and Cyrillic or Greek letters
 * inside a Latin word become the Latin letters they look like.
 */
function unmask(text: string): string {
  if (isAscii.test(text)) return text
  const plain = text
    .replace(/[¼½¾⅓⅔⅛⅜⅝⅞]/g, ' $&')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (power) => `^${[...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).join('')}`)
    .normalize('NFKC')
  return plain.replace(/[\p{L}\p{M}]+/gu, (word) =>
    /[A-Za-z]/.test(word) && /[\u0370-\u04ff]/.test(word) ? [...word].map((letter) => lookalikes[letter] ?? letter).join('') : word,
  )
}
