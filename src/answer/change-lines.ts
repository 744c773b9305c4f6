import type { Base } from '../knowledge/base.ts'
import type { Power } from '../knowledge/fact-schema.ts'
import type { ExploredLeg } from './leg.ts'
import { lowerFirst, verdictWords, upperFirst } from './words.ts'
import { governingRules } from './governing-rules.ts'
import { factWords } from './assumptions.ts'
import { bySeverity, shownVerdict } from '../engine/shown-verdict.ts'

/** The smallest changes of facts that change the verdict, one line each, the mildest new verdict first. */
export function changeLines(base: Base, leg: ExploredLeg): readonly string[] {
  return [...leg.changes]
    .sort((a, b) => bySeverity(shownVerdict(a.verdict), shownVerdict(b.verdict)))
    .map((change) => changeLine(base, change))
}

type Change = ExploredLeg['changes'][number]

/**
 * One change of facts as a line: the new values, "→", the new verdict with the rule behind it, and who can
 * make the change.
 */
export function changeLine(base: Base, { facts, verdict }: Pick<Change, 'facts' | 'verdict'>): string {
  const rule = governingRules(base, { verdict })[0]
  const flip = Object.entries(facts).map(([fact, value]) => {
    const [name, answers] = [factWords(base, fact), base.facts.get(fact)?.answers]
    return `${name === fact ? '' : `${upperFirst(name)}: `}${answers?.find((answer) => answer.value === value)?.say ?? String(value)}`
  })
  const power = powerOf(base, facts)
  const by = rule === undefined ? '' : ` (${lowerFirst(rule.title)})`
  return `${flip.join(' and ')} → ${verdictWords[shownVerdict(verdict)].clause}${by}${power === undefined ? '' : `; ${powerWords[power]}`}`
}

const powerWords: Readonly<Record<Power, string>> = {
  ours: 'in our power',
  customer: 'not in our power: the customer decides it',
  government: 'not in our power: a government decides it',
  item: 'not in our power: it is what the item is',
  party: 'not in our power: it is who the customer is',
  deal: 'not in our power: it is what the deal is',
}

/**
 * Who can make a change of facts; `ours` only if we (the exporter) can change each of them. `undefined` if
 * that is not known.
 */
function powerOf(base: Base, facts: Change['facts']): Power | undefined {
  const powers = Object.keys(facts).map(
    (fact) => base.facts.get(fact)?.power ?? (base.facts.get(fact)?.about === 'item' ? 'item' : undefined),
  )
  return powers.find((power) => power !== 'ours') ?? (powers.includes(undefined) ? undefined : powers[0])
}

/** Whether we (the exporter) can make the whole change ourselves. */
export const isInOurPower = (base: Base, { facts }: Pick<Change, 'facts'>): boolean => powerOf(base, facts) === 'ours'
