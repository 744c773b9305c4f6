import { numberWords } from './text.ts'

/** A period the question is about, as ISO days, both inclusive; `typed` is how it was said. */
export type DateSpan = { readonly from: string; readonly to: string; readonly typed: string }

const months: Readonly<Record<string, number>> = {
  jan: 1,
  january: 1,
  enero: 1,
  janvier: 1,
  januar: 1,
  feb: 2,
  february: 2,
  febrero: 2,
  février: 2,
  februar: 2,
  mar: 3,
  march: 3,
  marzo: 3,
  mars: 3,
  märz: 3,
  apr: 4,
  april: 4,
  abril: 4,
  avril: 4,
  may: 5,
  mayo: 5,
  mai: 5,
  jun: 6,
  june: 6,
  junio: 6,
  juin: 6,
  juni: 6,
  jul: 7,
  july: 7,
  julio: 7,
  juillet: 7,
  juli: 7,
  aug: 8,
  august: 8,
  agosto: 8,
  août: 8,
  sep: 9,
  sept: 9,
  september: 9,
  septiembre: 9,
  septembre: 9,
  oct: 10,
  october: 10,
  octubre: 10,
  octobre: 10,
  oktober: 10,
  nov: 11,
  november: 11,
  noviembre: 11,
  novembre: 11,
  dec: 12,
  december: 12,
  diciembre: 12,
  décembre: 12,
  dezember: 12,
  dez: 12,
}
const monthNames = Object.keys(months)
  .sort((a, b) => b.length - a.length)
  .join('|')
const numbers: Readonly<Record<string, number>> = { ...numberWords, a: 1, an: 1, eighteen: 18, 'twenty-four': 24 }

const pad = (value: number): string => String(value).padStart(2, '0')
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const monthSpan = (year: number, month: number, typed: string): DateSpan => ({
  from: `${year}-${pad(month)}-01`,
  to: `${year}-${pad(month)}-${pad(lastDay(year, month))}`,
  typed,
})
const yearSpan = (year: number, typed: string): DateSpan => ({ from: `${year}-01-01`, to: `${year}-12-31`, typed })
const daySpan = (year: number, month: number, day: number, typed: string): DateSpan | undefined =>
  month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month)
    ? { from: `${year}-${pad(month)}-${pad(day)}`, to: `${year}-${pad(month)}-${pad(day)}`, typed }
    : undefined

type Reader = readonly [pattern: RegExp, read: (match: RegExpExecArray, today: string) => DateSpan | undefined]

/** When the memorandum took effect; people date by it. */
const memorandum = '2025-01-03'

const readers: readonly Reader[] = [
  [
    /\b(?:before|prior to|until|pre|ahead of)[ -](?:the )?(?:(?:january|jan)[ -]2025 |2025 |new |biden )*(?:memo(?:randum)?|NSM(?:-28)?|policy change|policy|change)\b|\bpre-?(?:memo|NSM|2025)\b/i,
    ([typed]) => ({ from: '2025-01-02', to: '2025-01-02', typed }),
  ],
  [
    /\b(?:right )?after (?:the )?(?:(?:january|jan)[ -]2025 |2025 |new |biden )*(?:memo(?:randum)?|NSM(?:-28)?)\b/i,
    ([typed]) => ({ from: memorandum, to: memorandum, typed }),
  ],
  [/\b(19[89]\d|20[0-4]\d)-(\d{1,2})-(\d{1,2})\b/, ([typed, y, m, d]) => daySpan(Number(y), Number(m), Number(d), typed)],
  [
    new RegExp(
      `\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+|de\\s+)?(${monthNames})\\.?,?\\s+(?:de\\s+|of\\s+)?((?:19|20)\\d\\d)\\b`,
      'iu',
    ),
    ([typed, d, m, y]) => daySpan(Number(y), months[m?.toLowerCase() ?? ''] ?? 0, Number(d), typed),
  ],
  [
    new RegExp(`\\b(${monthNames})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+((?:19|20)\\d\\d)\\b`, 'iu'),
    ([typed, m, d, y]) => daySpan(Number(y), months[m?.toLowerCase() ?? ''] ?? 0, Number(d), typed),
  ],
  [/\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b/, ([typed, d, m, y]) => daySpan(Number(y), Number(m), Number(d), typed)],
  [/\b((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\b/, ([typed, y, m, d]) => daySpan(Number(y), Number(m), Number(d), typed)],
  [/\b(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d\d)\b/, ([typed, m, d, y]) => daySpan(Number(y), Number(m), Number(d), typed)],
  [
    /\b(early|mid|late|beginning of|end of|start of)[ -]+((?:19|20)\d\d)\b/i,
    ([typed, part, y]) => partOfYear(Number(y), part ?? '', typed),
  ],
  [
    /\bQ([1-4])[ -/]*(?:of )?((?:19|20)\d\d)\b|\b(first|second|third|fourth) quarter (?:of )?((?:19|20)\d\d)\b/i,
    ([typed, q, y, word, y2]) =>
      quarter(
        Number(y ?? y2),
        q === undefined ? ['first', 'second', 'third', 'fourth'].indexOf(word?.toLowerCase() ?? '') + 1 : Number(q),
        typed,
      ),
  ],
  [
    /\b(?:H([12])|(first|second) half(?: of)?)\s+((?:19|20)\d\d)\b/i,
    ([typed, h, word, y]) => half(Number(y), h === '2' || word?.toLowerCase() === 'second' ? 2 : 1, typed),
  ],
  [
    new RegExp(`\\b(${monthNames})\\.?\\s+(?:of\\s+|de\\s+)?((?:19|20)\\d\\d)\\b`, 'iu'),
    ([typed, m, y]) => monthSpan(Number(y), months[m?.toLowerCase() ?? ''] ?? 1, typed),
  ],
  [/\bbefore ((?:19|20)\d\d)\b/i, ([typed, y]) => daySpan(Number(y) - 1, 12, 31, typed)],
  [
    /\b(?:in|during|for|of|back in|throughout|all of|year|as of|en|im Jahr|im|nel|em)\s+((?:19|20)\d\d)\b(?!\s?(?:km|kg|lb|m\b|mi\b|kN|N\b))/i,
    ([typed, y]) => yearSpan(Number(y), typed),
  ],
  [/\bthe year before last\b/i, ([typed], today) => yearSpan(Number(today.slice(0, 4)) - 2, typed)],
  [/(?:\bFY ?|(?<!\w)')(\d\d)\b(?!\s?(?:km|kg|kN))/i, ([typed, y]) => (Number(y) <= 40 ? yearSpan(2000 + Number(y), typed) : undefined)],
  [/\bin the (?:nineties|1990s|90s)\b/i, ([typed]) => ({ from: '1990-01-01', to: '1999-12-31', typed })],
  [/\b(?:a )?couple (?:of )?(year|month|week)s? ago\b/i, ([typed, unit], today) => ago(today, 2, unit ?? '', typed)],
  [
    /\b(eighteen|thirty|twenty-four|\d{1,3}) ?(?:months?|mos?\.?) ago\b/i,
    ([typed, n], today) => ago(today, numbers[n?.toLowerCase() ?? ''] ?? Number(n), 'month', typed),
  ],
  [
    /\b(one|two|three|four|five|\d)(?: years?)? and a half years? ago\b/i,
    ([typed, n], today) => ago(today, 12 * (numbers[n?.toLowerCase() ?? ''] ?? Number(n)) + 6, 'month', typed),
  ],
  [
    /\b(a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (year|month|week|day)s? (?:ago|back|earlier|before now)\b/i,
    ([typed, n, unit], today) => ago(today, numbers[n?.toLowerCase() ?? ''] ?? Number(n), unit ?? '', typed),
  ],
  [/\b(?:last|previous|past) (year|month|week|quarter)\b/i, ([typed, unit], today) => lastPeriod(today, unit ?? '', typed)],
  [
    new RegExp(`\\blast (${monthNames})\\b`, 'iu'),
    ([typed, m], today) => lastMonthNamed(today, months[m?.toLowerCase() ?? ''] ?? 1, typed),
  ],
  [/\blast (spring|summer|autumn|fall|winter)\b/i, ([typed, season], today) => lastSeason(today, season ?? '', typed)],
  [/\byesterday\b/i, ([typed], today) => ago(today, 1, 'day', typed)],
  [
    /\b(?:today|now|currently|right now|at present|these days|heute|hoy|aujourd'hui|oggi|hoje)\b/i,
    ([typed], today) => ({ from: today, to: today, typed }),
  ],
  [/\b(spring|summer|autumn|fall|winter)(?: of)? ((?:19|20)\d\d)\b/i, ([typed, season, y]) => seasonOf(Number(y), season ?? '', typed)],
  [
    /(?<![\w.$€£-]|since )((?:199|200|201|202)\d)(?![\w%]|\s?(?:km|kg|lb|mi|miles|kN|N|m\b|dollars|units|pieces|\.\d)|[.,]\d)/i,
    ([typed, y]) => yearSpan(Number(y), typed.trim()),
  ],
]

const partOfYear = (year: number, part: string, typed: string): DateSpan =>
  /early|begin|start/i.test(part)
    ? { from: `${year}-01-01`, to: `${year}-03-31`, typed }
    : /mid/i.test(part)
      ? { from: `${year}-05-01`, to: `${year}-08-31`, typed }
      : { from: `${year}-10-01`, to: `${year}-12-31`, typed }
const quarter = (year: number, q: number, typed: string): DateSpan => ({
  from: `${year}-${pad(3 * q - 2)}-01`,
  to: `${year}-${pad(3 * q)}-${lastDay(year, 3 * q)}`,
  typed,
})
const half = (year: number, h: number, typed: string): DateSpan =>
  h === 1 ? { from: `${year}-01-01`, to: `${year}-06-30`, typed } : { from: `${year}-07-01`, to: `${year}-12-31`, typed }

const iso = (date: Date): string => date.toISOString().slice(0, 10)

function ago(today: string, count: number, unit: string, typed: string): DateSpan {
  const date = new Date(`${today}T00:00:00Z`)
  if (unit === 'year') date.setUTCFullYear(date.getUTCFullYear() - count)
  else if (unit === 'month') date.setUTCMonth(date.getUTCMonth() - count)
  else date.setUTCDate(date.getUTCDate() - count * (unit === 'week' ? 7 : 1))
  return { from: iso(date), to: iso(date), typed }
}

function lastPeriod(today: string, unit: string, typed: string): DateSpan {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  if (unit === 'year') return yearSpan(year - 1, typed)
  if (unit === 'month') return month === 1 ? monthSpan(year - 1, 12, typed) : monthSpan(year, month - 1, typed)
  if (unit === 'quarter') return month <= 3 ? quarter(year - 1, 4, typed) : quarter(year, Math.ceil(month / 3) - 1, typed)
  return ago(today, 7, 'day', typed)
}

function lastMonthNamed(today: string, month: number, typed: string): DateSpan {
  const year = Number(today.slice(0, 4))
  return monthSpan(month < Number(today.slice(5, 7)) ? year : year - 1, month, typed)
}

const seasons: Readonly<Record<string, readonly [first: number, last: number]>> = {
  spring: [3, 5],
  summer: [6, 8],
  autumn: [9, 11],
  fall: [9, 11],
  winter: [1, 2],
}

function seasonOf(year: number, season: string, typed: string): DateSpan {
  const [first, last] = seasons[season.toLowerCase()] ?? [1, 12]
  return { from: `${year}-${pad(first)}-01`, to: `${year}-${pad(last)}-${pad(lastDay(year, last))}`, typed }
}

function lastSeason(today: string, season: string, typed: string): DateSpan {
  const year = Number(today.slice(0, 4))
  return seasonOf((seasons[season.toLowerCase()]?.[1] ?? 12) < Number(today.slice(5, 7)) ? year : year - 1, season, typed)
}

/** The period that the question is about, where it names one. Relative dates count from `today` (an ISO day). */
export function readDate(text: string, today: string): DateSpan | undefined {
  for (const [pattern, read] of readers) {
    const match = pattern.exec(text)
    const span = match === null ? undefined : read(match, today)
    if (span !== undefined && span.from <= span.to) return span
  }
  return undefined
}
