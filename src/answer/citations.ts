import type { Base } from '../knowledge/base.ts'
import type { Cite } from '../knowledge/schema.ts'
import type { Citation } from '../port/reply.ts'
import { cachedByObject } from '../language/cached.ts'
import type { DecidedLeg, ExploredLeg } from './leg.ts'
import { dateWords } from '../port/date-words.ts'
import { dutyRules, governingRules } from './governing-rules.ts'

/**
 * The sources that the numbers in a reply ("[1]") refer to, in this order: the first governing rule, the item's classes, further governing
 * rules, duties, a named product. Each section is given once.
 */
export const citesOf = (base: Base, leg: DecidedLeg): readonly Cite[] => cited(base)(leg)

const cited = cachedByObject((base: Base) => cachedByObject((leg: DecidedLeg) => findCites(base, leg)))

function findCites(base: Base, leg: DecidedLeg): readonly Cite[] {
  const classes = leg.classes.slice(0, 4).flatMap((id) => (id === 'UNKNOWN' ? [] : (base.classes.get(id)?.cites ?? [])))
  const system = leg.leg.reading.item?.system
  const rules = governingRules(base, leg).slice(0, 3)
  const all = [
    ...rules.slice(0, 1).flatMap((rule) => rule.cites),
    ...classes,
    ...rules.slice(1).flatMap((rule) => rule.cites),
    ...dutyRules(base, leg).flatMap((rule) => rule.cites),
    ...(system === undefined ? [] : [system.source]),
  ]
  const seen = new Set<string>()
  return all.filter((cite) => {
    const key = `${cite.source} ${cite.section}`
    return !seen.has(key) && seen.add(key) !== undefined
  })
}

/**
 * A warning that nobody has read the legal text behind the deciding rule. `undefined` if a text was read,
 * or while facts are missing.
 */
export function weakGround(base: Base, leg: ExploredLeg): string | undefined {
  const [rule] = leg.shown === 'need-facts' ? [] : governingRules(base, leg)
  const [first] = rule?.cites ?? []
  if (rule === undefined || first === undefined || rule.cites.some((cite) => base.knownOf(cite).status === 'verified')) return undefined
  const { title, section, status } = showCite(base, first)
  return `What decides this was not read in the text: ${title}, ${section} (${status}).`
}

/**
 * A sentence with the dates of the newest and the oldest legal text that was read for a leg; `undefined` if
 * no date is known.
 */
export function ageOfLaw(base: Base, leg: ExploredLeg): string | undefined {
  const known = citesOf(base, leg).map((cite) => base.knownOf(cite))
  const days = known.flatMap(({ status, asOf, copy }) => (status === 'verified' && copy !== undefined ? (asOf ?? []) : [])).toSorted()
  const [oldest, newest] = [days[0], days.at(-1)]
  if (oldest === undefined || newest === undefined) return undefined
  const rest = oldest === newest ? '' : `; the oldest text here is of ${dateWords(oldest)}`
  return `Law as read to ${dateWords(newest)}${rest}.`
}

/** A citation as replies show it; its `status` says how well the text is known, e.g. "text of 3 May 2026 read". */
export const showCite = (base: Base, cite: Cite): Citation => shown(base)(cite)

const shown = cachedByObject((base: Base) => cachedByObject((cite: Cite) => shownAs(base, cite)))

function shownAs(base: Base, cite: Cite): Citation {
  const source = base.sources.get(cite.source)
  const { status, asOf, copy } = base.knownOf(cite)
  const day = asOf === undefined ? '' : ` of ${dateWords(asOf)}`
  return {
    title: source?.title ?? cite.source,
    section: cite.section,
    status: status === 'verified' ? `text${day}${copy === undefined ? ' read' : `, ${copy}`}` : (statusWords[status] ?? status),
    url: source?.url,
    reviewBy: source?.reviewBy,
  }
}

const statusWords: Readonly<Record<string, string>> = {
  secondary: 'read at second hand, unverified',
  recalled: 'recalled, unverified',
  unknown: 'status unknown, unverified',
}
