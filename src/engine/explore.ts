import type { FactValue, Facts } from './condition.ts'
import type { Verdict } from './verdict.ts'
import { severityOf, shownVerdict, type ShownVerdict } from './shown-verdict.ts'

/** How to explore a question: `decide` gives the verdict on partial facts, `answers` all values that a fact can have. */
export type Space = {
  readonly decide: (facts: Facts) => Verdict
  readonly answers: (fact: string) => readonly FactValue[]
}

/**
 * The known facts, completed by values of missing facts until the verdict is not open any more, and the
 * verdict on all these facts.
 */
export type Completion = { readonly facts: Facts; readonly verdict: Verdict }

/**
 * All combinations of values for the missing facts. A fact is given values only while the verdict is open and lists the fact as
 * missing.
 */
export function completions(space: Space, facts: Facts): readonly Completion[] {
  const verdict = space.decide(facts)
  const fact = verdict.missing[0]
  if (verdict.status !== 'open' || fact === undefined) return [{ facts, verdict }]
  return space.answers(fact).flatMap((value) => completions(space, { ...facts, [fact]: value }))
}

/**
 * Decides on the known facts. If facts are missing, tries every combination of their values (`leaves`). If
 * the asker would be told the same in all leaves, the verdict of the first leaf is returned, and nothing need
 * be asked. Otherwise the open verdict is returned. In both cases `low` and `high` are the mildest and the
 * strictest bound of all leaves.
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
  return first === undefined || leaves.every(({ verdict }) => shownVerdict(verdict) === shownVerdict(first.verdict))
}

/**
 * If the missing fact that comes first in `order` has more possible answers than this (e.g. the destination), it is asked for at once, and
 * the usefulness of other questions is not computed.
 */
const mostAnswersCompared = 12

/**
 * The facts, missing now or after one more answer, whose answers can change what the asker is told. The fact
 * to ask next comes first: it is the one after which the fewest further questions are expected, if all
 * answers are equally likely (on a tie, the first in `order`; for an exception see `mostAnswersCompared`).
 * The other facts follow in `order`.
 */
export function openQuestions(space: Space, facts: Facts, order: readonly string[]): readonly string[] {
  const visit = createVisits(space, facts)
  const start = visit(facts)
  const missing = missingSoon(start, order)
  const first = nextOf(start, missing)
  const all = missing.filter((fact) => new Set(start.after(fact).map((next) => next.possible())).size > 1)
  return first === undefined ? all : [first, ...all.filter((fact) => fact !== first)]
}

/**
 * A point in the search for the best question: some known facts, and what follows from them. The same facts can be reached by asking in
 * another order, so each point is made once and keeps its results.
 */
type Visit = {
  readonly verdict: Verdict
  /** The visits that follow if `fact` is asked, one for each answer. */
  readonly after: (fact: string) => readonly Visit[]
  /** What the asker is told in each completion, in order, one letter each (see `letterOf`). */
  readonly possible: () => string
  /** The expected number of questions until the asker is told the same in every completion. */
  readonly remaining: () => number
}

/** Returns a function that gives the visit for some facts; the same facts always give the same object. */
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

/**
 * A key for the facts that were added to `start`. It does not depend on the order in which they were added.
 */
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
    if (verdict.status !== 'open' || fact === undefined) return letterOf(shownVerdict(verdict))
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

const letterOf = (said: ShownVerdict): string => String.fromCodePoint(97 + severityOf(said))
const isSettled = (possible: string): boolean => possible === (possible[0] ?? '').repeat(possible.length)

/** The expected number of questions from this visit on if `fact` is asked first. */
function expected({ after }: Visit, fact: string): number {
  const next = after(fact)
  return 1 + next.reduce((sum, one) => sum + one.remaining(), 0) / Math.max(next.length, 1)
}

function nextOf(start: Visit, missing: readonly string[]): string | undefined {
  const [first] = missing
  if (first !== undefined && start.after(first).length > mostAnswersCompared) return first
  let best: { readonly fact: string; readonly cost: number } | undefined
  for (const fact of missing) {
    const cost = expected(start, fact)
    if (best === undefined || cost < best.cost - 1e-9) best = { fact, cost }
  }
  return best?.fact
}

/** The facts that are missing at this visit, or after any one more answer, sorted by `order`. */
function missingSoon({ verdict, after }: Visit, order: readonly string[]): readonly string[] {
  const found = new Set([...verdict.missing, ...verdict.missing.flatMap((fact) => after(fact).flatMap((next) => next.verdict.missing))])
  return order.filter((fact) => found.has(fact))
}

/** New values for some facts (`facts` holds only these), and the verdict that they lead to. */
export type FactChange = { readonly facts: Facts; readonly verdict: Verdict }

/**
 * All changes of one fact among `names` after which the asker is told something else. If there is no such
 * change, all such changes of two facts; empty if there is none of these either.
 */
export function smallestChanges(space: Space, facts: Facts, names: readonly string[]): readonly FactChange[] {
  const now = shownVerdict(settle(space, facts).verdict)
  const flips = names.flatMap((name) =>
    space
      .answers(name)
      .filter((value) => value !== facts[name])
      .map((value) => ({ [name]: value })),
  )
  const moved = (flip: Facts): FactChange[] => {
    const { verdict } = settle(space, { ...facts, ...flip })
    return shownVerdict(verdict) === now ? [] : [{ facts: flip, verdict }]
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
