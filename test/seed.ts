import fc from 'fast-check'

/** Whether this is `npm run fuzz`: then property tests draw anew and sweeps go through all there is. */
export const isFuzz = process.env['npm_lifecycle_event'] === 'fuzz'

/**
 * All of them in `npm run fuzz`; in the suite one of every so many, so that `npm test` stays short. Tables of the same list begin at
 * different places (`turn`), so that together they have each of them.
 */
export const sampled = <T>(all: readonly T[], every: number, turn = 0): readonly T[] =>
  isFuzz ? all : all.filter((_, index) => (index + turn) % every === 0)

// In the suite every property is drawn from one seed, so that it says the same of the same code each time.
if (!isFuzz) fc.configureGlobal({ seed: 20261128 })
