import type { Base } from '../knowledge/base.ts'
import type { Way } from '../knowledge/schema.ts'
import type { HeldLeg } from './held-leg.ts'
import { dutyRules, governingRules } from './governing-rules.ts'
import type { DecidedLeg } from './leg.ts'
import { verdictWords, upperFirst } from './words.ts'
import { isKnowHow } from '../language/reading.ts'

/** The next step in one sentence: hold, apply (with which document), check conditions, or ask counsel. */
export function nextStep(base: Base, leg: HeldLeg): string {
  // Only the application itself is named; the documents that go with it are listed among the conditions.
  const [apply] = applicationOf(base, leg).split(', ')
  switch (leg.shown) {
    case 'not-an-export':
      return 'nothing to apply for; registration, records and screening go on.'
    case 'no-license':
      return (
        'it is not cleared yet: have the rest checked (national security, nuclear, chemical, biological, ' +
        'sanctions lists), and screen the user and the use.'
      )
    case 'exemption-possible':
      return `check every condition of the exemption, and keep the papers, before anything goes; if one is not met, ${apply}.`
    case 'license-favorable':
    case 'case-by-case':
      return `${apply}; hold meanwhile.`
    case 'presumption-of-denial':
      return 'hold, promise nothing, and ask counsel before you apply.'
    case 'policy-of-denial':
      return `stop, and ask counsel before anything is offered.${urgentDuty(base, leg)}`
    case 'prohibited':
      return `stop, and tell counsel.${urgentDuty(base, leg)}`
    case 'need-facts':
      return 'hold until this is answered, here or by counsel.'
    case 'ask-counsel':
      return 'hold until counsel has answered.'
  }
}

/**
 * Where to apply and with which document, by the first rule that applies or can still apply and that says so;
 * "ask counsel how to apply" if there is no such rule.
 */
function applicationOf(base: Base, leg: DecidedLeg): string {
  const way = wayOf(leg)
  const told = leg.verdict.findings.flatMap(({ rule, holds }) => (holds === false ? [] : (base.rules.get(rule.id)?.apply ?? [])))
  const [found] = told.flatMap((apply) => apply[way] ?? apply.any ?? [])
  return found === undefined ? 'ask counsel how to apply' : `apply to ${found}`
}

/** The way of transfer (hardware, data, a service …), as far as it matters for the application. */
function wayOf({ facts, leg: { reading } }: DecidedLeg): Way {
  const told = wayOfActivity[String(facts.activity)]
  if (told !== undefined) return told
  return isKnowHow(reading.item) ? reading.item.level : 'hardware'
}

const wayOfActivity: Readonly<Record<string, Way>> = {
  temporary: 'temporary',
  'deemed-export': 'release',
  'technical-data': 'data',
  service: 'service',
  'manufacture-abroad': 'manufacture',
  brokering: 'brokering',
}

/**
 * The first duty under the rule that denies a deal because of its destination, to be appended to a
 * sentence; empty if there is none.
 */
function urgentDuty(base: Base, leg: HeldLeg): string {
  const [rule] = governingRules(base, leg)
  const [first] = rule?.byDestination === true ? (rule.obligations ?? []) : []
  return first === undefined ? '' : ` ${first}`
}

/**
 * The conditions of an answer, each once: what the verdict means, where to apply, and the duties. Empty
 * while there are doubts, and while no rule was read because the destination, the day or the class of the
 * item is not settled.
 */
export function conditionsOf(base: Base, leg: HeldLeg): readonly string[] {
  if (leg.doubts.length > 0 || (leg.shown === 'need-facts' && leg.verdict.findings.length === 0)) return []
  const rules = [...governingRules(base, leg), ...dutyRules(base, leg)]
  const isLicensed = !['not-an-export', 'prohibited'].includes(leg.shown)
  const paper = isLicensed && leg.shown !== 'need-facts' && leg.shown !== 'no-license' ? [`${upperFirst(applicationOf(base, leg))}.`] : []
  const duties = rules.flatMap((rule) => (isLicensed || rule.outcome === leg.shown ? (rule.obligations ?? []) : []))
  return [...new Set([verdictWords[leg.shown].means, ...paper, ...duties])]
}
