import type { Base } from '../../knowledge/base.ts'
import { cachedByObject, manyWords, cachedByText } from '../cached.ts'
import type { Entry } from '../../knowledge/schema.ts'
import type { ItemReading } from '../reading.ts'
import { joined } from '../text/joined.ts'

const eccn = /(?<![\w.])([0-9])\s?([A-E])\s?([0-9]{3})((?:\.[a-z](?:\.\d{1,2})?){0,2})s?(?![\w])/gi
const ear99 = /\bEAR[ -]?99\b/gi
const annex = /\b(?:MTCR|annex|item)\s*(?:item\s*)?(\d{1,2}\.[A-E]\.\d(?:\.[a-z])?)/gi

/**
 * One step of a Munitions List paragraph: "(c)". The pattern below matches "USML XI(c)(11)(vii)", "Category VIII(h)", "121.1 XIX.c", "USML
 * 12(d)".
 */
const step = String.raw`\(\s?(?:\d{1,2}|[ivx]{1,6}|[a-z])\s?\)`
const usml = joined(
  'gi',
  String.raw`(?:((?:${step}\s?){1,5})(?:of|under|in)\s(?:the\s)?(?=USML|cat|U\.?S\.?\s|munitions))?`,
  String.raw`\b(?:U\.?S\.?\s)?(?:(USML|munitions list|121\.1)[\s,:(§-]{0,4})?(?:\b(cat(?:egory|\.)?)\s{0,2})?`,
  String.raw`(?<![\w.])(XXI|XX|XIX|XVIII|XVII|XVI|XV|XIV|XIII|XII|XI|X|IX|VIII|VII|VI|V|IV|III|II|I|\d{1,2})(?!\w)`,
  String.raw`((?:,?\s{0,2}(?:(?:sub)?para(?:graph|\.)?\s{0,2})?${step}){1,5}`,
  String.raw`|[.-][a-z](?!\w)(?:[.-](?:\d{1,2}|[ivx]{1,6}|[a-z])(?!\w)){0,3})?`,
  String.raw`(\s(?:of|on|in|under) the (?:U\.?S\.? )?(?:USML|munitions list))?`,
)
const romans = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI'.split(' ')

/** The item that an entry describes. `label`: the entry in standard spelling, e.g. "USML IV(d)(1)". */
export const readEntry = (known: Entry, label: string): ItemReading => ({
  name: known.name,
  typed: label,
  level: 'other',
  lands: known.lands,
  presumed: known.presumed ?? {},
  states: known.states ?? {},
  annex: known.annex ?? [],
  source: { kind: 'entry', id: known.entry },
  entry: label,
  series: known.series,
  replaceable: known.replaceable,
})

/** Words that put an item on the Munitions List without naming a category: "ITAR-controlled", "a defense article". */
const onList = joined(
  'giu',
  String.raw`(?<=\p{L}, ?|\()ITAR(?=[,)](?! ?(?:EAR|AECA|and|or)\b))|\bITAR[- ](?:controlled|regulated|`,
  String.raw`restricted|items?|articles?|goods|parts?|components?|hardware|products?|equipment|materials?|`,
  String.raw`(?:technical )?data|drawings?|files?|specs?|manuals?|documents?|docs|software|technology)\b|`,
  String.raw`\bdefen[sc]e articles?\b|\b(?:on|under) the (?:USML|(?:U\.?S\.? )?munitions list)\b|`,
  String.raw`\bsubject to the ITAR\b|`,
  String.raw`\bUSML (?:items?|articles?|parts?|components?|hardware|products?|(?:technical )?data|drawings?)\b`,
)

/** A quoted list entry and its character offsets in the text. */
export type Placed = {
  readonly reading: ItemReading
  readonly start: number
  readonly end: number
  /** The quote names the Munitions List or a category of it, without a paragraph. */
  readonly isCategoryOnly: boolean
}

/**
 * All list entries that a text quotes and the knowledge has: ECCNs, USML paragraphs, EAR99, items of the MTCR Annex. Includes those that
 * the text denies or calls former.
 */
export function readEntries(base: Base, text: string): readonly Placed[] {
  return quotedEntries(text).flatMap(({ quoted, start, end }): Placed[] => {
    const known = entryQuoted(base, quoted)
    if (known === undefined) return []
    const label = /^[IVX]+(?:\(|$)/.test(quoted) ? `USML ${quoted}` : quoted
    return [{ reading: readEntry(known, label), start, end, isCategoryOnly: /^(?:[IVX]+|USML)$/.test(quoted) }]
  })
}

/** The entry of the knowledge for a quote without "USML" or "ECCN": "7A102.a", "IV(d)(1)". `undefined` if there is none. */
export const entryQuoted = (base: Base, quoted: string): Entry | undefined => known(base)(quoted)

const known = cachedByObject((base: Base) => {
  const patterns = base.entries.map((entry) => ({ entry, pattern: new RegExp(`^(?:${entry.entry})$`) }))
  return cachedByText(manyWords, (quoted) => patterns.find(({ pattern }) => pattern.test(quoted))?.entry)
})

type Quoted = { readonly quoted: string; readonly start: number; readonly end: number }
type Spell = (parts: readonly (string | undefined)[]) => string | undefined

/**
 * The list entries quoted in the text, in standard spelling, whether the knowledge has them or not. A quick test first skips texts that
 * cannot quote one.
 */
const quotedEntries = (text: string): readonly Quoted[] =>
  /[\d(]|USML|ITAR|munitions|defen[sc]e/i.test(text)
    ? [
        ...withShortForms(
          text,
          quotes(text, eccn, ([, group, product, digits, sub]) => `${group}${product?.toUpperCase()}${digits}${sub?.toLowerCase()}`),
          shortEccn,
        ),
        ...withShortForms(text, quotes(text, usml, spellParagraph), shortParagraph),
        ...quotes(text, onList, () => 'USML'),
        ...quotes(text, ear99, () => 'EAR99'),
        ...quotes(text, annex, ([, item]) => `MTCR ${item}`),
      ]
    : []

/**
 * A USML paragraph in standard spelling: "XI(c)(11)". `undefined` if the match is only a number or a letter ("12", "I"). A category without
 * a paragraph counts only if the list is named.
 */
function spellParagraph([, before, list, category, number = '', after, of]: readonly (string | undefined)[]): string | undefined {
  const paragraph = after ?? before ?? ''
  const isNamed = list !== undefined || of !== undefined
  const isWord = number.length === 1 && (number !== number.toUpperCase() || number === 'I' || paragraph.startsWith(' '))
  const isQuoted = isNamed || (paragraph.includes('(') && (category !== undefined || !(isWord || /\d/.test(number))))
  const roman = /\d/.test(number) ? (isNamed ? romans[Number(number) - 1] : undefined) : number.toUpperCase()
  const steps = paragraph.replace(/(?:sub)?para(?:graph|\.)?/gi, '').match(/[a-z]+|\d+/gi) ?? []
  return isQuoted && roman !== undefined ? `${roman}${steps.map((step) => `(${step.toLowerCase()})`).join('')}` : undefined
}

/**
 * A quote that is shortened because another quote comes before it. `pattern` matches the joining word and the
 * short form. `inFull` completes the short form with the quote before it; `undefined` if that is not
 * possible.
 */
type ShortForm = { readonly pattern: RegExp; readonly inFull: (short: string, quoted: string) => string | undefined }

const joining = String.raw`\s{0,2}(?:,\s?and|,|and|or|&|/|\+|plus|as well as)\s{0,2}`

/** "9A515.a and .e.2" quotes 9A515.e.2, too. */
const shortEccn: ShortForm = {
  pattern: new RegExp(`${joining}(\\.[a-z](?:\\.\\d{1,2})?)(?!\\w)`, 'iy'),
  inFull: (short, quoted) => quoted.slice(0, 5) + short.toLowerCase(),
}

/** "IV(h)(23) and (h)(1)" quotes IV(h)(1), too, and so does "IV(h)(23) and (1)". */
const shortParagraph: ShortForm = {
  pattern: new RegExp(`${joining}((?:${step}\\s?){1,4})`, 'iy'),
  inFull: (short, quoted) => {
    const steps = (short.match(/[a-z]+|\d+/gi) ?? []).map((one) => one.toLowerCase())
    const [category = '', ...all] = quoted.split('(').map((one) => one.replace(')', ''))
    const at = all.findIndex((one) => /^\d/.test(one) === /^\d/.test(steps[0] ?? ''))
    return at === -1 ? undefined : category + [...all.slice(0, at), ...steps].map((one) => `(${one})`).join('')
  },
}

/** The quotes, each followed by those that are joined to it in short form. */
const withShortForms = (text: string, found: readonly Quoted[], { pattern, inFull }: ShortForm): readonly Quoted[] =>
  found.flatMap((first) => {
    const all = [first]
    for (let last = first; all.length < mostQuotes;) {
      pattern.lastIndex = last.end
      const match = pattern.exec(text)
      const quoted = match?.[1] === undefined ? undefined : inFull(match[1], last.quoted)
      if (match?.[1] === undefined || quoted === undefined) break
      const end = match.index + match[0].trimEnd().length
      last = { quoted, start: end - match[1].trimEnd().length, end }
      all.push(last)
    }
    return all
  })

/** At most this many quotes of each kind are read from a text. */
const mostQuotes = 40

function quotes(text: string, pattern: RegExp, spell: Spell): readonly Quoted[] {
  const found = [...text.matchAll(pattern)].flatMap((match): Quoted[] => {
    const quoted = spell(match)
    return quoted === undefined ? [] : [{ quoted, start: match.index, end: match.index + match[0].length }]
  })
  return found.slice(0, mostQuotes)
}

/** Keeps the first quote of each entry. */
export const firstOfEach = <T extends Placed>(entries: readonly T[]): readonly T[] =>
  entries.filter(({ reading }, index) => entries.findIndex((other) => other.reading.typed === reading.typed) === index)
