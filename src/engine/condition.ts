import { all, any, not, type Truth } from './truth.ts'

/** The value of a fact: one word, or a list of words that hold at once (e.g. all country lists that a destination is on). */
export type FactValue = string | readonly string[]

/** Facts by name. A name that is absent or `undefined` is not yet known. */
export type Facts = { readonly [name: string]: FactValue | undefined }

/** A test of facts. `in` holds if the fact equals one of the words, or if its list contains one of them. */
export type Condition =
  | { readonly fact: string; readonly in: readonly string[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** A condition compiled to a function. */
export type Test = (facts: Facts) => Truth

/** Compiles a condition to a function, so that a million tests do not walk its tree each time. */
export function compile(condition: Condition): Test {
  if ('fact' in condition) {
    const words = new Set(condition.in)
    return (facts) => isAmong(facts[condition.fact], (word) => words.has(word))
  }
  if ('not' in condition) {
    const inner = compile(condition.not)
    return (facts) => not(inner(facts))
  }
  const parts = ('all' in condition ? condition.all : condition.any).map(compile)
  return 'all' in condition ? (facts) => all(parts, (part) => part(facts)) : (facts) => any(parts, (part) => part(facts))
}

function isAmong(value: FactValue | undefined, isWanted: (word: string) => boolean): Truth {
  if (value === undefined) return undefined
  return typeof value === 'string' ? isWanted(value) : value.some(isWanted)
}

/**
 * What remains of a condition once the facts in `fixed` are known: true, false, or a smaller condition over
 * the other facts. A condition that `fixed` does not affect is returned as the same object, unless it is an
 * `all` or `any` with fewer than two parts.
 */
export function simplify(condition: Condition, fixed: Facts): Condition | boolean {
  if ('fact' in condition) return isAmong(fixed[condition.fact], (word) => condition.in.includes(word)) ?? condition
  if ('not' in condition) {
    const inner = simplify(condition.not, fixed)
    if (typeof inner === 'boolean') return !inner
    return inner === condition.not ? condition : { not: inner }
  }
  const isAll = 'all' in condition
  const parts = isAll ? condition.all : condition.any
  const open: Condition[] = []
  let isSame = parts.length > 1
  for (const part of parts) {
    const left = simplify(part, fixed)
    if (left === !isAll) return left
    isSame &&= left === part
    if (typeof left !== 'boolean') open.push(left)
  }
  if (isSame) return condition
  const [only] = open
  if (only === undefined) return isAll
  return open.length === 1 ? only : isAll ? { all: open } : { any: open }
}

/** The names of the facts that a condition reads, each once, in order. */
export function factsRead(condition: Condition): readonly string[] {
  if ('fact' in condition) return [condition.fact]
  if ('not' in condition) return factsRead(condition.not)
  return [...new Set(('all' in condition ? condition.all : condition.any).flatMap(factsRead))]
}

/**
 * Every word that a condition compares a fact with, as pairs of fact and word. A pair can occur more than
 * once.
 */
export function wordsRead(condition: Condition): ReadonlyArray<readonly [fact: string, word: string]> {
  if ('fact' in condition) return condition.in.map((word) => [condition.fact, word] as const)
  if ('not' in condition) return wordsRead(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(wordsRead)
}
