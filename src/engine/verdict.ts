import { compileLate, factsRead, simplify, type Condition, type Facts } from './condition.ts'
import { isRange, read, rulesOn, silent, type Finding, type LiveRule, type Rank, type Rule, type Settler } from './rule.ts'

/**
 * How far the rules settle a question.
 * `decided`: one rung. `open`: a missing fact keeps the bounds apart. `unsettled`: nothing is missing, yet a rule leaves a range.
 * `conflict`: two exceptions disagree. `out-of-scope`: no rule speaks, which is never a yes.
 */
export type Status = 'decided' | 'open' | 'unsettled' | 'conflict' | 'out-of-scope'

/** The joined findings: the outcome lies between `low` and `high` whatever the missing facts turn out to be. */
export type Verdict = {
  readonly status: Status
  readonly low: Rank
  readonly high: Rank
  readonly missing: readonly string[]
  readonly settledBy: Settler | null
  readonly findings: readonly Finding[]
}

/** Rules made ready to decide on any day. Reading them on the same day twice costs nothing the second time. */
export type Rulebook = {
  readonly rules: readonly Rule[]
  /** The rules in force on `asOf`, with sources past review on `today` tightened. Both ISO days. */
  readonly on: (asOf: string, today: string) => readonly LiveRule[]
  /** The days on which the law changes, in order; between two of them every answer is the same. */
  readonly changes: readonly string[]
}

/** Prepares rules for deciding. */
export function createRulebook(rules: readonly Rule[]): Rulebook {
  const changes = [
    ...new Set(rules.flatMap(({ effective }) => [effective.from, ...(effective.until === undefined ? [] : [dayAfter(effective.until)])])),
  ].sort()
  const reviews = [...new Set(rules.flatMap((rule) => rule.reviewBy ?? []))].sort()
  const prepared = new Map<number, readonly LiveRule[]>()
  const on = (asOf: string, today: string): readonly LiveRule[] => {
    const key = position(changes, asOf) * (reviews.length + 1) + reviews.filter((day) => today > day).length
    const known = prepared.get(key)
    if (known !== undefined) return known
    const live = rulesOn(rules, asOf, today)
    prepared.set(key, live)
    return live
  }
  return { rules, on, changes }
}

function position(days: readonly string[], day: string): number {
  let index = 0
  for (const change of days) if (change <= day) index++
  return index
}

/** The ISO day after an ISO day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

/** Reads every base rule and joins what they say: across rules the strictest governs. Silence counts below the mildest rung. */
export function decide(live: readonly LiveRule[], facts: Facts): Verdict {
  const findings: Finding[] = []
  let low = silent
  let high = silent
  for (const rule of live) {
    const finding = read(rule, facts)
    if (finding === undefined) continue
    findings.push(finding)
    if (finding.holds === true && finding.low > low) low = finding.low
    if (finding.high > high) high = finding.high
  }
  return low === high
    ? { status: low === silent ? 'out-of-scope' : 'decided', low, high, missing: [], settledBy: null, findings }
    : unsettled(low, high, findings)
}

/**
 * What is left of the rules once some facts are fixed: the rules that can still speak, with conditions over the other
 * facts only. Two sets of fixed facts that leave equal residuals have the same verdicts throughout.
 */
export function residual(live: readonly LiveRule[], fixed: Facts): readonly LiveRule[] {
  return live.flatMap((rule) => {
    const left = simplify(rule.when, fixed)
    if (left === false) return []
    const exceptions = residual(rule.exceptions, fixed)
    if (left === rule.when) return [isSame(exceptions, rule.exceptions) ? rule : { ...rule, exceptions }]
    const when: Condition = left === true ? { all: [] } : left
    return [{ ...rule, when, test: compileLate(when), reads: factsRead(when), exceptions }]
  })
}

const isSame = (one: readonly LiveRule[], other: readonly LiveRule[]): boolean =>
  one.length === other.length && one.every((rule, index) => rule === other[index])

function unsettled(low: Rank, high: Rank, findings: readonly Finding[]): Verdict {
  const reaching = findings.filter((finding) => finding.high > low)
  const missing = [...new Set(reaching.flatMap((finding) => finding.missing))]
  if (missing.length > 0) return { status: 'open', low, high, missing, settledBy: 'asker', findings }
  const conflict = reaching.some((finding) => finding.conflict)
  return { status: conflict ? 'conflict' : 'unsettled', low, high, missing, settledBy: conflict ? 'counsel' : settler(reaching), findings }
}

/** Who must close the range: counsel before the government, the government before the asker, for the harder judgment waits longest. */
function settler(findings: readonly Finding[]): Settler {
  const settlers = new Set(
    findings.flatMap((finding) => finding.governs.flatMap(({ outcome }) => (isRange(outcome) ? [outcome.settledBy] : []))),
  )
  if (settlers.has('counsel') || settlers.size === 0) return 'counsel'
  return settlers.has('government') ? 'government' : 'asker'
}
