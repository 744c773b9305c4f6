import type { Base } from '../knowledge/base.ts'
import { saidAs } from '../engine/explore.ts'
import type { Block, ChatReply } from '../reply/reply.ts'
import type { Answer } from './answer.ts'
import { stampBlock } from './compose.ts'
import { changeLines, citesOf, itemWords, placeWords, showCite } from './grounds.ts'
import type { HeldLeg } from './doubts.ts'
import type { DecidedLeg } from './leg.ts'
import { lowerFirst, saidWords } from './words.ts'
import { rungAt } from '../engine/rule.ts'

/** The trace behind the last answer: every rule that spoke or could speak, with the facts it read, leg by leg. */
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
      stampBlock(last.asOf, { asOf: last.asOf, today: last.today, version: last.knowledge, receipt: last.receipt }),
    ],
    actions: [],
  }
}

function traceOf(base: Base, leg: HeldLeg): readonly Block[] {
  const silent =
    base.rules.size - new Set(leg.verdict.findings.flatMap((finding) => [finding.rule.id, ...finding.governs.map((rule) => rule.id)])).size
  const items = leg.verdict.findings.map((finding) => {
    const rule = base.rules.get(finding.rule.id)
    const by = finding.governs.filter((one) => one.id !== finding.rule.id).map((one) => base.rules.get(one.id)?.title ?? one.id)
    const state =
      finding.holds === true
        ? by.length > 0 && !finding.governs.some((one) => one.id === finding.rule.id)
          ? `set aside by: ${by.join('; ')}`
          : outcomeWords(finding.low, finding.high)
        : `not yet known (${finding.missing.join(', ')})`
    return `${rule?.title ?? finding.rule.id}: ${state}. ${rule?.why ?? ''}`
  })
  return [
    {
      kind: 'fields',
      title: `${itemWords(base, leg)} to ${placeWords(base, leg)}`,
      fields: [
        ['Verdict', saidWords[leg.said].title],
        ...(leg.doubts.length === 0 ? [] : [['Not in it yet', leg.doubts.map(({ words }) => `"${words}"`).join('; ')] as const]),
        ['Facts stated', factsWords(base, leg.stated)],
        ['Facts presumed', factsWords(base, leg.presumed)],
        ['Facts assumed', factsWords(base, leg.assumed)],
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

const outcomeWords = (low: number, high: number): string => {
  const [mildest, strictest] = [rungAt(low), rungAt(high)]
  if (strictest === null) return 'adds duties only'
  const top = lowerFirst(saidWords[strictest].title)
  return mildest === strictest ? top : mildest === null ? `up to ${top}` : `${lowerFirst(saidWords[mildest].title)} to ${top}`
}

const factsWords = (base: Base, facts: DecidedLeg['facts']): string =>
  Object.entries(facts)
    .map(([fact, value]) => base.facts.get(fact)?.answers?.find((answer) => answer.value === value)?.say ?? `${fact} ${String(value)}`)
    .join('; ') || 'none'

/** What would change the last answer, in full. */
export function composeChanges(base: Base, last: Answer): ChatReply {
  const lists = last.legs.map((leg): Block => ({
    kind: 'list',
    title: `${itemWords(base, leg)} to ${placeWords(base, leg)} (now: ${lowerFirst(saidWords[saidAs(leg.verdict)].title)})`,
    items: changeLines(base, leg).length === 0 ? ['No single fact or pair of facts that I know of.'] : changeLines(base, leg),
  }))
  return {
    tone: 'neutral',
    title: 'What would change it',
    blocks: [...lists, { kind: 'note', text: 'Some of these are not in your power; none of them may be arranged to avoid a license.' }],
    actions: [],
  }
}
