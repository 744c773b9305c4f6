import { compile, type Facts } from '../engine/condition.ts'
import { saidAs, settle, type Said, type Space } from '../engine/explore.ts'
import type { LiveRule } from '../engine/rule.ts'
import { decide, residual, type Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import { toCondition } from '../knowledge/schema.ts'
import { assumedFacts, destinationFacts, itemFacts, standingOf } from './facts.ts'

/** A destination of the whole space: one country for all that the rules cannot tell apart. `table` is its class in the law table. */
export type Place = { readonly label: string; readonly facts: Facts; readonly table: string }

/** An item of the whole space: a class, or a variant of one where a rule looks closer. */
export type Item = { readonly label: string; readonly facts: Facts }

const uses: ReadonlyArray<{ readonly id: string; readonly facts: Facts }> = [
  ...['civil-space', 'military-missile', 'military-uas', 'other-civil'].map((endUse) => ({
    id: endUse,
    facts: { endUse, wmd: 'none-known', usGovernmentProgram: 'no' },
  })),
  { id: 'unknown', facts: { endUse: undefined, wmd: 'none-known', usGovernmentProgram: 'no' } },
  { id: 'us-government', facts: { endUse: undefined, wmd: 'none-known', usGovernmentProgram: 'yes' } },
  { id: 'wmd', facts: { endUse: undefined, wmd: 'known', usGovernmentProgram: 'no' } },
]

/** The verdict on facts that vary within one item and place; `tabled` is the end use in the law table's words, for plain exports. */
export type Cell = {
  readonly facts: Facts
  readonly verdict: Verdict
  readonly said: Said
  readonly tabled: string | undefined
  readonly settled: Said
}

/** Decides every cell of one item under the rules of one place and day. `turns`: with each assumption turned around as well. */
export function decideCells(
  base: Base,
  here: readonly LiveRule[],
  item: Item,
  turns: boolean,
  decided: Map<string, readonly Cell[]>,
  examine: (cell: Cell) => void,
): readonly Cell[] {
  const isVarying = (name: string): boolean => base.facts.has(name)
  const stated = Object.fromEntries(Object.entries(item.facts).filter(([name]) => isVarying(name)))
  const rules = residual(here, Object.fromEntries(Object.entries(item.facts).filter(([name]) => !isVarying(name))))
  const key = `${String(turns)} ${JSON.stringify(stated)} ${residualKey(rules)}`
  const before = decided.get(key)
  if (before !== undefined) return before
  const assumed: Facts = { ...assumedFacts(base), ...stated }
  const space: Space = { decide: (facts) => decide(rules, facts), answers: (fact) => answersOf(base, fact) }
  const cell = (facts: Facts, tabled?: string): Cell => {
    const verdict = decide(rules, facts)
    const said = saidAs(verdict)
    return {
      facts,
      verdict,
      said,
      tabled,
      settled: tabled !== undefined && verdict.status === 'open' ? saidAs(settle(space, facts).verdict) : said,
    }
  }
  const cells = uses.flatMap((use) => [
    ...answersOf(base, 'activity').map((activity) =>
      cell({ ...assumed, ...use.facts, activity }, activity === assumed['activity'] ? use.id : undefined),
    ),
    ...(turns ? turned(base).map(([fact, value]) => cell({ ...assumed, ...use.facts, [fact]: value })) : []),
  ])
  cells.forEach(examine)
  decided.set(key, cells)
  return cells
}

/** Rules with equal keys decide alike. */
export const residualKey = (rules: readonly LiveRule[]): string =>
  rules.map((live) => `${live.rule.id} ${live.low} ${live.high} ${JSON.stringify(live.when)} (${residualKey(live.exceptions)})`).join()

const answersOf = (base: Base, fact: string): readonly string[] => base.facts.get(fact)?.answers?.map((answer) => answer.value) ?? []

/** Each assumed fact with each answer that is not the assumed one; end use and activity have dimensions of their own. */
function turned(base: Base): ReadonlyArray<readonly [fact: string, value: string]> {
  return [...base.facts.values()].flatMap((fact) =>
    fact.assumed === undefined || ['wmd', 'usGovernmentProgram', 'activity'].includes(fact.id)
      ? []
      : answersOf(base, fact.id)
          .filter((value) => value !== fact.assumed)
          .map((value) => [fact.id, value] as const),
  )
}

/** Every class, and its variants where a rule looks closer than the class. */
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
    (variants[id] ?? [{}]).map((more) => ({ label: [id, ...Object.values(more)].join(' '), facts: { ...itemFacts(base, id), ...more } })),
  )
}

/** One country for all that the rules cannot tell apart on that day, or each country, and the regions of a country that has embargoed ones. */
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
    const key = which === 'each' ? code : standingOf(base, code, day)
    if (!bySignature.has(key)) bySignature.set(key, place(code, facts))
  }
  for (const { country, region } of base.names.regions)
    bySignature.set(region, place(`${country} (${region})`, { ...destinationFacts(base, country, day), region }))
  return [...bySignature.values()]
}

/** The table knows no region; where one must be asked for, its rows do not apply (overlay O11). */
const needsRegion = (facts: Facts): boolean =>
  facts['region'] === undefined && (facts['destination.groups'] as readonly string[]).includes('crimea-dnr-lnr')
