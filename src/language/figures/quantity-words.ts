import type { QuantitiesData, QuantityData } from '../../knowledge/quantities-schema.ts'
import { compilePattern, createPhrases, type PhrasesByClass, type FigurePattern, type Phrases } from './figure-pattern.ts'
import { worded } from '../text/pieces.ts'
import { createUnits, type Units } from './units.ts'
import type { Bound } from './figure-words.ts'

/**
 * A quantity of quantities.yaml with its patterns compiled. `strong`: patterns that are enough to name it.
 * `weak`: patterns that count only if no strong one matches.
 */
export type Compiled = QuantityData & { readonly strong: readonly FigurePattern[]; readonly weak: readonly FigurePattern[] }

/** The words and patterns of quantities.yaml, prepared for reading. */
export type QuantityWords = {
  readonly units: Units
  /** Words that join a figure to the next one. */
  readonly joining: ReadonlySet<string>
  /** Words that deny the number after them. */
  readonly denials: ReadonlySet<string>
  readonly abbreviated: ReadonlySet<string>
  /** Words that multiply the number before them: "million". */
  readonly scales: ReadonlySet<string>
  readonly bounds: ReadonlyArray<{ readonly is: Bound; readonly when: readonly FigurePattern[] }>
  readonly unknown: readonly FigurePattern[]
  readonly withdrawn: readonly FigurePattern[]
  readonly named: Phrases<readonly string[]>
  readonly quantities: ReadonlyMap<string, readonly Compiled[]>
}

/** Prepares the words and patterns of quantities.yaml. */
export function createQuantityWords(data: QuantitiesData): QuantityWords {
  const compile = (patterns: readonly string[] = [], classes: PhrasesByClass = data.classes): readonly FigurePattern[] =>
    patterns.map((pattern) => compilePattern(pattern, classes))
  const quantities = data.quantities.map((one): Compiled => ({ ...one, strong: compile(one.when), weak: compile(one.may) }))
  return {
    units: createUnits(data),
    joining: worded([...data.joins.span, ...data.joins.set, ...data.alternatives].flatMap((phrase) => phrase.split(' '))),
    denials: worded(data.denials),
    abbreviated: worded(data.abbreviated),
    scales: worded(Object.keys(data.numbers.scales)),
    bounds: data.bounds.map(({ is, when }) => ({ is, when: compile(when) })),
    unknown: compile(data.unknown),
    withdrawn: compile(data.withdrawn),
    named: createPhrases(
      data.quantities.flatMap(({ named = [], feeds }) => named.map((name) => [name, feeds === undefined ? [] : [feeds]] as const)),
    ),
    quantities: Map.groupBy(quantities, ({ of }) => of),
  }
}
