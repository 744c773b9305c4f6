import type { Base } from '../knowledge/base.ts'
import type { ItemReading } from './reading.ts'

const eccn = /(?<![\w.])([0-9])\s?([A-E])\s?([0-9]{3})((?:\.[a-z](?:\.\d{1,2})?){0,2})(?![\w])/gi
const usml =
  /(?:\b(?:USML|U\.S\. Munitions List|munitions list|Cat(?:egory|\.)?|121\.1)\s*,?\s*(?:Cat(?:egory|\.)?\s*)?)?\b(IV|VIII|XV)\s?((?:\(\s?[a-z0-9]{1,2}\s?\)){1,3})/gi
const ear99 = /\bEAR[ -]?99\b/gi
const annex = /\b(?:MTCR|annex|item)\s*(?:item\s*)?(\d{1,2}\.[A-E]\.\d(?:\.[a-z])?)/gi

/** A list entry that is quoted, and where. */
export type Placed = { readonly reading: ItemReading; readonly start: number; readonly end: number }

/** The list entries that the asker quotes: ECCNs, USML paragraphs, EAR99, items of the MTCR Annex. Denied and former ones do not count. */
export function readEntries(base: Base, text: string): readonly Placed[] {
  return quotedEntries(text).flatMap(({ quoted, start, end }): Placed[] => {
    const known = base.entries.find((entry) => entryPattern(entry.entry).test(quoted))
    if (known === undefined) return []
    const label = /^(IV|VIII|XV)\(/.test(quoted) ? `USML ${quoted}` : quoted
    const reading: ItemReading = {
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
    }
    return [{ reading, start, end }]
  })
}

const denied =
  /\b(?:not|isn't|no longer|like|similar to|was|were|previously|formerly|used to be|says?|said|claims?|thinks?|instead of|rather than)\s+(?:(?:it|that|this|is|an?|the|it's|USML|ECCN|under|on)\s+)*$/i

type Quoted = { readonly quoted: string; readonly start: number; readonly end: number }

/** Every list entry quoted in the text, in its standard spelling. */
function quotedEntries(text: string): readonly Quoted[] {
  const quotes = (pattern: RegExp, spell: (parts: readonly string[]) => string): readonly Quoted[] =>
    counted(text, pattern).map((match) => ({ quoted: spell(match), start: match.index, end: match.index + match[0].length }))
  return [
    ...quotes(eccn, ([, group, product, digits, sub]) => `${group}${product?.toUpperCase()}${digits}${sub?.toLowerCase()}`),
    ...quotes(usml, ([, category, paragraph]) => `${category?.toUpperCase()}${paragraph?.replace(/\s/g, '').toLowerCase()}`),
    ...quotes(ear99, () => 'EAR99').slice(0, 1),
    ...quotes(annex, ([, item]) => `MTCR ${item}`),
  ]
}

/** Quoted entries that are not denied, each once. */
function counted(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  const matches = [...text.matchAll(pattern)].filter((match) => !denied.test(text.slice(Math.max(0, match.index - 40), match.index)))
  return matches.filter((match, index) => matches.findIndex((other) => other[0] === match[0]) === index).slice(0, 6)
}

const patterns = new Map<string, RegExp>()
function entryPattern(entry: string): RegExp {
  let pattern = patterns.get(entry)
  if (pattern === undefined) patterns.set(entry, (pattern = new RegExp(`^(?:${entry})$`)))
  return pattern
}
