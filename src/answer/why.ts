import type { Base } from '../knowledge/base.ts'
import type { Block, ChatReply } from '../port/reply.ts'
import type { Answer } from './conversation-types.ts'
import { footOf, stampOf } from './stamp.ts'
import { assumptionsOf, pickFacts } from './assumptions.ts'
import { itemWords, placeWords } from './deal-words.ts'
import { citesOf, showCite } from './citations.ts'
import { changeLines } from './change-lines.ts'
import type { HeldLeg } from './held-leg.ts'
import type { DecidedLeg } from './leg.ts'
import { verdictWords, upperFirst } from './words.ts'
import { rungAt, type Finding } from '../engine/rule.ts'
import { shownVerdict } from '../engine/shown-verdict.ts'

/**
 * The rules behind a leg's verdict and those that exceptions displaced, one per line. The first line names
 * the item and, if there are no other legs (`isAlone`), the place. Empty if no rule was read.
 */
export function rulesThatSpoke(base: Base, leg: HeldLeg, isAlone: boolean): readonly string[] {
  if (leg.verdict.findings.length === 0) return []
  const spoke = spokenIn(base, leg).map(({ id, state }) => `${base.rules.get(id)?.title ?? id}: ${state}.`)
  return [`${upperFirst(itemWords(base, leg))}${isAlone ? ` to ${placeWords(base, leg)}` : ''}.`, ...spoke]
}

/** The reply to "Why?": for each leg its verdict and facts, and every rule that applied or could apply. */
export function composeWhy(base: Base, last: Answer): ChatReply {
  if (last.legs.length === 0)
    return {
      tone: 'neutral',
      title: 'Nothing was decided',
      blocks: [{ kind: 'text', text: 'The last answer was not a verdict.' }],
      actions: [],
    }
  const cites = new Map(last.legs.flatMap((leg) => citesOf(base, leg)).map((cite) => [`${cite.source} ${cite.section}`, cite]))
  return {
    tone: 'neutral',
    title: 'Why',
    blocks: [
      ...last.legs.flatMap((leg) => traceOf(base, leg)),
      { kind: 'citations', citations: [...cites.values()].map((cite) => showCite(base, cite)) },
    ],
    foot: footOf(last.asOf, stampOf(last)),
    actions: [],
  }
}

function traceOf(base: Base, leg: HeldLeg): readonly Block[] {
  const silent =
    base.rules.size - new Set(leg.verdict.findings.flatMap((finding) => [finding.rule.id, ...finding.governs.map((rule) => rule.id)])).size
  const items = spokenIn(base, leg).map(({ id, state }) => {
    const rule = base.rules.get(id)
    return `${rule?.title ?? id}: ${state}. ${rule?.why ?? ''}`
  })
  return [
    {
      kind: 'fields',
      title: `${itemWords(base, leg)} to ${placeWords(base, leg)}`,
      fields: [
        ['Verdict', verdictWords[leg.shown].title],
        ...(leg.doubts.length === 0 ? [] : [['Not in it yet', leg.doubts.map(({ words }) => `"${words}"`).join('; ')] as const]),
        ...stated(base, leg),
        ['Facts presumed', factsWords(base, leg.presumed)],
        [
          'Facts assumed',
          factsWords(
            base,
            pickFacts(
              leg.assumed,
              assumptionsOf(base, leg).map(({ fact }) => fact),
            ),
          ),
        ],
        [
          'Lists of the destination',
          leg.country === undefined
            ? 'not known'
            : base
                .groupsOf(leg.country, leg.day)
                .map((id) => base.groups.get(id)?.name ?? id)
                .join(', ') || 'none',
        ],
      ],
    },
    { kind: 'list', title: `Rules that spoke (${silent} others were read and are silent)`, items },
  ]
}

/** The row with the facts that the asker stated; none if there are no such facts. */
const stated = (base: Base, { stated: facts }: HeldLeg): ReadonlyArray<readonly [string, string]> =>
  Object.keys(facts).length === 0 ? [] : [['Facts stated', factsWords(base, facts)]]

/**
 * The rules that applied or could apply, each with its outcome or with the facts that are missing. A rule
 * that an exception displaced comes after that exception.
 */
function spokenIn(base: Base, leg: HeldLeg): ReadonlyArray<{ readonly id: string; readonly state: string }> {
  const titleOf = (id: string): string => base.rules.get(id)?.title ?? id
  const all = leg.verdict.findings.flatMap(({ rule, governs, holds, low, high, missing }: Finding) => {
    if (holds !== true) return [{ id: rule.id, state: `not yet known (${missing.join(', ')})` }]
    const isSetAside = governs.length > 0 && !governs.some(({ id }) => id === rule.id)
    if (!isSetAside) return [{ id: rule.id, state: outcomeWords(low, high) }]
    const by = governs.map(({ id }) => titleOf(id)).join('; ')
    return [...governs.map(({ id }) => ({ id, state: outcomeWords(low, high) })), { id: rule.id, state: `set aside by: ${by}` }]
  })
  return [...new Map(all.map((one) => [one.id, one])).values()]
}

const outcomeWords = (low: number, high: number): string => {
  const [mildest, strictest] = [rungAt(low), rungAt(high)]
  if (strictest === null) return 'adds duties only'
  const top = verdictWords[strictest].clause
  return mildest === strictest ? top : mildest === null ? `up to ${top}` : `${verdictWords[mildest].clause} to ${top}`
}

const factsWords = (base: Base, facts: DecidedLeg['facts']): string =>
  Object.entries(facts)
    .map(([fact, value]) => base.facts.get(fact)?.answers?.find((answer) => answer.value === value)?.say ?? `${fact} ${String(value)}`)
    .join('; ') || 'none'

/** The reply to "What would change it": for each leg, the changes of facts that give another verdict. */
export function composeChanges(base: Base, last: Answer): ChatReply {
  const lists = last.legs.map((leg): Block => ({
    kind: 'list',
    title: `${itemWords(base, leg)} to ${placeWords(base, leg)} (now: ${verdictWords[shownVerdict(leg.verdict)].clause})`,
    items: changeLines(base, leg).length === 0 ? ['No single fact or pair of facts that I know of.'] : changeLines(base, leg),
  }))
  return {
    tone: 'neutral',
    title: 'What would change it',
    blocks: [...lists, { kind: 'note', text: 'Some of these are not in your power; none of them may be arranged to avoid a license.' }],
    actions: [],
  }
}
