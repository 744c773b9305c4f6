import type { QuantitiesData } from '../../knowledge/quantities-schema.ts'
import { createNumbers, type Numbers } from './numbers.ts'
import { createPhrases, type Phrases } from './figure-pattern.ts'
import { worded } from '../text/pieces.ts'
import { unitNames, type Unit } from './unit-names.ts'

/** How words limit a number: "up to 300" is `at-most`. */
export type Bound = QuantitiesData['bounds'][number]['is']

/** The words and signs of quantities.yaml by which figures are read. */
export type FigureWords = {
  /** The words and currency signs that a figure can begin with, besides digits. */
  readonly starts: ReadonlySet<string>
  readonly number: Numbers
  readonly behind: Phrases<Unit>
  readonly before: Phrases<Unit>
  readonly letters: ReadonlyMap<string, number>
  readonly prefixes: ReadonlySet<string>
  readonly numbering: ReadonlySet<string>
  /** Names of orbits: "2 t/LEO" is a mass to an orbit, not a rate. */
  readonly orbits: ReadonlySet<string>
  readonly span: Phrases<'span'>
  readonly set: Phrases<'set'>
  readonly about: Phrases<true>
  readonly alternatives: Phrases<true>
  /** For a kind of figure, the verbs behind which a number without a unit goes on from an earlier one: "it does 340". */
  readonly goingOn: ReadonlyMap<string, ReadonlySet<string>>
  readonly denials: Phrases<true>
  readonly articles: ReadonlySet<string>
  readonly and: ReadonlySet<string>
  readonly onward: ReadonlySet<string>
  readonly suffixes: ReadonlyMap<string, Bound>
  /**
   * The unit of a number that has a scale but no unit ("30 million"): money. It counts only if words say that
   * money is meant.
   */
  readonly bare: Unit
}

/** Prepares the words by which figures are read. */
export function createWords(data: QuantitiesData): FigureWords {
  const money = data.units.find(({ kind }) => kind === 'money')?.names[0]?.factor ?? 1
  const before = unitNames(data, true)
  const { words: named, scales, parts, some } = data.numbers
  return {
    starts: new Set([...before.first, ...[named, scales, parts, some].flatMap(Object.keys), ...data.numbers.articles]),
    number: createNumbers(data.numbers),
    behind: unitNames(data, false),
    before,
    letters: new Map(Object.entries(data.numbers.letters)),
    prefixes: worded(data.prefixes),
    numbering: worded(data.numbering),
    orbits: worded(data.classes['orbit'] ?? []),
    span: createPhrases(data.joins.span.map((phrase) => [phrase, 'span' as const])),
    set: createPhrases(data.joins.set.map((phrase) => [phrase, 'set' as const])),
    about: createPhrases((data.classes['about'] ?? []).map((phrase) => [phrase, true] as const)),
    alternatives: createPhrases([...data.alternatives, ...data.corrections].map((phrase) => [phrase, true] as const)),
    goingOn: new Map(Object.entries(data.goingOn).map(([kind, verbs]) => [kind, worded(verbs)] as const)),
    denials: createPhrases(data.denials.map((phrase) => [phrase, true] as const)),
    articles: worded(data.numbers.articles),
    and: worded(data.numbers.and),
    onward: worded(data.onward),
    suffixes: new Map(Object.entries(data.suffixes)),
    bare: { kind: 'money', low: money, high: money, shy: true, fraction: false, alone: false },
  }
}
