import type { Facts } from '../engine/condition.ts'
import { severity, type Said } from '../engine/explore.ts'
import { isRange, rankOf } from '../engine/rule.ts'
import { residual, type Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import { decideCells, items, placesOn, residualKey, type Cell } from './cells.ts'
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

const exempt = rankOf('exemption-possible')
const policyOfDenial = rankOf('policy-of-denial')
const prohibited = rankOf('prohibited')

/** What must hold in every cell, by name. */
function broken({ verdict: { low }, facts }: Cell, fixed: Facts): string | undefined {
  const groups = (fixed['destination.groups'] ?? []) as readonly string[]
  if (groups.includes('us')) return undefined
  const itar = fixed['item.jurisdiction'] === 'ITAR'
  if (itar && fixed['item.mt'] !== 'no' && low <= exempt) return 'a USML item that is marked MT, or may be, is exempt or milder'
  if (
    itar &&
    low < policyOfDenial &&
    facts['carveOut'] === 'none' &&
    !groups.some((group) => ['itar-126-1-forces', 'cyprus-suspension', 'cyprus-non-lethal'].includes(group)) &&
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
    const at = {
      row: row.id,
      ours: cell.settled,
      item: String(fixed['item.class']),
      place,
      use: cell.tabled ?? '',
      facts: { ...fixed, ...cell.facts },
    }
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
