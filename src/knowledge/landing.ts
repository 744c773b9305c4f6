import { compile, factsRead, type Facts } from '../engine/condition.ts'
import { toCondition, type Landing } from './schema.ts'

/**
 * The class of an item; or, while it is not settled, the facts that are missing and the classes that are
 * still possible.
 */
export type Landed = { readonly class: string } | { readonly missing: readonly string[]; readonly candidates: readonly string[] }

const compiled = new WeakMap<Landing, { readonly test: (facts: Facts) => boolean | undefined; readonly reads: readonly string[] }>()

function ready(landing: Landing) {
  let known = compiled.get(landing)
  if (known === undefined) {
    const condition = toCondition(landing.when ?? {})
    known = { test: compile(condition), reads: factsRead(condition) }
    compiled.set(landing, known)
  }
  return known
}

/**
 * Finds the class of an item: that of the first landing whose condition holds. If it is not known whether
 * the condition of an earlier landing holds, the class of that landing is possible, too.
 */
export function land(lands: readonly Landing[], facts: Facts): Landed {
  const missing = new Set<string>()
  const candidates = new Set<string>()
  for (const landing of lands) {
    const { test, reads } = ready(landing)
    const holds = test(facts)
    if (holds === false) continue
    candidates.add(landing.class)
    if (holds === true) break
    for (const name of reads) if (facts[name] === undefined) missing.add(name)
  }
  const [only, second] = candidates
  return only !== undefined && second === undefined ? { class: only } : { missing: [...missing], candidates: [...candidates] }
}

/** The facts on which the class of an item depends: those that the conditions of its landings read. */
export function landingFacts(lands: readonly Landing[]): readonly string[] {
  return [...new Set(lands.flatMap((landing) => ready(landing).reads))]
}

/** The first landing of an item whose condition certainly holds; `undefined` if there is none. */
export const landingOn = (lands: readonly Landing[], facts: Facts): Landing | undefined =>
  lands.find((landing) => ready(landing).test(facts) === true)
