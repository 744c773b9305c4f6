import { factsRead, simplify, type Condition, type Facts } from './condition.ts'
import type { Truth } from './truth.ts'

/**
 * The outcomes that a reply can name ("rungs"), mildest first. If rules disagree, the stricter one governs.
 * (Rung, ladder, finding: see *Words of the code* in ARCHITECTURE.md.)
 */
export const ladder = [
  'not-an-export',
  'no-license',
  'exemption-possible',
  'license-favorable',
  'case-by-case',
  'presumption-of-denial',
  'policy-of-denial',
  'prohibited',
] as const
export type Rung = (typeof ladder)[number]

/** The position of a rung on the ladder, 0 the mildest. `silent` stands for no rung. */
export type Rank = number
export const silent: Rank = -1
export const rankOf = (rung: Rung | null): Rank => (rung === null ? silent : ladder.indexOf(rung))
export const rungAt = (rank: Rank): Rung | null => ladder[rank] ?? null

/** Who can settle a range: the asker by telling one more fact, counsel by judgment, or only a government. */
export type Settler = 'asker' | 'counsel' | 'government'

/**
 * An outcome between two rungs: its bounds, who can settle it, and why the rule does not settle it. `atLeast:
 * null`: the mildest possible outcome is that the rule gives no rung at all.
 */
export type Range = { readonly atLeast: Rung | null; readonly atMost: Rung; readonly settledBy: Settler; readonly why: string }

export const isRange = (outcome: RuleOutcome): outcome is Range => outcome !== null && typeof outcome === 'object'

/** What a rule says: a rung, a range, or `null` if it takes no part in the verdict and only adds duties. */
export type RuleOutcome = Rung | Range | null

/**
 * One rule of law. `exceptionTo` has the ids of the rules that this rule displaces. The rule is in force from
 * `from` to `until` (ISO days, both included). `reviewBy` is the earliest review date of the rule's sources.
 */
export type Rule = {
  readonly id: string
  readonly when: Condition
  readonly outcome: RuleOutcome
  readonly exceptionTo: readonly string[]
  readonly effective: { readonly from: string; readonly until?: string | undefined }
  readonly reviewBy?: string | undefined
}

/** A rule in force on one day, with those of its exceptions that are in force too. */
export type LiveRule = {
  readonly rule: Rule
  readonly when: Condition
  readonly low: Rank
  readonly high: Rank
  readonly exceptions: readonly LiveRule[]
}

/** Whether a rule is in force on a day. */
export function inForce(rule: Rule, day: string): boolean {
  return rule.effective.from <= day && (rule.effective.until === undefined || day <= rule.effective.until)
}

/** Whether a source of the rule is past its review date. Such a rule can only make an answer stricter (see {@link tightened}). */
export function isPastReview(rule: Rule, today: string): boolean {
  return rule.reviewBy !== undefined && today > rule.reviewBy
}

/**
 * The rules in force on `asOf`, in their given order. Exceptions are not in this list: each is in
 * `exceptions` of every rule that it displaces. Rules with a source past its review date on `today` are
 * tightened.
 */
export function rulesOn(rules: readonly Rule[], asOf: string, today: string): readonly LiveRule[] {
  const live = rules.filter((rule) => inForce(rule, asOf))
  const build = (rule: Rule, displaced: LiveBounds | undefined): LiveRule => {
    const { low, high } = tightened(rule, displaced, isPastReview(rule, today))
    const exceptions = live.filter((other) => other.exceptionTo.includes(rule.id)).map((other) => build(other, { low, high }))
    return { rule, when: rule.when, low, high, exceptions }
  }
  return live.filter((rule) => rule.exceptionTo.length === 0).map((rule) => build(rule, undefined))
}

type LiveBounds = { readonly low: Rank; readonly high: Rank }

/** The bounds of an outcome, whatever the age of its sources. */
function boundsOf(outcome: RuleOutcome): LiveBounds {
  if (outcome === null) return { low: silent, high: silent }
  if (typeof outcome === 'string') return { low: rankOf(outcome), high: rankOf(outcome) }
  return { low: rankOf(outcome.atLeast), high: rankOf(outcome.atMost) }
}

/** The mildest rung that is a license. All below it needs none. */
export const firstLicense = rankOf('license-favorable')
const review = rankOf('case-by-case')

/**
 * The bounds of a rule. If a source of the rule is overdue for review (`stale`), the rule can only make an
 * answer stricter: if it is no exception and milder than a license, it becomes a range up to a case-by-case
 * review; if it is an exception, it becomes a range up to the upper bound of the rule that it displaces
 * (`displaced`).
 */
function tightened(rule: Rule, displaced: LiveBounds | undefined, stale: boolean): LiveBounds {
  const own = boundsOf(rule.outcome)
  if (!stale) return own
  const ceiling = displaced?.high ?? (own.low >= 0 && own.low < firstLicense ? review : own.high)
  return { low: own.low, high: Math.max(own.high, ceiling) }
}

/**
 * What a rule and its exceptions say together. The finding counts if the rule's condition holds; `holds` is
 * `undefined` while that is not known. `governs` has the rules whose outcome can apply (the rule or its
 * exceptions). `missing` has the facts that are needed to know whether the rule holds and which rule governs.
 * `conflict`: two exceptions hold, and their outcomes differ.
 */
export type Finding = {
  readonly rule: Rule
  readonly holds: Truth
  readonly low: Rank
  readonly high: Rank
  readonly missing: readonly string[]
  readonly governs: readonly Rule[]
  readonly conflict: boolean
}

/**
 * Reads a rule, its exceptions, and the exceptions to those. Returns `undefined` if the rule's condition
 * fails. An exception that holds displaces the rule. If two exceptions hold with different outcomes, that
 * is a `conflict`; neither is preferred.
 */
export function readRule(live: LiveRule, facts: Facts): Finding | undefined {
  const left = simplify(live.when, facts)
  if (left === false) return undefined
  const holds = left === true ? true : undefined
  let exceptions: Finding[] | undefined
  for (const exception of live.exceptions) {
    const finding = readRule(exception, facts)
    if (finding !== undefined) (exceptions ??= []).push(finding)
  }
  const missing = left === true ? none : factsRead(left)
  if (exceptions === undefined)
    return { rule: live.rule, holds, low: live.low, high: live.high, missing, governs: [live.rule], conflict: false }
  return displaced(live, holds, missing, exceptions)
}

const none: readonly string[] = []

function displaced(live: LiveRule, holds: Truth, missing: readonly string[], exceptions: readonly Finding[]): Finding {
  const certain = exceptions.filter((exception) => exception.holds === true)
  const speaking: ReadonlyArray<{ low: Rank; high: Rank }> = certain.length === 0 ? [live, ...exceptions] : exceptions
  return {
    rule: live.rule,
    holds,
    low: Math.min(...speaking.map((one) => one.low)),
    high: Math.max(...speaking.map((one) => one.high)),
    missing: [...new Set([...missing, ...exceptions.flatMap((exception) => exception.missing)])],
    governs: [...(certain.length === 0 ? [live.rule] : []), ...exceptions.flatMap((exception) => exception.governs)],
    conflict: certain.some((one) => one.conflict || one.low !== certain[0]?.low || one.high !== certain[0]?.high),
  }
}
