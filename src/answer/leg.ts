import { isUsOn } from '../language/names/listed-countries.ts'
import type { FactValue } from '../engine/condition.ts'
import type { Facts } from '../knowledge/fact-names.ts'
import { smallestChanges, openQuestions, settle, type FactChange, type Completion, type Space } from '../engine/explore.ts'
import { factsOf } from '../engine/compiled.ts'
import { firstLicense } from '../engine/rule.ts'
import type { Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import { cachedByObject } from '../language/cached.ts'
import { isKnowHow, type ItemReading, type Reading } from '../language/reading.ts'
import { landingFacts } from '../knowledge/landing.ts'
import { assumedFacts } from './rule-facts.ts'
import { cachedPerKnowledge } from './cached-per-knowledge.ts'
import { createSpace, lawFor, possibleClasses, type Leg } from './leg-space.ts'
import { bySeverity, isMilder, shownVerdict, type ShownVerdict } from '../engine/shown-verdict.ts'

/**
 * A decided leg.
 * - `facts`: all facts that the verdict is based on: `stated` by the asker, `presumed` from the kind of item,
 * or `assumed` for everybody.
 * - `classes`: the classes that the item can still have.
 * - `country`: `undefined` if none was named, or if several are possible.
 * - `day`: the first day whose law was applied.
 */
export type DecidedLeg = {
  readonly leg: Leg
  readonly shown: ShownVerdict
  readonly verdict: Verdict
  readonly facts: Facts
  readonly classes: readonly string[]
  readonly country: string | undefined
  readonly day: string
  readonly stated: Facts
  readonly presumed: Facts
  readonly assumed: Facts
  readonly space: Space
  /** A key for everything that the verdict depends on: legs with equal keys have equal verdicts, questions and changes. */
  readonly situation: string
}

/**
 * A decided leg, with the facts to ask for next and the smallest changes of facts that change its verdict. A list of countries by verdict
 * decides many legs and does without these.
 */
export type ExploredLeg = DecidedLeg & { readonly asks: readonly string[]; readonly changes: readonly FactChange[] }

type Explored = Pick<ExploredLeg, 'asks' | 'changes'>
const keepExplored = cachedPerKnowledge<Explored>(5000)

/**
 * Adds to a decided leg the facts still to ask for (first the one that settles most), and the smallest
 * changes of facts that change the verdict.
 */
export function exploreLeg(base: Base, leg: DecidedLeg): ExploredLeg {
  return { ...leg, ...keepExplored(base, leg.situation, () => ({ asks: asksOf(base, leg), changes: changesOf(base, leg) })) }
}

/**
 * The key for everything that a leg's verdict depends on. It does not depend on who asks, or in which
 * words.
 */
const situationOf = ({ reading: { item, article, possible }, place, days }: Leg, today: string, facts: Facts): string =>
  [
    JSON.stringify([facts, item?.series, item?.replaceable, article?.states, possible, place?.codes, days, today]),
    item === undefined ? '0' : inWords(item.lands),
    article === undefined ? '0' : inWords(article.lands),
  ].join(' ')

/**
 * The landings of an item (`lands`) as text. The text is long, so it is cached per `lands` object, which
 * most items share.
 */
const inWords = cachedByObject((lands: ItemReading['lands']): string => JSON.stringify(lands))

/**
 * Decides one leg. A source that is overdue for review on `today` can only make the verdict stricter. Facts
 * presumed from the kind of item alone never make an answer milder than a license: where they would (and the
 * item leaves the United States), the leg is decided again without them.
 */
export function decideLeg(base: Base, leg: Leg, today: string): DecidedLeg {
  const { item, article } = leg.reading
  const { possible } = leg.reading
  // If the asker says that a fact is not known, it stays open, even if the knowledge has a value for this item.
  const known = Object.entries({ ...article?.states, ...item?.states }).filter(([fact]) => possible[fact] === undefined)
  const toldFacts: Facts = {
    ...Object.fromEntries(known),
    ...leg.reading.facts,
    ...(leg.place?.region === undefined ? {} : { region: leg.place.region }),
  }
  const stated: Facts = { ...toldByUse(toldFacts), ...toldFacts }
  const presumed = presumptions(leg.reading, stated)
  const withPresumed = decideWith(base, leg, today, stated, presumed)
  const { verdict, country, day } = withPresumed
  const needsNoLicense = verdict.status === 'decided' && verdict.high < firstLicense && !isUsOn(base, country, day)
  return needsNoLicense && Object.keys(presumed).length > 0 ? decideWith(base, leg, today, stated, {}) : withPresumed
}

/**
 * Facts that follow from a stated end use: the role of a drone, and whether the asker named a civil use.
 * Stated facts take precedence over them. Empty without a stated end use.
 */
function toldByUse(stated: Facts): Facts {
  const use = stated.endUse
  if (typeof use !== 'string') return {}
  return { 'uas-role': use.startsWith('military') ? 'military' : 'civil', civilUseTold: use === 'other-civil' ? 'yes' : 'no' }
}

/**
 * The facts presumed from the kind of item if nobody states them. For a part of a vehicle whose own figures
 * are unknown, range and payload are not presumed.
 */
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
  const assumedHere = assumed(base, leg, { ...presumed, ...stated }, isUsOn(base, code, day ?? today))
  const facts: Facts = {
    ...assumedHere,
    ...presumed,
    ...stated,
    ...(code !== undefined && other === undefined ? { destination: code } : {}),
    ...(leg.days.length === 1 && day !== undefined ? { date: day } : {}),
  }
  const situation = situationOf(leg, today, facts)
  return {
    leg,
    ...keepDecisions(base, situation, () => decideFacts(base, leg, space, facts)),
    facts,
    country: other === undefined ? code : undefined,
    day: day ?? today,
    stated,
    presumed,
    assumed: assumedHere,
    space,
    situation,
  }
}

type Decision = Pick<DecidedLeg, 'shown' | 'verdict' | 'classes'>
const keepDecisions = cachedPerKnowledge<Decision>(5000)

function decideFacts(base: Base, leg: Leg, space: Space, facts: Facts): Decision {
  const { verdict, leaves } = settle(space, facts)
  return {
    verdict,
    shown: deniedByDestination(base, verdict, leaves) ?? counselAnyway(verdict, leaves) ?? shownVerdict(verdict),
    classes: possibleClasses(base, leg, facts),
  }
}

/**
 * If only facts about the item are missing: the denial that follows from the destination (e.g. from an arms
 * embargo) for at least one of the ways in which these facts can turn out; the strictest, if several. It is
 * said at once, and the reply still asks about the item. Where parts of the country have laws of their own
 * and the part is not known, a way counts as denied only if every part denies it; then the mildest of its
 * denials counts. `undefined` if there is no such denial.
 */
function deniedByDestination(base: Base, verdict: Verdict, leaves: readonly Completion[]): ShownVerdict | undefined {
  const isAbout = (fact: string, what: string): boolean => base.facts.get(fact)?.about === what
  if (verdict.status !== 'open' || !verdict.missing.every((fact) => isAbout(fact, 'item'))) return undefined
  const besides = [...base.facts.keys()].filter((fact) => !isAbout(fact, 'destination'))
  const byParts = Map.groupBy(leaves, ({ facts }) => besides.map((fact) => facts[fact]).join())
  const denied = [...byParts.values()].filter((parts) => parts.every((leaf) => isDeniedThere(base, leaf)))
  return strictest(denied.flatMap((parts) => mildest(parts.map((leaf) => shownVerdict(leaf.verdict))) ?? []))
}

const isDeniedThere = (base: Base, { verdict }: Completion): boolean =>
  verdict.findings.some(
    (finding) => finding.holds === true && finding.high === verdict.high && base.rules.get(finding.rule.id)?.byDestination === true,
  )

const mildest = (verdicts: readonly ShownVerdict[]): ShownVerdict | undefined => verdicts.toSorted(bySeverity)[0]
const strictest = (verdicts: readonly ShownVerdict[]): ShownVerdict | undefined => verdicts.toSorted(bySeverity).at(-1)

/**
 * `ask-counsel` although facts are missing, if each of their possible values leads to counsel or something
 * stricter; otherwise `undefined`. The reply still asks for these facts.
 */
function counselAnyway(verdict: Verdict, leaves: readonly Completion[]): ShownVerdict | undefined {
  if (shownVerdict(verdict) !== 'need-facts' || leaves.length === 0) return undefined
  const isForCounsel = leaves.every((leaf) => !isMilder(shownVerdict(leaf.verdict), 'ask-counsel'))
  return isForCounsel ? 'ask-counsel' : undefined
}

/**
 * The values assumed for facts that nobody stated and nobody called unknown. Facts with `onlyIn`
 * (facts.yaml) are assumed only for a transfer within the United States (`domestic`), those with `onlyForGoods` not for data and services.
 */
function assumed(base: Base, leg: Leg, known: Facts, domestic: boolean): Facts {
  const isGoods = !isReleased(base, leg.reading, possibleClasses(base, leg, known))
  const counts = (name: string): boolean => {
    const { onlyIn, onlyForGoods } = base.facts.get(name) ?? {}
    return (domestic || onlyIn === undefined) && (isGoods || onlyForGoods !== true)
  }
  const facts: Record<string, FactValue | undefined> = {}
  for (const [name, value] of Object.entries(assumedFacts(base)))
    if (known[name] === undefined && leg.reading.possible[name] === undefined && counts(name)) facts[name] = value
  return facts
}

/** Whether the item is data or a service, which is released to people, and not only a thing that is shipped. */
export const isReleased = (base: Base, { item, article }: Reading, classes: readonly string[]): boolean =>
  article !== undefined || isKnowHow(item) || classes.some((id) => base.classes.get(id)?.technology === true)

/**
 * The facts to ask for, first the one that settles most. If no fact is missing, but a rule gives a range
 * that the asker can narrow: the fact that this rule asks for. Empty if there is nothing to ask.
 */
function asksOf(base: Base, { space, facts, verdict }: DecidedLeg): readonly string[] {
  const order = [...base.facts.keys()]
  if (verdict.status === 'unsettled' && verdict.settledBy === 'asker') {
    return verdict.findings
      .flatMap((finding) => finding.governs.flatMap((rule) => base.rules.get(rule.id)?.outcome ?? []))
      .flatMap((outcome) => (typeof outcome === 'object' && outcome.asks !== undefined ? [outcome.asks] : []))
  }
  if (verdict.status !== 'open') return []
  return openQuestions(space, facts, order)
}

/**
 * The changes of one fact, or else of two, that change the verdict; empty while facts are missing.
 * Destination and date are not varied, because another place or day would be another question.
 */
function changesOf(base: Base, { leg, space, facts, verdict }: DecidedLeg): readonly FactChange[] {
  if (facts.destination === undefined || facts.date === undefined || verdict.status === 'open') return []
  const about = leg.reading.article ?? leg.reading.item
  const figures = about === undefined ? [] : landingFacts(about.lands).filter((fact) => base.facts.get(fact)?.unit !== undefined)
  const read = new Set(space.decide(facts).findings.length === 0 ? [] : readHere(base, facts))
  return smallestChanges(space, facts, [...new Set([...figures, ...turnable.filter((fact) => read.has(fact))])])
}

const turnable = ['endUse', 'usGovernmentProgram', 'activity', 'value', 'carveOut', 'replacementPart']

/** The names of the facts that rules read for this destination and day, for any item. */
function readHere(base: Base, { destination, date }: Facts): readonly string[] {
  return factsOf(lawFor(base, String(date), String(date), String(destination)))
}

/** Whether a leg stays in the United States. */
export const staysInUs = (base: Base, { country, day }: DecidedLeg): boolean => isUsOn(base, country, day)
