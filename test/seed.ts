import fc from 'fast-check'

/** Whether this is `npm run fuzz`: then property tests use a new seed, and sampled tests run in full. */
export const isFuzz = process.env['npm_lifecycle_event'] === 'fuzz'

/**
 * Every n-th element, so that `npm test` stays short; all of them in `npm run fuzz`. Tables of the same list may begin at
 * different places (`turn`), so that together they cover it.
 */
export const sampled = <T>(all: readonly T[], every: number, turn = 0): readonly T[] =>
  isFuzz ? all : all.filter((_, index) => (index + turn) % every === 0)

// In the suite, properties use a fixed seed, so that equal code gives equal results.
if (!isFuzz) fc.configureGlobal({ seed: 20261128 })
