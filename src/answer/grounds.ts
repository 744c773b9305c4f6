import { wordsRead } from '../engine/condition.ts'
import type { Facts } from '../knowledge/fact-names.ts'
import type { Finding } from '../engine/rule.ts'
import type { Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import type { RegimeRule } from '../knowledge/load.ts'
import type { Cite, ItemClass } from '../knowledge/schema.ts'
import type { Citation } from '../port/reply.ts'
import { landingFacts, landingOn } from '../knowledge/landing.ts'
import { cachedByObject } from '../language/memo.ts'
import type { DecidedLeg, ExploredLeg } from './leg.ts'
import { listWords } from './words.ts'
import { dateWords } from '../port/date-words.ts'

/**
 * The rules that a verdict is based on, strictest first: rules that apply and, unless the verdict is decided,
 * rules for which that is not yet known. If exceptions displace a rule, the exceptions are listed instead of
 * it. Rules that only add duties are left out.
 */
export const governingRules = (base: Base, { verdict }: Pick<DecidedLeg, 'verdict'>): readonly RegimeRule[] => rulesBehind(base)(verdict)

const rulesBehind = cachedByObject((base: Base) => cachedByObject((verdict: Verdict) => findGoverning(base, verdict)))

function findGoverning(base: Base, verdict: Verdict): readonly RegimeRule[] {
  const holding = verdict.findings.filter((finding) => finding.holds === true || verdict.status !== 'decided')
  const strength = (finding: Finding): number => finding.high * 10 + finding.low
  const ids = holding
    .filter((finding) => finding.rule.outcome !== null)
    .sort((a, b) => strength(b) - strength(a) || particular(b) - particular(a))
    .flatMap((finding) => finding.governs.map((rule) => rule.id))
  return [...new Set(ids)].flatMap((id) => base.rules.get(id) ?? [])
}

/**
 * Ranks rules with equal outcomes: first rules with an exception that applies or can still apply, then rules
 * with more conditions.
 */
const particular = (finding: Finding): number =>
  (finding.governs.some((rule) => rule.id !== finding.rule.id) ? 10 : 0) + countOfWords(finding.rule)

const countOfWords = cachedByObject(({ when }: Finding['rule']): number => wordsRead(when).length)

export const dutyRules = (base: Base, { verdict }: DecidedLeg): readonly RegimeRule[] =>
  verdict.findings
    .filter((finding) => finding.holds === true && finding.rule.outcome === null)
    .flatMap((finding) => base.rules.get(finding.rule.id) ?? [])

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

/** The place of a leg in words: its country, or a company's name with the country where that company is presumed to be. */
export function placeWords(base: Base, leg: DecidedLeg): string {
  const { place } = leg.leg
  return place?.presumed === true ? `${place.typed} (presumed: ${countryWords(base, leg)})` : countryWords(base, leg)
}

/**
 * The country of a leg in words, e.g. "Ukraine (Crimea, Donetsk or Luhansk)" for an occupied region. If
 * several countries are possible: all of them, or the name as typed if there are more than six.
 */
export function countryWords(base: Base, leg: DecidedLeg): string {
  if (leg.country === undefined)
    return leg.leg.place === undefined || leg.leg.place.codes.length === 0
      ? 'a destination not named'
      : leg.leg.place.codes.length > 6
        ? leg.leg.place.typed
        : listWords(
            leg.leg.place.codes.map((code) => base.countries.get(code)?.name ?? code),
            'or',
          )
  const name = base.countries.get(leg.country)?.name ?? leg.country
  const region = leg.facts.region
  return region === 'occupied' ? `${name} (Crimea, Donetsk or Luhansk)` : name
}

/** The item of a leg in words, with its list entry and MTCR category if only one class is possible. */
export function itemWords(base: Base, leg: DecidedLeg): string {
  const { item, article, unknown } = leg.leg.reading
  if (item === undefined) return unknown[0] === undefined ? 'an item not named' : `something that I do not know, "${unknown[0]}",`
  const own = article === undefined ? item.name : `${item.name} for ${article.name}`
  const only = onlyClass(base, leg)
  return only === undefined ? own : `${own} (${classWords(base, leg, only.id)})`
}

/**
 * The class of a leg's item, if only one is possible; `undefined` if several are possible or the item is
 * unknown.
 */
export function onlyClass(base: Base, { classes: [only, second] }: DecidedLeg): ItemClass | undefined {
  const known = second === undefined && only !== undefined ? base.classes.get(only) : undefined
  return known?.id === 'UNKNOWN' ? undefined : known
}

/**
 * The list entry of a leg's item, e.g. "ECCN 9A012": that of the first landing of the item (`lands`) whose
 * condition holds. `undefined` if that landing gives none, and for data or a service about an article.
 */
function rowEntry({ leg: { reading }, facts }: DecidedLeg): string | undefined {
  const entry = reading.article === undefined && reading.item !== undefined ? landingOn(reading.item.lands, facts)?.entry : undefined
  return entry === undefined || entry.startsWith('USML') ? entry : `ECCN ${entry}`
}

function classWords(base: Base, leg: DecidedLeg, id: string): string {
  const known = base.classes.get(id)
  if (known === undefined) return id
  const annex = annexOf(base, leg, id)
  const entry = leg.leg.reading.item?.entry ?? rowEntry(leg) ?? known.entry
  const mark = known.mt === 'yes' ? ', marked MT' : ''
  const category =
    known.mt === 'unknown'
      ? 'MT mark and MTCR category not known'
      : known.category === 'none'
        ? 'no MTCR category'
        : `MTCR Category ${known.category}${annex.length === 0 ? '' : `, Annex ${annex.join(', ')}`}`
  return `${known.jurisdiction} ${entry}${mark}; ${category}`
}

export function annexOf(base: Base, leg: DecidedLeg, id: string): readonly string[] {
  const own = leg.leg.reading.item?.annex ?? []
  const known = base.classes.get(id)
  if (known === undefined || known.category === 'none') return []
  return own.length > 0 ? own : known.annex
}

/** A fact that nobody stated, with its assumed or presumed value: as a sentence (`say`) and in few words (`brief`). */
type Assumption = { readonly fact: string; readonly value: string; readonly say: string; readonly brief: string }

/**
 * What nobody stated and the answer presumed or assumed: the country of a company, facts presumed from the kind of item, and of the
 * assumed facts those that could matter (without an item only `wmd`).
 */
export const assumptionsOf = (base: Base, leg: DecidedLeg): readonly Assumption[] => takenFor(base)(leg)

const takenFor = cachedByObject((base: Base) => cachedByObject((leg: DecidedLeg) => findAssumptions(base, leg)))

function findAssumptions(base: Base, leg: DecidedLeg): readonly Assumption[] {
  const say = (fact: string, value: unknown): string =>
    base.facts.get(fact)?.answers?.find((answer) => answer.value === value)?.say ?? String(value)
  const assumed: Facts = leg.leg.reading.item === undefined ? pickFacts(leg.assumed, ['wmd']) : leg.assumed
  const relevant = Object.entries(assumed).filter(([fact]) => matters(base, leg, fact))
  return [
    ...(leg.leg.place?.presumed === true
      ? [
          {
            fact: 'destination',
            value: leg.leg.place.codes.join(),
            say: `presumed of ${leg.leg.place.typed}: it receives in ${countryWords(base, leg)}`,
            brief: `${leg.leg.place.typed} receives in ${countryWords(base, leg)}`,
          },
        ]
      : []),
    ...Object.entries(leg.presumed).map(([fact, value]) => ({
      fact,
      value: String(value),
      say:
        `presumed of ${leg.leg.reading.article?.name ?? leg.leg.reading.item?.name ?? 'the item'}: ` +
        `${factWords(base, fact)} ${say(fact, value)}`,
      brief: `${factWords(base, fact)} ${say(fact, value)}`,
    })),
    ...relevant.map(([fact, value]) => ({ fact, value: String(value), say: say(fact, value), brief: say(fact, value) })),
  ]
}

/** The facts with the given names. */
export const pickFacts = (facts: Facts, names: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)))

/**
 * Whether an assumed fact can matter for a leg, so that the reply must name it. A figure matters if the
 * class of the item depends on it.
 */
function matters(base: Base, leg: DecidedLeg, fact: string): boolean {
  if (base.facts.get(fact)?.unit !== undefined && fact !== 'value')
    return landingFacts((leg.leg.reading.article ?? leg.leg.reading.item)?.lands ?? []).includes(fact)
  // Without a hint from the asker nobody expects an armed group, a carrier or a red flag, so the reply does
  // not say that it assumed none.
  if (['namedGroup', 'carrier', 'redFlag'].includes(fact)) return false
  if (fact === 'carveOut') return base.groupsOf(leg.country ?? '', leg.day).includes('itar-126-1-d2')
  if (fact === 'exemptionCondition')
    return (
      base.groupsOf(leg.country ?? '', leg.day).some((group) => ['aukus', 'itar-126-5'].includes(group)) &&
      leg.classes.map((id) => base.classes.get(id)).some((known) => known?.jurisdiction === 'ITAR' && known.mt === 'no')
    )
  if (fact === 'replacementPart') return leg.classes.includes('COMPONENT_EAR_MT')
  if (fact === 'civilUseTold') return leg.classes.includes('PRODEQ_EAR_MT_II')
  if (fact === 'builtInto')
    return (
      (leg.country === undefined || base.groupsOf(leg.country, leg.day).includes('ear-d-4')) &&
      leg.classes.map((id) => base.classes.get(id)).some((known) => known?.jurisdiction === 'EAR' && known.mt !== 'yes')
    )
  if (fact === 'classified' || fact === 'usItem') return leg.classes.some((id) => base.classes.get(id)?.jurisdiction === 'ITAR')
  return true
}

export const factWords = (base: Base, fact: string): string =>
  ({
    range: 'range',
    payload: 'payload at 300 km',
    speed: 'highest airspeed',
    impulse: 'total impulse',
    accuracy: 'accuracy',
    tank: 'spraying',
    'mt-reason': 'list entry',
  })[fact] ??
  base.facts.get(fact)?.name ??
  base.facts.get(fact)?.asks ??
  fact
