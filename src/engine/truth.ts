/** True, false, or `undefined`: not yet known (Kleene's strong three-valued logic). */
export type Truth = boolean | undefined

/** Kleene's negation: unknown stays unknown. */
export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

/** Kleene's conjunction: false if one part is false, whatever else is unknown. */
export function all<T>(items: readonly T[], truthOf: (item: T) => Truth): Truth {
  let result: Truth = true
  for (const item of items) {
    const truth = truthOf(item)
    if (truth === false) return false
    if (truth === undefined) result = undefined
  }
  return result
}

/** Kleene's disjunction: true if one part is true, whatever else is unknown. */
export function any<T>(items: readonly T[], truthOf: (item: T) => Truth): Truth {
  let result: Truth = false
  for (const item of items) {
    const truth = truthOf(item)
    if (truth === true) return true
    if (truth === undefined) result = undefined
  }
  return result
}
