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

/**
 * The facts that can still change the verdict: first the one to ask next, which leaves the fewest expected questions, all
 * answers taken as equally likely; ties and the others in the given order.
 */
export function openQuestions(space: Space, facts: Facts, order: readonly string[]): readonly string[] {
  const visit = createVisits(space, facts)
  const start = visit(facts)
  const missing = missingSoon(start, order)
  const first = nextOf(start, missing)
  const all = missing.filter((fact) => new Set(start.after(fact).map((next) => next.possible())).size > 1)
  return first === undefined ? all : [first, ...all.filter((fact) => fact !== first)]
}

/** Some facts being explored. The same facts are reached on many ways, so what was found out about them is kept. */
type Visit = {
  readonly verdict: Verdict
  /** The visits that the answers to a fact lead to. */
  readonly after: (fact: string) => readonly Visit[]
  /** What is said in each completion, one letter each, in order. */
  readonly possible: () => string
  /** How many questions are expected until nothing need be asked. */
  readonly remaining: () => number
}

/** Visits from some facts on, each made once. */
function createVisits(space: Space, start: Facts): (facts: Facts) => Visit {
  const visits = new Map<string, Visit>()
  const visit = (facts: Facts): Visit => {
    const key = keyBeyond(start, facts)
    const known = visits.get(key) ?? makeVisit(space, facts, visit)
    visits.set(key, known)
    return known
  }
  return visit
}

/** A key of the facts that were found beyond the first ones, the same in whatever order they were. */
function keyBeyond(start: Facts, facts: Facts): string {
  const added: string[] = []
  for (const name in facts) if (start[name] === undefined) added.push(`${name}=${String(facts[name])}`)
  return added.sort().join('|')
}

function makeVisit(space: Space, facts: Facts, visit: (facts: Facts) => Visit): Visit {
  const verdict = space.decide(facts)
  const led = new Map<string, readonly Visit[]>()
  const after = (fact: string): readonly Visit[] => {
    const next = led.get(fact) ?? space.answers(fact).map((value) => visit({ ...facts, [fact]: value }))
    led.set(fact, next)
    return next
  }
  const fillIn = (): string => {
    const fact = verdict.missing[0]
    if (verdict.status !== 'open' || fact === undefined) return letterOf(saidAs(verdict))
    return after(fact)
      .map((next) => next.possible())
      .join('')
  }
  let possible: string | undefined
  let remaining: number | undefined
  const self: Visit = {
    verdict,
    after,
    possible: () => (possible ??= fillIn()),
    remaining: () => (remaining ??= isSettled(self.possible()) ? 0 : Math.min(...verdict.missing.map((fact) => expected(self, fact)))),
  }
  return self
}

const letterOf = (said: Said): string => String.fromCodePoint(97 + severity.indexOf(said))
const isSettled = (possible: string): boolean => possible === (possible[0] ?? '').repeat(possible.length)

/** The questions expected from here where a fact is asked first. */
function expected({ after }: Visit, fact: string): number {
  const next = after(fact)
  return 1 + next.reduce((sum, one) => sum + one.remaining(), 0) / Math.max(next.length, 1)
}

function nextOf(start: Visit, missing: readonly string[]): string | undefined {
  const [first] = missing
  if (first !== undefined && start.after(first).length > widest) return first
  let best: { readonly fact: string; readonly cost: number } | undefined
  for (const fact of missing) {
    const cost = expected(start, fact)
    if (best === undefined || cost < best.cost - 1e-9) best = { fact, cost }
  }
  return best?.fact
}

/** The facts that are missing here, or after an answer to one of them. */
function missingSoon({ verdict, after }: Visit, order: readonly string[]): readonly string[] {
  const found = new Set([...verdict.missing, ...verdict.missing.flatMap((fact) => after(fact).flatMap((next) => next.verdict.missing))])
  return order.filter((fact) => found.has(fact))
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
