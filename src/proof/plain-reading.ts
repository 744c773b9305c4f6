import { reduceLaw } from '../engine/compiled.ts'
import type { Facts } from '../knowledge/fact-names.ts'
import type { Finding } from '../engine/rule.ts'
import { decide, type Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import { createCells, items, placesOn, type Cell } from './cells.ts'

/**
 * How many cells were compared, and descriptions of those (`otherwise`) that the compiled rules decide
 * differently from `decide` with all rules.
 */
export type Comparison = { readonly cells: number; readonly otherwise: readonly string[] }

/**
 * Checks the compiled rules (engine/compiled.ts) against `decide` with all rules and all facts: verdict and
 * findings must be equal. With 'each cell', the cells of every item, place and day are compared. With 'each
 * law', items, places and days for which the same law remains, with the same stated facts, are compared only
 * once. In each such list of cells, every `step`-th cell is compared.
 */
export function comparePlainly(base: Base, today: string, which: 'each law' | 'each cell', step = 1): Comparison {
  const [every, decideCells] = [items(base), createCells(base)]
  const seen = new Set<string>()
  const otherwise: string[] = []
  let cells = 0
  for (const day of base.turningPoints) {
    const [rules, law] = [base.rulebook.on(day, today), base.rulebook.law(day, today)]
    for (const place of placesOn(base, day)) {
      const there = reduceLaw(law, place.facts)
      for (const item of every) {
        const key = `${reduceLaw(there, item.onRecord).number} ${JSON.stringify(item.stated)}`
        if (which === 'each law' && seen.has(key)) continue
        seen.add(key)
        const turns = which === 'each law' || base.rulebook.changes.includes(day)
        for (const cell of everyNth(decideCells(there, item, turns), step)) {
          cells++
          const facts: Facts = { ...place.facts, ...item.facts, ...cell.facts }
          if (!isSame(cell.verdict, decide(rules, facts)))
            otherwise.push(`${item.label} to ${place.label} on ${day} with ${JSON.stringify(cell.facts)}`)
        }
      }
    }
  }
  return { cells, otherwise }
}

const everyNth = (cells: readonly Cell[], step: number): readonly Cell[] => cells.filter((_, index) => index % step === 0)

const isSame = (one: Verdict, other: Verdict): boolean =>
  one.status === other.status &&
  one.low === other.low &&
  one.high === other.high &&
  one.settledBy === other.settledBy &&
  isEach(one.missing, other.missing) &&
  isEach(one.findings, other.findings, isSameFinding)

const isSameFinding = (one: Finding, other: Finding): boolean =>
  one.rule === other.rule &&
  one.holds === other.holds &&
  one.low === other.low &&
  one.high === other.high &&
  one.conflict === other.conflict &&
  isEach(one.missing, other.missing) &&
  isEach(one.governs, other.governs)

function isEach<T>(some: readonly T[], others: readonly T[], isAlike = (one: T, other: T): boolean => one === other): boolean {
  return some.length === others.length && others.every((other, index) => some[index] !== undefined && isAlike(some[index], other))
}
