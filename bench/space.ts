import { fileURLToPath } from 'node:url'
import { assumedFacts, destinationFacts, itemFacts } from '../src/answer/rule-facts.ts'
import { factsRead, type Facts } from '../src/engine/condition.ts'
import { decide } from '../src/engine/verdict.ts'
import type { Base } from '../src/knowledge/base.ts'
import type { PlainRule } from './plain-rules.ts'

/** The day whose law is used, and on which it is asked for. */
export const day = '2026-11-23'

/** The knowledge to measure. */
export const folder = fileURLToPath(new URL('../knowledge', import.meta.url))

/** The step for sampling the space of cells. Being a prime, it reaches every cell once and follows no pattern. */
const stride = 104_729

const uses: readonly Facts[] = [
  ...['civil-space', 'military-missile', 'military-uas', 'other-civil'].map((endUse) => ({ endUse })),
  { endUse: 'civil-space', usGovernmentProgram: 'yes' },
  { endUse: 'military-missile', wmd: 'known' },
]

/**
 * Samples cells, the same in every run: spread over item class × country × use × activity, with every fact known, and only those
 * with a decision.
 */
export function sampleCells(base: Base, count: number): readonly Facts[] {
  const dimensions = [[...base.classes.keys()], [...base.countries.keys()], uses, answersOf(base, 'activity')] as const
  const size = dimensions.reduce((product, { length }) => product * length, 1)
  const known = { ...lastAnswers(base), ...assumedFacts(base) }
  const found: Facts[] = []
  for (let step = 0; step < size && found.length < count; step++) {
    const [item, country, use, activity] = cellAt(dimensions, (step * stride) % size)
    const facts = { ...known, ...itemFacts(base, item), ...destinationFacts(base, country, day), ...use, activity }
    if (decide(base.rulebook.on(day, day), facts).status === 'decided') found.push(facts)
  }
  return found
}

/** Reduces cells to the facts that the rules read, because peers pay for each fact they are given. Throws if one is unknown. */
export function knownFacts(
  rules: readonly PlainRule[],
  cells: readonly Facts[],
): ReadonlyArray<Record<string, string | readonly string[]>> {
  const names = [...new Set(rules.flatMap(({ when }) => factsRead(when)))]
  return cells.map((facts) => Object.fromEntries(names.map((name) => [name, facts[name] ?? unknownFact(name)])))
}

type Dimensions = readonly [items: readonly string[], countries: readonly string[], uses: readonly Facts[], activities: readonly string[]]

function cellAt([items, countries, someUses, activities]: Dimensions, index: number): readonly [string, string, Facts, string] {
  let rest = index
  const pick = <T>(values: readonly T[]): T => {
    const value = values[rest % values.length]
    rest = Math.floor(rest / values.length)
    if (value === undefined) throw new Error('an empty dimension')
    return value
  }
  return [pick(items), pick(countries), pick(someUses), pick(activities)]
}

const answersOf = (base: Base, fact: string): readonly string[] => base.facts.get(fact)?.answers?.map(({ value }) => value) ?? []

/** Engines with two truth values need every fact: one that is not assumed by Licet gets its last possible answer. */
const lastAnswers = (base: Base): Facts => Object.fromEntries([...base.facts.keys()].map((fact) => [fact, answersOf(base, fact).at(-1)]))

function unknownFact(name: string): never {
  throw new Error(`fact \`${name}\` is unknown, and two-valued engines need every fact`)
}
