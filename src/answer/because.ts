import { settle } from '../engine/explore.ts'
import { isRange, isPastReview, rungAt } from '../engine/rule.ts'
import type { Base } from '../knowledge/base.ts'
import type { RegimeRule } from '../knowledge/load.ts'
import type { HeldLeg } from './held-leg.ts'
import { citesOf } from './citations.ts'
import { governingRules } from './governing-rules.ts'
import type { DecidedLeg } from './leg.ts'
import { listWords, lowerFirst, verdictWords, upperFirst } from './words.ts'
import { dateWords } from '../port/date-words.ts'

/**
 * The number that refers to a rule's source in the list of sources, e.g. ` [1]`; empty if the source is not
 * in that list.
 */
function markOf(base: Base, leg: DecidedLeg, rule: RegimeRule | undefined): string {
  const at = citesOf(base, leg).findIndex(
    ({ source, section }) => rule?.cites.some((cite) => cite.source === source && cite.section === section) === true,
  )
  return at < 0 ? '' : ` [${at + 1}]`
}

/** The reason for a verdict in one sentence, with its source, and then the condition on which the verdict depends, if there is one. */
export function because(base: Base, leg: HeldLeg, today: string): string {
  return [`${reasonOf(base, leg, today)}.`, ...hinges(base, leg)].join(' ')
}

function reasonOf(base: Base, leg: HeldLeg, today: string): string {
  const { verdict } = leg
  if (leg.doubts.length > 0) return 'something that you said is not in the answer yet, and it could make it stricter'
  const rules = governingRules(base, leg)
  const [first] = rules
  if (verdict.status === 'out-of-scope') return 'no rule here speaks to this. That is not a yes'
  if (verdict.status === 'conflict')
    return `two rules disagree (${listWords(rules.slice(0, 2).map((rule) => rule.title))}), and no guess is made`
  if (leg.shown === 'need-facts') return boundsWords(leg)
  if (first === undefined) return openTo(leg)
  if (leg.shown === 'ask-counsel') return openReason(base, leg, first, today)
  const { from } = first.effective
  const since = from > '1990' && !first.title.includes(dateWords(from)) ? ` (since ${dateWords(from)})` : ''
  return `${lowerFirst(first.title)}${since}${markOf(base, leg, first)}`
}

function openReason(base: Base, leg: DecidedLeg, first: RegimeRule, today: string): string {
  const engineRules = leg.verdict.findings.flatMap((finding) => finding.governs)
  const ranges = engineRules.filter((rule) => isRange(rule.outcome))
  const stale = engineRules.filter((rule) => isPastReview(rule, today))
  if (ranges.length === 0 && stale.length > 0)
    return `the sources of "${base.rules.get(stale[0]?.id ?? '')?.title ?? first.title}" are overdue for review, so it may only tighten`
  const open = ranges.find((rule) => base.rules.get(rule.id)?.id === first.id) ?? ranges[0]
  const rule = open === undefined ? first : (base.rules.get(open.id) ?? first)
  const why = whyOpen(rule)
  return `${lowerFirst(rule.title)}${isLong(why) ? '' : `: ${why}`}${markOf(base, leg, rule)}`
}

const whyOpen = (rule: RegimeRule): string => (typeof rule.outcome === 'object' && rule.outcome !== null ? rule.outcome.why : rule.why)

/** Whether a reason has more than twenty words. Then it is too long for one sentence with its rule, and is shown in a layer. */
const isLong = (why: string): boolean => why.split(' ').length > 20

/**
 * For a leg that counsel must decide: the reasons that are too long for the front of the reply ({@link isLong}), to be shown in a layer.
 * Empty for any other leg.
 */
export function longReason(base: Base, leg: HeldLeg): readonly string[] {
  if (leg.shown !== 'ask-counsel') return []
  const ranges = leg.verdict.findings.flatMap(({ governs }) => governs).filter(({ outcome }) => isRange(outcome))
  const rules = ranges.flatMap(({ id }) => base.rules.get(id) ?? [])
  const told = rules.length > 0 ? rules : governingRules(base, leg).slice(0, 1)
  return told
    .map(whyOpen)
    .filter(isLong)
    .map((why) => `${upperFirst(why)}.`)
}

/**
 * The reason for a verdict that no single rule gives. Three sentences are possible: it is the verdict of the
 * strictest of several places; every answer that is still possible leads to it; or it is the verdict of the
 * strictest class that the item can have.
 */
export function openTo({ leg: { place }, verdict }: DecidedLeg): string {
  if ((place?.codes.length ?? 0) > 1) return 'that is what the strictest of these places comes to'
  const isSettled = verdict.status === 'decided' || verdict.low === verdict.high
  return isSettled ? 'every answer still possible comes to this' : 'that is what the strictest of what it can be comes to'
}

/** How mild and how strict the verdict can still become while facts are missing: "at least: …; at most: …". */
function boundsWords({ verdict }: DecidedLeg): string {
  const low = rungAt(verdict.low)
  const high = rungAt(verdict.high)
  if (low === null) return `the facts so far leave the answer open${high === null ? '' : `; at most: ${verdictWords[high].clause}`}`
  return high === null || high === low
    ? `at least: ${verdictWords[low].clause}`
    : `at least: ${verdictWords[low].clause}; at most: ${verdictWords[high].clause}`
}

/**
 * The condition on which a verdict depends, in one sentence: "It hinges on …; if not, …". Empty if there is
 * none. If no governing rule has a condition and the class of the item is not settled, the condition is taken
 * from a rule for one of the possible classes.
 */
export function hinges(base: Base, leg: HeldLeg): readonly string[] {
  const turning = (rules: readonly RegimeRule[]): RegimeRule | undefined =>
    rules.find(({ hinge, outcome }) => hinge !== undefined && outcome === leg.shown)
  const own = turning(governingRules(base, leg))
  const hinging = own ?? (leg.classes.length > 1 ? turning(rulesOfCandidates(base, leg)) : undefined)
  const { hinge } = hinging ?? {}
  if (hinge === undefined) return []
  const otherwise = verdictWords[hinge.otherwise].clause.replace(verdictWords[leg.shown].clause.startsWith(licensed) ? licensed : '', '')
  return [`${own === undefined ? 'Its strictest class' : 'It'} hinges on ${hinge.on}; if not, ${otherwise}.`]
}

/** The words with which verdicts that need a license begin. After "if not, …" they are not repeated. */
const licensed = 'license needed, '

/** The rules that would govern, for every combination of values that the missing facts can have. */
const rulesOfCandidates = (base: Base, { space, facts }: DecidedLeg): readonly RegimeRule[] =>
  settle(space, facts).leaves.flatMap(({ verdict }) => governingRules(base, { verdict }))
