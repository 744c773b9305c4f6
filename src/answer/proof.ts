import { compile, type Facts } from '../engine/condition.ts'
import { saidAs, severity, settle, type Said, type Space } from '../engine/explore.ts'
import { isRange, rankOf, type LiveRule } from '../engine/rule.ts'
import { decide, residual, type Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import { toCondition } from '../knowledge/schema.ts'
import { assumedFacts, destinationFacts, itemFacts } from './facts.ts'
import { explains, tableOn, type TableRow } from './law-table.ts'

/** What deciding the whole finite space of facts showed. */
export type Proof = {
  readonly cells: number
  readonly outcomes: ReadonlyMap<Said, number>
  /** Where the editors' law table says otherwise, with the listed reason or `undefined`. */
  readonly differences: ReadonlyArray<{
    readonly row: string
    readonly theirs: string
    readonly ours: Said
    readonly cells: number
    readonly reason: string | undefined
    readonly example: string
  }>
  /** Broken invariants, cells without an answer, rules that never matter. Empty when the proof holds. */
  readonly failures: readonly string[]
}

type Place = { readonly label: string; readonly facts: Facts; readonly table: string }
type Item = { readonly label: string; readonly facts: Facts }

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
 * Decides every cell of item × destination × end use × activity × period, and, on the days when a rule changes, each
 * assumption turned around. Where two items and places leave the same rules in play, their cells are decided once.
 */
export function prove(base: Base, today: string): Proof {
  const ledger = createLedger(base)
  const every = items(base)
  const known = new Map<string, ReadonlyArray<readonly Cell[]>>()
  const decided = new Map<string, readonly Cell[]>()
  for (const day of base.turningPoints) {
    const live = base.rulebook.on(day, today)
    const table = tableOn(base, day)
    const turns = base.rulebook.changes.includes(day)
    for (const place of placesOn(base, day)) {
      const rules = residual(live, place.facts)
      const key = `${String(turns)} ${residualKey(rules)}`
      let cells = known.get(key)
      if (cells === undefined) known.set(key, (cells = every.map((item) => decideCells(base, rules, item, turns, decided, ledger.examine))))
      for (const [index, item] of every.entries()) {
        const fixed = { ...place.facts, ...item.facts }
        const rows = table.filter((row) => row.to?.has(place.table) !== false && row.items(fixed) === true)
        for (const cell of cells[index] ?? []) {
          ledger.record(cell, fixed, () => `${item.label} to ${place.label} on ${day} with ${JSON.stringify(cell.facts)}`)
          if (place.table !== '' && cell.tabled !== undefined) ledger.compare(rows, cell, fixed, place.table)
        }
      }
    }
  }
  return ledger.finish()
}

/** The verdict on facts that vary within one item and place; `tabled` is the end use in the law table's words, for plain exports. */
type Cell = {
  readonly facts: Facts
  readonly verdict: Verdict
  readonly said: Said
  readonly tabled: string | undefined
  readonly settled: Said
}

function decideCells(
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

const residualKey = (rules: readonly LiveRule[]): string =>
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
function items(base: Base): readonly Item[] {
  const variants: Readonly<Record<string, readonly Facts[]>> = {
    TECHDATA_NON_MT: ['rocket', 'part', 'spacecraft'].map((article) => ({ article })),
    UAS_ITAR_CAT2: ['under-500', 'from-500'].map((payload) => ({ payload })),
    COMPONENT_EAR_MT: [
      {},
      { 'item.series': '600-series' },
      { 'item.replaceable': 'yes' },
      { 'item.replaceable': 'yes', replacementPart: 'yes' },
    ],
    UAS_CIV_MT: [{}, { 'item.large': 'yes' }],
    TECH_EAR_MT: [{}, { 'item.series': '600-series' }],
    ITEM_EAR_NON_MT: [{}, { 'item.series': '600-series' }],
  }
  return [...base.classes.keys()].flatMap((id) =>
    (variants[id] ?? [{}]).map((more) => ({ label: [id, ...Object.values(more)].join(' '), facts: { ...itemFacts(base, id), ...more } })),
  )
}

/** One country for every distinct set of lists on that day, and the regions of a country that has embargoed ones. */
function placesOn(base: Base, day: string): readonly Place[] {
  const bySignature = new Map<string, Place>()
  const classes = base.lawTable.destinations.map((entry) => ({ id: entry.id, test: compile(toCondition(entry.when)) }))
  const place = (label: string, facts: Facts): Place => ({
    label,
    facts,
    table: needsRegion(facts) ? '' : (classes.find((entry) => entry.test(facts) === true)?.id ?? ''),
  })
  for (const code of base.countries.keys()) {
    const facts = destinationFacts(base, code, day)
    const key = [...base.groupsOf(code, day)].sort().join()
    if (!bySignature.has(key)) bySignature.set(key, place(code, facts))
  }
  for (const { country, region } of base.names.regions)
    bySignature.set(region, place(`${country} (${region})`, { ...destinationFacts(base, country, day), region }))
  return [...bySignature.values()]
}

/** The table knows no region; where one must be asked for, its rows do not apply (overlay O11). */
const needsRegion = (facts: Facts): boolean =>
  facts['region'] === undefined && (facts['destination.groups'] as readonly string[]).includes('crimea-dnr-lnr')

const exempt = rankOf('exemption-possible')
const policyOfDenial = rankOf('policy-of-denial')
const prohibited = rankOf('prohibited')

/** What must hold in every cell, by name. */
function broken({ verdict: { low }, facts }: Cell, fixed: Facts): string | undefined {
  const groups = (fixed['destination.groups'] ?? []) as readonly string[]
  if (groups.includes('us')) return undefined
  const itar = fixed['item.jurisdiction'] === 'ITAR'
  if (itar && fixed['item.mt'] === 'yes' && low <= exempt) return 'a USML item marked MT is exempt or milder'
  if (
    itar &&
    low < policyOfDenial &&
    facts['carveOut'] === 'none' &&
    (groups.includes('itar-126-1-d1') || groups.includes('itar-126-1-d2'))
  )
    return 'a USML item to a 126.1 country is below denial'
  if (fixed['item.role'] === 'facility' && low < policyOfDenial)
    return 'a complete Category I production facility is below a policy of denial'
  if (facts['wmd'] === 'known' && low < prohibited) return 'use with weapons of mass destruction is not prohibited'
  return undefined
}

function createLedger(base: Base) {
  const outcomes = new Map<Said, number>(severity.map((said) => [said, 0]))
  const failures = new Map<string, string>()
  const differences = new Map<
    string,
    { row: string; theirs: string; ours: Said; cells: number; reason: string | undefined; example: string }
  >()
  const idle = new Set(base.rules.keys())
  let cells = 0
  const fail = (what: string | undefined, where: () => string): void => {
    if (what !== undefined && !failures.has(what)) failures.set(what, `${what}: ${where()}`)
  }
  const record = (cell: Cell, fixed: Facts, where: () => string): void => {
    cells++
    outcomes.set(cell.said, (outcomes.get(cell.said) ?? 0) + 1)
    fail(broken(cell, fixed), where)
  }
  const examine = (cell: Cell): void => {
    fail(unaccounted(base, cell.verdict), () => JSON.stringify(cell.facts))
    for (const id of governing(cell.verdict)) idle.delete(id)
  }
  const compare = (rows: readonly TableRow[], cell: Cell, fixed: Facts, place: string): void => {
    const row = rows.find(
      (one) =>
        (one.use === undefined || one.use.includes(cell.tabled ?? '')) && (one.series === undefined || one.series === fixed['item.series']),
    )
    if (row === undefined || row.verdict === cell.settled) return
    const at = { row: row.id, ours: cell.settled, item: String(fixed['item.class']), place, use: cell.tabled ?? '' }
    const reason = base.lawTable.differences.find((known) => explains(known, at))?.reason
    const key = `${at.row} ${at.ours} ${reason ?? ''}`
    const known = differences.get(key)
    if (known !== undefined) known.cells++
    else
      differences.set(key, {
        row: row.id,
        theirs: row.verdict,
        ours: cell.settled,
        cells: 1,
        reason,
        example: `${at.item} to ${String(fixed['destination'])} for ${at.use}`,
      })
  }
  const finish = (): Proof => {
    for (const id of idle) failures.set(id, `rule \`${id}\` governs no cell and adds no duty to any`)
    for (const one of differences.values())
      if (one.reason === undefined)
        failures.set(
          `${one.row} ${one.ours}`,
          `row ${one.row} says ${one.theirs}, the rules say ${one.ours} in ${one.cells} cells, and no reason is listed (${one.example})`,
        )
    return { cells, outcomes, differences: [...differences.values()], failures: [...failures.values()] }
  }
  return { examine, record, compare, finish }
}

/** The rules that the verdict rests on, and those that only add duties. */
function governing({ findings, high }: Verdict): readonly string[] {
  return findings.flatMap((finding) =>
    finding.holds === true ? finding.governs.filter((rule) => rule.outcome === null || finding.high === high).map((rule) => rule.id) : [],
  )
}

/** A cell needs a rung, a question that can be asked by name, or a named reason for counsel. */
function unaccounted(base: Base, { status, missing, findings, high }: Verdict): string | undefined {
  if (status === 'decided') return undefined
  if (status === 'out-of-scope') return 'no rule speaks'
  if (status === 'conflict') return 'two exceptions disagree'
  if (status === 'open')
    return missing.every((fact) => base.facts.has(fact)) ? undefined : `a missing fact has no question (${missing.join()})`
  const named = findings.some((finding) => finding.high === high && finding.governs.some((rule) => isRange(rule.outcome)))
  return named ? undefined : 'a range has no reason'
}
