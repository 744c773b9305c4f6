import type { Message } from '../message.ts'

/** The years in which something is asked to have been, the first and the last of them. */
export type Years = { readonly from?: number; readonly to?: number }

/** Reads "after 2000", "between 1990 and 1995", "in the 1990s"; `notYet` turns what was until then into what came after. */
export function yearsIn({ tokens, marks }: Message): Years | undefined {
  for (const [at, { typed }] of tokens.entries()) {
    const [, digits, plural] = /^((?:19|20)\d\d)('?s)?$/.exec(typed) ?? []
    if (digits === undefined) continue
    const year = Number(digits)
    const before = tokens.slice(Math.max(0, at - 3), at).map(({ word }) => word)
    const how = before.toReversed().find((word) => word in bounds)
    if (plural !== undefined || tokens[at + 1]?.typed === 's') return { from: year, to: year + 9 }
    const until = tokens.slice(at + 1, at + 3).find(({ typed: next }) => /^(?:19|20)\d\d$/.test(next))
    if (how === 'between' && until !== undefined) return { from: year, to: Number(until.typed) }
    if (how === undefined) continue
    const years = bounds[how]?.(year)
    return marks.any('not-yet') && years?.to !== undefined ? { from: years.to + 1 } : years
  }
  return undefined
}

/** What a word before a year says of it. */
const bounds: Readonly<Record<string, (year: number) => Years>> = {
  in: (year) => ({ from: year, to: year }),
  during: (year) => ({ from: year, to: year }),
  since: (year) => ({ from: year }),
  from: (year) => ({ from: year }),
  after: (year) => ({ from: year + 1 }),
  before: (year) => ({ to: year - 1 }),
  until: (year) => ({ to: year - 1 }),
  by: (year) => ({ to: year }),
  between: (year) => ({ from: year }),
}

/** Whether a year is one of those. */
export const isAmong = (year: number, { from = -Infinity, to = Infinity }: Years): boolean => from <= year && year <= to
