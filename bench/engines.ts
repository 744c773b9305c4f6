import type { Facts } from '../src/engine/condition.ts'
import type { Rank } from '../src/engine/rule.ts'
import { given, verdictOf } from '../src/engine/compiled.ts'
import { decide, type Verdict } from '../src/engine/verdict.ts'
import type { Base } from '../src/knowledge/base.ts'
import { day } from './space.ts'

/** A rule engine that holds the rules and the sampled cells (combinations of facts) in its own form. */
export type Engine = {
  readonly name: string
  /** The strictest verdict in a cell. This is what is timed. */
  readonly decide: (cell: number) => Rank | Promise<Rank>
  /** The ids of the rules that apply in a cell. */
  readonly governing: (cell: number) => readonly string[] | Promise<readonly string[]>
}

/** Licet's own engine, with every finding in the verdict. It also handles unknown facts, which the peers cannot. */
export function createOurs(base: Base, cells: readonly Facts[]): Engine {
  const law = base.rulebook.law(day, day)
  return engineOf('Licet', (cell) => verdictOf(given(law, cells[cell] ?? {})))
}

/** Licet's plain evaluation of the rules, which defines their meaning; the compiled engine must agree with it. */
export function createPlain(base: Base, cells: readonly Facts[]): Engine {
  const rules = base.rulebook.on(day, day)
  return engineOf('the plain reading', (cell) => decide(rules, cells[cell] ?? {}))
}

function engineOf(name: string, verdict: (cell: number) => Verdict): Engine {
  return {
    name,
    decide: (cell) => verdict(cell).high,
    governing: (cell) => verdict(cell).findings.flatMap((finding) => finding.governs.map(({ id }) => id)),
  }
}

/** Throws if any engine differs from `ours` in a cell, in its verdict or in the rules that apply. */
export async function assertEqual(ours: Engine, peers: readonly Engine[], cells: readonly Facts[]): Promise<void> {
  for (const [cell, facts] of cells.entries()) {
    const expected = await summary(ours, cell)
    for (const peer of peers) {
      const found = await summary(peer, cell)
      if (found !== expected) throw new Error(`${peer.name} says ${found}, ${ours.name} says ${expected}, on ${JSON.stringify(facts)}`)
    }
  }
}

const summary = async (engine: Engine, cell: number): Promise<string> =>
  `${await engine.decide(cell)} by ${[...new Set(await engine.governing(cell))].sort().join(', ')}`
