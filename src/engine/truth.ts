/** True, false, or `undefined`: not yet known (Kleene's strong three-valued logic). */
export type Truth = boolean | undefined

/** Kleene's negation: what is not known stays not known. */
export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

/** Kleene's conjunction: one false settles it, whatever is missing. */
export function all<T>(items: readonly T[], truthOf: (item: T) => Truth): Truth {
  let result: Truth = true
  for (const item of items) {
    const truth = truthOf(item)
    if (truth === false) return false
    if (truth === undefined) result = undefined
  }
  return result
}

/** Kleene's disjunction: one true settles it, whatever is missing. */
export function any<T>(items: readonly T[], truthOf: (item: T) => Truth): Truth {
  let result: Truth = false
  for (const item of items) {
    const truth = truthOf(item)
    if (truth === true) return true
    if (truth === undefined) result = undefined
  }
  return result
}
