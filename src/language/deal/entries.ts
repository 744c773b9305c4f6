import type { Base } from '../../knowledge/base.ts'
import { cachedByObject, manyWords, cachedByText } from '../cached.ts'
import type { Entry } from '../../knowledge/schema.ts'
import type { ItemReading } from '../reading.ts'
import { quotedEntries } from './entry-notation.ts'

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

/** Keeps the first quote of each entry. */
export const firstOfEach = <T extends Placed>(entries: readonly T[]): readonly T[] =>
  entries.filter(({ reading }, index) => entries.findIndex((other) => other.reading.typed === reading.typed) === index)
