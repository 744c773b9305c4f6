import { wordsRead, type Facts, type FactValue } from '../engine/condition.ts'
import {
  changes,
  missingFacts,
  nextQuestion,
  saidAs,
  settle,
  severity,
  type Change,
  type Completion,
  type Said,
  type Space,
} from '../engine/explore.ts'
import { rankOf, silent, type LiveRule } from '../engine/rule.ts'
import { decide, residual, type Verdict } from '../engine/verdict.ts'
import type { ItemReading, PlaceReading, Reading } from '../language/reading.ts'
import type { Base } from '../knowledge/base.ts'
import { land, landingFacts } from './classify.ts'
import { assumedFacts, destinationFacts, itemFacts } from './facts.ts'

/** One leg of a deal to be decided: what goes where, and when. */
export type Leg = { readonly reading: Reading; readonly place: PlaceReading | undefined; readonly days: readonly string[] }

/** A leg decided. Facts carry every origin: `stated` by the asker, `presumed` from the kind of item, `assumed` by the vocabulary. */
export type DecidedLeg = {
  readonly leg: Leg
  readonly said: Said
  readonly verdict: Verdict
  readonly facts: Facts
  readonly classes: readonly string[]
  readonly country: string | undefined
  readonly day: string
  readonly stated: Facts
  readonly presumed: Facts
  readonly assumed: Facts
  readonly space: Space
}

/** A decided leg with what to ask next and what would change it: needed for a reply, too much for a list of countries. */
export type ExploredLeg = DecidedLeg & { readonly asks: readonly string[]; readonly changes: readonly Change[] }

/** Finds the questions still open, most telling first, and the smallest changes that move the verdict. */
export function exploreLeg(base: Base, leg: DecidedLeg): ExploredLeg {
  return { ...leg, asks: asksOf(base, leg), changes: changesOf(base, leg) }
}

/** Decides one leg on the knowledge of `base`, with sources judged on `today`. */
export function decideLeg(base: Base, leg: Leg, today: string): DecidedLeg {
  const { item, article } = leg.reading
  const said: Facts = {
    ...article?.states,
    ...item?.states,
    ...leg.reading.facts,
    ...(leg.place?.region === undefined ? {} : { region: leg.place.region }),
  }
  const stated: Facts = { ...said, ...roleOf(said) }
  const presumed = presumptions(leg.reading, stated)
  const lax = decideWith(base, leg, today, stated, presumed)
  const mayClear = rankOf('license-favorable')
  const clears = lax.verdict.status === 'decided' && lax.verdict.high < mayClear && !isUs(base, lax.country, lax.day)
  return clears && Object.keys(presumed).length > 0 ? decideWith(base, leg, today, stated, {}) : lax
}

/** A use that is stated says which kind of drone it is, unless the words said so themselves. */
function roleOf(stated: Facts): Facts {
  const use = stated['endUse']
  if (typeof use !== 'string' || stated['uas-role'] !== undefined) return {}
  return { 'uas-role': use.startsWith('military') ? 'military' : 'civil' }
}

const isUs = (base: Base, country: string | undefined, day: string): boolean =>
  country !== undefined && base.groupsOf(country, day).includes('us')

/** What is taken of the item's kind where nobody states it. Beside a vehicle whose own figures are open, nothing is. */
function presumptions(reading: Reading, stated: Facts): Facts {
  const { item, vehicle, article } = reading
  const source = article ?? item
  if (source === undefined) return {}
  const vehicleIsOpen =
    vehicle !== undefined &&
    source.level !== 'vehicle' &&
    Object.keys(vehicle.presumed).length === 0 &&
    vehicle.system === undefined &&
    source.entry === undefined
  const kept = Object.entries(
    vehicleIsOpen ? withoutVehicle(source) : { ...source.presumed, ...(article === undefined ? {} : item?.presumed) },
  )
  return Object.fromEntries(kept.filter(([fact]) => stated[fact] === undefined && reading.possible[fact] === undefined))
}

const withoutVehicle = (item: ItemReading): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(item.presumed).filter(([fact]) => fact !== 'range' && fact !== 'payload'))

function decideWith(base: Base, leg: Leg, today: string, stated: Facts, presumed: Facts): DecidedLeg {
  const space = createSpace(base, leg, today)
  const [day] = leg.days
  const [code, other] = leg.place?.codes ?? []
  const assumedHere = assumed(base, stated, isUs(base, code, day ?? today))
  const facts: Facts = {
    ...assumedHere,
    ...presumed,
    ...stated,
    ...(code !== undefined && other === undefined ? { destination: code } : {}),
    ...(leg.days.length === 1 && day !== undefined ? { date: day } : {}),
  }
  const { verdict, leaves } = settle(space, facts)
  const said = deniedByDestination(base, verdict, leaves) ?? saidAs(verdict)
  return {
    leg,
    said,
    verdict,
    facts,
    classes: possibleClasses(base, leg, facts),
    country: other === undefined ? code : undefined,
    day: day ?? today,
    stated,
    presumed,
    assumed: assumedHere,
    space,
  }
}

/**
 * A country under an embargo or an arms embargo denies before the item is known (the law table's 8.4): where one of the
 * item's possible classes is denied for the destination's sake, that is said, and the question follows.
 */
function deniedByDestination(base: Base, verdict: Verdict, leaves: readonly Completion[]): Said | undefined {
  const aboutItem = verdict.missing.every((fact) => base.facts.get(fact)?.about === 'item')
  if (verdict.status !== 'open' || !aboutItem) return undefined
  const denied = leaves.filter((leaf) =>
    leaf.verdict.findings.some(
      (finding) => finding.holds === true && finding.high === leaf.verdict.high && base.rules.get(finding.rule.id)?.byDestination === true,
    ),
  )
  return denied.map((leaf) => saidAs(leaf.verdict)).sort((a, b) => severity.indexOf(b) - severity.indexOf(a))[0]
}

function assumed(base: Base, stated: Facts, domestic: boolean): Facts {
  return Object.fromEntries(
    Object.entries(assumedFacts(base)).filter(
      ([name]) => stated[name] === undefined && (base.facts.get(name)?.onlyIn === undefined || domestic),
    ),
  )
}

/** The facts still open, most telling first. A range that the asker can close asks for its own fact. */
function asksOf(base: Base, { space, facts, verdict }: DecidedLeg): readonly string[] {
  const order = [...base.facts.keys()]
  if (verdict.status === 'unsettled' && verdict.settledBy === 'asker') {
    return verdict.findings
      .flatMap((finding) => finding.governs.flatMap((rule) => base.rules.get(rule.id)?.outcome ?? []))
      .flatMap((outcome) => (typeof outcome === 'object' && outcome.asks !== undefined ? [outcome.asks] : []))
  }
  if (verdict.status !== 'open') return []
  const first = nextQuestion(space, facts, order)
  const all = missingFacts(space, facts, order)
  return first === undefined ? all : [first, ...all.filter((fact) => fact !== first)]
}

/** Facts that can be turned to see what would change the verdict; the destination and the date are questions of their own. */
function changesOf(base: Base, { leg, space, facts, verdict }: DecidedLeg): readonly Change[] {
  if (facts['destination'] === undefined || facts['date'] === undefined || verdict.status === 'open') return []
  const about = leg.reading.article ?? leg.reading.item
  const figures = about === undefined ? [] : landingFacts(about.lands).filter((fact) => base.facts.get(fact)?.unit !== undefined)
  const read = new Set(space.decide(facts).findings.length === 0 ? [] : readHere(base, facts))
  return changes(space, facts, [...new Set([...figures, ...turnable.filter((fact) => read.has(fact))])])
}

const turnable = ['endUse', 'usGovernmentProgram', 'activity', 'value', 'carveOut', 'replacementPart']

/** The facts that any rule reads for this destination and day, whatever the item. */
function readHere(base: Base, { destination, date }: Facts): readonly string[] {
  return rulesFor(base, String(date), String(date), String(destination), {}).flatMap(readsOf)
}

const readsOf = (rule: LiveRule): readonly string[] => [...rule.reads, ...rule.exceptions.flatMap(readsOf)]

/** The finite space around a leg: how partial facts are decided and which answers each missing fact can still have. */
function createSpace(base: Base, leg: Leg, today: string): Space {
  return {
    decide: (facts) => {
      const { destination, date } = facts
      if (typeof destination !== 'string') return openOn('destination')
      if (typeof date !== 'string') return openOn('date')
      const item = itemOn(base, leg, facts)
      if ('missing' in item) return openOn(...item.missing)
      return decide(rulesFor(base, date, today, destination, item.facts), facts)
    },
    answers: (fact) => answersTo(base, leg, fact, today),
  }
}

/**
 * The rules still in play once day, destination and item are fixed, over the asker's facts alone. A reply decides the same
 * leg many times with one fact turned, and people ask about the same few countries, so what is left is kept.
 */
const inPlay = new WeakMap<Base, Map<string, readonly LiveRule[]>>()
function rulesFor(base: Base, day: string, today: string, destination: string, item: Facts): readonly LiveRule[] {
  const known = inPlay.get(base) ?? new Map<string, readonly LiveRule[]>()
  inPlay.set(base, known)
  const key = `${day} ${today} ${destination} ${Object.values(item).join(' ')}`
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size > 5000) known.clear()
  const rules = residual(base.rulebook.on(day, today), { ...destinationFacts(base, destination, day), ...item })
  known.set(key, rules)
  return rules
}

const openOn = (...missing: readonly string[]): Verdict => ({
  status: 'open',
  low: silent,
  high: rankOf('prohibited'),
  missing,
  settledBy: 'asker',
  findings: [],
})

function answersTo(base: Base, leg: Leg, fact: string, today: string): readonly FactValue[] {
  if (fact === 'destination')
    return (leg.place?.codes.length ?? 0) > 0 ? (leg.place?.codes ?? []) : foreignPlaces(base, leg.days[0] ?? today)
  if (fact === 'date') return leg.days
  const possible = leg.reading.possible[fact]
  if (possible !== undefined) return possible
  if (fact === 'item') return [...new Set((leg.reading.item?.lands ?? []).map((landing) => landing.class))]
  return base.facts.get(fact)?.answers?.map((answer) => answer.value) ?? []
}

/** One foreign country for every set of lists that the rules tell apart: what an unknown destination can turn out to be. */
const placesByBase = new WeakMap<Base, Map<string, readonly string[]>>()
function foreignPlaces(base: Base, day: string): readonly string[] {
  const days = placesByBase.get(base) ?? new Map<string, readonly string[]>()
  placesByBase.set(base, days)
  const known = days.get(day)
  if (known !== undefined) return known
  const read = new Set(
    base.rulebook.rules.flatMap((rule) => wordsRead(rule.when).flatMap(([fact, word]) => (fact === 'destination.groups' ? [word] : []))),
  )
  const bySignature = new Map<string, string>()
  for (const code of base.countries.keys()) {
    const groups = base.groupsOf(code, day).filter((group) => read.has(group))
    const key = groups.sort().join()
    if (!groups.includes('us') && !bySignature.has(key)) bySignature.set(key, code)
  }
  const places = [...bySignature.values()]
  if (days.size > 32) days.clear()
  days.set(day, places)
  return places
}

const articleOf = (base: Base, classId: string): string => {
  const known = base.classes.get(classId)
  if (known === undefined) return 'part'
  if (known.jurisdiction === 'EAR') return known.mt === 'yes' ? 'ear-mt' : 'ear-other'
  if (known.category === 'I') return 'category-i'
  if (known.mt === 'yes') return 'category-ii'
  return known.role === 'rocket' || known.role === 'spacecraft' ? known.role : 'part'
}

type ItemOn = { readonly facts: Facts } | { readonly missing: readonly string[] }

/** The item's class and what the record says of it, or the facts that are missing for it. */
function itemOn(base: Base, leg: Leg, facts: Facts): ItemOn {
  const { item, article } = leg.reading
  if (item === undefined) return { facts: itemFacts(base, 'UNKNOWN') }
  const withArticle = article === undefined ? { article: undefined } : articleFact(base, article, facts)
  if ('missing' in withArticle) return withArticle
  const known: Facts = withArticle.article === undefined ? facts : { ...facts, article: withArticle.article }
  const landed = land(item.lands, known)
  if ('missing' in landed) return { missing: landed.missing }
  const series = item.series === undefined ? {} : { 'item.series': item.series }
  const about = known['article'] === undefined ? {} : { article: known['article'] }
  return {
    facts: {
      ...itemFacts(base, landed.class),
      ...series,
      ...(item.replaceable === true ? { 'item.replaceable': 'yes' } : {}),
      ...(facts['payload'] === 'from-500' && facts['speed'] === 'from-800' ? { 'item.large': 'yes' } : {}),
      ...about,
    },
  }
}

function articleFact(
  base: Base,
  article: ItemReading,
  facts: Facts,
): { readonly article: string } | { readonly missing: readonly string[] } {
  const landed = land(article.lands, { ...article.states, ...facts })
  return 'class' in landed ? { article: articleOf(base, landed.class) } : { missing: landed.missing }
}

/** The classes the item can still have: one where it is settled. */
function possibleClasses(base: Base, { reading: { item, article } }: Leg, facts: Facts): readonly string[] {
  if (item === undefined) return ['UNKNOWN']
  const classes = (known: Facts): readonly string[] => {
    const landed = land(item.lands, known)
    return 'class' in landed ? [landed.class] : landed.candidates
  }
  if (article === undefined) return classes(facts)
  const about = land(article.lands, { ...article.states, ...facts })
  return [
    ...new Set(('class' in about ? [about.class] : about.candidates).flatMap((id) => classes({ ...facts, article: articleOf(base, id) }))),
  ]
}
