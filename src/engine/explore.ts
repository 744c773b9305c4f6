import type { FactValue, Facts } from './condition.ts'
import { rankOf, rungAt, type Rung } from './rule.ts'
import type { Verdict } from './verdict.ts'

/** What is said to the asker: a rung, or why there is none yet. */
export type Said = Rung | 'need-facts' | 'ask-counsel'

/** Said verdicts from mildest to strictest, the order in which the legs of a deal are joined. */
export const severity: readonly Said[] = [
  'not-an-export',
  'no-license',
  'exemption-possible',
  'license-favorable',
  'case-by-case',
  'need-facts',
  'ask-counsel',
  'presumption-of-denial',
  'policy-of-denial',
  'prohibited',
]

const denial = rankOf('presumption-of-denial')

/** A denial beats what is missing: from a presumption of denial on, the strictest possible rung is said and the question follows. */
export function saidAs({ status, low, high, settledBy }: Verdict): Said {
  if (status === 'decided' || low >= denial) return rungAt(high) ?? 'ask-counsel'
  return settledBy === 'asker' ? 'need-facts' : 'ask-counsel'
}

/** A question being explored: how to decide on partial facts, and which answers each fact can still have. */
export type Space = {
  readonly decide: (facts: Facts) => Verdict
  readonly answers: (fact: string) => readonly FactValue[]
}

/** One way the missing facts can turn out, with its verdict. */
export type Completion = { readonly facts: Facts; readonly verdict: Verdict }

/** Every way the missing facts can turn out. Only facts that a verdict still misses are filled in. */
export function completions(space: Space, facts: Facts): readonly Completion[] {
  const verdict = space.decide(facts)
  const fact = verdict.missing[0]
  if (verdict.status !== 'open' || fact === undefined) return [{ facts, verdict }]
  return space.answers(fact).flatMap((value) => completions(space, { ...facts, [fact]: value }))
}

/**
 * Settles what Kleene's logic alone calls unknown: where every completion says the same, that is the verdict and nothing
 * need be asked; otherwise the bounds shrink to what is still possible.
 */
export function settle(space: Space, facts: Facts): { readonly verdict: Verdict; readonly leaves: readonly Completion[] } {
  const verdict = space.decide(facts)
  if (verdict.status !== 'open') return { verdict, leaves: [{ facts, verdict }] }
  const leaves = completions(space, facts)
  const first = leaves[0]
  if (first === undefined) return { verdict, leaves }
  const low = Math.min(...leaves.map((leaf) => leaf.verdict.low))
  const high = Math.max(...leaves.map((leaf) => leaf.verdict.high))
  return { verdict: { ...(agree(leaves) ? first.verdict : verdict), low, high }, leaves }
}

function agree(leaves: readonly Completion[]): boolean {
  const first = leaves[0]
  return first === undefined || leaves.every(({ verdict }) => saidAs(verdict) === saidAs(first.verdict))
}

/** More answers than this are not weighed against other questions: such a fact (the destination) is simply asked in its turn. */
const widest = 12

/** The fact to ask next: the one that leaves the fewest expected questions, all answers taken as equally likely; ties in the given order. */
export function nextQuestion(space: Space, facts: Facts, order: readonly string[]): string | undefined {
  const missing = missingIn(completionsMissing(space, facts), order)
  const wide = missing.find((fact) => space.answers(fact).length > widest)
  if (wide !== undefined && missing[0] === wide) return wide
  let best: { readonly fact: string; readonly cost: number } | undefined
  for (const fact of missing) {
    const cost = expected(space, facts, fact)
    if (best === undefined || cost < best.cost - 1e-9) best = { fact, cost }
  }
  return best?.fact
}

/** The facts that can still change the verdict, in the given order. */
export function missingFacts(space: Space, facts: Facts, order: readonly string[]): readonly string[] {
  return missingIn(completionsMissing(space, facts), order).filter((fact) => matters(space, facts, fact))
}

function completionsMissing(space: Space, facts: Facts): ReadonlySet<string> {
  const { missing } = space.decide(facts)
  const found = new Set(missing)
  for (const fact of missing) {
    for (const value of space.answers(fact)) for (const more of space.decide({ ...facts, [fact]: value }).missing) found.add(more)
  }
  return found
}

const missingIn = (missing: ReadonlySet<string>, order: readonly string[]): readonly string[] => order.filter((fact) => missing.has(fact))

/** Whether two answers to a fact leave different possibilities. */
function matters(space: Space, facts: Facts, fact: string): boolean {
  const seen = new Set(
    space.answers(fact).map((value) =>
      completions(space, { ...facts, [fact]: value })
        .map((leaf) => saidAs(leaf.verdict))
        .join(),
    ),
  )
  return seen.size > 1
}

function expected(space: Space, facts: Facts, fact: string): number {
  const answers = space.answers(fact)
  let sum = 0
  for (const value of answers) sum += remaining(space, { ...facts, [fact]: value })
  return 1 + sum / Math.max(answers.length, 1)
}

function remaining(space: Space, facts: Facts): number {
  if (agree(completions(space, facts))) return 0
  const { missing } = space.decide(facts)
  return Math.min(...missing.map((fact) => expected(space, facts, fact)))
}

/** A change of facts that moves the verdict. */
export type Change = { readonly facts: Facts; readonly verdict: Verdict }

/** The smallest changes of the named facts that move the verdict: single ones where there are any, else pairs. */
export function changes(space: Space, facts: Facts, names: readonly string[]): readonly Change[] {
  const now = saidAs(settle(space, facts).verdict)
  const flips = names.flatMap((name) =>
    space
      .answers(name)
      .filter((value) => value !== facts[name])
      .map((value) => ({ [name]: value })),
  )
  const moved = (flip: Facts): Change[] => {
    const { verdict } = settle(space, { ...facts, ...flip })
    return saidAs(verdict) === now ? [] : [{ facts: flip, verdict }]
  }
  const single = flips.flatMap(moved)
  if (single.length > 0) return single
  return flips.flatMap((one, index) =>
    flips
      .slice(index + 1)
      .filter((other) => Object.keys(one)[0] !== Object.keys(other)[0])
      .flatMap((other) => moved({ ...one, ...other })),
  )
}
