import { rungAt, type Rung } from '../engine/rule.ts'
import type { Base } from '../knowledge/base.ts'
import { keyOf } from './doubt.ts'
import type { HeldLeg } from './held-leg.ts'
import { annexOf } from './deal-words.ts'
import { assumptionsOf } from './assumptions.ts'
import { citesOf } from './citations.ts'
import { governingRules } from './governing-rules.ts'
import { shownVerdict, type ShownVerdict } from '../engine/shown-verdict.ts'

/** One leg of an answer as plain data, as `npm run ask -- --json` prints it. */
export type LegAnswer = {
  readonly item: {
    readonly class: string
    readonly name: string
    readonly category: string
    readonly annex: readonly string[]
    readonly jurisdiction: string
    readonly candidates: readonly string[]
  }
  readonly destination: string | null
  readonly endUse: string
  readonly activity: string
  readonly asOf: string
  readonly verdict: ShownVerdict
  readonly status: string
  readonly atLeast: Rung | null
  readonly atMost: Rung | null
  readonly asks: readonly string[]
  readonly assumed: ReadonlyArray<{ readonly fact: string; readonly value: string }>
  readonly rules: readonly string[]
  readonly citations: ReadonlyArray<{ readonly source: string; readonly section: string }>
  readonly changes: ReadonlyArray<{ readonly fact: string; readonly to: string; readonly verdict: ShownVerdict }>
}

/** What a leg asks for, as the keys used in `Answer.asks`: "item", "destination", "end-use" and so on. */
export function askedKeys(base: Base, leg: HeldLeg): readonly string[] {
  const keys = leg.asks.flatMap((fact) =>
    fact === 'destination' && leg.leg.reading.foreignPerson ? ['nationality', 'destination'] : (base.facts.get(fact)?.asks ?? []),
  )
  return [...new Set([...leg.doubts.map(keyOf), ...keys])]
}

/** Turns a decided leg into plain data. If several classes are possible, `item` describes the one with the highest MTCR category. */
export function legAnswer(base: Base, leg: HeldLeg): LegAnswer {
  const [first = 'UNKNOWN'] = strictestFirst(base, leg.classes)
  const known = base.classes.get(first)
  return {
    item: {
      class: first,
      name: leg.leg.reading.item?.name ?? 'not named',
      category: known?.category ?? 'none',
      annex: annexOf(base, leg, first),
      jurisdiction: known?.jurisdiction ?? 'unknown',
      candidates: leg.classes.length > 1 ? leg.classes : [],
    },
    destination: leg.country ?? null,
    endUse:
      leg.facts.wmd === 'known' ? 'wmd' : leg.facts.usGovernmentProgram === 'yes' ? 'us-government' : String(leg.facts.endUse ?? 'unknown'),
    activity: String(leg.facts.activity ?? 'export'),
    asOf: leg.day,
    verdict: leg.shown,
    status: leg.doubts.length > 0 ? 'open' : leg.verdict.status,
    atLeast: rungAt(leg.verdict.low),
    atMost: leg.doubts.length > 0 ? 'prohibited' : rungAt(leg.verdict.high),
    asks: askedKeys(base, leg),
    assumed: assumptionsOf(base, leg).map(({ fact, value }) => ({ fact, value })),
    rules: governingRules(base, leg).map((rule) => rule.id),
    citations: citesOf(base, leg).map(({ source, section }) => ({ source, section })),
    changes: leg.changes.flatMap(({ facts, verdict }) =>
      Object.entries(facts).map(([fact, to]) => ({ fact, to: String(to), verdict: shownVerdict(verdict) })),
    ),
  }
}

const categoryOrder = ['I', 'II', 'none']
const strictestFirst = (base: Base, classes: readonly string[]): readonly string[] =>
  [...classes].sort(
    (a, b) =>
      categoryOrder.indexOf(base.classes.get(a)?.category ?? 'none') - categoryOrder.indexOf(base.classes.get(b)?.category ?? 'none'),
  )
