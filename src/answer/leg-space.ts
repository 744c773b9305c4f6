import { isUsOn } from '../language/names/listed-countries.ts'
import type { FactValue } from '../engine/condition.ts'
import type { Facts } from '../knowledge/fact-names.ts'
import type { Space } from '../engine/explore.ts'
import { reduceLaw, verdictOf, type Law } from '../engine/compiled.ts'
import { rankOf, silent } from '../engine/rule.ts'
import type { Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import type { ItemReading, PlaceReading, Reading } from '../language/reading.ts'
import { land, landingOn } from '../knowledge/landing.ts'
import { destinationFacts, itemFacts, countryStandingOf } from './rule-facts.ts'
import { cachedPerKnowledge } from './cached-per-knowledge.ts'

/**
 * One leg of a deal (see *Words of the code* in ARCHITECTURE.md): an item (in `reading`) and one place,
 * `undefined` if none was named. There are several `days` if the law changed within the period asked about;
 * each of them is tried.
 */
export type Leg = { readonly reading: Reading; readonly place: PlaceReading | undefined; readonly days: readonly string[] }

/**
 * What is needed to try out all possibilities of a leg: `decide` gives the verdict on a part of the facts, `answers` the values that a
 * missing fact can have.
 */
export function createSpace(base: Base, leg: Leg, today: string): Space {
  return {
    decide: (facts) => {
      const { destination, date } = facts
      if (typeof destination !== 'string') return openOn('destination')
      if (typeof date !== 'string') return openOn('date')
      const item = itemOn(base, leg, facts)
      if ('missing' in item) return openOn(...item.missing)
      return verdictOf(reduceLaw(lawFor(base, date, today, destination, item), facts))
    },
    answers: (fact) => answersTo(base, leg, fact, today),
  }
}

/**
 * The rules of a day that can still apply to a destination and, if given, an item. With both given, their
 * conditions read only facts that an asker can state.
 */
export function lawFor(base: Base, day: string, today: string, destination: string, item?: Item): Law {
  const there = reduceLaw(base.rulebook.law(day, today), destinationFacts(base, destination, day))
  return item === undefined ? there : reduceLaw(there, { ...itemFacts(base, item.class), ...item.more })
}

/** An item as rules read it: its class, and further facts about it (`item.series`, `article` and the like). */
type Item = { readonly class: string; readonly more: Facts }

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

const keepPlaces = cachedPerKnowledge<readonly string[]>(32)
/** The values to try for an unknown destination. Of all foreign countries that the rules treat alike, only one is tried. */
const foreignPlaces = (base: Base, day: string): readonly string[] => keepPlaces(base, day, () => findPlaces(base, day))

function findPlaces(base: Base, day: string): readonly string[] {
  const byStanding = new Map<string, string>()
  for (const code of base.countries.keys()) {
    const standing = countryStandingOf(base, code, day)
    if (!isUsOn(base, code, day) && !byStanding.has(standing)) byStanding.set(standing, code)
  }
  return [...byStanding.values()]
}

const articleOf = (base: Base, classId: string): string => {
  const known = base.classes.get(classId)
  if (known === undefined) return 'part'
  if (known.jurisdiction === 'EAR') return known.mt === 'yes' ? 'ear-mt' : 'ear-other'
  if (known.category === 'I') return 'category-i'
  if (known.mt === 'yes' || known.mt === 'unknown') return 'category-ii'
  return known.role === 'rocket' || known.role === 'spacecraft' ? known.role : 'part'
}

type ItemOn = Item | { readonly missing: readonly string[] }

/**
 * The class of the item, and further facts about it; or, if the class is not settled, the names of the
 * facts that would settle it.
 */
function itemOn(base: Base, leg: Leg, facts: Facts): ItemOn {
  const { item, article } = leg.reading
  if (item === undefined) return { class: 'UNKNOWN', more: {} }
  const withArticle = article === undefined ? { article: undefined, series: undefined } : articleFact(base, article, facts)
  if ('missing' in withArticle) return withArticle
  const known: Facts = withArticle.article === undefined ? facts : { ...facts, article: withArticle.article }
  const landed = land(item.lands, known)
  if ('missing' in landed) return { missing: landed.missing }
  const series = item.series ?? landingOn(item.lands, known)?.series ?? withArticle.series
  return {
    class: landed.class,
    more: {
      ...(series === undefined ? {} : { 'item.series': series }),
      ...(item.replaceable === true ? { 'item.replaceable': 'yes' } : {}),
      ...(facts.payload === 'from-500' && facts.speed === 'from-800' ? { 'item.large': 'yes' } : {}),
      ...(known['article'] === undefined ? {} : { article: known['article'] }),
    },
  }
}

/**
 * What data or a service inherits from the article it is about: the kind of article ("category-i", "part")
 * and its series. If the class of the article is not settled: the names of the facts that would settle it.
 */
function articleFact(
  base: Base,
  article: ItemReading,
  facts: Facts,
): { readonly article: string; readonly series: FactValue | undefined } | { readonly missing: readonly string[] } {
  const known = { ...article.states, ...facts }
  const landed = land(article.lands, known)
  if ('missing' in landed) return landed
  const series = article.series ?? landingOn(article.lands, known)?.series ?? itemFacts(base, landed.class)['item.series']
  return { article: articleOf(base, landed.class), series }
}

/**
 * The classes that the item of a leg can still have: one if the class is settled, `UNKNOWN` if no item is
 * named.
 */
export function possibleClasses(base: Base, { reading: { item, article } }: Leg, facts: Facts): readonly string[] {
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
