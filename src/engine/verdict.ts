import { simplify, type Condition, type Facts } from './condition.ts'
import { isRange, readRule, silent, type Finding, type LiveRule, type Rank, type Settler } from './rule.ts'

/**
 * How far the rules settle a question. `decided`: one rung. `open`: the bounds differ and a fact is
 * missing. `unsettled`: nothing is missing, but a rule leaves a range. `conflict`: two exceptions disagree.
 * `out-of-scope`: no rule gives an outcome; that never means that the export is allowed.
 */
export type Status = 'decided' | 'open' | 'unsettled' | 'conflict' | 'out-of-scope'

/**
 * All findings together. Whatever the missing facts turn out to be, the outcome lies between `low` and `high`, both included.
 * `settledBy` is who can settle what is open; `null` if nothing is (`decided`, `out-of-scope`).
 */
export type Verdict = {
  readonly status: Status
  readonly low: Rank
  readonly high: Rank
  readonly missing: readonly string[]
  readonly settledBy: Settler | null
  readonly findings: readonly Finding[]
}

/**
 * Reads every rule and joins the findings into one verdict: the strictest governs. A rule whose outcome is
 * `null` counts as milder than any rung.
 */
export function decide(live: readonly LiveRule[], facts: Facts): Verdict {
  const findings: Finding[] = []
  let low = silent
  let high = silent
  for (const rule of live) {
    const finding = readRule(rule, facts)
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
 * What remains of the rules once the facts in `known` are given: the rules that can still apply, with
 * conditions on the other facts only. Deciding the returned rules on the other facts gives the same verdict
 * and findings as deciding all rules on all facts.
 */
export const residual = (rules: readonly LiveRule[], known: Facts): readonly LiveRule[] =>
  rules.flatMap((rule) => restOf(rule, known) ?? [])

/** What remains of one rule: `undefined` if its condition fails, the same object if nothing in it changes. */
export function restOf(live: LiveRule, known: Facts): LiveRule | undefined {
  const left = simplify(live.when, known)
  if (left === false) return undefined
  const exceptions = residual(live.exceptions, known)
  const when = left === true ? always : left
  return when === live.when && isSame(exceptions, live.exceptions) ? live : { ...live, when, exceptions }
}

const always: Condition = { all: [] }

const isSame = (one: readonly LiveRule[], other: readonly LiveRule[]): boolean =>
  one.length === other.length && one.every((rule, index) => rule === other[index])

function unsettled(low: Rank, high: Rank, findings: readonly Finding[]): Verdict {
  const reaching = findings.filter((finding) => finding.high > low)
  const missing = [...new Set(reaching.flatMap((finding) => finding.missing))]
  if (missing.length > 0) return { status: 'open', low, high, missing, settledBy: 'asker', findings }
  const conflict = reaching.some((finding) => finding.conflict)
  return { status: conflict ? 'conflict' : 'unsettled', low, high, missing, settledBy: conflict ? 'counsel' : settler(reaching), findings }
}

/**
 * Who must settle the range. If the findings name several, counsel comes before the government, and the government before the asker. If
 * they name nobody, it is counsel.
 */
function settler(findings: readonly Finding[]): Settler {
  const settlers = new Set(
    findings.flatMap((finding) => finding.governs.flatMap(({ outcome }) => (isRange(outcome) ? [outcome.settledBy] : []))),
  )
  if (settlers.has('counsel') || settlers.size === 0) return 'counsel'
  return settlers.has('government') ? 'government' : 'asker'
}
