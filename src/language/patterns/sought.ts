import type { Words } from './match.ts'
import type { Pattern, Sought, Step } from './syntax.ts'

/** Something by its kind and name, as patterns seek it. */
export type BySought<T> = Readonly<Record<Sought['kind'], Map<string, T>>>

const emptyBySought = <T>(): BySought<T> => ({
  literal: new Map(),
  exact: new Map(),
  class: new Map(),
  mention: new Map(),
  mark: new Map(),
  any: new Map(),
})

const addTo = <T>(all: Map<string, T[]>, name: string, one: T): void => {
  const known = all.get(name)
  if (known === undefined) all.set(name, [one])
  else known.push(one)
}

/** Rules by what they begin with, so that a text is compared only with those that can begin in it. */
export function byFirst<T extends { readonly pattern: Pattern }>(rules: readonly T[]): BySought<readonly T[]> {
  const index = emptyBySought<T[]>()
  for (const rule of rules) for (const { kind, name } of firstOf(rule.pattern)) addTo(index[kind], name, rule)
  return index
}

/** What a pattern can begin with: its first word, and those before it that may be left out. */
function firstOf({ steps }: Pattern): readonly Sought[] {
  const words = steps.filter((step): step is Extract<Step, { kind: 'word' }> => step.kind === 'word')
  return words.slice(0, words.findIndex(({ optional }) => !optional) + 1).flatMap(({ any }) => any)
}

/** At which words of a text each thing begins that a pattern can seek. Marks are added as they are given. */
export function placesIn({ tokens, classes, mentions }: Pick<Words, 'tokens' | 'classes' | 'mentions'>): BySought<number[]> {
  const places = emptyBySought<number[]>()
  for (const [at, { word, typed }] of tokens.entries()) {
    addTo(places.literal, word, at)
    addTo(places.exact, typed.toLowerCase(), at)
    addTo(places.any, '_', at)
    for (const { name } of classes[at] ?? []) addTo(places.class, name, at)
    for (const { name } of mentions[at] ?? []) addTo(places.mention, name, at)
  }
  return places
}

/** What a text must have, one of each list, for a pattern to lie in it. */
export type Needs = readonly (readonly Sought[])[]

/** A pattern needs a word of each of its steps that may not be left out. */
export const needsOf = ({ steps }: Pattern): Needs => steps.flatMap((step) => (step.kind === 'word' && !step.optional ? [step.any] : []))

/** Whether a text has all that a pattern needs: most patterns are put aside by that alone. */
export const meets = (needs: Needs, places: BySought<unknown>): boolean =>
  needs.every((any) => any.some(({ kind, name }) => places[kind].has(name)))
