import { compile } from '../engine/condition.ts'
import type { Facts } from '../knowledge/fact-names.ts'
import { settle, type Space } from '../engine/explore.ts'
import { reduceLaw, verdictOf, type Law } from '../engine/compiled.ts'
import type { Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import { toCondition } from '../knowledge/schema.ts'
import { cachedByText } from '../language/cached.ts'
import { assumedFacts, destinationFacts, itemFacts, countryStandingOf } from '../answer/rule-facts.ts'
import { shownVerdict, type ShownVerdict } from '../engine/shown-verdict.ts'

/**
 * A destination for the proof: a region, or one country that represents all countries that the rules treat
 * alike. `table` is the destination's class in the law table (the editors' own table of expected verdicts);
 * '' if it has no class there.
 */
export type Place = { readonly label: string; readonly facts: Facts; readonly table: string }

/**
 * An item for the proof: an item class, or a variant of one if some rule reads more than the class. Its
 * `facts` are those that the knowledge has (`onRecord`) and those that an asker would state (`stated`).
 */
export type Item = { readonly label: string; readonly facts: Facts; readonly onRecord: Facts; readonly stated: Facts }

const uses: ReadonlyArray<{ readonly id: string; readonly facts: Facts }> = [
  ...['civil-space', 'military-missile', 'military-uas', 'other-civil'].map((endUse) => ({
    id: endUse,
    facts: { endUse, wmd: 'none-known', usGovernmentProgram: 'no' },
  })),
  { id: 'unknown', facts: { endUse: undefined, wmd: 'none-known', usGovernmentProgram: 'no' } },
  { id: 'us-government', facts: { endUse: undefined, wmd: 'none-known', usGovernmentProgram: 'yes' } },
  { id: 'wmd', facts: { endUse: undefined, wmd: 'known', usGovernmentProgram: 'no' } },
]

/**
 * The verdict on one combination of facts of an item and a place. `tabled` is the end use as the law table
 * calls it; it is set for plain exports only. `shown` is what the asker is told on these facts. `settled` is
 * what the asker is told after every answer to the missing facts was tried (see `settle`); without `tabled`
 * it is the same as `shown`.
 */
export type Cell = {
  readonly facts: Facts
  readonly verdict: Verdict
  readonly shown: ShownVerdict
  readonly tabled: string | undefined
  readonly settled: ShownVerdict
}

/**
 * Decides all cells of one item under the law of one place and day. With `turns`, there are also cells in which one assumed fact has
 * another value.
 */
export type DecideCells = (here: Law, item: Item, turns: boolean) => readonly Cell[]

/**
 * Returns a function that decides cells, and caches them: items for which the same law remains, and which
 * have the same stated facts, are decided once.
 */
export function createCells(base: Base): DecideCells {
  const varied = cachedByText(1000, (stated) => vary(base, JSON.parse(stated)))
  const decided = new Map<string, { readonly plain: readonly Cell[]; readonly all: readonly Cell[] }>()
  return (here, { onRecord, stated }, turns) => {
    const law = reduceLaw(here, onRecord)
    const told = JSON.stringify(stated)
    const key = `${law.number} ${told}`
    const before = decided.get(key)
    if (before !== undefined) return turns ? before.all : before.plain
    const { cases, plain } = varied(told)
    const all = cases.map((one) => decideCell(base, law, one))
    const both = { plain: all.slice(0, plain), all }
    decided.set(key, both)
    return turns ? both.all : both.plain
  }
}

type Case = Pick<Cell, 'facts' | 'tabled'>

/**
 * Every end use with every activity, then every end use with one assumed fact at another value. `plain` is
 * how many of the cases are of the first kind.
 */
function vary(base: Base, stated: Facts): { readonly cases: readonly Case[]; readonly plain: number } {
  const assumed: Facts = { ...assumedFacts(base), ...stated }
  const plain = uses.flatMap(({ id, facts }) =>
    answersOf(base, 'activity').map((activity) => ({
      facts: { ...assumed, ...facts, activity },
      tabled: activity === assumed.activity ? id : undefined,
    })),
  )
  const behind = uses.flatMap(({ facts }) =>
    turned(base).map(([fact, value]) => ({ facts: { ...assumed, ...facts, [fact]: value }, tabled: undefined })),
  )
  return { cases: [...plain, ...behind], plain: plain.length }
}

function decideCell(base: Base, law: Law, { facts, tabled }: Case): Cell {
  const verdict = verdictOf(reduceLaw(law, facts))
  const shown = shownVerdict(verdict)
  if (tabled === undefined || verdict.status !== 'open') return { facts, verdict, shown, tabled, settled: shown }
  const space: Space = { decide: (known) => verdictOf(reduceLaw(law, known)), answers: (fact) => answersOf(base, fact) }
  return { facts, verdict, shown, tabled, settled: shownVerdict(settle(space, facts).verdict) }
}

const answersOf = (base: Base, fact: string): readonly string[] => base.facts.get(fact)?.answers?.map((answer) => answer.value) ?? []

/**
 * Each assumed fact with each answer other than the assumed one. Facts that are varied anyway (`wmd`, `usGovernmentProgram`,
 * `activity`) are left out.
 */
function turned(base: Base): ReadonlyArray<readonly [fact: string, value: string]> {
  return [...base.facts.values()].flatMap((fact) =>
    fact.assumed === undefined || ['wmd', 'usGovernmentProgram', 'activity'].includes(fact.id)
      ? []
      : answersOf(base, fact.id)
          .filter((value) => value !== fact.assumed)
          .map((value) => [fact.id, value] as const),
  )
}

/** Every item class, with variants if a rule reads more than the class. */
export function items(base: Base): readonly Item[] {
  const variants: Readonly<Record<string, readonly Facts[]>> = {
    TECHDATA_NON_MT: ['rocket', 'part', 'spacecraft'].map((article) => ({ article })),
    UAS_ITAR_CAT2: ['under-500', 'from-500'].map((payload) => ({ payload })),
    COMPONENT_EAR_MT: [
      {},
      { 'item.series': '600-series' },
      { 'item.replaceable': 'yes' },
      { 'item.replaceable': 'yes', replacementPart: 'yes' },
    ],
    UAS_CIV_MT: [{}, { payload: 'under-500' }, { 'item.large': 'yes' }],
    TECH_EAR_MT: [{}, { 'item.series': '600-series' }],
    ITEM_EAR_NON_MT: [{}, { 'item.series': '600-series' }],
  }
  return [...base.classes.keys()].flatMap((id) =>
    (variants[id] ?? [{}]).map((more) => itemOf(base, [id, ...Object.values(more)].join(' '), { ...itemFacts(base, id), ...more })),
  )
}

function itemOf(base: Base, label: string, facts: Facts): Item {
  const of = (isStated: boolean): Facts => Object.fromEntries(Object.entries(facts).filter(([name]) => base.facts.has(name) === isStated))
  return { label, facts, onRecord: of(false), stated: of(true) }
}

/**
 * The places for the proof on a day: one country of each group that the rules treat alike (`distinct`), or
 * every country (`each`). Both include the regions that are under an embargo of their own, such as Crimea.
 */
export function placesOn(base: Base, day: string, which: 'distinct' | 'each' = 'distinct'): readonly Place[] {
  const bySignature = new Map<string, Place>()
  const classes = base.lawTable.destinations.map((entry) => ({ id: entry.id, test: compile(toCondition(entry.when)) }))
  const place = (label: string, facts: Facts): Place => ({
    label,
    facts,
    table: needsRegion(facts) ? '' : (classes.find((entry) => entry.test(facts) === true)?.id ?? ''),
  })
  for (const code of base.countries.keys()) {
    const facts = destinationFacts(base, code, day)
    const key = which === 'each' ? code : countryStandingOf(base, code, day)
    if (!bySignature.has(key)) bySignature.set(key, place(code, facts))
  }
  for (const { country, region } of base.names.regions)
    bySignature.set(region, place(`${country} (${region})`, { ...destinationFacts(base, country, day), region }))
  return [...bySignature.values()]
}

/**
 * Whether a destination's region must be asked for. The law table knows no regions, so its rows do not apply
 * to such a destination (question "O11" in test/questions/given is an example).
 */
const needsRegion = (facts: Facts): boolean =>
  facts.region === undefined && facts['destination.groups']?.includes('crimea-dnr-lnr') === true
