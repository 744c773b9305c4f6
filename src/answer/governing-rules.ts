import { wordsRead } from '../engine/condition.ts'
import type { Finding } from '../engine/rule.ts'
import type { Verdict } from '../engine/verdict.ts'
import type { Base } from '../knowledge/base.ts'
import type { RegimeRule } from '../knowledge/load.ts'
import { cachedByObject } from '../language/cached.ts'
import type { DecidedLeg } from './leg.ts'

/**
 * The rules that a verdict is based on, strictest first: rules that apply and, unless the verdict is decided,
 * rules for which that is not yet known. If exceptions displace a rule, the exceptions are listed instead of
 * it. Rules that only add duties are left out.
 */
export const governingRules = (base: Base, { verdict }: Pick<DecidedLeg, 'verdict'>): readonly RegimeRule[] => rulesBehind(base)(verdict)

const rulesBehind = cachedByObject((base: Base) => cachedByObject((verdict: Verdict) => findGoverning(base, verdict)))

function findGoverning(base: Base, verdict: Verdict): readonly RegimeRule[] {
  const holding = verdict.findings.filter((finding) => finding.holds === true || verdict.status !== 'decided')
  const strength = (finding: Finding): number => finding.high * 10 + finding.low
  const ids = holding
    .filter((finding) => finding.rule.outcome !== null)
    .sort((a, b) => strength(b) - strength(a) || particular(b) - particular(a))
    .flatMap((finding) => finding.governs.map((rule) => rule.id))
  return [...new Set(ids)].flatMap((id) => base.rules.get(id) ?? [])
}

/**
 * Ranks rules with equal outcomes: first rules with an exception that applies or can still apply, then rules
 * with more conditions.
 */
const particular = (finding: Finding): number =>
  (finding.governs.some((rule) => rule.id !== finding.rule.id) ? 10 : 0) + countOfWords(finding.rule)

const countOfWords = cachedByObject(({ when }: Finding['rule']): number => wordsRead(when).length)

export const dutyRules = (base: Base, { verdict }: DecidedLeg): readonly RegimeRule[] =>
  verdict.findings
    .filter((finding) => finding.holds === true && finding.rule.outcome === null)
    .flatMap((finding) => base.rules.get(finding.rule.id) ?? [])
