import { reduceLaw, type Law } from '../engine/compiled.ts'
import type { Facts } from '../knowledge/fact-names.ts'
import { isRange, rankOf } from '../engine/rule.ts'
import type { Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import { cachedByObject } from '../language/cached.ts'
import { createCells, items, placesOn, type Cell, type Place } from './cells.ts'
import { explains, tableOn, type TableRow } from './law-table.ts'
import { severity, type ShownVerdict } from '../engine/shown-verdict.ts'

/** The result of deciding every cell (combination of facts) of the finite space of facts. */
export type Proof = {
  readonly cells: number
  readonly outcomes: ReadonlyMap<ShownVerdict, number>
  /**
   * Where the editors' law table and the rules disagree. One element stands for all `cells` with the same row of the table, the same
   * verdict by the rules (`ours`) and the same reason; `example` is one of them. `reason` is the one that law-table.yaml gives under
   * `differences`; if it gives none, it is `undefined`, and the proof fails.
   */
  readonly differences: ReadonlyArray<{
    readonly row: string
    readonly theirs: string
    readonly ours: ShownVerdict
    readonly cells: number
    readonly reason: string | undefined
    readonly example: string
  }>
  /**
   * Broken invariants, cells without a proper answer, rules that never matter, and differences without a
   * reason. Empty if the proof succeeds.
   */
  readonly failures: readonly string[]
}

/**
 * Decides every cell, i.e. every combination of item, destination, end use, activity and period. On days when a rule changes, there are
 * also cells with one assumed fact at another value. Cells under the same law are decided once.
 */
export function prove(base: Base, today: string): Proof {
  const every = items(base)
  const decideCells = createCells(base)
  const ledger = createLedger(base)
  for (const { place, day, law, turns, table, times } of groundsOf(base, today)) {
    for (const item of every) {
      const fixed = { ...place.facts, ...item.facts }
      const cells = decideCells(law, item, turns)
      ledger.record(cells, times, fixed, `${item.label} to ${place.label} on ${day}`)
      if (place.table !== '') ledger.compare(table, cells, times, fixed, place.table)
    }
  }
  return ledger.finish()
}

/**
 * A place with the law that applies to it on a day. Days on which place and law are the same are merged:
 * `times` counts them, `day` is the last of them.
 */
type Ground = {
  readonly place: Place
  readonly day: string
  readonly law: Law
  readonly turns: boolean
  readonly table: readonly TableRow[]
  readonly times: number
}

function groundsOf(base: Base, today: string): Iterable<Ground> {
  const grounds = new Map<string, Ground>()
  for (const day of base.turningPoints) {
    const whole = base.rulebook.law(day, today)
    const turns = base.rulebook.changes.includes(day)
    const { period, rows } = tableOn(base, day)
    for (const place of placesOn(base, day)) {
      const law = reduceLaw(whole, place.facts)
      const key = JSON.stringify([law.number, turns, period, place])
      const times = (grounds.get(key)?.times ?? 0) + 1
      grounds.set(key, { place, day, law, turns, table: rows, times })
    }
  }
  return grounds.values()
}

const exempt = rankOf('exemption-possible')
const policyOfDenial = rankOf('policy-of-denial')
const prohibited = rankOf('prohibited')

/**
 * What must hold in every cell, except in cells whose destination is the United States. `broken`: the message
 * if the invariant does not hold. `of`: whether the invariant applies to an item and place. `by`: whether a
 * cell violates it.
 */
const invariants: ReadonlyArray<{
  readonly broken: string
  readonly of: (fixed: Facts) => boolean
  readonly by: (cell: Cell) => boolean
}> = [
  {
    broken: 'a USML item that is marked MT, or may be, is exempt or milder',
    of: (fixed) => isItar(fixed) && fixed['item.mt'] !== 'no',
    by: ({ verdict }) => verdict.low <= exempt,
  },
  {
    broken: 'a USML item to a 126.1 country is below denial',
    of: (fixed) =>
      isItar(fixed) &&
      isOn(fixed, 'itar-126-1-d1', 'itar-126-1-d2') &&
      !isOn(fixed, 'itar-126-1-forces', 'cyprus-suspension', 'cyprus-non-lethal'),
    by: ({ verdict, facts }) => verdict.low < policyOfDenial && facts.carveOut === 'none',
  },
  {
    broken: 'a complete Category I production facility is below a policy of denial',
    of: (fixed) => fixed['item.role'] === 'facility',
    by: ({ verdict }) => verdict.low < policyOfDenial,
  },
  {
    broken: 'use with weapons of mass destruction is not prohibited',
    of: () => true,
    by: ({ verdict, facts }) => facts.wmd === 'known' && verdict.low < prohibited,
  },
]

const isItar = (fixed: Facts): boolean => fixed['item.jurisdiction'] === 'ITAR'
const isOn = (fixed: Facts, ...lists: readonly string[]): boolean =>
  lists.some((list) => fixed['destination.groups']?.includes(list) === true)

/**
 * Summarizes a list of cells without regard to item and place, so that each list is summarized once: the
 * number of cells by outcome, the first cell that violates each invariant (if any does), and the cells to
 * compare with the law table.
 */
const shownBy = (cells: readonly Cell[]) => ({
  said: [...Map.groupBy(cells, ({ shown }) => shown)].map(([said, same]) => [said, same.length] as const),
  breaking: invariants.map(({ by }) => cells.find(by)),
  tabled: cells.filter(({ tabled }) => tabled !== undefined),
})

/** The verdict of a row of the law table that differs from that of the rules, and in how many cells. */
type Difference = {
  readonly row: string
  readonly theirs: string
  readonly ours: ShownVerdict
  cells: number
  readonly reason: string | undefined
  readonly example: string
}

/**
 * How the verdict of the first of `rows` that applies to a cell's end use differs from the cell's own
 * (`settled`); `undefined` if no row applies, or if there is no difference.
 */
function differenceAt(
  base: Base,
  rows: readonly TableRow[],
  cell: Cell,
  fixed: Facts,
  place: string,
): Omit<Difference, 'cells'> | undefined {
  const row = rows.find(({ use }) => use === undefined || use.includes(cell.tabled ?? ''))
  if (row === undefined || row.verdict === cell.settled) return undefined
  const at = {
    row: row.id,
    ours: cell.settled,
    item: String(fixed['item.class']),
    place,
    use: cell.tabled ?? '',
    facts: { ...fixed, ...cell.facts },
  }
  return {
    row: row.id,
    theirs: row.verdict,
    ours: cell.settled,
    reason: base.lawTable.differences.find((known) => explains(known, at))?.reason,
    example: `${at.item} to ${String(fixed.destination)} for ${at.use}`,
  }
}

function createLedger(base: Base) {
  const outcomes = new Map<ShownVerdict, number>(severity.map((said) => [said, 0]))
  const failures = new Map<string, string>()
  const differences = new Map<string, Difference>()
  const idle = new Set(base.rules.keys())
  const examined = new Set<Verdict>()
  let cells = 0
  const fail = (what: string | undefined, where: () => string): void => {
    if (what !== undefined && !failures.has(what)) failures.set(what, `${what}: ${where()}`)
  }
  const shown = cachedByObject((decided: readonly Cell[]) => {
    decided.forEach(examine)
    return shownBy(decided)
  })
  const record = (decided: readonly Cell[], times: number, fixed: Facts, where: string): void => {
    cells += times * decided.length
    const { said, breaking } = shown(decided)
    for (const [one, count] of said) outcomes.set(one, (outcomes.get(one) ?? 0) + times * count)
    for (const [index, { broken, of }] of invariants.entries()) {
      const cell = breaking[index]
      if (cell !== undefined && of(fixed) && !isOn(fixed, 'us')) fail(broken, () => `${where} with ${JSON.stringify(cell.facts)}`)
    }
  }
  const examine = ({ verdict, facts }: Cell): void => {
    if (examined.has(verdict)) return
    examined.add(verdict)
    fail(unaccounted(base, verdict), () => JSON.stringify(facts))
    for (const id of governing(verdict)) idle.delete(id)
  }
  const compare = (table: readonly TableRow[], decided: readonly Cell[], times: number, fixed: Facts, place: string): void => {
    const rows = table.filter(
      ({ to, items, series }) =>
        to?.has(place) !== false && items(fixed) === true && (series === undefined || series === fixed['item.series']),
    )
    for (const cell of shown(decided).tabled) compareCell(rows, cell, times, fixed, place)
  }
  const compareCell = (rows: readonly TableRow[], cell: Cell, times: number, fixed: Facts, place: string): void => {
    const differs = differenceAt(base, rows, cell, fixed, place)
    if (differs === undefined) return
    const key = `${differs.row} ${differs.ours} ${differs.reason ?? ''}`
    const known = differences.get(key)
    if (known === undefined) differences.set(key, { ...differs, cells: times })
    else known.cells += times
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
  return { record, compare, finish }
}

/** The ids of the rules that the verdict is based on, and of those that only add duties. */
function governing({ findings, high }: Verdict): readonly string[] {
  return findings.flatMap((finding) =>
    finding.holds === true ? finding.governs.filter((rule) => rule.outcome === null || finding.high === high).map((rule) => rule.id) : [],
  )
}

/**
 * Why a cell has no proper answer. `undefined` if it has one: a rung, a question that can be asked, or a
 * range with its reason.
 */
function unaccounted(base: Base, { status, missing, findings, high }: Verdict): string | undefined {
  if (status === 'decided') return undefined
  if (status === 'out-of-scope') return 'no rule speaks'
  if (status === 'conflict') return 'two exceptions disagree'
  if (status === 'open')
    return missing.every((fact) => base.facts.has(fact)) ? undefined : `a missing fact has no question (${missing.join()})`
  const named = findings.some((finding) => finding.high === high && finding.governs.some((rule) => isRange(rule.outcome)))
  return named ? undefined : 'a range has no reason'
}
