import { compile, type Test } from '../engine/condition.ts'
import type { Facts } from '../knowledge/fact-names.ts'
import type { Base } from '../knowledge/base.ts'
import { toCondition } from '../knowledge/schema.ts'

export type TableRow = {
  readonly id: string
  readonly verdict: string
  readonly items: Test
  readonly series: string | undefined
  readonly to: ReadonlySet<string> | undefined
  readonly use: readonly string[] | undefined
}

/** The rows of the law table that apply on a day, and the period of the table that contains the day. */
export function tableOn(base: Base, day: string): { readonly period: string; readonly rows: readonly TableRow[] } {
  const { lawTable } = base
  const period = lawTable.periods.findLast((entry) => entry.from <= day)?.id ?? ''
  const itemsTest = (items: string | readonly string[] | undefined): Test => {
    if (items === undefined) return () => true
    const named = typeof items === 'string' ? lawTable.items[items] : undefined
    return compile(named === undefined ? { fact: 'item.class', in: [items].flat() } : toCondition(named))
  }
  const rows = lawTable.rows
    .filter((row) => row.periods === undefined || row.periods.includes(period))
    .map((row) => ({
      id: row.id,
      verdict: row.verdict,
      items: itemsTest(row.items),
      series: row.series,
      use: row.use,
      to: row.to === undefined ? undefined : new Set(typeof row.to === 'string' ? lawTable.sets[row.to] : row.to),
    }))
  return { period, rows }
}

/**
 * Whether a listed difference (`known`) explains the difference in a cell (`at`). Its rows and outcomes must include the cell's. If it
 * is limited to items, destinations, uses or facts, these must include the cell's, too.
 */
export function explains(
  known: Base['lawTable']['differences'][number],
  at: {
    readonly row: string
    readonly ours: string
    readonly item: string
    readonly place: string
    readonly use: string
    readonly facts: Facts
  },
): boolean {
  return (
    known.rows.includes(at.row) &&
    known.ours.includes(at.ours) &&
    known.items?.includes(at.item) !== false &&
    known.to?.includes(at.place) !== false &&
    known.use?.includes(at.use) !== false &&
    (known.when === undefined || compile(toCondition(known.when))(at.facts) === true)
  )
}
